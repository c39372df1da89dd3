"""Tables of a quarter's honours: that they were decided, and who was honoured."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from lms.culture.tables import ID, LABEL, CultureTable
from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.quarters import QUARTER_LENGTH


class HonourQuarter(CultureTable, table=True):
    """That the honours of a quarter were decided, once; ``reason`` stands where they differ from the rule.

    ``rule_version`` is that of the rule, ``proposed`` what it proposed: ids of branches and of letters. ``reckoned`` is
    what it knew of every branch then; none of what was decided before that was kept.
    """

    quarter: str = Field(primary_key=True, max_length=QUARTER_LENGTH)
    rule_version: int
    proposed: dict[str, Any] = Field(sa_type=JsonDocument)
    reckoned: list[dict[str, Any]] | None = Field(default=None, sa_type=JsonDocument)
    reason: str = Field(default="", sa_type=Text)
    decided_by: str = Field(foreign_key="person.id", index=True, max_length=ID)
    decided_at: datetime = Field(sa_type=UtcDateTime)


class Honour(CultureTable, table=True):
    """A branch, or a letter of praise, that was honoured for a quarter; ``subject`` is the unit's id or the item's.

    ``score`` is what the rule gave a branch; none where it gave none. A letter's words stay feedback's.
    """

    __table_args__ = (CheckConstraint("kind IN ('branch', 'letter')", name="kind"),)

    quarter: str = Field(primary_key=True, foreign_key="honour_quarter.quarter", max_length=QUARTER_LENGTH)
    kind: str = Field(primary_key=True, max_length=LABEL)
    subject: str = Field(primary_key=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", index=True, max_length=ID)
    person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    score: float | None = None
    by_rule: bool
