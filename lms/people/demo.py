"""The demo bank: an invented bank whose staff one can be with one click, in demo mode and only there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people.actors import actor_from
from lms.people.demo_staff import STAFF, UNITS, DemoStaff
from lms.people.directory import PersonCard
from lms.people.jobs import further_text
from lms.people.passwords import hash_password
from lms.people.permissions import Actor
from lms.people.roles import Role
from lms.people.tables import Account, MentorAssignment, Person, RoleGrant, Unit
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.errors import Forbidden, Refused
from lms.platform.i18n import mark
from lms.platform.settings import Locale

# Public on purpose: accounts of the demo bank open in demo mode alone, whatever the password.
DEMO_PASSWORD = "practise-kindly"  # noqa: S105
# One-click accounts, in the order they are offered.
ONE_CLICK = (
    "new-hire",
    "mentor",
    "trainer",
    "manager",
    "yu.jingyi",
    "ji.huaijin",
    "data-officer",
    "admin",
)
# Who has been here this long or less is still a new hire.
NEW_HIRE_DAYS = 90

_NAMESPACE = UUID("6f0c2a55-5a8e-5a3f-9d5e-2b1f6a0c7e11")


@dataclass(frozen=True)
class DemoPerson(PersonCard):
    """One of the demo staff, with what the history writer wants to know."""

    roles: tuple[Role, ...]
    mentor_id: str | None
    username: str
    new_hire: bool


@dataclass(frozen=True)
class DemoBank:
    """The demo bank as it is in the database."""

    opened_on: date
    units: Mapping[str, str]
    people: tuple[DemoPerson, ...]

    def one_click(self, username: str) -> DemoPerson:
        """The person behind one of ``ONE_CLICK``; ``units`` maps a unit's code to its id."""
        return next(person for person in self.people if person.username == username)


@dataclass(frozen=True)
class DemoAccount:
    """A one-click account as the sign-in page shows it."""

    username: str
    person: PersonCard
    unit_zh: str
    unit_en: str

    def unit(self, locale: Locale) -> str:
        """The unit's name as it is written in a language."""
        return self.unit_zh if locale == "zh-CN" else self.unit_en


def load_people(database: Database, today: date) -> DemoBank:
    """Put the demo bank's units, people, accounts and mentors into the database.

    All or nothing, and the same ids every time; a second load changes nothing, whatever the day.

    Args:
        database: a migrated database.
        today: hire dates are counted back from this day.

    Raises:
        Refused: the database holds a bank of real people, whom anybody could then be with one click.
    """
    opened_on = _opened_on(database)
    if opened_on is None:
        _refuse_among_real_people(database)
        try:
            _write(database, today)
            opened_on = today
        except IntegrityError:
            # Another process loaded the bank at the same moment: its day counts.
            opened_on = _opened_on(database)
            if opened_on is None:
                raise
    return _bank(opened_on)


def _refuse_among_real_people(database: Database) -> None:
    with database.reading() as connection:
        real = connection.execute(
            select(col(Account.person_id)).where(col(Account.demo).is_(False)).limit(1)
        ).scalar()
    if real is not None:
        raise Refused(
            mark(
                "This home holds a bank of real people. The demo needs a home of its own: set LMS_HOME to an empty "
                "folder."
            )
        )


def demo_accounts(context: Context) -> tuple[DemoAccount, ...]:
    """The one-click accounts; none outside demo mode or before the bank is loaded."""
    if not context.settings.demo:
        return ()
    with context.database.reading() as connection:
        known = set(
            connection.execute(
                select(col(Account.username)).where(
                    col(Account.username).in_(ONE_CLICK), col(Account.demo).is_(True)
                )
            ).scalars()
        )
    opened_on = _opened_on(context.database)
    if opened_on is None:
        return ()
    bank = _bank(opened_on)
    names = {unit.code: unit for unit in UNITS}
    codes = {unit_id: code for code, unit_id in bank.units.items()}
    accounts = []
    for username in ONE_CLICK:
        if username in known:
            person = bank.one_click(username)
            unit = names[codes[person.unit_id]]
            accounts.append(DemoAccount(username, person, unit.name_zh, unit.name_en))
    return tuple(accounts)


def sign_in_demo(context: Context, *, username: str) -> Actor:
    """Sign in with one click.

    Raises:
        Forbidden: not in demo mode, or not one of the one-click accounts.
    """
    if context.settings.demo and username in ONE_CLICK:
        with context.database.reading() as connection:
            person_id = connection.execute(
                select(col(Account.person_id)).where(
                    col(Account.username) == username, col(Account.demo).is_(True)
                )
            ).scalar()
            if person_id is not None:
                actor = actor_from(connection, person_id, now=context.now(), today=context.today())
                if actor is not None:
                    return actor
    raise Forbidden("One-click sign-in exists in demo mode only.")


def _opened_on(database: Database) -> date | None:
    with database.reading() as connection:
        moment = connection.execute(
            select(col(Person.created_at)).where(col(Person.id) == _id(STAFF[0].name_en))
        ).scalar()
    return None if moment is None else moment.date()


@lru_cache(maxsize=1024)
def _id(what: str) -> str:
    return str(uuid5(_NAMESPACE, what))


def _bank(opened_on: date) -> DemoBank:
    people = tuple(
        DemoPerson(
            person_id=_id(staff.name_en),
            employee_no=_employee_no(place),
            name_zh=staff.name_zh,
            name_en=staff.name_en,
            job=staff.job,
            unit_id=_id(staff.unit),
            hired_on=opened_on - timedelta(days=staff.days),
            roles=_roles(staff),
            mentor_id=_id(staff.mentor) if staff.mentor else None,
            username=staff.username,
            new_hire=staff.days <= NEW_HIRE_DAYS,
            further_jobs=staff.further_jobs,
        )
        for place, staff in enumerate(STAFF)
    )
    return DemoBank(opened_on, {unit.code: _id(unit.code) for unit in UNITS}, people)


def _employee_no(place: int) -> str:
    return f"LJ{place + 1001:06d}"


def _roles(staff: DemoStaff) -> tuple[Role, ...]:
    return staff.roles or (Role.TRAINEE,)


def _write(database: Database, today: date) -> None:
    now = datetime.combine(today, time(1, 0), tzinfo=UTC)
    bank = _bank(today)
    hashed = hash_password(DEMO_PASSWORD)
    units = [
        {
            "id": _id(unit.code),
            "code": unit.code,
            "kind": unit.kind,
            "parent_id": _id(unit.parent) if unit.parent else None,
            "name_zh": unit.name_zh,
            "name_en": unit.name_en,
        }
        for unit in UNITS
    ]
    people: list[dict[str, Any]] = [
        {
            "id": person.person_id,
            "employee_no": person.employee_no,
            "name_zh": person.name_zh,
            "name_en": person.name_en,
            "job": person.job,
            "further_jobs": further_text(person.job, person.further_jobs),
            "unit_id": person.unit_id,
            "hired_on": person.hired_on,
            "created_at": now,
        }
        for person in bank.people
    ]
    accounts = [
        {
            "person_id": person.person_id,
            "username": person.username,
            "password_hash": hashed,
            "demo": True,
            "password_changed_at": now,
        }
        for person in bank.people
    ]
    grants = [
        {
            "id": _id(f"{person.name_en} {role}"),
            "person_id": person.person_id,
            "role": role,
            "unit_id": person.unit_id,
        }
        for person in bank.people
        for role in person.roles
    ]
    mentors = [
        {
            "id": _id(f"mentor of {person.name_en}"),
            "mentor_id": person.mentor_id,
            "mentee_id": person.person_id,
            "starts_on": person.hired_on,
        }
        for person in bank.people
        if person.mentor_id
    ]
    with database.transaction() as connection:
        for table, rows in (
            (Unit, units),
            (Person, people),
            (Account, accounts),
            (RoleGrant, grants),
            (MentorAssignment, mentors),
        ):
            connection.execute(insert(table), rows)
