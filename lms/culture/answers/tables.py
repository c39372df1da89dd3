"""Tables of the knowledge base: what somebody keeps or used just now, and what nobody found."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from lms.culture.answers.entry import KEY_LONGEST
from lms.culture.tables import ID, CultureTable
from lms.platform.columns import UtcDateTime

WORDS_LONGEST = 80


class AnswerMark(CultureTable, table=True):
    """That somebody keeps an entry, or used it; ``entry`` is its key, which may be of something that is gone."""

    __table_args__ = (Index("ix_answer_mark_person_id_at", "person_id", "at"),)

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    entry: str = Field(primary_key=True, max_length=KEY_LONGEST)
    kept: bool
    at: datetime = Field(sa_type=UtcDateTime)


class AnswerMiss(CultureTable, table=True):
    """What was looked for and not found: the words, masked, and how often on a day. Of nobody: it says not who.

    ``despite`` of these times something was found, and none of it fitted.
    """

    __table_args__ = (Index("ix_answer_miss_day", "day"),)

    words: str = Field(primary_key=True, max_length=WORDS_LONGEST)
    day: date = Field(primary_key=True)
    times: int
    despite: int = 0
