"""From a row to an actor: the roles that hold now, the units they cover, the people mentored."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, select
from sqlmodel import col

from lms.people.grants import holds_at
from lms.people.jobs import further_in
from lms.people.permissions import Actor, Grant
from lms.people.roles import Job, Role
from lms.people.tables import Account, MentorAssignment, Person, RoleGrant, Unit
from lms.platform.settings import LOCALES


def actor_from(connection: Connection, person_id: str, *, now: datetime, today: date) -> Actor | None:
    """The actor a person is at this moment; None when there is no such active person."""
    # Asked at every turn of a conversation: one question less counts.
    person = connection.execute(
        select(Person, col(Account.first_password))
        .outerjoin(Account, col(Account.person_id) == col(Person.id))
        .where(col(Person.id) == person_id, col(Person.active).is_(True))
    ).one_or_none()
    if person is None:
        return None
    grants = connection.execute(
        select(col(RoleGrant.role), col(RoleGrant.unit_id)).where(
            col(RoleGrant.person_id) == person_id,
            holds_at(now),
        )
    )
    held = sorted((role, unit_id) for role, unit_id in grants)
    return Actor(
        person_id=person_id,
        name_zh=person.name_zh,
        name_en=person.name_en,
        job=Job(person.job),
        unit_id=person.unit_id,
        locale=next((locale for locale in LOCALES if locale == person.locale), None),
        grants=tuple(Grant(Role(role), units_below(connection, unit_id)) for role, unit_id in held),
        mentee_ids=mentee_ids(connection, person_id, today=today),
        first_password=bool(person.first_password),
        further_jobs=further_in(person.further_jobs),
    )


def units_below(connection: Connection, unit_id: str) -> frozenset[str]:
    """The unit and all units below it."""
    below = select(col(Unit.id)).where(col(Unit.id) == unit_id).cte("below", recursive=True)
    below = below.union(select(col(Unit.id)).where(col(Unit.parent_id) == below.c.id))
    return frozenset(connection.execute(select(below.c.id)).scalars())


def accompanies_on(day: date) -> ColumnElement[bool]:
    """Whether an assignment lasts on a day, as part of a question."""
    ends = col(MentorAssignment.ends_on)
    return (col(MentorAssignment.starts_on) <= day) & (ends.is_(None) | (ends >= day))


def mentee_ids(connection: Connection, mentor_id: str, *, today: date) -> frozenset[str]:
    """The people a mentor accompanies on a day."""
    return frozenset(
        connection.execute(
            select(col(MentorAssignment.mentee_id)).where(
                col(MentorAssignment.mentor_id) == mentor_id,
                accompanies_on(today),
            )
        ).scalars()
    )
