"""Mystery visits as they are read: with what was seen by those who answer for a branch, as figures by its staff."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from lms.feedback.visits.checklist import added, checklist, percent
from lms.feedback.visits.entering import NO_VISIT
from lms.feedback.visits.tables import FeedbackVisit
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    UnitCard,
    may,
    people_within,
    read_units,
    record_reading,
    require,
    require_own_password,
    require_units,
    right_to,
    units_open_to,
)
from lms.people.actors import units_below
from lms.platform.context import Context
from lms.platform.errors import NotFound
from lms.platform.quarters import days_of, later, quarter_of

MOST = 50


@dataclass(frozen=True)
class MysteryVisit:
    """One visit.

    Attributes:
        percent: what was as it should be, by weight, of what was seen.
        groups: the same by group: weight as it should be, weight seen.
        person: who had to be named, with ``person_reason``; none by default.
        taken_back_why: none as long as it counts.
    """

    visit_id: str
    unit: UnitCard
    visited_on: date
    channel: str
    place: str
    percent: int | None
    groups: Mapping[str, tuple[int, int]]
    answers: Mapping[str, str]
    seen: Mapping[str, str]
    note: str
    person: PersonCard | None
    person_reason: str
    at: datetime
    taken_back_why: str | None
    may_take_back: bool


@dataclass(frozen=True)
class BranchResult:
    """The visits of a branch in a quarter.

    Attributes:
        compared: whether they are enough to stand beside those of other branches.
    """

    unit: UnitCard
    quarter: str
    visits: int
    percent: int | None
    groups: Mapping[str, tuple[int, int]]

    @property
    def compared(self) -> bool:
        """Whether there are enough visits to be compared."""
        return self.visits >= checklist().fewest_visits


def mystery_visits(context: Context, *, actor: Actor, unit_id: str | None = None) -> tuple[MysteryVisit, ...]:
    """The newest visits of the actor's branches, or of one unit with all below it; that they were seen is recorded.

    Raises:
        Forbidden: the actor reads none, or none of this unit.
    """
    with context.database.reading() as connection:
        units = _units(connection, actor, unit_id)
        query = select(FeedbackVisit).where(col(FeedbackVisit.unit_id).in_(sorted(units)))
        query = query.order_by(col(FeedbackVisit.visited_on).desc(), col(FeedbackVisit.id).desc()).limit(MOST)
        found = _visits(connection, connection.execute(query).all(), actor)
    _noted(context, actor, found, Deed.LISTED_VISITS)
    return found


def read_visit(context: Context, *, actor: Actor, visit_id: str) -> MysteryVisit:
    """One visit, with what was seen; that it was read is recorded.

    Raises:
        NotFound: there is none, or not for the actor.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        row = connection.execute(select(FeedbackVisit).where(col(FeedbackVisit.id) == visit_id)).one_or_none()
        if row is None or not may(actor, Action.READ_VISITS, unit_id=row.unit_id):
            raise NotFound(NO_VISIT)
        found = _visits(connection, [row], actor)
    _noted(context, actor, found, Deed.READ_VISIT)
    return found[0]


def visit_results(
    context: Context, *, actor: Actor, unit_id: str | None = None, quarters: int = 4
) -> tuple[BranchResult, ...]:
    """What the visits of so many quarters came to, by branch and quarter, the newest quarter first; figures alone.

    Raises:
        Forbidden: the actor reads none, or none of this unit.
    """
    last = quarter_of(context.today()).id
    with context.database.reading() as connection:
        units = _units(connection, actor, unit_id)
        return results_within(connection, units, later(last, 1 - quarters), last)


def visit_results_of(
    context: Context, *, actor: Actor, quarter: str, units: Collection[str]
) -> tuple[BranchResult, ...]:
    """What the visits of one quarter came to in some branches; figures alone, as above.

    Raises:
        Forbidden: the actor reads none in one of these units.
        Refused: there is no such quarter.
    """
    for unit_id in sorted(units):
        require(actor, Action.READ_VISITS, unit_id=unit_id)
    with context.database.reading() as connection:
        return results_within(connection, units, quarter, quarter)


def results_of_my_branch(context: Context, *, actor: Actor) -> tuple[BranchResult, ...]:
    """The same for the actor's own branch: by group and without a name, a window or a word.

    Raises:
        Forbidden: they have no password of their own yet.
    """
    require_own_password(actor)
    last = quarter_of(context.today()).id
    with context.database.reading() as connection:
        return results_within(connection, [actor.unit_id], later(last, -1), last)


def _units(connection: Connection, actor: Actor, unit_id: str | None) -> Collection[str]:
    if unit_id is None:
        return require_units(actor, Action.READ_VISITS)
    require(actor, Action.READ_VISITS, unit_id=unit_id)
    return units_open_to(actor, Action.READ_VISITS) & units_below(connection, unit_id)


def results_within(
    connection: Connection, units: Iterable[str], first: str, last: str
) -> tuple[BranchResult, ...]:
    """The same for services, over any units and quarters: nothing here asks who asks."""
    rows = connection.execute(
        select(col(FeedbackVisit.unit_id), col(FeedbackVisit.visited_on), col(FeedbackVisit.scores)).where(
            col(FeedbackVisit.unit_id).in_(sorted(units)),
            col(FeedbackVisit.visited_on) >= days_of(first)[0],
            col(FeedbackVisit.visited_on) < days_of(last)[1],
            col(FeedbackVisit.taken_back_at).is_(None),
        )
    ).all()
    cards = {unit.unit_id: unit for unit in read_units(connection)}
    found: dict[tuple[str, str], list[dict[str, tuple[int, int]]]] = {}
    for row in rows:
        found.setdefault((quarter_of(row.visited_on).id, row.unit_id), []).append(_pairs(row.scores))
    results = []
    for (quarter, unit_id), several in found.items():
        groups = added(iter(several))
        results.append(BranchResult(cards[unit_id], quarter, len(several), percent(groups), groups))
    # The newest quarter first, in it the branches by their code.
    results.sort(key=lambda one: one.unit.code)
    return tuple(sorted(results, key=lambda one: one.quarter, reverse=True))


def _visits(connection: Connection, rows: Iterable[Row[Any]], actor: Actor) -> tuple[MysteryVisit, ...]:
    rows = list(rows)
    cards = {unit.unit_id: unit for unit in read_units(connection)}
    people = people_within(connection, {row.person_id for row in rows if row.person_id})
    return tuple(
        MysteryVisit(
            row.id,
            cards[row.unit_id],
            row.visited_on,
            row.channel,
            row.place,
            percent(_pairs(row.scores)),
            _pairs(row.scores),
            row.answers,
            row.seen,
            row.note,
            people.get(row.person_id),
            row.person_reason,
            row.at,
            None if row.taken_back_at is None else row.taken_back_why,
            row.taken_back_at is None and may(actor, Action.RECORD_VISITS, unit_id=row.unit_id),
        )
        for row in rows
    )


def _pairs(scores: Mapping[str, list[int]]) -> dict[str, tuple[int, int]]:
    return {group: (pair[0], pair[1]) for group, pair in scores.items()}


def _noted(context: Context, actor: Actor, found: Collection[MysteryVisit], deed: Deed) -> None:
    """Whoever reads what was seen reads of those who work there, named or not."""
    for one in list(found)[:1]:
        why = right_to(actor, Action.READ_VISITS, unit_id=one.unit.unit_id)
        named = {visit.person.person_id for visit in found if visit.person}
        person = next(iter(named)) if len(named) == 1 else None
        about = one.visit_id if deed is Deed.READ_VISIT else None
        note = Note(deed, why, person, about, people=max(1, len(named)))
        record_reading(context, actor=actor, note=note)
