"""Tables of learning: who is enrolled, what was done or waived, where somebody was reading, certificates."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, partial_index, room_registry

ID = 36
SLUG = 80
REF = 170


class LearningTable(TableBase, registry=room_registry("learning")):
    """Base of this room's tables."""


class Enrolment(LearningTable, table=True):
    """That somebody is to learn a curriculum; one row a round, the first and each recertification.

    What stands from ``state`` on is kept up with every result, so that an overview reads no results. ``state`` is
    ``open``, ``completed`` or ``ended`` (they left, or it is not for their job any more). ``counts_from`` is when this
    round began to count; none in the first, where everything ever done counts. ``due_by`` is one day for everything, in
    a recertification. ``valid_until`` is the last day on which what was completed holds; none for good.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "curriculum", "round"),
        Index("ix_enrolment_curriculum_state_due_on", "curriculum", "state", "due_on"),
        partial_index("ix_enrolment_person_open", "person_id", where="state = 'open'"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    curriculum: str = Field(max_length=SLUG)
    version: int
    round: int
    by_rule: bool
    by_person_id: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    reason: str | None = Field(default=None, max_length=500)
    started_on: date
    counts_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    due_by: date | None = None
    state: str = Field(max_length=12)
    done: int
    total: int
    due_on: date | None = None
    completed_on: date | None = None
    valid_until: date | None = None
    ended_on: date | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)


class RuleSight(LearningTable, table=True):
    """A digest of all that a run of some rules had before it when it found nothing left to do; one row by rules."""

    rules: str = Field(primary_key=True, max_length=20)
    digest: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)


class LearningResult(LearningTable, table=True):
    """Something was done once; only ever added. ``kind`` and ``ref`` say what, see ``standing.ref_of``.

    ``version`` is that of the course it was done in, ``source`` what it came from (an attempt's id, say), so that it
    arrives once. ``by_person_id`` is who signed, where somebody else did; ``note`` what they wrote.
    """

    __table_args__ = (
        # With outcome and moment: whether something was done is read from the index alone.
        Index("ix_learning_result_person_id_kind_ref", "person_id", "kind", "ref", "outcome", "at"),
        UniqueConstraint("source"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    kind: str = Field(max_length=16)
    ref: str = Field(max_length=REF)
    outcome: str = Field(max_length=10)
    score: int | None = None
    version: int
    at: datetime = Field(sa_type=UtcDateTime)
    source: str | None = Field(default=None, max_length=80)
    by_person_id: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    note: str | None = Field(default=None, sa_type=Text)


class Waiver(LearningTable, table=True):
    """That somebody need not do a course, why, who said so, and until when; only ever added, or taken back."""

    __table_args__ = (Index("ix_waiver_person_id", "person_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    course: str = Field(max_length=SLUG)
    reason: str = Field(max_length=500)
    until: date | None = None
    by_person_id: str = Field(foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Leave(LearningTable, table=True):
    """That somebody is away for long: due dates move by it. ``ends_on`` is the last day, none while it lasts."""

    __table_args__ = (Index("ix_leave_person_id", "person_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    starts_on: date
    ends_on: date | None = None
    by_person_id: str = Field(foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class LessonPlace(LearningTable, table=True):
    """Where somebody is in a lesson, the answers they gave in it, and what they noted for themselves.

    ``step`` counts from 0; ``answers`` are positions of options by the check's number.
    """

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    lesson: str = Field(primary_key=True, max_length=REF)
    step: int
    answers: dict[str, int] = Field(default_factory=dict, sa_type=JsonDocument)
    notes: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class QuizAttempt(LearningTable, table=True):
    """A quiz being answered, or answered. ``items`` are ids in the order asked, ``answers`` what was chosen, by id.

    ``version`` is that of the quiz; what it asked can be looked up for as long as the row stands. ``feedback`` is
    ``instant`` or ``final``.
    """

    __table_args__ = (
        Index("ix_quiz_attempt_person_id_course", "person_id", "course"),
        UniqueConstraint("person_id", "course", "activity", "number"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    course: str = Field(max_length=SLUG)
    activity: str = Field(max_length=SLUG)
    number: int
    version: int
    seed: int
    feedback: str = Field(max_length=8)
    items: list[str] = Field(sa_type=JsonDocument)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JsonDocument)
    started_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    score: int | None = None
    passed: bool | None = None


class Certificate(LearningTable, table=True):
    """That somebody completed a round of a curriculum, as it was then; it never changes but to be withdrawn.

    Names and titles are those of the day of issue, ``version`` that of the curriculum. ``number`` is what a stranger
    asks by, so it cannot be guessed. ``edition`` counts the certificates of one round, from 1. ``identity_hash`` is
    the SHA-256 of employee number and ``identity_salt``. ``status_index`` is its place in the published lists of what
    was withdrawn.
    """

    __table_args__ = (
        UniqueConstraint("enrolment_id", "edition"),
        UniqueConstraint("number"),
        UniqueConstraint("status_index"),
        Index("ix_certificate_person_id", "person_id"),
        partial_index("ix_certificate_revoked", "status_index", where="revoked_at IS NOT NULL"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    number: str = Field(max_length=24)
    enrolment_id: str = Field(foreign_key="enrolment.id", max_length=ID)
    edition: int
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    name_zh: str = Field(max_length=80)
    name_en: str = Field(max_length=80)
    identity_hash: str = Field(max_length=64)
    identity_salt: str = Field(max_length=32)
    curriculum: str = Field(max_length=SLUG)
    version: int
    title_zh: str = Field(sa_type=Text)
    title_en: str = Field(sa_type=Text)
    summary_zh: str = Field(sa_type=Text)
    summary_en: str = Field(sa_type=Text)
    completed_on: date
    valid_until: date | None = None
    issued_at: datetime = Field(sa_type=UtcDateTime)
    status_index: int
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_by_person_id: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    revoked_reason: str | None = Field(default=None, max_length=500)


class BadgeKey(LearningTable, table=True):
    """The public half of a key that badges were ever signed with, as a JWK; ``kid`` is its thumbprint.

    The private half is never kept here. A key that signs no more stays, so that what it signed can be verified.
    """

    kid: str = Field(primary_key=True, max_length=64)
    jwk: dict[str, Any] = Field(sa_type=JsonDocument)
    first_used_at: datetime = Field(sa_type=UtcDateTime)
