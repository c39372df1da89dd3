"""Figures are looked at, then written: what is new, and what corrects what held before, with its history kept.

The same file once more changes nothing. What has a later date of record holds; of the same date, what came last.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.feedback.files import Mapped, chosen_columns, headings_in
from lms.insight.figures.columns import COLUMNS, NEEDED
from lms.insight.figures.reading import FigureRow, Reader, texts_by_column
from lms.insight.figures.tables import Figure, FigureBefore, FigureSet
from lms.people import Action, Actor, Deed, Note, record, require, require_units, right_to
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.sheet_faults import Fault
from lms.platform.sheets import sheets_in

NO_ROWS = mark("There is no row below the headings. Choose the file with the figures in it.")
NEEDS_COLUMNS = mark("No column was found for “Branch”, “Month”, “Figure” or “Value”. Say which one it is.")
SOMEBODY_ELSE = mark(
    "Somebody else has just taken in the same figures. Nothing of yours was changed; try again."
)
Progress = Callable[[int, int], None]
Place = tuple[str, str, date]
"""Branch, kind and month."""


@dataclass(frozen=True)
class Counts:
    """What becomes of rows.

    Attributes:
        added: figures of which nothing was held.
        corrected: that replace what held before.
        same: that are as they were.
        older: that were recorded before what holds now, and leave it.
    """

    added: int = 0
    corrected: int = 0
    same: int = 0
    older: int = 0

    @property
    def changes(self) -> int:
        """How many are written."""
        return self.added + self.corrected


@dataclass(frozen=True)
class LookedFigures:
    """What a file holds.

    Attributes:
        mapped: which heading was taken for which column.
        rows: that can be taken in.
        counts: what would become of them.
        faults: what is wrong in the others.
    """

    mapped: Mapped
    headings: tuple[str, ...]
    rows: tuple[FigureRow, ...] = field(repr=False)
    counts: Counts
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class _Held:
    value: int
    answers: int | None
    set_id: str
    definition: str
    owner_id: str
    recorded_on: date


def look_at_figures(
    context: Context,
    *,
    actor: Actor,
    raw: bytes,
    mapped: Mapped | None = None,
    progress: Progress = lambda _done, _all: None,
) -> LookedFigures:
    """Read a file and say what would be taken in; nothing is written.

    Args:
        context: database and clock.
        actor: a consumer protection officer.
        raw: CSV or XLSX; of a workbook the first sheet with rows.
        mapped: per column its heading in the file; found by the usual words where not said.
        progress: told how many rows are read, of how many.

    Raises:
        Forbidden: the actor takes in no figures.
        Refused: it is no such file, or a column is missing.
    """
    units = require_units(actor, Action.TAKE_IN_FIGURES)
    # The template opens with a page that explains: it has no such headings.
    sheets = sheets_in(raw, progress)
    fitting = [one for one in sheets if one.rows and _fits(one.rows[0][1], mapped)]
    sheet, headings = headings_in(fitting or sheets)
    if sheet is None:
        raise Refused(NO_ROWS)
    chosen = chosen_columns(headings, mapped, COLUMNS)
    if not {column.key for column in NEEDED} <= chosen.keys():
        raise Refused(NEEDS_COLUMNS)
    given = texts_by_column(sheet.rows[1:], sheet.rows[0][1], chosen)
    with context.database.reading() as connection:
        reader = Reader(
            connection, given, units=units, today=context.today(), sheet=sheet.name, headings=chosen
        )
        rows = reader.read()
        plan = _plan(connection, rows, context.today())
    return LookedFigures(chosen, headings, tuple(rows), plan.counts, tuple(reader.faults))


def take_in_figures(context: Context, *, actor: Actor, looked: LookedFigures) -> Counts:
    """Take in what was looked at, whole or not at all; what becomes of it is asked anew at this moment.

    Raises:
        Forbidden: one of the branches is not the actor's.
        Refused: somebody else takes in the same.
    """
    require_units(actor, Action.TAKE_IN_FIGURES)
    for unit_id in sorted({row.unit_id for row in looked.rows}):
        require(actor, Action.TAKE_IN_FIGURES, unit_id=unit_id)
    if not looked.rows:
        return Counts()
    try:
        with context.database.transaction() as connection:
            counts = write_figures(context, connection, looked.rows, by_person_id=actor.person_id)
            if counts.changes:
                why = right_to(actor, Action.TAKE_IN_FIGURES, unit_id=looked.rows[0].unit_id)
                record(context, connection, actor=actor, notes=[Note(Deed.TOOK_IN_FIGURES, why, people=0)])
    except IntegrityError:
        # Two at once: PostgreSQL finds out at the end what SQLite keeps apart from the beginning.
        raise Refused(SOMEBODY_ELSE) from None
    return counts


def write_figures(
    context: Context,
    connection: Connection,
    rows: Sequence[FigureRow],
    *,
    by_person_id: str | None = None,
    key_id: str | None = None,
) -> Counts:
    """Write figures within a transaction. For services: nothing here asks who asks."""
    today = context.today()
    plan = _plan(connection, rows, today, writing=True)
    sets: dict[tuple[Any, ...], str] = {}
    now = context.now()
    new_sets, added, corrected, before = [], [], [], []
    for row, held in plan.written:
        said = (row.kind, row.definition, row.owner_id, row.recorded_on or today)
        if said not in sets:
            sets[said] = new_id()
            kind, definition, owner_id, recorded_on = said
            new_sets.append(
                {
                    "id": sets[said],
                    "kind": kind,
                    "definition": definition,
                    "owner_id": owner_id,
                    "recorded_on": recorded_on,
                    "by_person_id": by_person_id,
                    "key_id": key_id,
                    "at": now,
                }
            )
        place = {"unit_id": row.unit_id, "kind": row.kind, "month": row.month}
        now_held = place | {"value": row.value, "answers": row.answers, "set_id": sets[said]}
        if held is None:
            added.append(now_held)
            continue
        corrected.append(now_held)
        kept = {"value": held.value, "answers": held.answers, "set_id": held.set_id}
        before.append({"id": new_id(), **place, **kept, "replaced_by": sets[said]})
    for table, several in ((FigureSet, new_sets), (FigureBefore, before), (Figure, added)):
        for some in batches(several):
            connection.execute(insert(table), some)
    _correct(connection, corrected)
    return plan.counts


@dataclass(frozen=True)
class _Plan:
    written: Sequence[tuple[FigureRow, _Held | None]]
    counts: Counts


def _plan(connection: Connection, rows: Sequence[FigureRow], today: date, *, writing: bool = False) -> _Plan:
    held = _held(connection, rows, writing=writing)
    written, added, same, older = [], 0, 0, 0
    for row in rows:
        was = held.get((row.unit_id, row.kind, row.month))
        if was is None:
            added += 1
        elif _is_same(row, was):
            same += 1
            continue
        elif (row.recorded_on or today) < was.recorded_on:
            older += 1
            continue
        written.append((row, was))
    return _Plan(written, Counts(added, len(written) - added, same, older))


def _is_same(row: FigureRow, was: _Held) -> bool:
    """Whether a row says nothing new; of one that names no day of record, whatever was recorded when."""
    if (row.value, row.answers, row.definition, row.owner_id) != (
        was.value,
        was.answers,
        was.definition,
        was.owner_id,
    ):
        return False
    return row.recorded_on is None or row.recorded_on == was.recorded_on


def _held(connection: Connection, rows: Iterable[FigureRow], *, writing: bool) -> Mapping[Place, _Held]:
    """What holds of the places that rows name: one question for all, narrowed by branch, kind and time."""
    places = {(row.unit_id, row.kind, row.month) for row in rows}
    if not places:
        return {}
    units, kinds, months = (sorted({place[at] for place in places}) for at in (0, 1, 2))
    found: dict[Place, _Held] = {}
    for some in batches(units):
        query = (
            select(
                col(Figure.unit_id),
                col(Figure.kind),
                col(Figure.month),
                col(Figure.value),
                col(Figure.answers),
                col(Figure.set_id),
                col(FigureSet.definition),
                col(FigureSet.owner_id),
                col(FigureSet.recorded_on),
            )
            .join(FigureSet, col(FigureSet.id) == col(Figure.set_id))
            .where(
                col(Figure.unit_id).in_(some),
                col(Figure.kind).in_(kinds),
                col(Figure.month).between(months[0], months[-1]),
            )
        )
        if writing:
            # Whoever corrects the same at this moment waits, and finds the correction.
            query = query.order_by(col(Figure.unit_id), col(Figure.kind), col(Figure.month)).with_for_update(
                of=Figure
            )
        for row in connection.execute(query):
            place = (row.unit_id, row.kind, row.month)
            if place in places:
                found[place] = _Held(*row[3:])
    return found


def _correct(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Put what holds now in the place of what held: these rows are there, and locked."""
    for some in batches(rows):
        new = insert_into(connection, Figure).values(some)
        connection.execute(
            new.on_conflict_do_update(
                index_elements=["unit_id", "kind", "month"],
                set_={name: new.excluded[name] for name in ("value", "answers", "set_id")},
            )
        )


def _fits(headings: Sequence[str], mapped: Mapped | None) -> bool:
    try:
        chosen = chosen_columns(headings, mapped, COLUMNS)
    except Refused:
        return False
    return {column.key for column in NEEDED} <= chosen.keys()
