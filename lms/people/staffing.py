"""The whole staff as rules read it: job, roles, place, since when. For services: nothing here asks for whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, Subquery, select
from sqlmodel import col

from lms.people.grants import holds_at
from lms.people.jobs import further_in, holds
from lms.people.roles import Job, Role
from lms.people.tables import Person, RoleGrant, Unit


@dataclass(frozen=True)
class StaffRow:
    """One of the staff, active or not; ``unit_codes`` are those of their unit and of all above it."""

    person_id: str
    job: Job
    roles: frozenset[Role]
    unit_id: str
    unit_codes: frozenset[str]
    hired_on: date
    active: bool
    further_jobs: tuple[Job, ...] = ()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All they do, the main one first."""
        return (self.job, *self.further_jobs)


def read_staff(
    connection: Connection,
    *,
    now: datetime,
    unit_ids: Iterable[str] | None = None,
    person_ids: Iterable[str] | None = None,
) -> list[StaffRow]:
    """Everybody, or those of some units, or some people, by id; three questions, however many they are."""
    above = _codes_above(connection)
    named = None if person_ids is None else sorted(person_ids)
    granted = select(col(RoleGrant.person_id), col(RoleGrant.role)).where(holds_at(now))
    if named is not None:
        granted = granted.where(col(RoleGrant.person_id).in_(named))
    roles: dict[str, set[Role]] = defaultdict(set)
    for person_id, role in connection.execute(granted):
        roles[person_id].add(Role(role))
    query = select(
        col(Person.id),
        col(Person.job),
        col(Person.further_jobs),
        col(Person.unit_id),
        col(Person.hired_on),
        col(Person.active),
    ).order_by(col(Person.id))
    if unit_ids is not None:
        query = query.where(col(Person.unit_id).in_(sorted(unit_ids)))
    if named is not None:
        query = query.where(col(Person.id).in_(named))
    rows = connection.execute(query)
    return [
        StaffRow(
            row.id,
            Job(row.job),
            frozenset(roles.get(row.id, ())),
            row.unit_id,
            above.get(row.unit_id, frozenset()),
            row.hired_on,
            row.active,
            further_in(row.further_jobs),
        )
        for row in rows
    ]


def staff_in(unit_ids: Collection[str], *, job: Job | None = None) -> Subquery:
    """The active people of some units, those who hold one job when it is named, for a question to join.

    Its columns are ``person_id``, ``unit_id``, ``job``, ``further_jobs``, number and names.
    """
    query: Select[*tuple[Any, ...]] = select(
        col(Person.id).label("person_id"),
        col(Person.unit_id),
        col(Person.job),
        col(Person.further_jobs),
        col(Person.employee_no),
        col(Person.name_zh),
        col(Person.name_en),
    ).where(col(Person.active).is_(True), col(Person.unit_id).in_(sorted(unit_ids)))
    return (query if job is None else query.where(holds(job))).subquery("staff")


def ids_at(connection: Connection, unit_id: str) -> frozenset[str]:
    """The ids of who works in a unit now, inside a transaction."""
    return frozenset(connection.execute(select(staff_in([unit_id]).c.person_id)).scalars())


def _codes_above(connection: Connection) -> dict[str, frozenset[str]]:
    """For each unit the codes of itself and of all above it."""
    units = {
        row.id: (row.code, row.parent_id)
        for row in connection.execute(select(col(Unit.id), col(Unit.code), col(Unit.parent_id)))
    }
    found: dict[str, frozenset[str]] = {}

    def codes(unit_id: str) -> frozenset[str]:
        if unit_id not in found:
            code, parent = units[unit_id]
            found[unit_id] = frozenset({code}) | (codes(parent) if parent else frozenset())
        return found[unit_id]

    for unit_id in units:
        codes(unit_id)
    return found
