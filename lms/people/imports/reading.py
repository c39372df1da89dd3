"""From tables of text to lists of units, people and mentors, with every fault named by sheet, row and column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache

from lms.people.accounts import EARLIEST_HIRE, latest_hire
from lms.people.addresses import NO_ADDRESS, is_address
from lms.people.imports.columns import COLUMNS, Column, ListKind, headings, jobs, levels
from lms.people.jobs import MANY_JOBS, MOST_FURTHER
from lms.people.roles import JOB_NAMES, UNIT_KIND_NAMES, Job, UnitKind
from lms.platform.i18n import mark
from lms.platform.sheet_faults import Fault, Term, Value, normal
from lms.platform.sheets import Sheet

MOST_GUESSES = 500
"""Faults for which a likely word is looked for: a file whose every row is wrong is told so without."""

NO_LIST = mark(
    "These headings fit no list of branches, people or mentors. Take the headings of the template and try again."
)
NO_ROWS = mark(
    "There is nothing under the headings yet. Fill in a row for each entry and take the file in again."
)
NO_HEADING = mark("The heading “{heading}” is missing. Add the column to row {row}.")
MEANT_HEADING = mark("The heading “{heading}” is missing; did you mean it by “{given}”? Write “{heading}”.")
TWICE_HEADING = mark("This heading stands there twice. Keep one of the two columns.")
EMPTY = mark("This field is empty. {meaning}")
TOO_LONG = mark("These are more than {count} characters. Shorten it.")
NO_JOB = mark("There is no job “{given}”. Write one of: {choices}.")
MEANT_JOB = mark("There is no job “{given}”. Did you mean “{suggestion}”?")
NO_LEVEL = mark("There is no level “{given}”. Write one of: {choices}.")
NO_DAY = mark("“{given}” is no day. Write it as 2026-03-01.")
FAR_DAY = mark("{given} cannot be right. Write a day after 1950 and before {latest}.")
TWICE = mark("“{given}” stands in row {row} already. Keep one of the two rows.")
BACKWARDS = mark("The last day is before the first one. Write a later one, or leave it empty.")
THEMSELVES = mark("Nobody is their own mentor. Write two different employee numbers.")

_BETWEEN_JOBS = re.compile("[;；、]")
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00(?::00)?)?|(\d{4})(\d{2})(\d{2})"
)


@dataclass(frozen=True)
class Place:
    """Where something stands in a file."""

    sheet: str
    row: int


@dataclass(frozen=True)
class UnitLine:
    """A unit as a file has it; ``name_en`` is empty where the file does not say."""

    place: Place
    code: str
    kind: UnitKind
    parent: str
    name: str
    name_en: str


@dataclass(frozen=True)
class PersonLine:
    """A person as a file has them; of ``jobs`` the first is the main one."""

    place: Place
    number: str
    name: str
    name_en: str
    jobs: tuple[Job, ...]
    unit: str
    hired: date
    email: str


@dataclass(frozen=True)
class MentorLine:
    """An assignment as a file has it; ``ends`` is none while it lasts."""

    place: Place
    mentor: str
    mentee: str
    starts: date
    ends: date | None


@dataclass(frozen=True)
class UnsoundLine:
    """A row in which something is wrong: what it says all the same, by column, so that all its faults are told."""

    place: Place
    kind: ListKind
    text: Mapping[str, str]


@dataclass
class Lists:
    """What a file holds, and what is wrong with it; ``kinds`` are the lists that have rows."""

    units: list[UnitLine] = field(default_factory=list)
    people: list[PersonLine] = field(default_factory=list)
    mentors: list[MentorLine] = field(default_factory=list)
    unsound: list[UnsoundLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    kinds: set[ListKind] = field(default_factory=set)


def read_lists(sheets: Sequence[Sheet], *, today: date) -> Lists:
    """The lists in a file's tables; of several sheets those that fit no list are taken for explanations."""
    lists = Lists()
    fitting = [(sheet, kind) for sheet in sheets if sheet.rows and (kind := _kind_of(sheet.rows[0][1]))]
    if not fitting:
        name, row = (sheets[0].name, sheets[0].rows[0][0]) if sheets and sheets[0].rows else ("", None)
        lists.faults.append(Fault(name, row, "", NO_LIST, {}))
    for sheet, kind in fitting:
        # A sheet of the template that was left empty is no list: a complete list of nobody would close every entry.
        if len(sheet.rows) > 1:
            lists.kinds.add(kind)
        _Reader(lists, sheet, kind, today).read()
    if fitting and not lists.kinds and not lists.faults:
        lists.faults.append(Fault("", None, "", NO_ROWS, {}))
    return lists


def _kind_of(row: Sequence[str]) -> ListKind | None:
    """The list that most of a row's headings belong to; none where fewer than two do."""
    known = {
        kind: len({words[n] for text in row if (n := normal(text)) in words})
        for kind, words in headings().items()
    }
    kind = max(known, key=known.__getitem__)
    return kind if known[kind] >= 2 else None


class _Reader:
    """Reads one sheet into the lists."""

    def __init__(self, lists: Lists, sheet: Sheet, kind: ListKind, today: date) -> None:
        self._lists, self._sheet, self._kind = lists, sheet, kind
        self._columns = {column.key: column for column in COLUMNS[kind]}
        self._latest = latest_hire(today) + timedelta(days=1)
        self._row, self._sound = 0, True

    def read(self) -> None:
        (self._row, heading), *rows = self._sheet.rows
        at = self._places_of(heading)
        if at is None:
            return
        lines: dict[str, int] = {}
        for self._row, texts in rows:
            self._sound = True
            given = {key: texts[place] if place < len(texts) else "" for key, place in at.items()}
            key = self._line(given)
            if key is None:
                continue
            if key in lines:
                first = next(iter(self._columns))
                self._fault(first, TWICE, given=given[first], row=lines[key])
            lines.setdefault(key, self._row)

    def _places_of(self, heading: Sequence[str]) -> Mapping[str, int] | None:
        words, at, sound = headings()[self._kind], dict[str, int](), True
        strange = {}
        for place, text in enumerate(heading):
            key = words.get(normal(text))
            if key is None:
                strange[normal(text)] = text
            elif key in at:
                self._fault(key, TWICE_HEADING)
                sound = False
            else:
                at[key] = place
        for column in self._columns.values():
            if column.key in at:
                continue
            likely = [word for word, key in words.items() if key == column.key]
            # A column that must be there was meant by a word half of which fits; one that need not be, rarely.
            fit = 0.5 if column.needed else 0.75
            near = next(
                (text for word, text in strange.items() if get_close_matches(word, likely, 1, fit)), None
            )
            if near is not None:
                self._fault("", MEANT_HEADING, heading=Term(column.heading), given=near)
                sound = False
            elif column.needed:
                self._fault("", NO_HEADING, heading=Term(column.heading), row=self._row)
                sound = False
        return at if sound else None

    def _line(self, given: Mapping[str, str]) -> str | None:
        """Keep what a row says; what it is known by, none where it is not sound."""
        place = Place(self._sheet.name, self._row)
        text = {key: self._text(column, given.get(key, "")) for key, column in self._columns.items()}
        known_by = self._kept(place, text)
        if not self._sound:
            self._lists.unsound.append(UnsoundLine(place, self._kind, text))
        return known_by

    def _kept(self, place: Place, text: Mapping[str, str]) -> str | None:
        match self._kind:
            case "units":
                kind = self._level(text["kind"])
                if not self._sound or kind is None:
                    return None
                self._lists.units.append(
                    UnitLine(place, text["code"], kind, text["parent"], text["name"], text["name_en"])
                )
                return text["code"]
            case "people":
                jobs, hired = self._jobs(text["job"]), self._day("hired", text["hired"])
                if text["email"] and not is_address(text["email"]):
                    self._fault("email", NO_ADDRESS, given=text["email"])
                if not self._sound or hired is None:
                    return None
                self._lists.people.append(
                    PersonLine(
                        place,
                        text["number"],
                        text["name"],
                        text["name_en"],
                        jobs,
                        text["unit"],
                        hired,
                        text["email"],
                    )
                )
                return text["number"]
            case "mentors":
                starts, ends = self._day("starts", text["starts"]), self._day("ends", text["ends"])
                if starts and ends and ends < starts:
                    self._fault("ends", BACKWARDS)
                if text["mentor"] and text["mentor"] == text["mentee"]:
                    self._fault("mentee", THEMSELVES)
                if not self._sound or starts is None:
                    return None
                self._lists.mentors.append(MentorLine(place, text["mentor"], text["mentee"], starts, ends))
                return f"{text['mentor']}\n{text['mentee']}\n{starts}"

    def _text(self, column: Column, given: str) -> str:
        text = " ".join(given.split())
        may_be_empty = not column.needed or column.key == "parent"
        if not text and not may_be_empty:
            self._fault(column.key, EMPTY, meaning=Term(column.meaning))
        if len(text) > column.longest:
            self._fault(column.key, TOO_LONG, count=column.longest)
        return text

    def _jobs(self, given: str) -> tuple[Job, ...]:
        """The jobs in a field, each once; where the field is not empty, at least one or a fault."""
        words = [word for word in map(str.strip, _BETWEEN_JOBS.split(given)) if word]
        if given and not words:
            self._fault("job", EMPTY, meaning=Term(self._columns["job"].meaning))
        found = tuple(dict.fromkeys(job for word in words if (job := self._job(word)) is not None))
        if len(found) > 1 + MOST_FURTHER:
            self._fault("job", MANY_JOBS, most=1 + MOST_FURTHER)
        return found

    def _job(self, given: str) -> Job | None:
        value = jobs().get(normal(given))
        if value is not None:
            return Job(value)
        near = _likely_job(normal(given)) if len(self._lists.faults) < MOST_GUESSES else None
        if near is None:
            self._fault("job", NO_JOB, given=given, choices=tuple(map(Term, JOB_NAMES.values())))
        else:
            self._fault("job", MEANT_JOB, given=given, suggestion=Term(JOB_NAMES[near]))
        return None

    def _level(self, given: str) -> UnitKind | None:
        value = levels().get(normal(given))
        if value is None and given:
            self._fault("kind", NO_LEVEL, given=given, choices=tuple(map(Term, UNIT_KIND_NAMES.values())))
        return None if value is None else UnitKind(value)

    def _day(self, key: str, given: str) -> date | None:
        if not given:
            return None
        day = day_in(given)
        if day is None:
            self._fault(key, NO_DAY, given=given)
        elif not EARLIEST_HIRE <= day < self._latest:
            self._fault(key, FAR_DAY, given=given, latest=self._latest.isoformat())
            return None
        return day

    def _fault(self, key: str, message: str, **values: Value) -> None:
        self._sound = False
        column = self._columns[key].heading if key else ""
        self._lists.faults.append(Fault(self._sheet.name, self._row, column, message, values))


@lru_cache(maxsize=4096)
def day_in(text: str) -> date | None:
    """A day in one of the ways a list writes it: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _likely_job(word: str) -> Job | None:
    near = get_close_matches(word, list(jobs()), 1, 0.5)
    return Job(jobs()[near[0]]) if near else None
