"""Tables of hidden complaints: what was found, and what was said about it."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.feedback.tables import ID, LABEL, FeedbackTable
from lms.platform.columns import UtcDateTime
from lms.platform.quarters import QUARTER_LENGTH

EVIDENCE = 120


class FeedbackHidden(FeedbackTable, table=True):
    """That a branch hid a complaint, masked; it is never changed, and lifted with a reason.

    ``evidence`` is a kind, ``evidence_no`` what it is called there. From ``first_quarter`` to ``last_quarter``, both
    included, the branch takes part in no honour and ``person_id``, if there was a reason to name somebody, in no star.
    ``key`` is that of the form.
    """

    __table_args__ = (
        UniqueConstraint("by_person_id", "key"),
        Index("ix_feedback_hidden_unit_id_last_quarter", "unit_id", "last_quarter"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    person_reason: str = Field(default="", sa_type=Text)
    evidence: str = Field(max_length=LABEL)
    evidence_no: str = Field(max_length=EVIDENCE)
    text: str = Field(sa_type=Text)
    found_on: date
    first_quarter: str = Field(max_length=QUARTER_LENGTH)
    last_quarter: str = Field(max_length=QUARTER_LENGTH)
    by_person_id: str = Field(foreign_key="person.id", max_length=ID)
    key: str = Field(max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    lifted_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    lifted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lifted_why: str = Field(default="", sa_type=Text)


class FeedbackHiddenWord(FeedbackTable, table=True):
    """Words about it, masked, only ever added: ``objected`` or ``answered``."""

    __table_args__ = (Index("ix_feedback_hidden_word_hidden_id", "hidden_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    hidden_id: str = Field(foreign_key="feedback_hidden.id", max_length=ID)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    kind: str = Field(max_length=LABEL)
    text: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
