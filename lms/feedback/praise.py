"""Praise as it stands: whom it is of, whether a person has confirmed that, and whether staff had asked for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select
from sqlmodel import col

from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.platform.batches import batches
from lms.platform.context import Context

PRAISE_CONFIRMED = "praise_confirmed"
"""The news that somebody said of an item that it is praise, or is not, or of whom; what stands is asked here."""
SOLICITED = "solicited"
"""The sign that staff asked for it."""


@dataclass(frozen=True)
class Praise:
    """An item that is praise, or was taken for it.

    Attributes:
        person_id: who is praised; none where nobody was confirmed.
        text: the customer's words, masked.
        holds: it is praise, a person has confirmed of whom, and nobody asked for it.
    """

    item_id: str
    person_id: str | None
    unit_id: str
    text: str
    competencies: tuple[str, ...]
    received_at: datetime
    holds: bool


def praise_by_id(context: Context, item_ids: Iterable[str]) -> tuple[Praise, ...]:
    """Items as they stand, by their ids, left out where there is none. For services: nothing here asks who asks."""
    found: list[Praise] = []
    with context.database.reading() as connection:
        for ids in batches(sorted(set(item_ids))):
            found += _read(connection, col(FeedbackStanding.item_id).in_(ids))
    return tuple(found)


def confirmed_praise(
    context: Context, *, person_id: str | None = None, unit_ids: Iterable[str] = (), since: datetime
) -> tuple[Praise, ...]:
    """Praise that holds, of somebody or of some units, received since a moment, the newest first. For services."""
    within = (
        col(FeedbackStanding.unit_id).in_(sorted(set(unit_ids)))
        if person_id is None
        else col(FeedbackStanding.person_id) == person_id
    )
    with context.database.reading() as connection:
        found = _read(
            connection,
            within,
            col(FeedbackStanding.kind) == "praise",
            col(FeedbackStanding.employee) == "confirmed",
            col(FeedbackStanding.received_at) >= since,
        )
    return tuple(one for one in found if one.holds)


def _read(connection: Connection, *where: ColumnElement[bool]) -> list[Praise]:
    rows = connection.execute(
        select(FeedbackStanding, col(FeedbackItem.text))
        .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackStanding.item_id))
        .where(*where)
        .order_by(col(FeedbackStanding.received_at).desc(), col(FeedbackStanding.item_id))
    )
    found = []
    for row in rows:
        confirmed = row.kind == "praise" and row.employee == "confirmed"
        person_id = row.person_id if confirmed else None
        holds = person_id is not None and SOLICITED not in row.flags and bool(row.text)
        about = (row.item_id, person_id, row.unit_id, row.text or "", tuple(row.competencies))
        found.append(Praise(*about, row.received_at, holds))
    return found
