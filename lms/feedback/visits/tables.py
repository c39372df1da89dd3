"""The table of mystery visits."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.feedback.tables import ID, LABEL, FeedbackTable
from lms.platform.columns import JsonDocument, UtcDateTime

PLACE = 60


class FeedbackVisit(FeedbackTable, table=True):
    """What somebody found who came as a customer, masked; it is never changed, and taken back with a reason.

    ``source`` is ``form`` and ``source_no`` its key, by which a visit is entered once. ``version`` is that of the
    checklist, ``answers`` are ``yes``, ``no`` or ``not_seen`` by point, ``seen`` what was seen in words, ``scores``
    what they came to by group: weight as it should be, weight seen. ``person_id`` is none unless there was a reason.
    """

    __table_args__ = (
        UniqueConstraint("source", "source_no"),
        Index("ix_feedback_visit_unit_id_visited_on", "unit_id", "visited_on"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    visited_on: date = Field(index=True)
    channel: str = Field(max_length=LABEL)
    place: str = Field(max_length=PLACE)
    person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    person_reason: str = Field(default="", sa_type=Text)
    version: int
    answers: dict[str, Any] = Field(sa_type=JsonDocument)
    seen: dict[str, Any] = Field(sa_type=JsonDocument)
    note: str = Field(default="", sa_type=Text)
    scores: dict[str, Any] = Field(sa_type=JsonDocument)
    source: str = Field(max_length=LABEL)
    source_no: str = Field(max_length=ID)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    taken_back_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    taken_back_why: str = Field(default="", sa_type=Text)
