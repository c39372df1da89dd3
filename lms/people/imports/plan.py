"""What a file would change: the state that is there, the changes, and the rows that make them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, select

from lms.people.grants import holds_at
from lms.people.imports.columns import ListKind
from lms.people.imports.reading import MOST_GUESSES, Place
from lms.people.jobs import further_in
from lms.people.roles import JOB_NAMES, Role
from lms.people.tables import MentorAssignment, Person, RoleGrant, Unit
from lms.people.trail import Note
from lms.platform.i18n import mark
from lms.platform.sheet_faults import Fault, Term, Value

What = Literal["added", "changed", "left", "returned", "ended", "same"]
MOST_SHOWN = 200
"""Changes that are told one by one; the others are counted."""

OUT_OF_REACH = mark("{given} belongs to a unit that is not yours. Ask the administrator there.")
UNKNOWN_UNIT = mark("There is no unit with the code “{given}”. Enter it in the list of branches first.")
MEANT_UNIT = mark("There is no unit with the code “{given}”. Did you mean “{suggestion}”?")


class UnitRow(NamedTuple):
    """A unit as it is there, or will be."""

    id: str
    code: str
    kind: str
    parent_id: str | None
    name_zh: str
    name_en: str


class PersonRow(NamedTuple):
    """A person as they are there, or will be."""

    id: str
    employee_no: str
    name_zh: str
    name_en: str
    job: str
    unit_id: str
    hired_on: date
    active: bool
    email: str | None
    further_jobs: str


class MentorRow(NamedTuple):
    """An assignment as it is there, or will be."""

    id: str
    mentor_id: str
    mentee_id: str
    starts_on: date
    ends_on: date | None


class GrantRow(NamedTuple):
    """A role that is held, and until when; none for good."""

    id: str
    person_id: str
    role: str
    unit_id: str
    until: datetime | None


@dataclass(frozen=True)
class Change:
    """One change, for whoever decides on it.

    Attributes:
        kind: the list.
        what: what happens.
        key: code or employee number; both numbers of an assignment.
        name: of the unit or person.
        fields: heading, before and after of what changes; days and codes as they are written, words as terms.
    """

    kind: ListKind
    what: What
    key: str
    name: str
    fields: tuple[tuple[str, Value, Value], ...] = ()


@dataclass
class State:
    """What is there, and becomes what will be while a plan is made."""

    units: dict[str, UnitRow]
    people: dict[str, PersonRow]
    mentors: list[MentorRow]
    grants: dict[str, list[GrantRow]]
    numbers: dict[str, str] = field(init=False)
    mentor_roles: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Know everybody by their id, too, and who is a mentor."""
        self.numbers = {person.id: number for number, person in self.people.items()}
        self.mentor_roles = {
            person_id
            for person_id, grants in self.grants.items()
            if any(grant.role == Role.MENTOR for grant in grants)
        }


@dataclass
class Plan:
    """The rows to write, what is told of them, and what forbids it.

    ``beyond`` are those who hold a role over a unit that is not the actor's.
    """

    reach: set[str]
    why: Role | None
    today: date
    actor_id: str
    load_limit: int
    beyond: frozenset[str] = frozenset()
    counts: Counter[tuple[ListKind, What]] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    inserts: dict[type, list[dict[str, Any]]] = field(default_factory=dict)
    updates: dict[type, list[dict[str, Any]]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def tell(self, change: Change) -> None:
        """Count a change, and keep the first of them in full."""
        self.counts[change.kind, change.what] += 1
        if len(self.changes) < MOST_SHOWN:
            self.changes.append(change)

    def fault(self, place: Place, column: str, message: str, **values: Value) -> None:
        """Name what forbids it."""
        self.faults.append(Fault(place.sheet, place.row, column, message, values))

    def insert(self, table: type, row: NamedTuple, **more: Any) -> None:
        """Add a row."""
        self.inserts.setdefault(table, []).append({**row._asdict(), **more})

    def update(self, table: type, row: NamedTuple) -> None:
        """Change a row to this."""
        self.updates.setdefault(table, []).append(
            {f"to_{name}": value for name, value in row._asdict().items()}
        )

    def unknown_unit(self, place: Place, column: str, given: str, codes: Mapping[str, Any]) -> None:
        """Say that there is no such unit, and which one may be meant."""
        # A file whose every row is wrong is told so without a guess at each.
        near = get_close_matches(given, codes, 1, 0.7) if len(self.faults) < MOST_GUESSES else []
        if near:
            self.fault(place, column, MEANT_UNIT, given=given, suggestion=near[0])
        else:
            self.fault(place, column, UNKNOWN_UNIT, given=given)


def state_of(connection: Connection, *, now: datetime) -> State:
    """What is there now: three lists and the roles that are held, in four statements."""
    units = [UnitRow(*row) for row in _rows(connection, Unit, UnitRow._fields)]
    people = [PersonRow(*row) for row in _rows(connection, Person, PersonRow._fields)]
    mentors = [MentorRow(*row) for row in _rows(connection, MentorAssignment, MentorRow._fields)]
    grants: dict[str, list[GrantRow]] = {}
    fields = [getattr(RoleGrant, name) for name in GrantRow._fields]
    for row in connection.execute(select(*fields).where(holds_at(now))):
        grants.setdefault(row.person_id, []).append(GrantRow(*row))
    return State(
        {unit.code: unit for unit in units},
        {person.employee_no: person for person in people},
        mentors,
        grants,
    )


def _rows(connection: Connection, table: type, names: tuple[str, ...]) -> Iterable[Any]:
    return connection.execute(select(*(getattr(table, name) for name in names)))


def differences(
    before: NamedTuple, after: NamedTuple, headings: Mapping[str, tuple[str, Callable[[Any], Value]]]
) -> tuple[tuple[str, Value, Value], ...]:
    """Heading, before and after of the fields in which two rows differ."""
    told = []
    for name, (heading, words) in headings.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            told.append((heading, words(old), words(new)))
    return tuple(told)


def further_terms(text: str) -> Value:
    """Turns the text of somebody's further jobs into the terms for them."""
    return tuple(Term(JOB_NAMES[job]) for job in further_in(text))


def as_it_is(value: Any) -> Value:
    """A value that reads the same in every language."""
    return "" if value is None else str(value)


def term_of(names: Mapping[Any, str], kind: type) -> Callable[[Any], Value]:
    """Turns a stored word into the term for it."""
    return lambda value: Term(names[kind(value)])
