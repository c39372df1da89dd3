"""Tables of observations at work: one being written, what was signed, and what the person observed says to it."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from lms.learning.tables import ID, SLUG, LearningTable
from lms.platform.columns import JsonDocument, UtcDateTime


class ObservationDraft(LearningTable, table=True):
    """What somebody has marked so far while they sit beside a colleague; gone once it is signed or thrown away.

    ``course`` and ``activity`` are empty where no course asks for the observation. ``outcomes`` are answers and
    ``notes`` words by criterion, ``said`` is what is to be said of the whole; all words are masked.
    """

    observer_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    course: str = Field(default="", max_length=SLUG)
    activity: str = Field(default="", max_length=SLUG)
    rubric: str = Field(max_length=SLUG)
    outcomes: dict[str, str] = Field(default_factory=dict, sa_type=JsonDocument)
    notes: dict[str, str] = Field(default_factory=dict, sa_type=JsonDocument)
    said: str = Field(default="", sa_type=Text)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Observation(LearningTable, table=True):
    """An observation as it was signed; only ever added. ``outcomes`` answers every criterion of the rubric.

    ``score`` is 0 to 100, ``blocked_by`` the red lines that were crossed; ``verdict`` is ``ready``, ``not_yet`` or
    ``red_line``.
    """

    __table_args__ = (
        Index("ix_observation_person_id_signed_at", "person_id", "signed_at"),
        Index("ix_observation_observer_id_signed_at", "observer_id", "signed_at"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    observer_id: str = Field(foreign_key="person.id", max_length=ID)
    course: str = Field(default="", max_length=SLUG)
    activity: str = Field(default="", max_length=SLUG)
    rubric: str = Field(max_length=SLUG)
    rubric_version: int
    outcomes: dict[str, str] = Field(sa_type=JsonDocument)
    notes: dict[str, str] = Field(default_factory=dict, sa_type=JsonDocument)
    said: str = Field(default="", sa_type=Text)
    score: int
    blocked_by: list[str] = Field(default_factory=list, sa_type=JsonDocument)
    verdict: str = Field(max_length=10)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    signed_at: datetime = Field(sa_type=UtcDateTime)


class ObservationView(LearningTable, table=True):
    """How the person observed sees it, in their own words; only ever added."""

    __table_args__ = (Index("ix_observation_view_observation_id", "observation_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    observation_id: str = Field(foreign_key="observation.id", max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    text: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
