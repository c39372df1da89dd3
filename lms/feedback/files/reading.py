"""From a table to arrivals, with every fault named by row and column; nothing is written."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from lms.feedback.files.columns import (
    COLUMNS,
    Mapped,
    chosen_columns,
    headings_in,
    unused_headings,
)
from lms.feedback.matching import Bank
from lms.feedback.receiving import (
    BRANCH_TOO_LONG,
    EMPLOYEE_TOO_LONG,
    FOREIGN_UNIT,
    IN_FUTURE,
    LONGEST_NUMBER,
    NO_UNIT,
    TOO_EARLY,
    Arrival,
    checked,
    digest_of,
    known,
    unit_meant,
)
from lms.feedback.words import CHANNELS, channel_named
from lms.people import Action, Actor, require_units
from lms.people.imports.reading import day_in
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.sheet_faults import Fault, Term, Value
from lms.platform.sheets import Sheet, sheets_in

FILE = "file"
NO_ROWS = mark("There is no row below the headings. Choose the file with the feedback in it.")
NO_TEXT_COLUMN = mark(
    "No column was found that holds what was said. Say which one it is. The file has: {choices}."
)
NOBODY_FITS = mark(
    "“{given}” is nobody who can be told for certain at {branch}. The row is taken in without a colleague; a case "
    "handler can name them later."
)
NO_MOMENT = mark("“{given}” is no day. Write it as 2026-03-01, with or without a time such as 14:30.")
NO_SUCH_CHANNEL = mark("There is no way of coming in called “{given}”. Write one of: {choices}.")
TWICE = mark("“{given}” stands in row {row} already. Keep one of the two rows.")
OTHER_WORDS = mark(
    "Something else came under the number “{given}” before. Put the branch or the system in front of the number."
)
WHICH_BRANCH = mark("You take in feedback for several branches. Say which one this row belongs to.")
NUMBER_TOO_LONG = mark("These are more than {count} characters. Shorten it.")
Progress = Callable[[int, int], None]
_WHERE = {
    IN_FUTURE: "received_at",
    TOO_EARLY: "received_at",
    BRANCH_TOO_LONG: "branch",
    EMPLOYEE_TOO_LONG: "employee",
}


@dataclass(frozen=True)
class Looked:
    """What a file holds.

    Attributes:
        mapped: which heading was taken for which column.
        arrivals: the rows that can be taken in, in their order.
        new: how many of these were never taken in before.
        faults: what is wrong in the others.
        unit_id: where a row belongs that names no branch: the actor's uppermost unit.
        warnings: what is doubtful in rows that can be taken in nevertheless.
    """

    mapped: Mapped
    headings: tuple[str, ...]
    arrivals: tuple[Arrival, ...] = field(repr=False)
    new: int
    faults: tuple[Fault, ...]
    unit_id: str
    warnings: tuple[Fault, ...] = ()

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that were taken for no column."""
        return unused_headings(self.headings, self.mapped)


def look_at(
    context: Context,
    *,
    actor: Actor,
    raw: bytes,
    mapped: Mapped | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Looked:
    """Read a file and say what would be taken in.

    Args:
        context: database, settings and clock.
        actor: a case handler or consumer protection officer.
        raw: CSV or XLSX; of a workbook the first sheet with rows.
        mapped: per column its heading in the file; found by the usual words where not said.
        progress: told how many rows are read, of how many.

    Raises:
        Forbidden: the actor takes in no feedback.
        Refused: it is no such file, or has no column with the words.
    """
    units = require_units(actor, Action.HANDLE_FEEDBACK)
    sheets = sheets_in(raw, progress)
    # The template opens with a page that explains: it has no such headings.
    fitting = [one for one in sheets if one.rows and _has_words(one.rows[0][1], mapped)]
    sheet, headings = headings_in(fitting or sheets)
    if sheet is None:
        raise Refused(NO_ROWS)
    chosen = chosen_columns(headings, mapped)
    if "text" not in chosen:
        raise Refused(NO_TEXT_COLUMN, choices=", ".join(headings))
    with context.database.reading() as connection:
        # Of the bank only units are asked below, which are read now.
        bank = Bank(connection)
    roots = [one for one in sorted(units) if bank.units[one].parent_id not in units]
    unit_id = roots[0] if roots else min(units)
    reader = _Reader(context, bank, units, sheet, chosen, actor, must_name_branch=len(roots) > 1)
    arrivals = reader.read(progress)
    there: dict[str, str] = {}
    for some in batches([arrival.source_no or "" for arrival in arrivals]):
        # A short look each: a large file takes a while, and nothing waits for it meanwhile.
        with context.database.reading() as connection:
            came = known(connection, FILE, some)
        there |= {number: digest for number, (_case, digest) in came.items()}
    arrivals = reader.without_others(arrivals, there)
    new = sum(arrival.source_no not in there for arrival in arrivals)
    with context.database.reading() as connection:
        # The staff alone; whom a row means is found out afterwards.
        bank.read_staff(connection, {_unit(bank, one, unit_id) for one in arrivals if one.employee})
    warnings = reader.unknown_people(arrivals, unit_id)
    return Looked(chosen, headings, tuple(arrivals), new, tuple(reader.faults), unit_id, warnings)


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(
        self,
        context: Context,
        bank: Bank,
        units: frozenset[str],
        sheet: Sheet,
        mapped: Mapped,
        actor: Actor,
        *,
        must_name_branch: bool,
    ) -> None:
        self._must_name_branch = must_name_branch
        self._context, self._bank, self._units = context, bank, units
        self._sheet, self._mapped, self._actor = sheet, mapped, actor
        heading = list(sheet.rows[0][1])
        self._at = {key: heading.index(name) for key, name in mapped.items()}
        self._names = {column.key: column.heading for column in COLUMNS}
        self._key = context.settings.key()
        self._same: Counter[str] = Counter()
        self._lines: dict[str, int] = {}
        self._rows: dict[str, int] = {}
        self._row = 0
        self.faults: list[Fault] = []

    def read(self, progress: Progress) -> list[Arrival]:
        found, rows = [], self._sheet.rows[1:]
        for place, (self._row, texts) in enumerate(rows, start=1):
            before = len(self.faults)
            arrival = self._arrival(texts)
            if arrival is not None and len(self.faults) == before:
                found.append(arrival)
                self._rows[arrival.source_no or ""] = self._row
            if place % 500 == 0:
                progress(place, len(rows))
        return found

    def without_others(self, arrivals: Sequence[Arrival], there: Mapping[str, str]) -> list[Arrival]:
        """Those whose number is new, or came before with the same words; the others are faults.

        Args:
            arrivals: the rows that were read.
            there: of the numbers that came before, the digest of the words.
        """
        kept = []
        for arrival in arrivals:
            digest = there.get(arrival.source_no or "")
            if digest is None or digest == digest_of(self._context, arrival.text):
                kept.append(arrival)
                continue
            self._row = self._lines[arrival.source_no or ""]
            self._say("number", OTHER_WORDS, given=arrival.source_no or "")
        return kept

    def unknown_people(self, arrivals: Sequence[Arrival], unit_id: str) -> tuple[Fault, ...]:
        """A warning for each row that names a colleague whom nobody at its branch fits.

        Args:
            arrivals: the rows that can be taken in.
            unit_id: where a row belongs that names no branch.
        """
        column, warnings = self._mapped.get("employee", ""), []
        for one in arrivals:
            meant = _unit(self._bank, one, unit_id) if one.employee else ""
            if meant and self._bank.person_meant(meant, said=one.employee, text=one.text) is None:
                values: dict[str, Value] = {
                    "given": one.employee,
                    "branch": self._bank.units[meant].code,
                }
                row = self._rows[one.source_no or ""]
                warnings.append(Fault(self._sheet.name, row, column, NOBODY_FITS, values))
        return tuple(warnings)

    def _arrival(self, texts: Sequence[str]) -> Arrival | None:
        given = {key: texts[at] if at < len(texts) else "" for key, at in self._at.items()}
        moment = self._moment(given.get("received_at", ""))
        arrival = Arrival(
            text=given["text"],
            source=FILE,
            source_no=self._number(given),
            channel=self._channel(given.get("channel", "")),
            branch=self._branch(given.get("branch", "")),
            employee=given.get("employee", ""),
            received_at=moment,
            entered_by=self._actor.person_id,
        )
        try:
            return checked(self._context, arrival)
        except Refused as error:
            self._fault(_WHERE.get(error.message, "text"), error)
            return None

    def _number(self, given: Mapping[str, str]) -> str:
        number = given.get("number", "")
        if not number:
            # Of rows without a number the same words of the same day are the same row, the second of them the second.
            told = "\n".join(given.get(key, "") for key in ("text", "received_at", "branch", "employee"))
            digest = hmac.new(self._key, b"lms file\n" + told.encode("utf-8", "replace"), hashlib.sha256)
            words = digest.hexdigest()[:40]
            self._same[words] += 1
            return f"={words}.{self._same[words]}"
        if len(number) > LONGEST_NUMBER:
            self._say("number", NUMBER_TOO_LONG, count=LONGEST_NUMBER)
        elif number in self._lines:
            self._say("number", TWICE, given=number, row=self._lines[number])
        self._lines.setdefault(number, self._row)
        return number

    def _moment(self, said: str) -> datetime | None:
        if not said:
            return None
        moment = _moment_in(said)
        if moment is None:
            self._say("received_at", NO_MOMENT, given=said[:40])
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=self._context.settings.zone)

    def _channel(self, said: str) -> str:
        if not said:
            return "other"
        channel = _channel(said)
        if channel is None:
            choices = tuple(map(Term, CHANNELS.values()))
            self._say("channel", NO_SUCH_CHANNEL, given=said[:40], choices=choices)
        return channel or "other"

    def _branch(self, said: str) -> str:
        if said:
            unit_id = self._bank.unit_named(said)
            if unit_id is None:
                self._say("branch", NO_UNIT, given=said[:60])
                return ""
            if unit_id not in self._units:
                self._say("branch", FOREIGN_UNIT, given=said[:60])
                return ""
            return self._bank.units[unit_id].code
        if self._must_name_branch:
            self._say("branch", WHICH_BRANCH)
        return ""

    def _fault(self, key: str, error: Refused) -> None:
        self._say(key, error.message, **error.values)  # type: ignore[arg-type]

    def _say(self, key: str, message: str, **values: Value) -> None:
        column = self._mapped.get(key, self._names[key])
        self.faults.append(Fault(self._sheet.name, self._row, column, message, values))


def _unit(bank: Bank, arrival: Arrival, unit_id: str) -> str:
    # Whether a branch that is named is the actor's own was asked of each row.
    named = bank.unit_named(arrival.branch) if arrival.branch else None
    return named or unit_meant(bank, arrival, unit_id)


def _has_words(headings: Sequence[str], mapped: Mapped | None) -> bool:
    try:
        return "text" in chosen_columns(headings, mapped)
    except Refused:
        return False


@lru_cache(maxsize=1024)
def _channel(said: str) -> str | None:
    return channel_named(said)


@lru_cache(maxsize=4096)
def _moment_in(said: str) -> datetime | None:
    day = day_in(said)
    if day is not None:
        return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  the zone is the bank's, told by the caller
    text = said.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").strip()
    for shape in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f"):
        try:
            return datetime.strptime(text, shape)  # noqa: DTZ007  the zone is the bank's, told by the caller
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None
