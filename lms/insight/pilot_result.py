"""How a pilot goes week by week, what came of it so far, and what its own rules say of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lms.insight.effect import FEWEST_BRANCHES, Effect
from lms.insight.helped import begun_on, trained_by
from lms.insight.measuring import Measured, measure
from lms.insight.pilots import PilotCard, pilot_for, read_pilots
from lms.insight.weekly import Span, Weekly, this_monday, weekly
from lms.learning import Learning
from lms.learning.completed import first_completed
from lms.people import Action, Actor, UnitKind, list_units, require_units

Outcome = Literal["reached", "missed", "open", "too_few"]


@dataclass(frozen=True)
class PilotWeek:
    """One week that is over.

    Attributes:
        number: counted from 1.
        complaints: in the branches that take part, of the pilot's cause or of all.
        others: how many they would have had, had they been as many for each of their staff, or for each transaction,
            as elsewhere; none where the others are fewer than five.
    """

    number: int
    begins: date
    complaints: int
    others: float | None


@dataclass(frozen=True)
class PilotResult:
    """What came of a pilot so far.

    Attributes:
        weeks: those that are over.
        measured: as for any curriculum, over the weeks that are over.
        moved: by how much the measure moved beyond the others, as a share of what it would have been: below 0 it fell.
        outcome: what the goal's percentage says of that.
        leave: whether the exit rule holds.
        enrolled, completed: people of the branches that take part.
    """

    card: PilotCard
    weeks: tuple[PilotWeek, ...]
    measured: Measured
    moved: float | None
    outcome: Outcome
    leave: bool
    enrolled: int
    completed: int

    @property
    def effect(self) -> Effect:
        """That of the pilot's own measure."""
        return self.measured.complaints if self.card.metric == "complaints" else self.measured.mastery


def pilot_result(learning: Learning, *, actor: Actor, pilot_id: str) -> PilotResult:
    """How a pilot stands. Branches of others that take part count, and only as a group with the actor's.

    Raises:
        Forbidden: the actor asks of no unit whether anything helped.
        NotFound: there is no such pilot, or it is none of their branches.
    """
    card = pilot_for(learning, actor=actor, pilot_id=pilot_id)
    mine = require_units(actor, Action.READ_EFFECT)
    context, until = learning.context, min(this_monday(learning.context), card.over)
    over = max(0, (until - card.begins_on).days // 7)
    units = [unit.unit_id for unit in list_units(context) if unit.kind is UnitKind.BRANCH]
    with context.database.reading() as connection:
        everybody = first_completed(connection, curriculum=card.curriculum, unit_ids=units)
        begun = _begun(card, begun_on(everybody), read_pilots(connection), over)
        origin = min(card.begins_on, until) - timedelta(weeks=card.weeks)
        counted = weekly(context, connection, origin=origin, weeks=max(1, (until - origin).days // 7))
    measured = measure(
        learning,
        begun=begun,
        shown=frozenset(card.unit_ids),
        span=Span(card.weeks, over),
        competencies=[card.competency] if card.competency else trained_by(learning, card.curriculum),
        cause=card.cause,
    )
    if not over:
        measured = _nothing_yet(measured)
    # Week by week the same is told as in all: what the whole is measured by.
    counted = counted.measured_by(measured.by)
    others = [one for one in counted.heads if one not in begun]
    if counted.by == "transactions":
        others = [one for one in others if counted.covers(one, card.begins_on, over)]
    weeks = _weeks(card, counted, others, over)
    took_part = [one for one in everybody if one.unit_id in card.unit_ids]
    found = measured.complaints if card.metric == "complaints" else measured.mastery
    shown = Measured(
        measured.complaints,
        measured.by_cause,
        {unit: one for unit, one in measured.by_branch.items() if unit in mine},
        measured.mastery,
        measured.blocks,
        measured.left_out,
        measured.running,
        measured.by,
        measured.uncounted,
    )
    return PilotResult(
        card,
        weeks,
        shown,
        _share(found, found.value),
        _outcome(card, found),
        over >= card.exit_after and _worse(card, found),
        len(took_part),
        sum(one.on is not None for one in took_part),
    )


def _weeks(card: PilotCard, counted: Weekly, others: Sequence[str], over: int) -> tuple[PilotWeek, ...]:
    own = [one for one in card.unit_ids if one in counted.heads]
    found = []
    for place in range(over):
        begins = card.begins_on + timedelta(weeks=place)
        size = sum(counted.size(one, begins, 1) for one in own)
        beside = [
            counted.complaints(one, begins, 1, card.cause) / counted.size(one, begins, 1) * size
            for one in others
        ]
        found.append(
            PilotWeek(
                place + 1,
                begins,
                sum(counted.complaints(one, begins, 1, card.cause) for one in own),
                sum(beside) / len(beside) if len(beside) >= FEWEST_BRANCHES else None,
            )
        )
    return tuple(found)


def _begun(
    card: PilotCard, through: Mapping[str, date], all_pilots: list[PilotCard], over: int
) -> dict[str, date]:
    """Branches of which something changed within the pilot's weeks: its own, and those that learned the same then.

    Who went through it before these weeks stays as they were, and may be compared with.
    """
    since, until = card.begins_on - timedelta(weeks=card.weeks), card.begins_on + timedelta(weeks=over)
    found = {unit: day for unit, day in through.items() if since <= day < until}
    for other in all_pilots:
        if other.curriculum == card.curriculum and other.begins_on < until and since < other.over:
            found |= dict.fromkeys(other.unit_ids, other.begins_on)
    return found | dict.fromkeys(card.unit_ids, card.begins_on)


def _nothing_yet(measured: Measured) -> Measured:
    none = Effect(0, 0, why_not="nobody")
    return Measured(none, {}, {}, none, (), measured.left_out, measured.running, measured.by)


def _expected(found: Effect) -> float | None:
    """What the measure would have become, had the branches moved as the others did."""
    if (
        found.before is None
        or found.compared_before is None
        or found.compared_after is None
        or found.value is None
    ):
        return None
    expected = found.before + found.compared_after - found.compared_before
    return expected if expected > 0 else None


def _share(found: Effect, value: float | None) -> float | None:
    expected = _expected(found)
    return None if expected is None or value is None else value / expected


def _outcome(card: PilotCard, found: Effect) -> Outcome:
    moved, low, high = (_share(found, one) for one in (found.value, found.low, found.high))
    if moved is None or low is None or high is None:
        return "too_few"
    # Fewer complaints are better, and more mastery is: seen from here more is always better.
    if card.metric == "complaints":
        moved, low, high = -moved, -high, -low
    target = card.target / 100
    if low > 0 and moved >= target:
        return "reached"
    return "missed" if high < target else "open"


def _worse(card: PilotCard, found: Effect) -> bool:
    """Whether the measure became worse by the rule's percentage or more, in the branches that take part alone."""
    if found.before is None or found.after is None or found.before <= 0:
        return False
    moved = found.after / found.before - 1
    return (moved if card.metric == "complaints" else -moved) >= card.exit_percent / 100
