"""Tables of training hours: the ledger, its yearly targets, classes and who was there.

Entries and targets are only ever added. A seat changes once, when somebody is present; a class once, when it closes.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, room_registry

ID = 36
TOPIC = 24


class HoursTable(TableBase, registry=room_registry("hours")):
    """Base of these tables."""


class HoursEntry(HoursTable, table=True):
    """Minutes of training that count for a topic. ``year`` is that of ``day``, the day in the bank's time zone.

    ``kind``, ``ref`` and ``version`` say what it was, ``score`` how it went where there is a score. ``source`` is what
    it came from: once for each topic. A counter-entry names the one it ``corrects`` and why; its minutes may be
    negative.
    """

    __table_args__ = (
        UniqueConstraint("source", "topic"),
        Index("ix_hours_entry_year_topic", "year", "topic", "person_id", "minutes"),
        Index("ix_hours_entry_person_id_year", "person_id", "year"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    day: date
    year: int
    topic: str = Field(max_length=TOPIC)
    minutes: int
    form: str = Field(max_length=10)
    kind: str = Field(max_length=16)
    ref: str = Field(max_length=170)
    version: int
    score: int | None = None
    source: str = Field(max_length=80)
    corrects: str | None = Field(default=None, foreign_key="hours_entry.id", index=True, max_length=ID)
    reason: str | None = Field(default=None, max_length=500)
    by_person_id: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class HoursTarget(HoursTable, table=True):
    """Minutes a year that the bank asks of a group for a topic, from a year on until a later row says otherwise."""

    __table_args__ = (Index("ix_hours_target_topic_staff_group", "topic", "staff_group", "year"),)

    id: str = Field(primary_key=True, max_length=ID)
    topic: str = Field(max_length=TOPIC)
    staff_group: str = Field(max_length=16)
    year: int
    minutes: int
    by_person_id: str = Field(foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class ClassSession(HoursTable, table=True):
    """A class or a morning drill: what for, where, when; closed once, which writes the hours.

    ``kind`` is ``class`` or ``morning``. ``course`` and ``activity`` are what it fulfils, ``scenario`` is who was
    rehearsed in a morning drill. ``make_up_of`` is the class whose absentees this one is for.
    """

    __table_args__ = (Index("ix_class_session_unit_id_starts_at", "unit_id", "starts_at"),)

    id: str = Field(primary_key=True, max_length=ID)
    kind: str = Field(max_length=8)
    title: str = Field(max_length=120)
    topics: list[str] = Field(sa_type=JsonDocument)
    place: str = Field(max_length=120)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    minutes: int
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    course: str | None = Field(default=None, max_length=80)
    activity: str | None = Field(default=None, max_length=80)
    scenario: str | None = Field(default=None, max_length=80)
    make_up_of: str | None = Field(default=None, foreign_key="class_session.id", max_length=ID)
    planned_by: str = Field(foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)


class ClassSeat(HoursTable, table=True):
    """Somebody of a class. ``invited`` says that they were on the roster, ``how`` by what they were present.

    ``how`` is ``qr`` or ``paper``; on paper ``by_person_id`` entered it.
    """

    __table_args__ = (Index("ix_class_seat_person_id", "person_id"),)

    session_id: str = Field(primary_key=True, foreign_key="class_session.id", max_length=ID)
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    invited: bool
    present_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    how: str | None = Field(default=None, max_length=6)
    by_person_id: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
