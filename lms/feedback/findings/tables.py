"""Tables of findings: the employee's view, whose doing it was, root causes to be mended, and plans to learn by."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.feedback.tables import ID, LABEL, FeedbackTable
from lms.platform.columns import JsonDocument, UtcDateTime


class FeedbackOwnView(FeedbackTable, table=True):
    """That whoever a case is about was asked how they see it, until when, and what they said, masked.

    ``text`` is none until they have said it; after ``until`` it may go on without.
    """

    __table_args__ = (UniqueConstraint("case_id", "person_id", "round"),)

    id: str = Field(primary_key=True, max_length=ID)
    case_id: str = Field(foreign_key="feedback_case.id", max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    round: int
    asked_by: str = Field(foreign_key="person.id", max_length=ID)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    until: datetime = Field(sa_type=UtcDateTime)
    text: str | None = Field(default=None, sa_type=Text)
    given_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FeedbackFinding(FeedbackTable, table=True):
    """Whose doing it was, and why: one in each round of a case.

    ``person_id`` is whose, where it was an employee's. Where it is ``grave``, ``decider_id`` decides, with a reason;
    until then nothing follows from it.
    """

    __table_args__ = (UniqueConstraint("case_id", "round"),)

    id: str = Field(primary_key=True, max_length=ID)
    case_id: str = Field(foreign_key="feedback_case.id", max_length=ID)
    round: int
    doing: str = Field(max_length=LABEL)
    person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    text: str = Field(sa_type=Text)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    grave: bool
    decider_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    decision: str | None = Field(default=None, max_length=LABEL)
    reason: str | None = Field(default=None, sa_type=Text)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FeedbackRootCause(FeedbackTable, table=True):
    """Something other than a person that is to be mended, by which unit and until when.

    ``state`` is ``open``, ``fixed``, ``verified``, ``held`` (it did not come back) or ``came_back``. ``explain`` is
    what the branch may say to customers meanwhile. ``again`` counts complaints of the same cause since the fix.
    ``owner_person_id`` is who in the owning unit answers for it, where somebody was named.
    """

    __table_args__ = (Index("ix_feedback_root_cause_owner_id_state", "owner_id", "state"),)

    id: str = Field(primary_key=True, max_length=ID)
    finding_id: str = Field(foreign_key="feedback_finding.id", unique=True, max_length=ID)
    case_id: str = Field(foreign_key="feedback_case.id", index=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", index=True, max_length=ID)
    owner_id: str = Field(foreign_key="unit.id", max_length=ID)
    owner_person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    cause: str | None = Field(default=None, max_length=LABEL)
    explain: str = Field(sa_type=Text)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    due_on: date
    state: str = Field(max_length=LABEL)
    fix: str | None = Field(default=None, sa_type=Text)
    fixed_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    fixed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    verified: str | None = Field(default=None, sa_type=Text)
    verified_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    recheck_on: date | None = Field(default=None, index=True)
    again: int | None = None


class FeedbackPlan(FeedbackTable, table=True):
    """What somebody learns after a finding that was slight, or that a manager said is to be learnt from."""

    id: str = Field(primary_key=True, max_length=ID)
    finding_id: str = Field(foreign_key="feedback_finding.id", unique=True, max_length=ID)
    case_id: str = Field(foreign_key="feedback_case.id", index=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    made_at: datetime = Field(sa_type=UtcDateTime)


class FeedbackPlanItem(FeedbackTable, table=True):
    """One thing of a plan: a ``lesson``, a ``drill`` or a ``talk``, for a competency, and the sentence it is there for.

    ``quote`` is of the customer's masked words. A lesson and a drill are done once learning says so; a talk once
    whoever held it has noted it.
    """

    __table_args__ = (UniqueConstraint("plan_id", "place"),)

    id: str = Field(primary_key=True, max_length=ID)
    plan_id: str = Field(foreign_key="feedback_plan.id", max_length=ID)
    place: int
    kind: str = Field(max_length=LABEL)
    ref: str = Field(max_length=200)
    competency: str = Field(max_length=40)
    quote: str = Field(sa_type=Text)
    due_on: date
    held_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    held_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    said: str | None = Field(default=None, sa_type=Text)


class FeedbackBranchPlan(FeedbackTable, table=True):
    """That something came back in a branch, and what its people could learn from that.

    ``origin`` is ``came_back`` (complaints of one cause), ``visit`` (what mystery visitors saw least of; ``cause`` is
    then a group of their checklist) or ``rate`` (a complaint rate above chance; ``cause`` is then the quarter).
    ``cases`` are the ids of the cases or visits behind it, ``items`` lessons and drills with their competency.
    ``state`` is ``proposed``, ``started`` or ``aside``, as a manager of the branch decides, and of a rate an officer:
    ``reason`` is why it was put aside.
    """

    __table_args__ = (UniqueConstraint("unit_id", "origin", "cause", "made_on"),)

    id: str = Field(primary_key=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    origin: str = Field(default="came_back", max_length=LABEL)
    cause: str = Field(max_length=LABEL)
    made_on: date
    made_at: datetime = Field(sa_type=UtcDateTime)
    cases: list[str] = Field(sa_type=JsonDocument)
    items: list[dict[str, Any]] = Field(sa_type=JsonDocument)
    state: str = Field(max_length=LABEL)
    reason: str = Field(default="", sa_type=Text)
    decided_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
