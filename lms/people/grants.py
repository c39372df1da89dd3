"""Role grants as rows: which of them hold, and how they are written and ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update
from sqlalchemy.sql.dml import Insert
from sqlmodel import col

from lms.people.roles import Role
from lms.people.tables import RoleGrant
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.identifiers import new_id
from lms.platform.quarters import moments


@dataclass(frozen=True)
class HeldRole:
    """A role somebody holds over a unit and all below it; ``until`` is its last day, none for good."""

    grant_id: str
    role: Role
    unit_id: str
    until: date | None


def holds_at(now: datetime) -> ColumnElement[bool]:
    """Whether a grant holds at a moment, as part of a question: one that ended stays in its row."""
    return (col(RoleGrant.until).is_(None)) | (col(RoleGrant.until) > now)


def writing(connection: Connection) -> Insert:
    """The statement that writes grants, each a whole row; one that is there, or ended, gets the new row's end."""
    new = insert_into(connection, RoleGrant)
    place = ["person_id", "role", "unit_id"]
    return new.on_conflict_do_update(index_elements=place, set_={"until": new.excluded.until})


def write_grants(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write grants, inside a transaction, after the permission was checked."""
    if rows:
        connection.execute(writing(connection), list(rows))


def grant_row(
    context: Context, *, person_id: str, role: Role, unit_id: str, until: date | None
) -> dict[str, Any]:
    """The row of a new grant; ``until`` is its last day, none for good."""
    moment = None if until is None else moments(until, until, context.settings.zone)[1]
    return {"id": new_id(), "person_id": person_id, "role": role, "unit_id": unit_id, "until": moment}


def held_by(context: Context, connection: Connection, person_id: str) -> tuple[HeldRole, ...]:
    """The roles somebody holds now, in the order of ``Role``, inside a transaction."""
    rows = connection.execute(
        select(RoleGrant).where(col(RoleGrant.person_id) == person_id, holds_at(context.now()))
    )
    order = list(Role)
    held = [HeldRole(row.id, Role(row.role), row.unit_id, _last_day(context, row.until)) for row in rows]
    return tuple(sorted(held, key=lambda one: (order.index(one.role), one.unit_id)))


def end_grants(connection: Connection, grant_ids: Sequence[str], *, now: datetime) -> None:
    """Let grants end at a moment, inside a transaction, after the permission was checked; that they were held stays."""
    if grant_ids:
        connection.execute(update(RoleGrant).where(col(RoleGrant.id).in_(grant_ids)).values(until=now))


def _last_day(context: Context, until: datetime | None) -> date | None:
    if until is None:
        return None
    return (until - timedelta(microseconds=1)).astimezone(context.settings.zone).date()
