"""Complaints from before the portal, taken in as figures: a day, a branch, a cause, how many. Looked at first.

Days of which the portal holds complaints itself are refused, so that none is counted twice. The same file once more
changes nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sqlmodel import col

from lms.feedback.counting import first_complaints
from lms.feedback.matching import Bank
from lms.feedback.receiving import FOREIGN_UNIT, NO_UNIT
from lms.feedback.words import CAUSE_NAMES
from lms.insight.tables import PastComplaints
from lms.people import Action, Actor, Deed, Note, record, require, require_units, right_to
from lms.people.imports.reading import day_in
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark, translator
from lms.platform.settings import LOCALES
from lms.platform.sheet_faults import Fault, Term, Value, normal
from lms.platform.sheets import Sheet, sheets_in

MOST = 10_000
"""Complaints of one day, branch and cause: more is a slip."""
EARLIEST = date(2000, 1, 1)
COLUMNS: Mapping[str, str] = {
    "day": mark("Day"),
    "branch": mark("Branch"),
    "cause": mark("Main cause"),
    "complaints": mark("Complaints"),
}
_ALSO: Mapping[str, tuple[str, ...]] = {
    "day": ("date", "received", "投诉日期", "受理日期", "时间"),
    "branch": ("unit", "网点", "支行", "机构名称", "机构号"),
    "cause": ("cause", "投诉原因", "原因分类"),
    "complaints": ("count", "number", "数量", "笔数", "投诉量"),
}
NO_ROWS = mark("There is no row below the headings. Choose the file with the figures in it.")
NO_COLUMN = mark(
    "The first row must name a column “Day” and a column “Branch”; “Main cause” and “Complaints” may stand beside them."
)
NO_DAY = mark("“{given}” is no day. Write it as 2026-03-01.")
WRONG_DAY = mark("{given} is not over yet, or lies before the year 2000. Correct the day.")
HELD = mark("From {day} on the portal holds the complaints of this branch itself. Leave the row out.")
NO_CAUSE = mark("There is no cause “{given}”. Write one of: {choices}.")
NO_COUNT = mark("“{given}” is no number from 1 to 10,000.")


@dataclass(frozen=True)
class PastRow:
    """How many complaints of a cause a branch had on a day."""

    unit_id: str
    day: date
    cause: str
    complaints: int


@dataclass(frozen=True)
class LookedPast:
    """What a file of figures holds, and what is wrong in its other rows."""

    rows: tuple[PastRow, ...] = field(repr=False)
    faults: tuple[Fault, ...]

    @property
    def complaints(self) -> int:
        """How many they are together."""
        return sum(row.complaints for row in self.rows)


def look_at_past(context: Context, *, actor: Actor, raw: bytes) -> LookedPast:
    """Read a file and say what would be taken in; nothing is written.

    Raises:
        Forbidden: the actor takes in no past complaints.
        Refused: it is no such file, or a column is missing.
    """
    units = require_units(actor, Action.TAKE_IN_PAST)
    sheet = next((one for one in sheets_in(raw) if one.rows), None)
    if sheet is None or len(sheet.rows) < 2:
        raise Refused(NO_ROWS)
    at = _columns(sheet.rows[0][1])
    if not {"day", "branch"} <= at.keys():
        raise Refused(NO_COLUMN)
    with context.database.reading() as connection:
        bank = Bank(connection)
        held = {
            unit: moment.astimezone(context.settings.zone).date()
            for unit, moment in first_complaints(connection).items()
        }
    return _Reader(context, bank, units, held, sheet, at).read()


def take_in_past(context: Context, *, actor: Actor, looked: LookedPast) -> int:
    """Take in what was looked at; how many complaints it holds. A figure that was known is replaced.

    Raises:
        Forbidden: one of the branches is not the actor's.
    """
    require_units(actor, Action.TAKE_IN_PAST)
    for unit_id in sorted({row.unit_id for row in looked.rows}):
        require(actor, Action.TAKE_IN_PAST, unit_id=unit_id)
    now = context.now()
    with context.database.transaction() as connection:
        for some in batches(looked.rows):
            insertion = insert_into(connection, PastComplaints)
            connection.execute(
                insertion.values(
                    [
                        {
                            "unit_id": row.unit_id,
                            "day": row.day,
                            "cause": row.cause,
                            "complaints": row.complaints,
                            "by_person_id": actor.person_id,
                            "at": now,
                        }
                        for row in some
                    ]
                ).on_conflict_do_update(
                    index_elements=[
                        col(PastComplaints.unit_id),
                        col(PastComplaints.day),
                        col(PastComplaints.cause),
                    ],
                    set_={
                        "complaints": insertion.excluded.complaints,
                        "by_person_id": insertion.excluded.by_person_id,
                        "at": insertion.excluded.at,
                    },
                )
            )
        if looked.rows:
            why = right_to(actor, Action.TAKE_IN_PAST, unit_id=looked.rows[0].unit_id)
            record(context, connection, actor=actor, notes=[Note(Deed.TOOK_IN_PAST, why, people=0)])
    return looked.complaints


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(
        self,
        context: Context,
        bank: Bank,
        units: frozenset[str],
        held: Mapping[str, date],
        sheet: Sheet,
        at: Mapping[str, int],
    ) -> None:
        self._today, self._bank, self._units, self._held = context.today(), bank, units, held
        self._sheet, self._at = sheet, at
        self._row = 0
        self._faults: list[Fault] = []

    def read(self) -> LookedPast:
        found: Counter[tuple[str, date, str]] = Counter()
        for row, texts in self._sheet.rows[1:]:
            self._row = row
            before = len(self._faults)
            given = {key: texts[place] if place < len(texts) else "" for key, place in self._at.items()}
            unit, day = self._unit(given["branch"]), self._day(given["day"])
            cause, count = self._cause(given.get("cause", "")), self._count(given.get("complaints", ""))
            if unit is None or day is None or len(self._faults) > before:
                continue
            if unit in self._held and day >= self._held[unit]:
                self._say("day", HELD, day=self._held[unit].isoformat())
                continue
            found[unit, day, cause] += count
        rows = (PastRow(*place, count) for place, count in sorted(found.items()))
        return LookedPast(tuple(rows), tuple(self._faults))

    def _unit(self, given: str) -> str | None:
        unit = self._bank.unit_named(given)
        if unit is None:
            self._say("branch", NO_UNIT, given=given)
        elif unit not in self._units:
            self._say("branch", FOREIGN_UNIT, given=given)
        return unit

    def _day(self, given: str) -> date | None:
        day = day_in(given)
        if day is None:
            self._say("day", NO_DAY, given=given)
        elif not EARLIEST <= day < self._today:
            self._say("day", WRONG_DAY, given=day.isoformat())
        return day

    def _cause(self, given: str) -> str:
        if not given:
            return "other"
        cause = _causes().get(normal(given))
        if cause is None:
            self._say("cause", NO_CAUSE, given=given, choices=tuple(map(Term, CAUSE_NAMES.values())))
        return cause or "other"

    def _count(self, given: str) -> int:
        """As many as stand there; a row without the column is one complaint."""
        if not given:
            return 1
        count = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0
        if not 1 <= count <= MOST:
            self._say("complaints", NO_COUNT, given=given)
        return count

    def _say(self, column: str, message: str, **values: Value) -> None:
        self._faults.append(Fault(self._sheet.name, self._row, COLUMNS[column], message, values))


def _columns(headings: Sequence[str]) -> dict[str, int]:
    words = [translator(locale).gettext for locale in LOCALES]
    known = {
        normal(word): key
        for key, name in COLUMNS.items()
        for word in (key, *(say(name) for say in words), *_ALSO[key])
    }
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        key = known.get(normal(heading))
        if key is not None:
            found.setdefault(key, place)
    return found


@lru_cache(maxsize=1)
def _causes() -> Mapping[str, str]:
    words = [translator(locale).gettext for locale in LOCALES]
    return {
        normal(word): cause
        for cause, name in CAUSE_NAMES.items()
        for word in (cause, name, *(say(name) for say in words))
    }
