"""Mystery visits out of a file: looked at first, each fault named by row and column, then entered as by the form."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.files import Mapped, chosen_columns, headings_in
from lms.feedback.matching import Bank
from lms.feedback.receiving import FOREIGN_UNIT, NO_UNIT
from lms.feedback.visits.checklist import checklist
from lms.feedback.visits.entering import (
    LINE_TOO_LONG,
    NAMES_SOMEBODY,
    NO_BRANCH,
    NO_REASON,
    NOT_THAT_DAY,
    NOT_THERE,
    TOO_FEW,
    Branches,
    VisitFound,
    branches_of,
    visit_row,
    written,
)
from lms.feedback.visits.proposing import propose_from_visits
from lms.feedback.visits.sheet import NEEDED, POINT, answer_words, channel_words, visit_columns
from lms.feedback.visits.tables import FeedbackVisit
from lms.feedback.visits.words import ANSWER_NAMES, VISIT_CHANNELS
from lms.learning import Learning
from lms.people import Action, Actor, require, require_units
from lms.people.imports.reading import day_in
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.sheet_faults import Fault, Term, Value, normal
from lms.platform.sheets import Sheet, sheets_in

FILE = "file"
NO_ROWS = mark("There is no row below the headings. Choose the file with the visits in it.")
NEEDS_COLUMNS = mark(
    "No column was found for “Branch” or “Day of the visit”, or too few points of the checklist. Take the template."
)
NO_DAY = mark("“{given}” is no day. Write it as 2026-03-01.")
NO_ANSWER = mark("“{given}” is no answer. Write one of: {choices}; what was seen may follow after a colon.")
NO_WAY = mark("There is no way of visiting called “{given}”. Write one of: {choices}.")
TWICE = mark("The same visit stands in row {row} already. Keep one of the two rows.")
OTHER_VISIT = mark("Another visit came under the number “{given}” before. Give this one a number of its own.")
_COLON = re.compile(r"\s*[:：]\s*")
_WHERE = {
    NO_BRANCH: "branch",
    NOT_THAT_DAY: "day",
    TOO_FEW: "",
    LINE_TOO_LONG: "",
    NAMES_SOMEBODY: "note",
    NO_REASON: "reason",
    NOT_THERE: "person",
}


@dataclass(frozen=True)
class LookedVisits:
    """What a file holds.

    Attributes:
        mapped: which heading was taken for which column.
        visits: those that can be entered, by the number under which each is known.
        new: how many of them are not there yet.
        faults: what is wrong in the other rows.
    """

    mapped: Mapped
    headings: tuple[str, ...]
    visits: Mapping[str, VisitFound] = field(repr=False)
    new: int
    faults: tuple[Fault, ...]


def look_at_visits(
    context: Context, *, actor: Actor, raw: bytes, mapped: Mapped | None = None
) -> LookedVisits:
    """Read a file and say what would be entered; nothing is written.

    Args:
        context: database and clock.
        actor: a consumer protection officer.
        raw: CSV or XLSX; of a workbook the first sheet with such headings.
        mapped: per column its heading in the file; found by the usual words where not said.

    Raises:
        Forbidden: the actor enters no visits.
        Refused: it is no such file, or a column is missing.
    """
    units = require_units(actor, Action.RECORD_VISITS)
    sheets = sheets_in(raw)
    fitting = [one for one in sheets if one.rows and _fits(_chosen(one.rows[0][1], mapped))]
    sheet, headings = headings_in(fitting or sheets)
    if sheet is None:
        raise Refused(NO_ROWS)
    chosen = chosen_columns(headings, mapped, visit_columns("zh-CN"))
    if not _fits(chosen):
        raise Refused(NEEDS_COLUMNS)
    with context.database.reading() as connection:
        bank = Bank(connection)
        named = {
            unit for text in _column(sheet, chosen, "branch") if (unit := bank.unit_named(text)) in units
        }
        reader = _Reader(context, bank, branches_of(connection, named), units, sheet, chosen, actor)
        visits = reader.read()
        there = _known(connection, visits)
    kept = {key: one for key, one in visits.items() if key not in there or reader.same(key, one, there[key])}
    return LookedVisits(chosen, headings, kept, sum(key not in there for key in kept), tuple(reader.faults))


def take_in_visits(
    context: Context, learning: Learning, catalogue: Catalogue, *, actor: Actor, looked: LookedVisits
) -> int:
    """Enter what was looked at, masked as the form does it; how many visits were new.

    Raises:
        Forbidden: one of the branches is not the actor's.
        Refused: something cannot be entered any more; then nothing was.
    """
    require_units(actor, Action.RECORD_VISITS)
    units = sorted({visit.unit_id for visit in looked.visits.values()})
    for unit_id in units:
        require(actor, Action.RECORD_VISITS, unit_id=unit_id)
    with context.database.transaction() as connection:
        there, known = branches_of(connection, units), _known(connection, looked.visits)
        rows = [
            visit_row(context, there, visit, actor) | {"source": FILE, "source_no": key}
            for key, visit in looked.visits.items()
            if key not in known
        ]
        ids = written(context, connection, actor, rows)
    new = len([row for row in rows if ids[row["source_no"]] == row["id"]])
    if new:
        propose_from_visits(context, learning, catalogue, unit_ids=units)
    return new


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(
        self,
        context: Context,
        bank: Bank,
        there: Branches,
        units: frozenset[str],
        sheet: Sheet,
        mapped: Mapped,
        actor: Actor,
    ) -> None:
        self._context, self._bank, self._there, self._units = context, bank, there, units
        self._sheet, self._mapped, self._actor = sheet, mapped, actor
        heading = list(sheet.rows[0][1])
        self._at = {key: heading.index(name) for key, name in mapped.items()}
        self._rows: dict[str, int] = {}
        self._numbers: dict[str, str] = {}
        self._row = 0
        self.faults: list[Fault] = []

    def read(self) -> dict[str, VisitFound]:
        found: dict[str, VisitFound] = {}
        for row, texts in self._sheet.rows[1:]:
            self._row = row
            before = len(self.faults)
            given = {key: texts[at] if at < len(texts) else "" for key, at in self._at.items()}
            visit = self._visit(given)
            if visit is None or len(self.faults) > before:
                continue
            try:
                visit_row(self._context, self._there, visit, self._actor)
            except Refused as error:
                self._say(_WHERE.get(error.message, ""), error.message, **error.values)  # type: ignore[arg-type]
                continue
            key = _key(visit, given.get("number", ""))
            if key in self._rows:
                self._say("number" if given.get("number") else "day", TWICE, row=self._rows[key])
                continue
            self._rows[key], self._numbers[key] = self._row, given.get("number", "")
            found[key] = visit
        return found

    def same(self, key: str, visit: VisitFound, was: tuple[object, ...]) -> bool:
        """Whether what came under a number before is this visit; else that is a fault."""
        if was == _told(visit):
            return True
        self._row = self._rows[key]
        self._say("number", OTHER_VISIT, given=self._numbers[key][:40])
        return False

    def _visit(self, given: Mapping[str, str]) -> VisitFound | None:
        unit_id, day = self._unit(given["branch"]), day_in(given["day"])
        if day is None:
            self._say("day", NO_DAY, given=given["day"][:40])
        channel = channel_words().get(normal(given.get("channel", ""))) or (
            "walk_in" if not given.get("channel") else None
        )
        if channel is None:
            choices = tuple(map(Term, VISIT_CHANNELS.values()))
            self._say("channel", NO_WAY, given=given["channel"][:40], choices=choices)
        answers, seen = {}, {}
        for key, text in given.items():
            if key.startswith(POINT) and text:
                word, line = (*_COLON.split(text, maxsplit=1), "")[:2]
                answer = answer_words().get(normal(word))
                if answer is None:
                    choices = tuple(map(Term, ANSWER_NAMES.values()))
                    self._say(key, NO_ANSWER, given=word[:40], choices=choices)
                    continue
                answers[key.removeprefix(POINT)] = answer
                if line:
                    seen[key.removeprefix(POINT)] = line
        if unit_id is None or day is None or channel is None:
            return None
        person = self._person(unit_id, given.get("person", ""))
        return VisitFound(
            unit_id,
            day,
            channel,
            answers,
            seen,
            given.get("place", ""),
            given.get("note", ""),
            person,
            given.get("reason", ""),
        )

    def _unit(self, given: str) -> str | None:
        unit_id = self._bank.unit_named(given)
        if unit_id is None:
            self._say("branch", NO_UNIT, given=given[:60])
        elif unit_id not in self._units:
            self._say("branch", FOREIGN_UNIT, given=given[:60])
            return None
        return unit_id

    def _person(self, unit_id: str, number: str) -> str | None:
        if not number:
            return None
        staff = self._there.staff.get(unit_id, ())
        person = next((one.person_id for one in staff if normal(one.employee_no) == normal(number)), None)
        if person is None:
            self._say("person", NOT_THERE)
        return person

    def _say(self, key: str, message: str, **values: Value) -> None:
        column = self._mapped.get(key, "")
        self.faults.append(Fault(self._sheet.name, self._row, column, message, values))


def _key(visit: VisitFound, number: str) -> str:
    """What the visit is known by: its number at the source within the branch, else all that was answered."""
    said = (
        [number]
        if number
        else [str(part) for part in (*_told(visit), sorted(visit.seen.items()), visit.note)]
    )
    return hashlib.sha256("\n".join([visit.unit_id, *said]).encode("utf-8", "replace")).hexdigest()[:36]


def _told(visit: VisitFound) -> tuple[object, ...]:
    """Day, way and answers of a visit: by these it is known again, for its words are kept masked."""
    answers = {item: visit.answers.get(item, "not_seen") for _group, item, _weight in checklist().items}
    return (visit.visited_on, visit.channel, sorted(answers.items()))


def _known(connection: Connection, visits: Mapping[str, VisitFound]) -> dict[str, tuple[object, ...]]:
    """Of the visits that are there already: day, way and answers."""
    return {
        row.source_no: (row.visited_on, row.channel, sorted(row.answers.items()))
        for some in batches(visits)
        for row in connection.execute(
            select(
                col(FeedbackVisit.source_no),
                col(FeedbackVisit.visited_on),
                col(FeedbackVisit.channel),
                col(FeedbackVisit.answers),
            ).where(col(FeedbackVisit.source) == FILE, col(FeedbackVisit.source_no).in_(some))
        )
    }


def _chosen(headings: Sequence[str], mapped: Mapped | None) -> Mapped:
    try:
        return chosen_columns(headings, mapped, visit_columns("zh-CN"))
    except Refused:
        return {}


def _fits(chosen: Mapped) -> bool:
    """Whether a visit can be made of these columns: where, when, and as many points as one needs."""
    points = sum(key.startswith(POINT) for key in chosen)
    return NEEDED <= chosen.keys() and points >= checklist().fewest_seen


def _column(sheet: Sheet, mapped: Mapped, key: str) -> list[str]:
    at = list(sheet.rows[0][1]).index(mapped[key])
    return [texts[at] if at < len(texts) else "" for _row, texts in sheet.rows[1:]]
