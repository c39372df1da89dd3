"""Tables of reminders: what somebody was reminded of, and the letter of a day that carries it."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from lms.platform.columns import UtcDateTime
from lms.platform.tables import TableBase, partial_index, room_registry

ID = 36


class RemindersTable(TableBase, registry=room_registry("reminders")):
    """Base of these tables."""


class Reminder(RemindersTable, table=True):
    """That somebody was reminded on a day; only ever added, and ``shown_at`` once it stood on their screen.

    ``key`` says of what and for the how manieth time, so that nothing is said twice: of a course in an enrolment and
    its due date, or, where there is none, of a team in a week.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("ix_reminder_person_id_day", "person_id", "day"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    key: str = Field(max_length=160)
    day: date
    enrolment_id: str | None = Field(default=None, foreign_key="enrolment.id", max_length=ID)
    course: str | None = Field(default=None, max_length=80)
    due_on: date | None = None
    made_at: datetime = Field(sa_type=UtcDateTime)
    shown_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Letter(RemindersTable, table=True):
    """The one e-mail somebody gets on a day. Its words are not kept: they are found when it is posted.

    ``state`` is ``waiting``, ``posting`` (a process has it in hand, or died over it), ``sent``, ``given_up`` or
    ``moot`` (nothing was left to say). ``failure`` is why the last try failed.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "day"),
        partial_index("ix_letter_to_post", "day", where="state IN ('waiting', 'posting')"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    day: date
    state: str = Field(max_length=12)
    tries: int = 0
    tried_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failure: str | None = Field(default=None, max_length=300)
