"""From rows of text, out of a file or a request, to figures, with every fault named by row and column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.feedback.matching import Bank
from lms.feedback.receiving import FOREIGN_UNIT, NO_UNIT
from lms.insight.figures.columns import COLUMNS
from lms.insight.figures.kinds import KINDS, Kind, kind_named, value_in
from lms.insight.figures.months import EARLIEST_YEAR, Month, month_in
from lms.insight.figures.tables import DEFINITION, FigureSet
from lms.people import UnitKind, numbers_at_work
from lms.people.imports.reading import day_in
from lms.platform.i18n import mark
from lms.platform.sheet_faults import Fault, Term, Value

MOST_ANSWERS = 10_000_000
NO_MONTH = mark("“{given}” is no month. Write it as 2026-03.")
NOT_OVER = mark("{given} is not over yet. Take it in once it is.")
TOO_EARLY = mark("{given} lies before the year 2000. Correct the month.")
NO_KIND = mark("There is no figure “{given}”. Write one of: {choices}.")
NO_WHOLE = mark("“{given}” is no whole number from 0 to {most}.")
NO_VALUE = mark("“{given}” is no number from 0 to {most} with two decimal places at most.")
NO_BRANCH = mark("Figures are of a branch; “{given}” is none. Write the branch.")
NO_ANSWERS = mark("“{given}” is no whole number of answers from 1 to {most}.")
NOT_ASKED = mark("Answers belong to satisfaction alone. Leave the field empty.")
NO_DEFINITION = mark("Say in a sentence what this figure counts: nobody has said it before.")
TOO_LONG = mark("These are more than {count} characters. Shorten it.")
NO_OWNER = mark("Write the employee number of whoever answers for this figure: nobody has been named before.")
NOBODY = mark("Nobody who works here has the employee number “{given}”.")
NO_DAY = mark("“{given}” is no day. Write it as 2026-03-01.")
FAR_DAY = mark("{given} lies before the end of the month, or ahead. Write the day as of which it was read.")
TWICE = mark("The same branch, month and figure stand in row {row} already. Keep one of the two rows.")


@dataclass(frozen=True)
class FigureRow:
    """One figure as a row has it.

    Attributes:
        value: in its smallest parts.
        answers: behind it; none where it is not known, or there are none.
        recorded_on: the day of record; none where the row does not say.
    """

    unit_id: str
    kind: str
    month: date
    value: int
    answers: int | None
    definition: str
    owner_id: str
    recorded_on: date | None


@dataclass(frozen=True)
class SaidLast:
    """What was said last of a kind: what it counts, and who answers for it."""

    definition: str
    owner_id: str


Numbered = tuple[int, Mapping[str, str]]
"""A row with its number, and its texts by column."""


def said_last(connection: Connection) -> dict[str, SaidLast]:
    """For each kind that is known what was said of it last."""
    newest = select(func.max(col(FigureSet.id))).group_by(col(FigureSet.kind))
    rows = connection.execute(
        select(col(FigureSet.kind), col(FigureSet.definition), col(FigureSet.owner_id)).where(
            col(FigureSet.id).in_(newest)
        )
    )
    return {kind: SaidLast(definition, owner_id) for kind, definition, owner_id in rows}


class Reader:
    """Reads rows; what is wrong in them gathers in ``faults``."""

    def __init__(
        self,
        connection: Connection,
        rows: Iterable[Numbered],
        *,
        units: frozenset[str],
        today: date,
        sheet: str = "",
        headings: Mapping[str, str] | None = None,
    ) -> None:
        """Look up what the rows name, all at once.

        Args:
            connection: for as long as this lives.
            rows: with their numbers.
            units: whose figures may be taken in.
            today: at the bank.
            sheet: its name, for the faults.
            headings: what the file calls its columns, for the faults.
        """
        self._rows = list(rows)
        self._units, self._today, self._sheet = units, today, sheet
        self._bank, self._last = Bank(connection), said_last(connection)
        owners = {owner for _row, given in self._rows if (owner := given.get("owner", ""))}
        self._owners = numbers_at_work(connection, owners)
        self._names = {column.key: column.heading for column in COLUMNS} | dict(headings or {})
        self._row = 0
        self.faults: list[Fault] = []

    def read(self) -> list[FigureRow]:
        """The rows that can be taken in."""
        found: list[FigureRow] = []
        first: dict[tuple[str, str, date], int] = {}
        for number, given in self._rows:
            self._row = number
            before = len(self.faults)
            row = self._figure(given)
            if row is None or len(self.faults) > before:
                continue
            place = (row.unit_id, row.kind, row.month)
            if place in first:
                self._say("month", TWICE, row=first[place])
                continue
            first[place] = number
            found.append(row)
        return found

    def _figure(self, given: Mapping[str, str]) -> FigureRow | None:
        unit_id, month = self._unit(given.get("branch", "")), self._month(given.get("month", ""))
        kind = self._kind(given.get("kind", ""))
        if kind is None:
            return None
        value = self._value(given.get("value", ""), kind)
        answers = self._answers(given.get("answers", ""), kind)
        definition, owner = self._definition(given, kind), self._owner(given, kind)
        recorded_on = self._recorded_on(given.get("recorded_on", ""), month)
        if unit_id is None or month is None or value is None or owner is None:
            return None
        return FigureRow(unit_id, kind.key, month.begins, value, answers, definition, owner, recorded_on)

    def _unit(self, given: str) -> str | None:
        unit_id = self._bank.unit_named(given)
        if unit_id is None:
            self._say("branch", NO_UNIT, given=given[:60])
        elif unit_id not in self._units:
            self._say("branch", FOREIGN_UNIT, given=given[:60])
        elif self._bank.units[unit_id].kind is not UnitKind.BRANCH:
            self._say("branch", NO_BRANCH, given=given[:60])
        return unit_id

    def _month(self, given: str) -> Month | None:
        month = month_in(given)
        if month is None:
            self._say("month", NO_MONTH, given=given[:40])
        elif month.after.begins > self._today:
            self._say("month", NOT_OVER, given=month.id)
        elif month.year < EARLIEST_YEAR:
            self._say("month", TOO_EARLY, given=month.id)
        return month

    def _kind(self, given: str) -> Kind | None:
        kind = kind_named(given)
        if kind is None:
            choices = tuple(Term(one.name) for one in KINDS.values())
            self._say("kind", NO_KIND, given=given[:40], choices=choices)
        return kind

    def _value(self, given: str, kind: Kind) -> int | None:
        value = value_in(given, kind)
        if value is None:
            sentence = NO_VALUE if kind.digits else NO_WHOLE
            self._say("value", sentence, given=given[:40], most=f"{kind.most:,}")
        return value

    def _answers(self, given: str, kind: Kind) -> int | None:
        if not given:
            return None
        if kind.adds != "mean":
            self._say("answers", NOT_ASKED)
            return None
        said = given.replace(",", "")
        count = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
        if not 1 <= count <= MOST_ANSWERS:
            self._say("answers", NO_ANSWERS, given=given[:40], most=f"{MOST_ANSWERS:,}")
        return count

    def _definition(self, given: Mapping[str, str], kind: Kind) -> str:
        said = " ".join(given.get("definition", "").replace("\x00", "").split())
        if len(said) > DEFINITION:
            self._say("definition", TOO_LONG, count=DEFINITION)
        elif not said and kind.key not in self._last:
            self._say("definition", NO_DEFINITION)
        return said or (self._last[kind.key].definition if kind.key in self._last else "")

    def _owner(self, given: Mapping[str, str], kind: Kind) -> str | None:
        number = given.get("owner", "")
        if number:
            if number not in self._owners:
                self._say("owner", NOBODY, given=number[:40])
            return self._owners.get(number)
        if kind.key not in self._last:
            self._say("owner", NO_OWNER)
            return None
        return self._last[kind.key].owner_id

    def _recorded_on(self, given: str, month: Month | None) -> date | None:
        if not given:
            return None
        day = day_in(given)
        if day is None:
            self._say("recorded_on", NO_DAY, given=given[:40])
        elif month is None or month.after.begins > self._today:
            return day
        elif not month.after.begins - timedelta(days=1) <= day <= self._today:
            self._say("recorded_on", FAR_DAY, given=day.isoformat())
        return day

    def _say(self, column: str, message: str, **values: Value) -> None:
        self.faults.append(Fault(self._sheet, self._row, self._names[column], message, values))


def texts_by_column(
    rows: Sequence[tuple[int, Sequence[str]]], headings: Sequence[str], mapped: Mapping[str, str]
) -> Iterable[Numbered]:
    """The rows of a table by the keys of our columns; what is mapped to none is left aside."""
    at = {key: headings.index(name) for key, name in mapped.items()}
    for number, texts in rows:
        yield number, {key: texts[place] if place < len(texts) else "" for key, place in at.items()}
