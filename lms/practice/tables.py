"""Tables of practice: attempts, what was said in them, how they were judged.

Turns and assessments are only ever added. An attempt changes once, when it is closed; besides, it can be shared,
and an exam in which the customer fell out of role is marked void.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, room_registry

ID = 36


class PracticeTable(TableBase, registry=room_registry("practice")):
    """Base of this room's tables."""


class Attempt(PracticeTable, table=True):
    """One visit of a customer. A rewind makes a branch: another row with the same ``origin_id``.

    ``exam_of`` is set for the exam that counts as a person's one try at a scenario, and unique; it is emptied when
    the exam is void, or when a newer version of the scenario opens a new try. ``ending`` to ``turns`` are known
    once it is closed; ``score`` is 0 to 100. ``blocked_by`` lists the red lines crossed.
    """

    __table_args__ = (
        Index("ix_attempt_person_id_closed_at", "person_id", "closed_at"),
        Index("ix_attempt_person_id_slug", "person_id", "slug"),
        Index("ix_attempt_slug_closed_at", "slug", "closed_at"),
        # The exams whose time may be up: a handful, however many attempts there are.
        Index(
            "ix_attempt_deadline_at",
            "deadline_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    origin_id: str = Field(foreign_key="attempt.id", index=True, max_length=ID)
    forked_from: str | None = Field(default=None, foreign_key="attempt.id", max_length=ID)
    forked_at_turn: int | None = None
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    slug: str = Field(max_length=80)
    scenario_version: int
    scenario_hash: str = Field(max_length=64)
    locale: str = Field(max_length=8)
    mode: str = Field(max_length=16)
    engine: str = Field(max_length=16)
    model: str | None = Field(default=None, max_length=120)
    seed: int
    exam_of: str | None = Field(default=None, unique=True, max_length=160)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    deadline_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: str | None = Field(default=None, max_length=16)
    ending: str | None = Field(default=None, max_length=80)
    wanted: bool | None = None
    score: int | None = None
    passed: bool | None = None
    blocked_by: list[str] = Field(default_factory=list, sa_type=JsonDocument)
    turns: int | None = None
    void: bool = False
    shared: bool = False


class Turn(PracticeTable, table=True):
    """One utterance; ``seq`` counts from 0 over both speakers, and two cannot have the same.

    ``key`` makes a trainee's turn arrive once however often it is sent. ``acts`` are those of a trainee's turn;
    ``state`` is where the conversation stands after a customer's turn, ``step`` its trace, ``tokens`` what it cost.
    """

    __table_args__ = (UniqueConstraint("attempt_id", "key"),)

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", max_length=ID)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    speaker: str = Field(max_length=8)
    text: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    key: str | None = Field(default=None, max_length=64)
    acts: list[str] | None = Field(default=None, sa_type=JsonDocument)
    state: dict[str, Any] | None = Field(default=None, sa_type=JsonDocument)
    step: dict[str, Any] | None = Field(default=None, sa_type=JsonDocument)
    engine: str | None = Field(default=None, max_length=140)
    tokens: int = 0


class Assessment(PracticeTable, table=True):
    """What one judge found in one attempt; ``body`` is the whole assessment in the exchanged shape."""

    __table_args__ = (Index("ix_assessment_attempt_id_at", "attempt_id", "at"),)

    id: str = Field(primary_key=True, max_length=ID)
    attempt_id: str = Field(foreign_key="attempt.id", max_length=ID)
    judge: str = Field(max_length=16)
    rubric: str = Field(max_length=80)
    rubric_version: int
    score: int
    passed: bool
    body: dict[str, Any] = Field(sa_type=JsonDocument)
    at: datetime = Field(sa_type=UtcDateTime)
