"""The bank as a tree of units: the way from one up to the head office."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.people.tables import Unit

Above = Mapping[str, str | None]
"""For each unit the one above it; none for the head office."""


def units_above(connection: Connection) -> Above:
    """For each unit the one above it, inside a transaction."""
    rows = connection.execute(select(col(Unit.id), col(Unit.parent_id)))
    return {row.id: row.parent_id for row in rows}


def line(above: Above, unit_id: str) -> Iterator[str]:
    """A unit and all above it, from below."""
    at: str | None = unit_id
    while at is not None:
        yield at
        at = above.get(at)
