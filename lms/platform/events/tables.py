"""The table of events: what happened, until everybody who wants to know has been told."""

from datetime import datetime

from sqlmodel import Field

from lms.platform.columns import UtcDateTime
from lms.platform.tables import TableBase, partial_index, room_registry


class EventTable(TableBase, registry=room_registry("events")):
    """Base of the table of events."""


class Event(EventTable, table=True):
    """Something that happened to a subject: an id, never a word. ``told_at`` is none until its news is delivered."""

    __table_args__ = (
        partial_index("ix_event_untold", "id", where="told_at IS NULL AND given_up_at IS NULL"),
    )

    id: str = Field(primary_key=True, max_length=36)
    name: str = Field(max_length=40)
    subject: str = Field(max_length=36)
    at: datetime = Field(sa_type=UtcDateTime)
    tries: int = 0
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    given_up_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
