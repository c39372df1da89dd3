"""Tables of staff's own voice: what gets in somebody's way, and every word that was said about it."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.culture.tables import ID, LABEL, CultureTable
from lms.platform.columns import UtcDateTime
from lms.platform.tables import partial_index


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
