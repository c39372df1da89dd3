"""Tables of competence: what was seen of somebody, what is believed of them, what they are asked again and when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, room_registry

ID = 36
SLUG = 80
REF = 170


class CompetenceTable(TableBase, registry=room_registry("competence")):
    """Base of these tables."""


class CompetencyEvidence(CompetenceTable, table=True):
    """One thing that was seen and speaks of a competency; only ever added. No word of anybody stands in it.

    ``ref`` says where it can be opened: ``<attempt>#<criterion>`` of a visit, ``<attempt>#<item>`` of a quiz,
    ``<item>@<moment>`` of a daily review, a course and its activity with the moment of a signature. ``source`` is the
    scenario or the course it comes from.
    """

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    competency: str = Field(primary_key=True, max_length=SLUG)
    ref: str = Field(primary_key=True, max_length=REF)
    kind: str = Field(max_length=12)
    outcome: bool
    difficulty: float
    weight: float
    at: datetime = Field(sa_type=UtcDateTime)
    source: str = Field(max_length=SLUG)


class CompetencyStanding(CompetenceTable, table=True):
    """What is believed of one person in one competency, kept up with every piece of evidence.

    ``mean`` and ``variance`` are in logits as of ``last_at``; ``n`` pieces were taken in. ``vouched``: a mentor has
    seen that they bring others along. ``alone_until`` and ``steady_until`` are how long level 2 and level 3 of the
    framework hold if nothing more is seen, none where they are not reached: so a table of thousands is read without
    reckoning a single belief.
    """

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    competency: str = Field(primary_key=True, max_length=SLUG)
    mean: float
    variance: float
    n: int
    last_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    vouched: bool = False
    alone_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    steady_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ReviewCard(CompetenceTable, table=True):
    """A quiz item that somebody is asked again; ``kept`` is what the schedule remembers of it."""

    __table_args__ = (Index("ix_review_card_person_id_due_at", "person_id", "due_at"),)

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    item: str = Field(primary_key=True, max_length=SLUG)
    kept: dict[str, Any] = Field(sa_type=JsonDocument)
    due_at: datetime = Field(sa_type=UtcDateTime)


class ReviewDay(CompetenceTable, table=True):
    """What somebody answered in the daily review of one day, and how many seconds it took them."""

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    day: date = Field(primary_key=True)
    answered: int
    correct: int
    seconds: int
