"""What is held of figures: by branch and month, with gaps; what each counts and whose it is; what was corrected."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from lms.insight.figures.kinds import KINDS, TRANSACTIONS, Kind, together
from lms.insight.figures.months import Month, month_of, months_between
from lms.insight.figures.tables import Figure, FigureBefore, FigureSet
from lms.insight.scope import units_within
from lms.people import Action, Actor, PersonCard, UnitCard, UnitKind, people_within, read_units
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark

MONTHS = 12
MOST_SETS, MOST_CORRECTIONS = 12, 30
NO_KIND = mark("There is no such figure.")


@dataclass(frozen=True)
class HeldBranch:
    """A branch: for each month its value with the answers behind it, none where nothing is held; and all together."""

    unit: UnitCard
    values: tuple[tuple[int, int | None] | None, ...]
    total: int | None

    @property
    def gaps(self) -> int:
        """Months of which nothing is held."""
        return self.values.count(None)


@dataclass(frozen=True)
class SetCard:
    """Figures that came together, as far as some of them still hold.

    Attributes:
        by: who took them in; none where they came by a key.
        first, last: months that hold.
        figures: how many hold.
    """

    definition: str
    owner: PersonCard | None
    recorded_on: date
    by: PersonCard | None
    at: datetime
    first: Month
    last: Month
    figures: int


@dataclass(frozen=True)
class Correction:
    """A value that held before, and by what it was corrected; ``now`` is what holds today."""

    unit: UnitCard
    month: Month
    was: int
    now: int
    by: PersonCard | None
    at: datetime


@dataclass(frozen=True)
class HeldFigures:
    """What is held of one kind."""

    kind: Kind
    months: tuple[Month, ...]
    branches: tuple[HeldBranch, ...]
    sets: tuple[SetCard, ...]
    corrections: tuple[Correction, ...]

    @property
    def gaps(self) -> int:
        """Branches and months of which nothing is held."""
        return sum(one.gaps for one in self.branches)


def figures_held(
    context: Context, *, actor: Actor, kind: str = TRANSACTIONS, unit_id: str | None = None, back: int = 0
) -> HeldFigures:
    """What is held of a kind in twelve months, of the actor's branches.

    Args:
        context: database and clock.
        actor: who asks.
        kind: one of ``KINDS``.
        unit_id: a unit with all below; all of the actor's where none is named.
        back: how many years before the twelve months that are over last.

    Raises:
        Forbidden: the actor sees no figures, or not of this unit.
        Refused: there is no such kind.
    """
    units = units_within(context, actor=actor, action=Action.READ_FIGURES, unit_id=unit_id)
    if kind not in KINDS:
        raise Refused(NO_KIND)
    after = month_of(context.today()).later(-MONTHS * max(0, back))
    months = tuple(after.later(by) for by in range(-MONTHS, 0))
    with context.database.reading() as connection:
        cards = {one.unit_id: one for one in read_units(connection)}
        branches = {
            unit: card for unit, card in cards.items() if unit in units and card.kind is UnitKind.BRANCH
        }
        held: defaultdict[str, dict[date, tuple[int, int | None]]] = defaultdict(dict)
        by_set: defaultdict[str, list[date]] = defaultdict(list)
        for row in connection.execute(
            select(
                col(Figure.unit_id),
                col(Figure.month),
                col(Figure.value),
                col(Figure.answers),
                col(Figure.set_id),
            ).where(
                col(Figure.kind) == kind,
                col(Figure.month) >= months[0].begins,
                col(Figure.month) < after.begins,
            )
        ):
            if row.unit_id in branches:
                held[row.unit_id][row.month] = (row.value, row.answers)
                by_set[row.set_id].append(row.month)
        sets = _sets(connection, by_set)
        corrections = _corrections(connection, kind, branches)
    lines = []
    for unit, card in sorted(branches.items(), key=lambda pair: pair[1].code):
        values = tuple(held[unit].get(month.begins) for month in months)
        lines.append(HeldBranch(card, values, together(KINDS[kind], [one for one in values if one])))
    return HeldFigures(KINDS[kind], months, tuple(lines), sets, corrections)


def transactions_of(connection: Connection, first: date, after: date) -> dict[str, dict[Month, int]]:
    """Transactions by branch and month. For services: nothing here asks who asks.

    Args:
        connection: that reads.
        first: the first day of the time; the whole month counts in which it lies.
        after: the first day after it.
    """
    months = months_between(first, after)
    found: defaultdict[str, dict[Month, int]] = defaultdict(dict)
    if not months:
        return found
    rows = connection.execute(
        select(col(Figure.unit_id), col(Figure.month), col(Figure.value)).where(
            col(Figure.kind) == TRANSACTIONS,
            col(Figure.month).between(months[0].begins, months[-1].begins),
        )
    )
    for unit_id, month, value in rows:
        found[unit_id][month_of(month)] = value
    return found


def transactions_in(connection: Connection, first: date, after: date) -> dict[str, int]:
    """Transactions of some whole months together, of those branches of which every month is held, and not all are 0."""
    months = len(months_between(first, after))
    rows = connection.execute(
        select(col(Figure.unit_id), func.sum(col(Figure.value)))
        .where(col(Figure.kind) == TRANSACTIONS, col(Figure.month) >= first, col(Figure.month) < after)
        .group_by(col(Figure.unit_id))
        .having(func.count() == months)
    )
    return {unit_id: int(total) for unit_id, total in rows if total}


def _sets(connection: Connection, by_set: Mapping[str, list[date]]) -> tuple[SetCard, ...]:
    # Newest first by id: of 50,000 rows with as many definitions the latest few are told.
    shown = sorted(by_set, reverse=True)[:MOST_SETS]
    rows = connection.execute(select(FigureSet).where(col(FigureSet.id).in_(shown))).all()
    people = people_within(
        connection, {one for row in rows for one in (row.owner_id, row.by_person_id) if one}
    )
    return tuple(
        SetCard(
            row.definition,
            people.get(row.owner_id),
            row.recorded_on,
            people.get(row.by_person_id or ""),
            row.at,
            month_of(min(by_set[row.id])),
            month_of(max(by_set[row.id])),
            len(by_set[row.id]),
        )
        for row in sorted(rows, key=lambda row: row.id, reverse=True)
    )


def _corrections(
    connection: Connection, kind: str, branches: Mapping[str, UnitCard]
) -> tuple[Correction, ...]:
    by = aliased(FigureSet)
    rows: Any = connection.execute(
        select(
            col(FigureBefore.unit_id),
            col(FigureBefore.month),
            col(FigureBefore.value).label("was"),
            col(Figure.value).label("now"),
            col(by.by_person_id),
            col(by.at),
        )
        .join(by, col(by.id) == col(FigureBefore.replaced_by))
        .join(
            Figure,
            (col(Figure.unit_id) == col(FigureBefore.unit_id))
            & (col(Figure.kind) == col(FigureBefore.kind))
            & (col(Figure.month) == col(FigureBefore.month)),
        )
        .where(col(FigureBefore.kind) == kind, col(FigureBefore.unit_id).in_(sorted(branches)))
        .order_by(col(FigureBefore.id).desc())
        .limit(MOST_CORRECTIONS)
    ).all()
    people = people_within(connection, {row.by_person_id for row in rows if row.by_person_id})
    return tuple(
        Correction(
            branches[row.unit_id],
            month_of(row.month),
            row.was,
            row.now,
            people.get(row.by_person_id or ""),
            row.at,
        )
        for row in rows
    )
