"""Role grants as rows: which of them hold, and how one is written."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection
from sqlalchemy.sql.dml import Insert
from sqlmodel import col

from lms.people.tables import RoleGrant
from lms.platform.database import insert_into


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
