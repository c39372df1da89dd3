"""Tables of hidden needs: that a quarter's texts were compared, which of them are alike, and what people call that."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field

from lms.feedback.tables import ID, FeedbackTable
from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.quarters import QUARTER_LENGTH

NAME = 40


class NeedReading(FeedbackTable, table=True):
    """That a quarter's texts were compared, or are being.

    ``until`` is the last day whose texts it takes in. ``texts`` is how many there were, ``compared`` how many of them
    are compared, ``done`` how many have been read so far; ``how`` is ``meaning`` or ``words``. ``asked_by`` is none
    where the night did it; ``ended_at`` is none while it goes on.
    """

    __table_args__ = (
        Index("ix_need_reading_quarter_ended_at", "quarter", "ended_at"),
        Index(
            "uq_need_reading_open",
            "quarter",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: str = Field(primary_key=True, max_length=ID)
    quarter: str = Field(max_length=QUARTER_LENGTH)
    until: date
    asked_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    texts: int
    compared: int
    done: int
    how: str = Field(max_length=12)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class NeedGroup(FeedbackTable, table=True):
    """Texts that are alike: the words that tell them from others, and the name that a person gave.

    ``profile`` holds more of the words with their weights: by it a group of another quarter is known again.
    ``proposed`` is the name of the nearest one, which a person confirms or not.
    """

    id: str = Field(primary_key=True, max_length=ID)
    reading_id: str = Field(foreign_key="need_reading.id", index=True, max_length=ID)
    place: int
    words: list[str] = Field(sa_type=JsonDocument)
    profile: dict[str, Any] = Field(sa_type=JsonDocument)
    proposed: str | None = Field(default=None, max_length=NAME)
    name: str | None = Field(default=None, max_length=NAME)
    named_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    named_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class NeedMember(FeedbackTable, table=True):
    """A text of a group; ``place`` is 0 for the one nearest to its middle."""

    __table_args__ = (Index("ix_need_member_item_id", "item_id"),)

    group_id: str = Field(primary_key=True, foreign_key="need_group.id", max_length=ID)
    item_id: str = Field(primary_key=True, foreign_key="feedback_item.id", max_length=ID)
    place: int
