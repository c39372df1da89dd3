"""Branches that learned beside branches that had not: complaints, by cause and by branch, and mastery.

Each branch is looked at around its own first week. The others are those that had not begun before the last of these
windows ended; each of them gives one number, too: the mean of its changes over the same windows, weighted as the
branches that learned are spread over them. Where fewer than five would be left, the branches that learned last are
left out, so that somebody can still be compared with.

All that is compared is measured alike. It is by transactions where these are held of all weeks of every branch that
learned, and five others are left of which they are held; else by staff.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from lms.insight.basis import Basis
from lms.insight.effect import FEWEST_BRANCHES, FEWEST_CASES, FEWEST_PEOPLE, Change, Effect, effect
from lms.insight.weekly import Span, Weekly, midnight, this_monday, weekly
from lms.learning import Learning
from lms.learning.competence.then import levels_then
from lms.people import staff_in

BLOCK = 4
"""Weeks that are drawn together: single ones show chance alone."""
MOST_PEOPLE, MOST_OTHERS = 40, 12
"""Of whom mastery is reckoned anew, a branch: the first by id, which says nothing of them."""
MOST_BRANCHES = 40


@dataclass(frozen=True)
class Block:
    """Four weeks, counted from the first week of learning: -1 is the last block before it."""

    place: int
    learned: float
    others: float | None


@dataclass(frozen=True)
class Measured:
    """What became of complaints and mastery.

    Attributes:
        complaints: of all causes, or of the one that was asked for.
        by_cause: of each cause that occurred where people learned.
        by_branch: for each branch that learned, it alone beside the others.
        mastery: from 0 to 1, of the competencies that were asked for.
        blocks: complaints, four weeks each.
        left_out: branches that learned too late to be compared.
        running: branches whose weeks are not over yet.
        by: what complaints are told for: 10,000 transactions, or 100 staff in a month.
        uncounted: other branches that are not compared with, for their transactions are not held.
    """

    complaints: Effect
    by_cause: Mapping[str, Effect]
    by_branch: Mapping[str, Effect]
    mastery: Effect
    blocks: tuple[Block, ...]
    left_out: int
    running: int
    by: Basis = "staff"
    uncounted: int = 0


def measure(
    learning: Learning,
    *,
    begun: Mapping[str, date],
    shown: Collection[str],
    span: Span,
    competencies: Collection[str],
    cause: str | None = None,
) -> Measured:
    """Compare. For services: nothing here asks who asks.

    Args:
        learning: the room.
        begun: for each branch that learned the Monday from which on it counts as one that did.
        shown: units of which something is told; the others are compared with as a group.
        span: weeks before and after.
        competencies: whose mastery.
        cause: complaints of one cause alone.
    """
    context = learning.context
    over = this_monday(context)
    inside = {unit: day for unit, day in begun.items() if unit in shown}
    done = {unit: day for unit, day in inside.items() if day + timedelta(weeks=span.after) <= over}
    origin = min(done.values(), default=over) - timedelta(weeks=span.before)
    with context.database.reading() as connection:
        counted = weekly(context, connection, origin=origin, weeks=(over - origin).days // 7)
        done = {unit: day for unit, day in done.items() if unit in counted.heads}
        learned, all_others = _sides(done, begun, counted, span)
        counted, others = _measured_alike(counted, done, learned, all_others, span)
        mastery = _mastery(learning, connection, learned, others, span, competencies)
    by_cause = {
        one: _complaints(counted, learned, others, span, one)
        for one in _causes(counted, learned)
        if cause is None or one == cause
    }
    return Measured(
        _complaints(counted, learned, others, span, cause),
        by_cause,
        {unit: _alone(counted, unit, day, begun, span, cause) for unit, day in sorted(done.items())},
        mastery,
        _blocks(counted, learned, others, span, cause),
        len(done) - len(learned),
        len(inside) - len(done),
        counted.by,
        len(all_others) - len(others),
    )


def _measured_alike(
    counted: Weekly, done: Mapping[str, date], learned: Mapping[str, date], others: Sequence[str], span: Span
) -> tuple[Weekly, tuple[str, ...]]:
    """By what all are measured, and who is left to compare with."""
    days = set(learned.values())
    held = tuple(unit for unit in others if _held(counted, unit, days, span))
    enough = len(held) >= min(len(others), FEWEST_BRANCHES)
    if done and enough and all(_held(counted, unit, {day}, span) for unit, day in done.items()):
        return counted.measured_by("transactions"), held
    return counted, tuple(others)


def _held(counted: Weekly, unit: str, days: Collection[date], span: Span) -> bool:
    """Whether a branch's transactions are held of all weeks around some Mondays."""
    return all(
        counted.covers(unit, day - timedelta(weeks=span.before), span.before + span.after) for day in days
    )


def _sides(
    done: Mapping[str, date], begun: Mapping[str, date], counted: Weekly, span: Span
) -> tuple[dict[str, date], tuple[str, ...]]:
    """The branches that learned and can be compared, and those they are compared with."""
    ordered = sorted(done.items(), key=lambda pair: (pair[1], pair[0]))
    for last in range(len(ordered), 0, -1):
        until = ordered[last - 1][1]
        others = _not_before(until + timedelta(weeks=span.after), begun, counted)
        if len(others) >= FEWEST_BRANCHES:
            return dict(ordered[:last]), others
    return dict(ordered), ()


def _not_before(day: date, begun: Mapping[str, date], counted: Weekly) -> tuple[str, ...]:
    return tuple(sorted(unit for unit in counted.heads if unit not in begun or begun[unit] >= day))


def _complaints(
    counted: Weekly, learned: Mapping[str, date], others: Sequence[str], span: Span, cause: str | None
) -> Effect:
    own = [counted.change(unit, day, span, cause) for unit, day in learned.items()]
    days = Counter(learned.values())
    beside = [
        _mean(unit, [(counted.change(unit, day, span, cause), n) for day, n in days.items()])
        for unit in others
        if days
    ]
    return effect(own, beside, fewest=FEWEST_CASES, few="few_cases")


def _alone(
    counted: Weekly, unit: str, day: date, begun: Mapping[str, date], span: Span, cause: str | None
) -> Effect:
    others = _not_before(day + timedelta(weeks=span.after), begun, counted)
    if counted.by == "transactions":
        others = tuple(one for one in others if _held(counted, one, {day}, span))
    if len(others) < FEWEST_BRANCHES:
        others = ()
    return _complaints(counted, {unit: day}, others, span, cause)


def _mean(unit: str, changes: Sequence[tuple[Change, int]]) -> Change:
    total = sum(n for _change, n in changes)
    return Change(
        unit,
        sum(one.before * n for one, n in changes) / total,
        sum(one.after * n for one, n in changes) / total,
        round(sum(one.count * n for one, n in changes) / total),
    )


def _causes(counted: Weekly, learned: Mapping[str, date]) -> list[str]:
    """Causes that occurred where people learned, the most frequent first."""
    found: Counter[str] = Counter()
    for unit in learned:
        for of_week in counted.counts.get(unit, {}).values():
            found.update(of_week)
    return [cause for cause, _count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))]


def _blocks(
    counted: Weekly, learned: Mapping[str, date], others: Sequence[str], span: Span, cause: str | None
) -> tuple[Block, ...]:
    if not learned:
        return ()
    found = []
    for place in range(-(span.before // BLOCK), span.after // BLOCK):
        rates = [
            counted.rate(unit, day + timedelta(weeks=place * BLOCK), BLOCK, cause)
            for unit, day in learned.items()
        ]
        beside = [
            counted.rate(unit, day + timedelta(weeks=place * BLOCK), BLOCK, cause)
            for unit in others
            for day in learned.values()
        ]
        found.append(Block(place, sum(rates) / len(rates), sum(beside) / len(beside) if beside else None))
    return tuple(found)


def _mastery(
    learning: Learning,
    connection: Connection,
    learned: Mapping[str, date],
    others: Sequence[str],
    span: Span,
    competencies: Collection[str],
) -> Effect:
    beside = others[:MOST_BRANCHES]
    days = Counter(learned.values())
    moments = sorted({moment for day in days for moment in (day, day + timedelta(weeks=span.after))})
    own = _people(connection, learned, MOST_PEOPLE)
    theirs = _people(connection, beside, MOST_OTHERS)
    asked = {
        person: [
            midnight(learning.context, day)
            for day in (learned[unit], learned[unit] + timedelta(weeks=span.after))
        ]
        for unit, people in own.items()
        for person in people
    }
    asked |= {
        person: [midnight(learning.context, day) for day in moments]
        for people in theirs.values()
        for person in people
    }
    levels = levels_then(connection, list(asked), competencies=competencies, moments=asked)
    at = {day: place for place, day in enumerate(moments)}
    changes = [
        Change(unit, *_level([levels[one] for one in known], 0, 1), len(known))
        for unit in learned
        if (known := [one for one in own[unit] if one in levels])
    ]
    others_changes = [
        _mean(
            unit,
            [
                (
                    Change(
                        unit,
                        *_level(
                            [levels[one] for one in known], at[day], at[day + timedelta(weeks=span.after)]
                        ),
                        len(known),
                    ),
                    n,
                )
                for day, n in days.items()
            ],
        )
        for unit in beside
        if (known := [one for one in theirs[unit] if one in levels])
    ]
    return effect(changes, others_changes, fewest=FEWEST_PEOPLE, few="few_people")


def _level(levels: Sequence[Sequence[float]], before: int, after: int) -> tuple[float, float]:
    return (
        sum(one[before] for one in levels) / len(levels),
        sum(one[after] for one in levels) / len(levels),
    )


def _people(connection: Connection, units: Collection[str], most: int) -> dict[str, list[str]]:
    """People of each unit, at most so many."""
    found: dict[str, list[str]] = {unit: [] for unit in units}
    staff = staff_in(units)
    rows = connection.execute(select(staff.c.unit_id, staff.c.person_id).order_by(staff.c.person_id))
    for unit_id, person_id in rows:
        if len(found[unit_id]) < most:
            found[unit_id].append(person_id)
    return found
