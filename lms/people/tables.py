"""Tables of people: units, persons, accounts, roles, mentors, sign-in, erasures, and who read or changed whose data."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, false, text
from sqlmodel import Field

from lms.platform.columns import UtcDateTime
from lms.platform.tables import TableBase, room_registry

ID = 36
TOKEN_HASH = 64


class PeopleTable(TableBase, registry=room_registry("people")):
    """Base of this room's tables."""


class Unit(PeopleTable, table=True):
    """A place in the bank: head office, a region below it, a branch below that."""

    id: str = Field(primary_key=True, max_length=ID)
    code: str = Field(unique=True, max_length=32)
    kind: str = Field(max_length=16)
    parent_id: str | None = Field(default=None, foreign_key="unit.id", index=True, max_length=ID)
    name_zh: str = Field(max_length=120)
    name_en: str = Field(max_length=120)


class Person(PeopleTable, table=True):
    """Somebody who works for the bank, with or without an account; ``email`` is where reminders go, if anywhere.

    ``further_jobs`` is what they do beside ``job``, as ``lms.people.jobs`` writes it.
    """

    __table_args__ = (Index("ix_person_unit_id_active", "unit_id", "active"),)

    id: str = Field(primary_key=True, max_length=ID)
    employee_no: str = Field(unique=True, max_length=32)
    name_zh: str = Field(max_length=80)
    name_en: str = Field(max_length=80)
    job: str = Field(max_length=32)
    further_jobs: str = Field(default="", max_length=160, sa_column_kwargs={"server_default": ""})
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    hired_on: date
    locale: str | None = Field(default=None, max_length=8)
    email: str | None = Field(default=None, max_length=254)
    active: bool = True
    created_at: datetime = Field(sa_type=UtcDateTime)


class Account(PeopleTable, table=True):
    """What a person signs in with; ``failures`` counts wrong passwords since ``failing_since``.

    ``first_password`` holds until a password that somebody else told was changed for one of their own.
    """

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    username: str = Field(unique=True, max_length=64)
    password_hash: str = Field(max_length=255)
    demo: bool = False
    failures: int = 0
    failing_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    locked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    password_changed_at: datetime = Field(sa_type=UtcDateTime)
    first_password: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class RoleGrant(PeopleTable, table=True):
    """A role held over a unit and all below it, for good or until a moment (an auditor's)."""

    __table_args__ = (UniqueConstraint("person_id", "role", "unit_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    role: str = Field(max_length=32)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)


class MentorAssignment(PeopleTable, table=True):
    """Who accompanies whom, from a day to a day; ``ends_on`` is the last day, none while it lasts."""

    __table_args__ = (CheckConstraint("mentor_id <> mentee_id", name="two_people"),)

    id: str = Field(primary_key=True, max_length=ID)
    mentor_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    mentee_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    starts_on: date
    ends_on: date | None = None


class SignInTicket(PeopleTable, table=True):
    """A one-time pass from the sign-in page to the route that sets the cookie; only its hash is kept.

    ``sso`` where the bank's identity provider vouched for them. Its own word is kept here too, as used: it counts once.
    """

    token_hash: str = Field(primary_key=True, max_length=TOKEN_HASH)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sso: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class SessionToken(PeopleTable, table=True):
    """A sign-in that lasts until it expires or is revoked; only the token's hash is kept. ``sso`` as in its ticket."""

    token_hash: str = Field(primary_key=True, max_length=TOKEN_HASH)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sso: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class ErasureRequest(PeopleTable, table=True):
    """That somebody's words are to be erased, and what became of it. One of a person's is open at a time.

    ``state`` is ``open``, ``withdrawn``, ``refused`` or ``done``; ``reason`` is why they ask and ``answer`` what the
    data officer said. ``nameless`` holds once name and number are gone, too, after the person has left.
    """

    __table_args__ = (
        Index("ix_erasure_request_person_id_asked_at", "person_id", "asked_at"),
        Index(
            "uq_erasure_request_open",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    entered_by: str = Field(foreign_key="person.id", max_length=ID)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    reason: str | None = Field(default=None, sa_type=Text)
    state: str = Field(max_length=12)
    decided_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: str | None = Field(default=None, sa_type=Text)
    nameless: bool = False


class AuditEntry(PeopleTable, table=True):
    """Who did what with whose data: ids and hashes alone. Triggers of the database refuse to change or remove a row.

    No column points anywhere: an entry outlives what it tells of. No two entries can follow the same one.
    """

    __table_args__ = (Index("ix_audit_entry_actor_id_at", "actor_id", "at"),)

    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor_id: str | None = Field(default=None, max_length=ID)
    deed: str = Field(max_length=32)
    why: str | None = Field(default=None, max_length=32)
    person_id: str | None = Field(default=None, index=True, max_length=ID)
    object_id: str | None = Field(default=None, max_length=ID)
    people: int
    previous: str = Field(unique=True, max_length=TOKEN_HASH)
    digest: str = Field(max_length=TOKEN_HASH)


class AuditHead(PeopleTable, table=True):
    """The last entry of the trail, one row: whoever adds to the trail holds it, so that the others wait."""

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    place: int
    digest: str = Field(max_length=TOKEN_HASH)
