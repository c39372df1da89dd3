"""Tables of staff themselves: what gets in their way, the mood of a week, abuse by customers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.culture.tables import ID, LABEL, CultureTable
from lms.platform.columns import UtcDateTime
from lms.platform.tables import partial_index

WEEK = 8


class StaffVoice(CultureTable, table=True):
    """That somebody said what gets in their way; the words are rows of their own.

    ``state`` is ``open``, ``answered`` or ``helped``; who says that an answer did not help opens it again, with a new
    ``due_on``. ``named`` is whether whoever answers sees who it is, ``to_manager`` whether the managers of the unit may
    read it at all. ``told`` counts of what the limit was told: 0, 1 before it, 2 after it. ``key`` is the form's.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        partial_index("ix_staff_voice_open", "due_on", where="state = 'open'"),
        Index("ix_staff_voice_unit_id_at", "unit_id", "at"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    key: str = Field(max_length=ID)
    named: bool
    to_manager: bool
    state: str = Field(max_length=LABEL)
    due_on: date
    soon_on: date
    told: int
    at: datetime = Field(sa_type=UtcDateTime)


class StaffVoiceWord(CultureTable, table=True):
    """Words about it, masked, only ever added: ``said``, ``answered``, ``helped`` or ``not_helped``."""

    __table_args__ = (Index("ix_staff_voice_word_voice_id", "voice_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    voice_id: str = Field(foreign_key="staff_voice.id", max_length=ID)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    kind: str = Field(max_length=LABEL)
    text: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class MoodAnswer(CultureTable, table=True):
    """How somebody's week was, ``2026-W11``: ``mood`` from 1, heavy, to 5, light; one answer, of their own will."""

    __table_args__ = (
        CheckConstraint("mood BETWEEN 1 AND 5", name="mood"),
        Index("ix_mood_answer_week", "week"),
    )

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    week: str = Field(primary_key=True, max_length=WEEK)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    mood: int
    at: datetime = Field(sa_type=UtcDateTime)


class MoodWeek(CultureTable, table=True):
    """How the week of a unit and all below it was: reckoned once, after the week, and never again.

    ``halves`` is the mean in half steps, 3 (for 1.5) to 9 (for 4.5); ``answers`` is how many there were.
    """

    week: str = Field(primary_key=True, max_length=WEEK)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=ID)
    answers: int
    halves: int
    at: datetime = Field(sa_type=UtcDateTime)


class Hardship(CultureTable, table=True):
    """That a customer was abusive to somebody, in whose words (masked); what followed are steps of their own.

    ``key`` is that of the form of whoever said it.
    """

    __table_args__ = (
        UniqueConstraint("said_by", "key"),
        Index("ix_hardship_unit_id_at", "unit_id", "at"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    said_by: str = Field(foreign_key="person.id", max_length=ID)
    key: str = Field(max_length=ID)
    happened_on: date
    text: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class HardshipStep(CultureTable, table=True):
    """What was done for somebody afterwards; only ever added, the last of a kind counts.

    ``step`` is ``pause`` (``minutes``), ``talk`` (``day``), ``talked`` or ``thanks`` (``text``).
    """

    __table_args__ = (Index("ix_hardship_step_hardship_id", "hardship_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    hardship_id: str = Field(foreign_key="hardship.id", max_length=ID)
    step: str = Field(max_length=LABEL)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    minutes: int | None = None
    day: date | None = None
    text: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
