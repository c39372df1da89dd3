"""A bank of any size beside the demo bank's own people: regions, branches and staff, invented by rule.

The same for the same seed and day. A person is told alone, by their place, so that they need not be held all at once.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache

from sqlalchemy import Connection, func, select

from lms.people.bank_names import branch_name, person_name, region_name
from lms.people.demo import DEMO_PASSWORD
from lms.people.jobs import further_text
from lms.people.passwords import hash_password
from lms.people.roles import Job, Role, UnitKind
from lms.people.staffing import StaffRow
from lms.people.tables import Account, MentorAssignment, Person, RoleGrant, Unit
from lms.platform.bulk import write_many
from lms.platform.database import Database
from lms.platform.errors import Refused
from lms.platform.i18n import mark

HEAD = "head"
"""What whoever sees the whole bank signs in with; the password is the demo bank's."""
BRANCHES_A_REGION = 20
NEW_HIRES = 0.05
"""Share of those who came within the last ninety days."""
_LEFT = 0.02
_MENTORS = (1, 2, 3, 4)
"""Places in a branch of those who accompany new hires; at 0 stands the branch manager."""
_HEAD_OFFICE = "LJ00"
_JOBS: tuple[tuple[Job, int], ...] = (
    (Job.TELLER, 34),
    (Job.LOBBY_MANAGER, 14),
    (Job.WEALTH_MANAGER, 14),
    (Job.CORPORATE_MANAGER, 8),
    (Job.SMALL_BUSINESS_MANAGER, 8),
    (Job.CONTACT_CENTRE_AGENT, 5),
    (Job.OUTSOURCED_LOBBY, 9),
    (Job.SECURITY, 6),
    (Job.CASE_HANDLER, 2),
)
_NAMED, _SHARES = zip(*_JOBS, strict=True)


@dataclass(frozen=True)
class Employee:
    """One of the staff as rules read them, and who signs for what they did."""

    row: StaffRow
    place: int
    signs: str


@dataclass(frozen=True)
class LargeBank:
    """A plan of the bank: how many work in how many branches, from which seed, counted back from which day."""

    people: int
    branches: int
    seed: int
    today: date

    @property
    def regions(self) -> int:
        """How many regions the branches lie in."""
        return -(-self.branches // BRANCHES_A_REGION)

    def dice(self, what: str) -> random.Random:
        """Chance for one thing, the same every time."""
        return random.Random(f"{self.seed}:{what}")  # noqa: S311  an invented bank, no secret

    def id_of(self, kind: int, place: int) -> str:
        """The id of a thing by its place among its kind: they lie in the order in which they are written."""
        return f"01900000-{kind:04x}-7000-8000-{place:012x}"

    def unit_of(self, place: int) -> int:
        """The branch of a person, from 0."""
        return min(place * self.branches // self.people, self.branches - 1)

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """The place of the first person of each branch."""
        return tuple(-(-branch * self.people // self.branches) for branch in range(self.branches + 1))

    def employee(self, place: int) -> Employee:
        """Somebody by their place."""
        branch = self.unit_of(place)
        first = self.firsts[branch]
        within = place - first
        dice = self.dice(f"person {place}")
        job, roles, days = _NAMED[0], {Role.TRAINEE}, dice.randrange(120, 9_000)
        if within == 0:
            job = Job.BRANCH_MANAGER
            roles |= {Role.MANAGER}
        elif within in _MENTORS:
            job = Job.COUNTER_SUPERVISOR
            roles |= {Role.MENTOR}
        else:
            job = dice.choices(_NAMED, _SHARES)[0]
            if dice.random() < NEW_HIRES:
                days = dice.randrange(2, 90)
        row = StaffRow(
            self.id_of(1, place),
            job,
            frozenset(roles),
            self.id_of(0, 1_000 + branch),
            frozenset({_HEAD_OFFICE, region_code(branch // BRANCHES_A_REGION), branch_code(branch)}),
            self.today - timedelta(days=days),
            within in (0, *_MENTORS) or dice.random() >= _LEFT,
        )
        return Employee(row, place, self.id_of(1, first if place != first else max(0, first - 1)))


def region_code(region: int) -> str:
    """The code of a region, from 0."""
    return f"LJR{region + 1:02d}"


def branch_code(branch: int) -> str:
    """The code of a branch, from 0."""
    return f"LJB{branch + 1:03d}"


def refuse_unless_empty(database: Database) -> None:
    """A whole bank is written beside nothing else.

    Raises:
        Refused: somebody works here already.
    """
    with database.reading() as connection:
        if connection.execute(select(func.count()).select_from(Person)).scalar_one():
            raise Refused(
                mark(
                    "This database is not empty, and a whole bank is written into an empty one alone; nothing was "
                    "changed. Set LMS_HOME to an empty folder, or LMS_DATABASE_URL to a new database. If an earlier "
                    "“lms demo --size bank” was stopped, remove what it left first."
                )
            )


def write_units(connection: Connection, bank: LargeBank, *, above: str) -> None:
    """Write regions and branches below the head office, and whoever sees the whole bank."""
    columns = ("id", "code", "kind", "parent_id", "name_zh", "name_en")
    regions = [
        (bank.id_of(0, region), region_code(region), UnitKind.REGION.value, above, *region_name(region))
        for region in range(bank.regions)
    ]
    branches = [
        (
            bank.id_of(0, 1_000 + branch),
            branch_code(branch),
            UnitKind.BRANCH.value,
            bank.id_of(0, branch // BRANCHES_A_REGION),
            *branch_name(branch // BRANCHES_A_REGION, branch % BRANCHES_A_REGION),
        )
        for branch in range(bank.branches)
    ]
    write_many(connection, Unit, columns, [*regions, *branches])
    heads = [(HEAD, above)]
    heads += [(f"{HEAD}.{region_code(region).lower()}", one[0]) for region, one in enumerate(regions)]
    _write_staff(
        connection,
        bank,
        [
            (
                StaffRow(
                    bank.id_of(2, place),
                    Job.REGION_MANAGER,
                    frozenset({Role.TRAINEE, Role.MANAGER}),
                    unit_id,
                    frozenset(),
                    bank.today - timedelta(days=4_000 + place),
                    True,
                ),
                f"LJH{place:05d}",
                username,
            )
            for place, (username, unit_id) in enumerate(heads)
        ],
    )


def write_people(
    connection: Connection, bank: LargeBank, employees: list[Employee]
) -> dict[str, tuple[str, str, str]]:
    """Write some of the staff with their accounts, roles and mentors; returns number and names of each by their id."""
    named = _write_staff(
        connection,
        bank,
        [(one.row, f"LJE{one.place + 1:06d}", f"lje{one.place + 1:06d}") for one in employees],
    )
    mentors = [
        (bank.id_of(4, one.place), mentor, one.row.person_id, one.row.hired_on)
        for one in employees
        if (bank.today - one.row.hired_on).days < 90 and (mentor := _mentor_of(bank, one)) is not None
    ]
    write_many(connection, MentorAssignment, ("id", "mentor_id", "mentee_id", "starts_on"), mentors)
    return named


def employees(bank: LargeBank, chunk: int) -> Iterator[list[Employee]]:
    """All of the staff, some at a time."""
    for start in range(0, bank.people, chunk):
        yield [bank.employee(place) for place in range(start, min(bank.people, start + chunk))]


def _mentor_of(bank: LargeBank, one: Employee) -> str | None:
    first = bank.firsts[bank.unit_of(one.place)]
    mentor = first + _MENTORS[one.place % len(_MENTORS)]
    # In a tiny branch nobody is there to accompany anybody; and nobody does so before they are written.
    return bank.id_of(1, mentor) if mentor < one.place else None


def _write_staff(
    connection: Connection, bank: LargeBank, staff: list[tuple[StaffRow, str, str]]
) -> dict[str, tuple[str, str, str]]:
    now = datetime.combine(bank.today, time(1, 0), tzinfo=UTC)
    hashed = _hashed()
    people, accounts, grants = [], [], []
    for row, number, username in staff:
        luck = bank.dice(f"name {row.person_id}").getrandbits(40)
        zh, en = person_name(luck)
        people.append(
            (
                row.person_id,
                number,
                zh,
                en,
                row.job.value,
                further_text(row.job, row.further_jobs),
                row.unit_id,
                row.hired_on,
                row.active,
                now,
            )
        )
        accounts.append((row.person_id, username, hashed, True, 0, now, False))
        grants += [
            (f"{row.person_id[:-12]}{place:x}{row.person_id[-11:]}", row.person_id, role.value, row.unit_id)
            for place, role in enumerate(sorted(row.roles))
        ]
    write_many(
        connection,
        Person,
        (
            "id",
            "employee_no",
            "name_zh",
            "name_en",
            "job",
            "further_jobs",
            "unit_id",
            "hired_on",
            "active",
            "created_at",
        ),
        people,
    )
    write_many(
        connection,
        Account,
        (
            "person_id",
            "username",
            "password_hash",
            "demo",
            "failures",
            "password_changed_at",
            "first_password",
        ),
        accounts,
    )
    write_many(connection, RoleGrant, ("id", "person_id", "role", "unit_id"), grants)
    return {row[0]: (row[1], row[2], row[3]) for row in people}


@lru_cache(maxsize=1)
def _hashed() -> str:
    # One hash for all: fifty thousand of them would take an hour, and the password is known to everybody.
    return hash_password(DEMO_PASSWORD)
