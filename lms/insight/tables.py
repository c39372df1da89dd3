"""Tables of insight: complaints from before the portal, as figures, and pilots with what was decided about them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from lms.platform.columns import UtcDateTime
from lms.platform.tables import TableBase, room_registry

ID = 36
SLUG = 80
LABEL = 24


class InsightTable(TableBase, registry=room_registry("insight")):
    """Base of this room's tables."""


class PastComplaints(InsightTable, table=True):
    """How many complaints of a cause a branch had on a day before the portal held them itself."""

    __table_args__ = (CheckConstraint("complaints > 0", name="complaints"),)

    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=ID)
    day: date = Field(primary_key=True, index=True)
    cause: str = Field(primary_key=True, max_length=LABEL)
    complaints: int
    by_person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class Pilot(InsightTable, table=True):
    """That some branches try a curriculum first, what for, how it is measured, and when it is to be stopped.

    ``metric`` is ``complaints``, of one ``cause`` or of all, or ``mastery`` of a ``competency``. ``target`` is by how
    many percent the measure is to become better, ``exit_percent`` by how many it may become worse from week
    ``exit_after`` on. ``begins_on`` is a Monday. ``state`` is ``running``, ``stopped``, ``done`` or ``rolled_out``.
    """

    __table_args__ = (CheckConstraint("metric IN ('complaints', 'mastery')", name="metric"),)

    id: str = Field(primary_key=True, max_length=ID)
    title: str = Field(max_length=120)
    goal: str = Field(sa_type=Text)
    curriculum: str = Field(max_length=SLUG)
    metric: str = Field(max_length=LABEL)
    cause: str | None = Field(default=None, max_length=LABEL)
    competency: str | None = Field(default=None, max_length=SLUG)
    target: int
    begins_on: date = Field(index=True)
    weeks: int
    exit_percent: int
    exit_after: int
    state: str = Field(max_length=LABEL)
    begun_by: str = Field(foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class PilotBranch(InsightTable, table=True):
    """A branch that takes part."""

    __table_args__ = (Index("ix_pilot_branch_unit_id", "unit_id"),)

    pilot_id: str = Field(primary_key=True, foreign_key="pilot.id", max_length=ID)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=ID)


class PilotStep(InsightTable, table=True):
    """What was decided about a pilot, why, and how many people it reached; rows are only ever added."""

    __table_args__ = (Index("ix_pilot_step_pilot_id_at", "pilot_id", "at"),)

    id: str = Field(primary_key=True, max_length=ID)
    pilot_id: str = Field(foreign_key="pilot.id", max_length=ID)
    step: str = Field(max_length=LABEL)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    reason: str = Field(default="", sa_type=Text)
    people: int
