"""Tables of practice: attempts, what was said in them, how they were judged; which models play, and what they used.

Besides, conversations of real service that may be trained on, and what was signalled in them and in exams.

Turns and assessments are only ever added. An attempt changes once, when it is closed; besides, it can be shared,
and an exam in which the customer fell out of role is marked void. Words that are erased give way to a tombstone.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, partial_index, room_registry

ID = 36


class PracticeTable(TableBase, registry=room_registry("practice")):
    """Base of this room's tables."""


class Attempt(PracticeTable, table=True):
    """One visit of a customer. A rewind makes a branch: another row with the same ``origin_id``.

    ``exam_of`` is set for the exam that counts as a person's one try at a scenario, and unique; it is emptied when
    the exam is void, or when a newer version of the scenario opens a new try. ``ending`` to ``turns`` are known
    once it is closed; ``score`` is 0 to 100. ``blocked_by`` lists the red lines crossed.
    ``set_aside`` are the criteria that no machine's word decides in this exam, fixed when it was opened. ``erased_at``
    is when its words were erased, none while they stand.
    """

    __table_args__ = (
        Index("ix_attempt_person_id_closed_at", "person_id", "closed_at"),
        Index("ix_attempt_person_id_slug", "person_id", "slug"),
        Index("ix_attempt_slug_closed_at", "slug", "closed_at"),
        # The exams whose time may be up: a handful, however many attempts there are.
        partial_index("ix_attempt_deadline_at", "deadline_at", where="closed_at IS NULL"),
        # Exams are few among attempts.
        partial_index("ix_attempt_exam_closed_at", "closed_at", where="mode = 'exam'"),
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
    set_aside: list[str] = Field(
        default_factory=list, sa_type=JsonDocument, sa_column_kwargs={"server_default": "[]"}
    )
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Turn(PracticeTable, table=True):
    """One utterance; ``seq`` counts from 0 over both speakers, and two cannot have the same.

    ``key`` makes a trainee's turn arrive once however often it is sent. ``acts`` are those of a trainee's turn;
    ``state`` is where the conversation stands after a customer's turn, ``step`` its trace. ``tokens`` is what it used,
    prompt and answer together; ``tokens_answered`` of these were the answer's, ``tokens_estimated`` nobody counted.
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
    tokens_answered: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    tokens_estimated: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class Assessment(PracticeTable, table=True):
    """What one judge found in one attempt; ``body`` is the whole assessment in the exchanged shape.

    Of a model's: ``model`` says which, ``prompt`` is a hash of what it was asked, ``raw`` its answers as they came.
    """

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
    model: str | None = Field(default=None, max_length=120)
    prompt: str | None = Field(default=None, max_length=16)
    raw: str | None = Field(default=None, sa_type=Text)


class HeardActs(PracticeTable, table=True):
    """What the rules judge heard in a closed attempt, and marked by: a verdict rests on it for good.

    ``reader`` is ``full`` or ``patterns``, then ``why``; ``edition`` a digest of the reader. ``acts`` says of each its
    turn and its place there, and no word. An attempt that was closed before this was kept has none.
    """

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", max_length=ID)
    reader: str = Field(max_length=8)
    edition: str = Field(max_length=16)
    why: str | None = Field(default=None, max_length=8)
    acts: list[dict[str, Any]] = Field(sa_type=JsonDocument)


class Judging(PracticeTable, table=True):
    """That a model is to judge an attempt, and how far that is: ``waiting``, ``done`` or ``failed``, then why."""

    __table_args__ = (partial_index("ix_judging_waiting", "asked_at", where="state = 'waiting'"),)

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", max_length=ID)
    state: str = Field(max_length=8)
    failure: str | None = Field(default=None, max_length=20)
    model: str | None = Field(default=None, max_length=120)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Coaching(PracticeTable, table=True):
    """That a model is to write advice on an attempt, and how far that is: ``waiting``, ``done``, or ``failed`` and why.

    ``advice`` is what may be shown of it, ``dropped`` the points whose advice may not be and why. ``prompt`` is a hash
    of what was asked, ``raw`` the answer; the words in it are masked.
    """

    __table_args__ = (partial_index("ix_coaching_waiting", "asked_at", where="state = 'waiting'"),)

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", max_length=ID)
    state: str = Field(max_length=8)
    failure: str | None = Field(default=None, max_length=20)
    model: str | None = Field(default=None, max_length=120)
    advice: list[dict[str, Any]] = Field(default_factory=list, sa_type=JsonDocument)
    dropped: list[dict[str, Any]] = Field(default_factory=list, sa_type=JsonDocument)
    prompt: str | None = Field(default=None, max_length=16)
    raw: str | None = Field(default=None, sa_type=Text)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ReviewEntry(PracticeTable, table=True):
    """What somebody wrote of an attempt; only ever added.

    ``kind`` is ``comment``, ``override``, ``dispute``, ``answer`` or ``seen``. ``seq`` is the turn a comment is about,
    ``criterion`` and ``outcome`` the mark that was set or objected to, ``answers`` the objection that is answered; an
    objection has one answer.
    """

    __table_args__ = (
        Index("ix_review_entry_attempt_id_at", "attempt_id", "at"),
        UniqueConstraint("answers"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    attempt_id: str = Field(foreign_key="attempt.id", max_length=ID)
    kind: str = Field(max_length=10)
    seq: int | None = None
    criterion: str | None = Field(default=None, max_length=80)
    outcome: str | None = Field(default=None, max_length=16)
    text: str = Field(sa_type=Text)
    answers: str | None = Field(default=None, foreign_key="review_entry.id", max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class WorkOrder(PracticeTable, table=True):
    """What a trainee wrote up after a visit, with the answers it got; only ever added. ``score`` is 0 to 100."""

    __table_args__ = (Index("ix_work_order_attempt_id_at", "attempt_id", "at"),)

    id: str = Field(primary_key=True, max_length=ID)
    attempt_id: str = Field(foreign_key="attempt.id", max_length=ID)
    body: dict[str, Any] = Field(sa_type=JsonDocument)
    checked: list[dict[str, Any]] = Field(sa_type=JsonDocument)
    score: int
    at: datetime = Field(sa_type=UtcDateTime)


class SecondReading(PracticeTable, table=True):
    """A model's reading of the acts of a trainee's turn, beside the recogniser's; only ever added.

    ``recognised`` is what was played on, ``acts`` what the model read, ``prompt`` a hash of what it was asked, ``raw``
    its answer; the words in it are masked.
    """

    __table_args__ = (Index("ix_second_reading_attempt_id_at", "attempt_id", "at"),)

    id: str = Field(primary_key=True, max_length=ID)
    attempt_id: str = Field(foreign_key="attempt.id", max_length=ID)
    seq: int
    recognised: list[str] = Field(sa_type=JsonDocument)
    acts: list[str] = Field(sa_type=JsonDocument)
    model: str = Field(max_length=120)
    prompt: str = Field(max_length=16)
    raw: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class TokenUse(PracticeTable, table=True):
    """What the models used for one attempt, kept up with every answer so that no trace is read to tell it.

    ``currency`` is empty where no price was set: nothing is known then of what it cost. ``cost`` is in millionths of
    the currency's unit, at the price of the day.
    """

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", max_length=ID)
    role: str = Field(primary_key=True, max_length=16)
    model: str = Field(primary_key=True, max_length=120)
    currency: str = Field(primary_key=True, max_length=3)
    calls: int
    asked: int
    answered: int
    estimated: int
    cost: int = Field(sa_type=BigInteger)


class MonthlyUse(PracticeTable, table=True):
    """The same over all attempts, by month in the bank's zone, ``2026-11``: a few rows a month, however many play."""

    month: str = Field(primary_key=True, max_length=7)
    role: str = Field(primary_key=True, max_length=16)
    model: str = Field(primary_key=True, max_length=120)
    currency: str = Field(primary_key=True, max_length=3)
    calls: int = Field(sa_type=BigInteger)
    asked: int = Field(sa_type=BigInteger)
    answered: int = Field(sa_type=BigInteger)
    estimated: int = Field(sa_type=BigInteger)
    cost: int = Field(sa_type=BigInteger)


class ModelConnection(PracticeTable, table=True):
    """The model an administrator entered for a role; the environment wins over it.

    ``sealed_key`` can be opened with the installation's secret alone. Prices are decimal numbers as they were written,
    for a million tokens.
    """

    role: str = Field(primary_key=True, max_length=16)
    base_url: str = Field(max_length=500)
    model: str = Field(max_length=120)
    sealed_key: str | None = Field(default=None, sa_type=Text)
    price_in: str | None = Field(default=None, max_length=20)
    price_out: str | None = Field(default=None, max_length=20)
    in_use: bool
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str = Field(foreign_key="person.id", max_length=ID)


class ModelConnectionChange(PracticeTable, table=True):
    """Who changed a connection, when, and to what; only ever added. Of a key it says that there is one, and no more."""

    __table_args__ = (Index("ix_model_connection_change_at", "at"),)

    id: str = Field(primary_key=True, max_length=ID)
    role: str = Field(max_length=16)
    at: datetime = Field(sa_type=UtcDateTime)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    base_url: str = Field(max_length=500)
    model: str = Field(max_length=120)
    key: str = Field(max_length=8)
    price_in: str | None = Field(default=None, max_length=20)
    price_out: str | None = Field(default=None, max_length=20)
    in_use: bool


class TranscriptImport(PracticeTable, table=True):
    """That conversations of real service may be used for training: who said so, what for, and until when."""

    id: str = Field(primary_key=True, max_length=ID)
    file: str = Field(max_length=255)
    authorised_by: str = Field(foreign_key="person.id", max_length=ID)
    purpose: str = Field(max_length=200)
    imported_at: datetime = Field(sa_type=UtcDateTime)
    keep_until: date


class ServiceTranscript(PracticeTable, table=True):
    """One conversation of real service, masked before it was kept.

    ``digest`` is a hash of it as it came, so that it is taken in once. ``turns`` are in the exchanged shape, and none
    once they were erased.
    """

    __table_args__ = (Index("ix_service_transcript_person_id_held_at", "person_id", "held_at"),)

    id: str = Field(primary_key=True, max_length=ID)
    import_id: str = Field(foreign_key="transcript_import.id", index=True, max_length=ID)
    digest: str = Field(unique=True, max_length=64)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    locale: str = Field(max_length=8)
    held_at: datetime = Field(sa_type=UtcDateTime)
    turns: list[dict[str, Any]] | None = Field(default=None, sa_type=JsonDocument)
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ConductReading(PracticeTable, table=True):
    """That an exam was read for signals, and by which version of the reading; a newer one reads it again."""

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", max_length=ID)
    version: int


class ConductSignal(PracticeTable, table=True):
    """A signal in an exam or a conversation of real service, in one of the two. For training only.

    ``seq`` is the turn and ``quote`` the words in it, none once the conversation was erased; ``seconds`` is how long
    a silence was, where that is known. ``at`` is when the conversation was.
    """

    __table_args__ = (
        Index("ix_conduct_signal_person_id_at", "person_id", "at"),
        Index("ix_conduct_signal_at", "at"),
        CheckConstraint("(attempt_id IS NULL) <> (transcript_id IS NULL)", name="one_source"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    attempt_id: str | None = Field(default=None, foreign_key="attempt.id", index=True, max_length=ID)
    transcript_id: str | None = Field(
        default=None, foreign_key="service_transcript.id", index=True, max_length=ID
    )
    kind: str = Field(max_length=16)
    seq: int
    quote: str | None = Field(default=None, sa_type=Text)
    seconds: int | None = None
    at: datetime = Field(sa_type=UtcDateTime)


class MorningDrill(PracticeTable, table=True):
    """A branch rehearsed a customer together at its morning meeting; unmarked.

    ``session_id`` is the class whose roster is ticked. ``said`` are the team's replies; the conversation is played
    anew from them and the seed.
    """

    __table_args__ = (UniqueConstraint("unit_id", "day"),)

    session_id: str = Field(primary_key=True, foreign_key="class_session.id", max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    day: date
    slug: str = Field(max_length=80)
    scenario_version: int
    locale: str = Field(max_length=8)
    seed: int
    said: list[str] = Field(sa_type=JsonDocument)
