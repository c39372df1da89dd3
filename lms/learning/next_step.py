"""The next best step: what somebody needs most and can just do, said with its reason in one line.

Difficulty is chosen so that six to eight tries in ten should go well: practice teaches most where it is neither too
easy nor too hard (Guadagnoli & Lee, Challenge point, 2004), and adaptive practice that people keep up aims at three
in four (Klinkenberg, Straatemeier & van der Maas, Computer adaptive practice of maths ability, 2011). The same state
of things gives the same step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from lms.learning.mastery import Belief, Mastery, chance_of, mastery, unknown
from lms.platform.i18n import mark

LIKELY_FROM, LIKELY_TO = 0.6, 0.8
"""Between these chances something is worth doing next."""
TOO_HARD = 0.5
"""Below this chance another competency that is behind goes first, where something of it is worth doing."""
IN_A_ROW = 2
"""So often at most the same customer comes one after the other."""

_FURTHEST = mark(
    "{competency} is furthest behind what you need; this should go well about {chance} times in 100."
)
_HARD = mark(
    "{competency} is furthest behind what you need and all that trains it is still hard; "
    "the easiest of it goes well about {chance} times in 100."
)
_EASY = mark(
    "{competency} is furthest behind what you need, though all that trains it is easy for you; "
    "the hardest of it goes well about {chance} times in 100."
)
_INSTEAD = mark(
    "{weaker} is furthest behind but has nothing to take now; {competency} comes next, "
    "and this should go well about {chance} times in 100."
)
_FIRST = mark(
    "{weaker} is furthest behind but all that trains it is still too hard; {competency} comes first, "
    "and this should go well about {chance} times in 100."
)
_UNKNOWN = mark(
    "You need {competency} and nothing is known of it yet; this should go well about {chance} times in 100."
)
_FRESH = mark(
    "All that practice can show of what you need you have shown; this keeps {competency} fresh "
    "and goes well about {chance} times in 100."
)
_TOO_HARD_STILL = {
    _INSTEAD: mark(
        "{weaker} is furthest behind but has nothing to take now; {competency} comes next, "
        "and the easiest of it goes well about {chance} times in 100."
    ),
    _FIRST: mark(
        "All that trains {weaker}, the furthest behind, is still too hard; of {competency}, which comes first, "
        "the easiest goes well about {chance} times in 100."
    ),
    _UNKNOWN: mark(
        "You need {competency} and nothing is known of it yet; the easiest of it goes well "
        "about {chance} times in 100."
    ),
}
"""What is said instead where even what comes nearest is less likely than is aimed at."""
_TOO_EASY = {
    _INSTEAD: mark(
        "{weaker} is furthest behind but has nothing to take now; {competency} comes next, "
        "and the hardest of it goes well about {chance} times in 100."
    ),
    _FIRST: mark(
        "All that trains {weaker}, the furthest behind, is still too hard; of {competency}, which comes first, "
        "the hardest goes well about {chance} times in 100."
    ),
    _UNKNOWN: mark(
        "You need {competency} and nothing is known of it yet; the hardest of it goes well "
        "about {chance} times in 100."
    ),
}
"""What is said instead where even what comes nearest is likelier than is aimed at."""
_LESS_KNOWN = mark("{others} would be as much in need; less is known of {competency}.")
_LONGER_AGO = mark("{others} would be as much in need; {competency} was seen longer ago.")
_IN_TURN = mark("{others} would be as much in need; one had to come first.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something one could do next.

    Attributes:
        ref: a scenario's slug, or a quiz item's id.
        kind: a drill with a customer, or a quiz item.
        competencies: what it trains.
        difficulty: 1 (easy) to 5 (hard).
        customer: who comes; empty where nobody does.
        done_at: when the person did it last; none if never.
    """

    ref: str
    kind: Literal["drill", "quiz_item"]
    competencies: tuple[str, ...]
    difficulty: float
    customer: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One line to be shown.

    Attributes:
        message: an English sentence, a msgid.
        values: for its places. ``competency`` and ``weaker`` are ids, ``others`` a tuple of ids: the page names them;
            ``chance`` is a whole number of 0 to 100.
    """

    message: str
    values: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next.

    Attributes:
        candidate: the step.
        competency: what it is for.
        chance: that it goes well, 0 to 1.
        reason: why this.
        tie: why this competency and not another that is as much in need; none where there is no other.
        behind: whether the person is below what they need in it.
    """

    candidate: Candidate
    competency: str
    chance: float
    reason: Reason
    tie: Reason | None = None
    behind: bool = True


def next_step(
    *,
    needed: Mapping[str, float],
    beliefs: Mapping[str, Belief],
    candidates: Sequence[Candidate],
    customers: Sequence[str] = (),
    at: datetime,
) -> NextStep | None:
    """Return the next best step; none where nothing that trains what is needed can be taken now.

    First the competency that is furthest below what is needed, to the hundredth; then the one of which less is known,
    then the one seen longer ago, then by the alphabet. Of what trains it and should go well with a chance of 60 to 80 %
    what was never done, then what was done longest ago, then what is nearest to 70 %, then by its name. Where all that
    trains the weakest goes well less than every second time, the next one that is behind comes first of which something
    is likely to go well, else at least every second time, else whatever is least hard.

    Args:
        needed: the level needed, 0 to 1, by competency.
        beliefs: what is believed of the person, by competency; a missing one is unknown.
        candidates: what the person may take.
        customers: whom the person met, the last one last.
        at: now, aware.
    """
    open_ = [one for one in candidates if not _met_too_often(one.customer, customers)]
    held = {one: beliefs.get(one) or unknown(one) for one in needed}
    seen = {one: mastery(belief, at) for one, belief in held.items()}
    order = sorted(
        needed, key=lambda one: (_gap(needed[one], seen[one]), _doubt(seen[one]), _seen_at(seen[one]), one)
    )
    hard: NextStep | None = None
    instead: list[NextStep] = []
    for competency in order:
        fitting = [one for one in open_ if competency in one.competencies]
        behind = _gap(needed[competency], seen[competency]) < 0
        if not fitting or (hard is not None and not behind):
            continue
        chosen, chance = _fitting_best(fitting, held[competency], at)
        if hard is not None:
            first = Reason(
                _within(_FIRST, chance),
                {"competency": competency, "chance": round(100 * chance), "weaker": hard.competency},
            )
            instead.append(NextStep(chosen, competency, chance, first))
            continue
        reason = _reason(seen[competency], needed[competency], order[0], chance)
        alike = [
            one
            for one in order
            if one != competency
            and _gap(needed[one], seen[one]) == _gap(needed[competency], seen[competency])
        ]
        # Those before it in the order have nothing to take, which the reason says.
        others = tuple(one for one in alike if order.index(one) > order.index(competency))
        tie = _tie(competency, others, seen) if others else None
        step = NextStep(chosen, competency, chance, reason, tie, behind)
        if not behind or chance >= TOO_HARD:
            return step
        hard = step
    for likely in (LIKELY_FROM, TOO_HARD):
        for step in instead:
            if step.chance >= likely:
                return step
    # All of it is hard: the least hard of it, and of what is alike the weakest.
    return max((one for one in (hard, *instead) if one), key=lambda one: round(one.chance, 1), default=None)


def _met_too_often(customer: str, customers: Sequence[str]) -> bool:
    last = customers[-IN_A_ROW:]
    return bool(customer) and len(last) == IN_A_ROW and set(last) == {customer}


def _fitting_best(fitting: Sequence[Candidate], belief: Belief, at: datetime) -> tuple[Candidate, float]:
    chances = [
        (
            one,
            chance_of(
                belief, one.difficulty, at, kind="quiz_item" if one.kind == "quiz_item" else "criterion"
            ),
        )
        for one in fitting
    ]

    def rank(pair: tuple[Candidate, float]) -> tuple[float, datetime, float, str]:
        one, chance = pair
        return (
            round(max(LIKELY_FROM - chance, chance - LIKELY_TO, 0.0), 2),
            one.done_at or datetime.min.replace(tzinfo=UTC),
            round(abs(chance - (LIKELY_FROM + LIKELY_TO) / 2), 2),
            one.ref,
        )

    return min(chances, key=rank)


def _reason(now: Mastery, needed: float, weakest: str, chance: float) -> Reason:
    values: dict[str, str | int | tuple[str, ...]] = {
        "competency": now.competency,
        "chance": round(100 * chance),
    }
    if now.n == 0:
        return Reason(_within(_UNKNOWN, chance), values)
    if _gap(needed, now) >= 0:
        return Reason(_FRESH, values)
    if now.competency != weakest:
        return Reason(_within(_INSTEAD, chance), {**values, "weaker": weakest})
    if round(chance, 2) < LIKELY_FROM:
        return Reason(_HARD, values)
    return Reason(_EASY if round(chance, 2) > LIKELY_TO else _FURTHEST, values)


def _within(message: str, chance: float) -> str:
    """Return the message, or what is said instead where the chance, to the hundredth, is not what is aimed at."""
    if round(chance, 2) < LIKELY_FROM:
        return _TOO_HARD_STILL[message]
    return _TOO_EASY[message] if round(chance, 2) > LIKELY_TO else message


def _tie(competency: str, others: tuple[str, ...], seen: Mapping[str, Mastery]) -> Reason:
    values: dict[str, str | int | tuple[str, ...]] = {"competency": competency, "others": others}
    if all(_doubt(seen[competency]) < _doubt(seen[other]) for other in others):
        return Reason(_LESS_KNOWN, values)
    alike = [other for other in others if _doubt(seen[competency]) == _doubt(seen[other])]
    if all(_seen_at(seen[competency]) < _seen_at(seen[other]) for other in alike):
        return Reason(_LONGER_AGO, values)
    return Reason(_IN_TURN, values)


def _gap(needed: float, now: Mastery) -> float:
    """Return how far the level lies above what is needed, in hundredths; below, it is negative."""
    return round(now.level - needed, 2)


def _doubt(now: Mastery) -> float:
    """Return how well the level is known: the less, the smaller."""
    return -round(now.high - now.low, 2)


def _seen_at(now: Mastery) -> datetime:
    return now.last_at or datetime.min.replace(tzinfo=UTC)
