"""Tables of feedback: what came in, its sealed original, what machine and people found it to be, and how it came.

What came in is written once and never changed. What it is now stands in ``FeedbackStanding``, kept with the writes:
lists ask it alone, and the steps of a case will move it. Every other row is history.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, false
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, partial_index, room_registry

ID = 36
LABEL = 24
SOURCE = 60
SOURCE_NO = 120
DIGEST = 64


class FeedbackTable(TableBase, registry=room_registry("feedback")):
    """Base of this room's tables."""


class FeedbackItem(FeedbackTable, table=True):
    """What somebody said, masked.

    ``number`` is what the customer is told. ``source`` is the way it came (``desk``, ``qr``, ``file``, ``key:<id>``)
    and ``source_no`` what it is called there: the same two are the same item, however often they come. ``digest`` is
    that of the original under the installation's key: it tells the same words from others and gives none away.
    ``text`` is none once it was erased; ``erased_at`` is when its original went, its time being over.
    """

    __table_args__ = (
        UniqueConstraint("source", "source_no"),
        Index("ix_feedback_item_source_entered_at", "source", "entered_at"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    number: str = Field(unique=True, max_length=16)
    text: str | None = Field(default=None, sa_type=Text)
    digest: str = Field(max_length=DIGEST)
    locale: str = Field(max_length=8)
    channel: str = Field(max_length=LABEL)
    source: str = Field(max_length=SOURCE)
    source_no: str | None = Field(default=None, max_length=SOURCE_NO)
    branch_said: str | None = Field(default=None, max_length=120)
    employee_said: str | None = Field(default=None, max_length=120)
    received_at: datetime = Field(sa_type=UtcDateTime)
    entered_at: datetime = Field(sa_type=UtcDateTime)
    entered_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FeedbackOriginal(FeedbackTable, table=True):
    """The words as they came, sealed under a key of the ring; the row goes when its time is over.

    ``reach`` says that how to call the customer back is sealed with them: known without opening anything.
    """

    item_id: str = Field(primary_key=True, foreign_key="feedback_item.id", max_length=ID)
    sealed: str = Field(sa_type=Text)
    key_id: str = Field(index=True, max_length=16)
    keep_until: date = Field(index=True)
    reach: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class FeedbackReading(FeedbackTable, table=True):
    """What a reader found an item to be: never changed, another reading is another row.

    ``reader`` is ``offline`` or the name of a model, ``model`` the digest of what it was made from. ``labels`` holds
    the taxonomy's heads, ``decided_by`` the words behind each, of the masked text.
    """

    id: str = Field(primary_key=True, max_length=ID)
    item_id: str = Field(foreign_key="feedback_item.id", index=True, max_length=ID)
    reader: str = Field(max_length=60)
    model: str = Field(max_length=DIGEST)
    labels: dict[str, Any] = Field(sa_type=JsonDocument)
    confidence: dict[str, Any] = Field(sa_type=JsonDocument)
    decided_by: dict[str, Any] = Field(sa_type=JsonDocument)
    at: datetime = Field(sa_type=UtcDateTime)


class FeedbackCorrection(FeedbackTable, table=True):
    """What a person changed of what an item is: per field what stood there before and what stands there after."""

    id: str = Field(primary_key=True, max_length=ID)
    item_id: str = Field(foreign_key="feedback_item.id", index=True, max_length=ID)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    changes: dict[str, Any] = Field(sa_type=JsonDocument)
    reason: str = Field(sa_type=Text)


class FeedbackStanding(FeedbackTable, table=True):
    """What an item is now, after the corrections: one row each.

    ``employee`` is ``none``, ``offered`` by the program, or ``confirmed`` by a person; ``rank`` puts urgent first;
    ``checked_at`` is when a person last said what it is.
    """

    __table_args__ = (
        Index("ix_feedback_standing_unit_id_rank_received_at", "unit_id", "rank", "received_at"),
        Index("ix_feedback_standing_person_id_received_at", "person_id", "received_at"),
        Index("ix_feedback_standing_received_at", "received_at"),
        CheckConstraint("employee IN ('none', 'offered', 'confirmed')", name="employee"),
    )

    item_id: str = Field(primary_key=True, foreign_key="feedback_item.id", max_length=ID)
    kind: str = Field(max_length=LABEL)
    cause: str | None = Field(default=None, max_length=LABEL)
    business: str = Field(max_length=LABEL)
    severity: str = Field(max_length=LABEL)
    segment: str = Field(max_length=LABEL)
    flags: list[str] = Field(sa_type=JsonDocument)
    competencies: list[str] = Field(sa_type=JsonDocument)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    person_id: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    employee: str = Field(max_length=12)
    rank: int
    received_at: datetime = Field(sa_type=UtcDateTime)
    checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FeedbackOpening(FeedbackTable, table=True):
    """That somebody opened an original, and why; the audit trail points here."""

    id: str = Field(primary_key=True, max_length=ID)
    item_id: str = Field(foreign_key="feedback_item.id", index=True, max_length=ID)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    reason: str = Field(sa_type=Text)


class FeedbackBand(FeedbackTable, table=True):
    """A band of an item's signature: two items that share one are worth comparing."""

    __table_args__ = (Index("ix_feedback_band_item_id", "item_id"),)

    band: str = Field(primary_key=True, max_length=20)
    item_id: str = Field(primary_key=True, foreign_key="feedback_item.id", max_length=ID)


class FeedbackLink(FeedbackTable, table=True):
    """That an item (``later_id``) repeats another: offered by the program, settled by a person.

    ``state`` is ``offered``, ``same`` (one case), ``follow_up`` or ``apart``.
    """

    __table_args__ = (
        UniqueConstraint("earlier_id", "later_id"),
        Index("ix_feedback_link_later_id", "later_id"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    earlier_id: str = Field(foreign_key="feedback_item.id", max_length=ID)
    later_id: str = Field(foreign_key="feedback_item.id", max_length=ID)
    likeness: float
    state: str = Field(max_length=12)
    offered_at: datetime = Field(sa_type=UtcDateTime)
    settled_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FeedbackImport(FeedbackTable, table=True):
    """A file that is taken in in the background: ``rows`` of them, ``done`` so far, ``added`` of these were new."""

    __table_args__ = (partial_index("ix_feedback_import_open", "begun_at", where="ended_at IS NULL"),)

    id: str = Field(primary_key=True, max_length=ID)
    file: str = Field(max_length=255)
    begun_by: str = Field(foreign_key="person.id", index=True, max_length=ID)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    rows: int
    done: int
    added: int
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FeedbackImportPart(FeedbackTable, table=True):
    """Some rows of a file that wait, sealed; the part goes in the transaction that takes them in."""

    import_id: str = Field(primary_key=True, foreign_key="feedback_import.id", max_length=ID)
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sealed: str = Field(sa_type=Text)
    key_id: str = Field(max_length=16)


class FeedbackKey(FeedbackTable, table=True):
    """A key by which another system hands in what its ``scope`` says, ``feedback`` or ``figures``.

    Only its hash is kept; ``tail`` is what people know it by.
    """

    id: str = Field(primary_key=True, max_length=ID)
    name: str = Field(max_length=80)
    key_hash: str = Field(unique=True, max_length=DIGEST)
    tail: str = Field(max_length=4)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    scope: str = Field(default="feedback", max_length=LABEL, sa_column_kwargs={"server_default": "feedback"})
    made_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
    made_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_by: str | None = Field(default=None, foreign_key="person.id", max_length=ID)
