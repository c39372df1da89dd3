"""Tables of calibration: what several people mark blind, how far they agreed, what was decided of it.

Sheets, lines and decisions are only ever added; a round changes once, when it is measured. A draft comes and goes.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, room_registry

ID = 36


class CalibrationTable(TableBase, registry=room_registry("calibration")):
    """Base of these tables."""


class CalibrationRound(CalibrationTable, table=True):
    """Exams drawn for several people to mark blind; it is measured once ``needed`` of them have marked all."""

    __table_args__ = (Index("ix_calibration_round_rubric_measured_at", "rubric", "measured_at"),)

    id: str = Field(primary_key=True, max_length=ID)
    rubric: str = Field(max_length=80)
    rubric_version: int
    needed: int
    drawn_by: str = Field(foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    measured_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CalibrationItem(CalibrationTable, table=True):
    """An exam of a round; ``place`` counts from 1, in the order in which they are marked.

    ``judged`` is what the rules judge found in it when the round was measured, by criterion; none where that is what
    it had been marked with.
    """

    __table_args__ = (UniqueConstraint("round_id", "attempt_id"),)

    round_id: str = Field(primary_key=True, foreign_key="calibration_round.id", max_length=ID)
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    attempt_id: str = Field(foreign_key="attempt.id", index=True, max_length=ID)
    judged: dict[str, str] | None = Field(default=None, sa_type=JsonDocument)


class CalibrationSheet(CalibrationTable, table=True):
    """What one person found in one exam of a round, by criterion; added once and never changed."""

    round_id: str = Field(primary_key=True, foreign_key="calibration_round.id", max_length=ID)
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    outcomes: dict[str, str] = Field(sa_type=JsonDocument)
    at: datetime = Field(sa_type=UtcDateTime)


class CalibrationDraft(CalibrationTable, table=True):
    """What one person has marked so far of an exam; gone when it is sent, or when the round is measured."""

    round_id: str = Field(primary_key=True, foreign_key="calibration_round.id", max_length=ID)
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    outcomes: dict[str, str] = Field(sa_type=JsonDocument)
    at: datetime = Field(sa_type=UtcDateTime)


class CalibrationLine(CalibrationTable, table=True):
    """What a round found of a criterion, a dimension or the total; added once, when the round is measured.

    ``people`` and ``judges`` hold agreements, ``change`` what moved since the round before; ``why`` is the flag, and
    ``told`` whether enough was marked for it.
    """

    round_id: str = Field(primary_key=True, foreign_key="calibration_round.id", max_length=ID)
    line: str = Field(primary_key=True, max_length=80)
    part: str = Field(max_length=10)
    people: dict[str, Any] | None = Field(default=None, sa_type=JsonDocument)
    judges: dict[str, Any] = Field(sa_type=JsonDocument)
    change: dict[str, Any] | None = Field(default=None, sa_type=JsonDocument)
    told: bool
    why: str | None = Field(default=None, max_length=8)


class CalibrationDecision(CalibrationTable, table=True):
    """Whether a flagged line counts in exams all the same, with the reason; only ever added, the newest is in force."""

    __table_args__ = (Index("ix_calibration_decision_round_id_line", "round_id", "line"),)

    id: str = Field(primary_key=True, max_length=ID)
    round_id: str = Field(foreign_key="calibration_round.id", max_length=ID)
    line: str = Field(max_length=80)
    counts: bool
    reason: str = Field(sa_type=Text)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
