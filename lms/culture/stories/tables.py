"""Tables of the story library: a story, whom it tells of, its steps, whom it helped, which morning took it in."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.culture.tables import ID, LABEL, CultureTable
from lms.platform.columns import UtcDateTime

COMPETENCY = 40
LOCALE = 8


class ServiceStory(CultureTable, table=True):
    """A story of service, masked, in the language it was told in; names of colleagues are places (see ``wording``).

    ``state`` is ``waiting`` for an editor, ``asked`` back, ``published``, ``returned`` or ``withdrawn``; ``item_id`` is
    the letter on the wall behind it; ``model`` is whether an editor holds it up as a model case; ``key`` is the form's.
    ``changed_at`` is when anything last changed that readers see.
    """

    __table_args__ = (
        UniqueConstraint("by_person_id", "key"),
        Index("ix_service_story_state_unit_id", "state", "unit_id"),
        CheckConstraint("state IN ('waiting', 'asked', 'published', 'returned', 'withdrawn')", name="state"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    by_person_id: str = Field(foreign_key="person.id", max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    key: str = Field(max_length=ID)
    locale: str = Field(max_length=LOCALE)
    title: str = Field(sa_type=Text)
    needed: str = Field(sa_type=Text)
    hard: str = Field(sa_type=Text)
    done: str = Field(sa_type=Text)
    came: str = Field(sa_type=Text)
    lesson: str = Field(sa_type=Text)
    competency: str = Field(max_length=COMPETENCY)
    business: str = Field(max_length=LABEL)
    segment: str = Field(max_length=LABEL)
    occasion: str = Field(max_length=LABEL)
    item_id: str | None = Field(default=None, foreign_key="feedback_item.id", index=True, max_length=ID)
    state: str = Field(max_length=LABEL)
    model: bool = False
    at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StoryPerson(CultureTable, table=True):
    """Whom a story tells of, and what they say to that: ``open``, ``named``, ``unnamed`` or ``withdrawn``.

    ``place``, from 0, is which mark in its words stands for them.
    """

    __table_args__ = (
        UniqueConstraint("story_id", "place"),
        CheckConstraint("answer IN ('open', 'named', 'unnamed', 'withdrawn')", name="answer"),
    )

    story_id: str = Field(primary_key=True, foreign_key="service_story.id", max_length=ID)
    person_id: str = Field(primary_key=True, foreign_key="person.id", index=True, max_length=ID)
    place: int
    answer: str = Field(max_length=LABEL)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StoryStep(CultureTable, table=True):
    """A step of a story: who, when, what, and why in words; only ever added.

    ``step`` is a state, ``edited``, ``model`` or ``no_model``.
    """

    __table_args__ = (Index("ix_story_step_story_id", "story_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    story_id: str = Field(foreign_key="service_story.id", max_length=ID)
    step: str = Field(max_length=LABEL)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    reason: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class StoryHelped(CultureTable, table=True):
    """That a story helped somebody; once a person."""

    story_id: str = Field(primary_key=True, foreign_key="service_story.id", max_length=ID)
    person_id: str = Field(primary_key=True, foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class StoryMorning(CultureTable, table=True):
    """The story that a branch's morning meeting of a day takes up; another one for that day takes its place."""

    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=ID)
    day: date = Field(primary_key=True)
    story_id: str = Field(foreign_key="service_story.id", index=True, max_length=ID)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
