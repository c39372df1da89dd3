"""Tables of cases: how a case stands, one row each, and what was done about it, rows that are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.feedback.tables import ID, LABEL, FeedbackTable
from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import partial_index


class FeedbackCase(FeedbackTable, table=True):
    """How a case stands, after all that was done about it.

    ``step`` is the one to be done next, ``closed`` after the last; ``round`` is 1, and one more at each reopening or
    review; the clocks count from ``started_at``. ``desk_id`` is the unit that handles it once it was escalated, none
    while it is the item's own. ``clock`` and ``due_at`` are the limit that comes first, ``soon_at`` is when it is soon
    over, ``told`` how much of that the branch's head was told: 0 nothing, 1 that it is soon over, 2 that it is over.
    """

    __table_args__ = (
        partial_index("ix_feedback_case_open", "due_at", where="closed_at IS NULL"),
        partial_index("ix_feedback_case_untold", "soon_at", where="closed_at IS NULL AND told < 2"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    item_id: str = Field(foreign_key="feedback_item.id", unique=True, max_length=ID)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    opened_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    step: str = Field(max_length=LABEL)
    track: str = Field(max_length=LABEL)
    round: int
    started_at: datetime = Field(sa_type=UtcDateTime)
    days: int
    handler_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    desk_id: str | None = Field(default=None, foreign_key="unit.id", max_length=ID)
    clock: str | None = Field(default=None, max_length=LABEL)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    soon_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told: int
    closed_at: datetime | None = Field(default=None, index=True, sa_type=UtcDateTime)
    way_out: str | None = Field(default=None, max_length=LABEL)


class FeedbackCaseEntry(FeedbackTable, table=True):
    """Something that was done about a case: by whom (none for the program), when, and in which words, masked."""

    __table_args__ = (Index("ix_feedback_case_entry_case_id_at", "case_id", "at"),)

    id: str = Field(primary_key=True, max_length=ID)
    case_id: str = Field(foreign_key="feedback_case.id", max_length=ID)
    round: int
    did: str = Field(max_length=LABEL)
    at: datetime = Field(sa_type=UtcDateTime)
    by_person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    text: str = Field(default="", sa_type=Text)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JsonDocument)


class FeedbackCaseWarning(FeedbackTable, table=True):
    """That somebody who answers for a branch was told that a limit is near, or over; ``due_at`` is the limit."""

    __table_args__ = (UniqueConstraint("case_id", "person_id", "clock", "due_at", "over"),)

    id: str = Field(primary_key=True, max_length=ID)
    case_id: str = Field(foreign_key="feedback_case.id", max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    clock: str = Field(max_length=LABEL)
    due_at: datetime = Field(sa_type=UtcDateTime)
    over: bool
    at: datetime = Field(sa_type=UtcDateTime)
