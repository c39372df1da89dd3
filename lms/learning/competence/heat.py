"""How far the people of each branch are in what their jobs need: counted in the database, person by person by nobody.

What counts is told by columns that are kept up with every piece of evidence, so that no belief is reckoned here. A cell
of fewer than five people shows nothing: it would be about somebody.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    String,
    Subquery,
    and_,
    case,
    column,
    func,
    select,
    values,
)
from sqlmodel import col

from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.learning.competence.needs import needs_of_jobs
from lms.learning.competence.tables import CompetencyStanding
from lms.learning.room import Learning
from lms.people import Action, Actor, Job, UnitCard, UnitKind, further_in, list_units, may, require, staff_in

FEWEST = 5
"""People of whom a cell says anything."""
MOST_ROWS = 40
"""Branches shown beside each other; more are gathered by region."""


@dataclass(frozen=True)
class HeatCell:
    """The people of one unit whose jobs need one competency.

    Attributes:
        people: how many they are.
        seen: of how many of them anything was seen.
        mean: their mean level of the framework, 1 to 4; none where fewer than five were seen.
        below: the share of them, 0 to 1, below the level their job needs; none as above.
    """

    people: int
    seen: int
    mean: float | None
    below: float | None


@dataclass(frozen=True)
class HeatMap:
    """Units by competencies.

    Attributes:
        units: branches, or regions where there are many branches; those with people whose jobs need anything.
        competencies: those that are needed, in the framework's order.
        cells: by unit and competency; there is none where nobody needs it.
        gathered: whether the units stand for more than themselves.
    """

    units: tuple[UnitCard, ...]
    competencies: tuple[str, ...]
    cells: Mapping[tuple[str, str], HeatCell]
    gathered: bool


def heat_map(learning: Learning, *, actor: Actor, unit_id: str | None = None) -> HeatMap:
    """How far the people within the actor's reach are.

    Args:
        learning: the room.
        actor: who asks.
        unit_id: only this unit and what is below it.

    Raises:
        Forbidden: the actor answers for no unit, or not for this one.
    """
    units = {unit.unit_id: unit for unit in list_units(learning.context)}
    mine = {one for one in units if may(actor, Action.READ_PROGRESS, unit_id=one)}
    if not mine or (unit_id is not None and unit_id not in mine):
        require(actor, Action.READ_PROGRESS, unit_id=unit_id or actor.unit_id)
    if unit_id is not None:
        mine = {one for one in mine if unit_id in _line(one, units)}
    staff = staff_in(mine)
    with learning.context.database.reading() as connection:
        people = connection.execute(
            select(staff.c.unit_id, *_held(staff), func.count().label("people")).group_by(
                staff.c.unit_id, *_held(staff)
            )
        ).all()
        several = {row.unit_id for row in people}
        gathered = len(several) > MOST_ROWS
        row_of = {one: _region(one, units) if gathered else one for one in several}
        counted = _counted(connection, row_of, learning.context.now())
    cells = _cells(learning, people, counted, row_of)
    shown = {unit for unit, _ in cells}
    needed = {competency for _, competency in cells}
    return HeatMap(
        tuple(unit for unit in units.values() if unit.unit_id in shown),
        tuple(one for one in COMPETENCIES if one in needed),
        cells,
        gathered,
    )


def _counted(connection: Connection, row_of: Mapping[str, str], now: datetime) -> Sequence[Row[Any]]:
    """By row, jobs and competency: of how many anything was seen, and how many of them reach each level.

    The rows are gathered where the people are counted: a bank's branches, jobs and competencies are tens of thousands.
    """
    if not row_of:
        return ()
    staff = staff_in(row_of)
    places = (
        values(column("unit_id", String), column("row_id", String), literal_binds=True)
        .data(sorted(row_of.items()))
        .cte("places")
    )
    alone = col(CompetencyStanding.alone_until) >= now
    steady = col(CompetencyStanding.steady_until) >= now

    def number(condition: Any) -> Any:
        return func.sum(case((condition, 1), else_=0), type_=Integer)

    return connection.execute(
        select(
            places.c.row_id,
            *_held(staff),
            col(CompetencyStanding.competency).label("competency"),
            func.count().label("seen"),
            number(alone).label("alone"),
            number(steady).label("steady"),
            number(and_(steady, col(CompetencyStanding.vouched).is_(True))).label("leading"),
        )
        .join(staff, staff.c.person_id == col(CompetencyStanding.person_id))
        .join(places, places.c.unit_id == staff.c.unit_id)
        .where(col(CompetencyStanding.n) > 0)
        .group_by(places.c.row_id, *_held(staff), col(CompetencyStanding.competency))
    ).all()


def _cells(
    learning: Learning,
    people: Sequence[Row[Any]],
    counted: Sequence[Row[Any]],
    row_of: Mapping[str, str],
) -> dict[tuple[str, str], HeatCell]:
    shelf = learning.structure

    @cache
    def needs(job: str, further: str) -> Mapping[str, int]:
        return needs_of_jobs(shelf, (Job(job), *further_in(further)))

    there: dict[tuple[str, str], int] = defaultdict(int)
    for row in people:
        for competency in needs(row.job, row.further_jobs):
            there[row_of[row.unit_id], competency] += row.people
    seen: dict[tuple[str, str], int] = defaultdict(int)
    levels: dict[tuple[str, str], int] = defaultdict(int)
    below: dict[tuple[str, str], int] = defaultdict(int)
    for row in counted:
        needed = needs(row.job, row.further_jobs).get(row.competency)
        if needed is None:
            continue
        place = row.row_id, row.competency
        seen[place] += row.seen
        levels[place] += row.seen + row.alone + row.steady + row.leading
        below[place] += row.seen - {2: row.alone, 3: row.steady, 4: row.leading}[needed]
    return {
        place: HeatCell(
            number,
            seen[place],
            levels[place] / seen[place] if seen[place] >= FEWEST else None,
            below[place] / seen[place] if seen[place] >= FEWEST else None,
        )
        for place, number in there.items()
    }


def _held(staff: Subquery) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """What people do: those who do the same are counted together."""
    return staff.c.job, staff.c.further_jobs


def _line(unit_id: str, units: Mapping[str, UnitCard]) -> list[str]:
    """A unit and all above it."""
    line: list[str] = []
    at: str | None = unit_id
    while at is not None:
        line.append(at)
        at = units[at].parent_id
    return line


def _region(unit_id: str, units: Mapping[str, UnitCard]) -> str:
    return next((one for one in _line(unit_id, units) if units[one].kind is UnitKind.REGION), unit_id)
