"""Tables of culture: points as a double-entry ledger, and what they are exchanged for.

Entries are only ever added, and the database refuses anything else; an account's balance is kept with them and never
falls below zero, except that of the bank, which issues what all others hold.
"""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.platform.columns import UtcDateTime
from lms.platform.tables import TableBase, partial_index, room_registry

ID = 36
SLUG = 80
LABEL = 24
CAUSE = 120


class CultureTable(TableBase, registry=room_registry("culture")):
    """Base of this room's tables."""


class PointAccount(CultureTable, table=True):
    """Who holds points: a person (``id`` is theirs), the bank that issues them, or what was exchanged for gifts."""

    __table_args__ = (
        CheckConstraint("kind IN ('person', 'issue', 'gifts')", name="kind"),
        CheckConstraint("balance >= 0 OR kind = 'issue'", name="balance"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    kind: str = Field(max_length=LABEL)
    person_id: str | None = Field(default=None, foreign_key="person.id", unique=True, max_length=ID)
    balance: int
    opened_at: datetime = Field(sa_type=UtcDateTime)


class PointTransaction(CultureTable, table=True):
    """Why points moved. ``cause`` is that of one event and no other: the same cause again moves nothing.

    ``kind`` is a rule's name, ``exchange``, ``returned``, ``saving`` or ``counter``; ``reverses`` is what a
    counter-entry takes back, once; ``note`` a reason in words.
    """

    __table_args__ = (UniqueConstraint("cause"), UniqueConstraint("reverses"))

    id: str = Field(primary_key=True, max_length=ID)
    cause: str = Field(max_length=CAUSE)
    kind: str = Field(max_length=LABEL)
    reverses: str | None = Field(default=None, foreign_key="point_transaction.id", max_length=ID)
    by_person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    note: str | None = Field(default=None, sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class PointEntry(CultureTable, table=True):
    """One side of a transaction; all sides of one sum to zero."""

    __table_args__ = (
        Index("ix_point_entry_account_id_at", "account_id", "at"),
        CheckConstraint("amount <> 0", name="amount"),
    )

    transaction_id: str = Field(primary_key=True, foreign_key="point_transaction.id", max_length=ID)
    account_id: str = Field(primary_key=True, foreign_key="point_account.id", max_length=ID)
    amount: int
    at: datetime = Field(sa_type=UtcDateTime)


class PointExchange(CultureTable, table=True):
    """That somebody wants points exchanged; they are laid aside when it is asked.

    ``key`` is that of the press of a button; ``state`` is ``open``, ``approved``, ``refused`` or ``withdrawn``.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        partial_index("ix_point_exchange_open", "asked_at", where="state = 'open'"),
        Index("ix_point_exchange_person_id_asked_at", "person_id", "asked_at"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    key: str = Field(max_length=ID)
    offer: str = Field(max_length=SLUG)
    points: int
    state: str = Field(max_length=LABEL)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: str | None = Field(default=None, sa_type=Text)


class PraiseLetter(CultureTable, table=True):
    """A customer's praise that somebody lets hang on the wall, with their name or without; its words stay feedback's.

    ``taken_down_at`` is none while it hangs; hung once more, it is none again.
    """

    __table_args__ = (
        Index("ix_praise_letter_unit_id_received_at", "unit_id", "received_at"),
        Index("ix_praise_letter_received_at", "received_at"),
    )

    item_id: str = Field(primary_key=True, foreign_key="feedback_item.id", max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    named: bool
    received_at: datetime = Field(sa_type=UtcDateTime)
    hung_at: datetime = Field(sa_type=UtcDateTime)
    taken_down_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    taken_down_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)


class StarVote(CultureTable, table=True):
    """Whom somebody would make service star of a month, ``2026-03``, of their own branch: one vote each."""

    __table_args__ = (Index("ix_star_vote_month_unit_id", "month", "unit_id"),)

    voter_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID)
    month: str = Field(primary_key=True, max_length=7)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class StarAward(CultureTable, table=True):
    """Who was service star of a month in a branch: by ``rule`` or by ``vote``, and with how many points or votes."""

    __table_args__ = (Index("ix_star_award_unit_id_month", "unit_id", "month"),)

    month: str = Field(primary_key=True, max_length=7)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=ID)
    person_id: str = Field(primary_key=True, foreign_key="person.id", index=True, max_length=ID)
    how: str = Field(primary_key=True, max_length=LABEL)
    score: int
    at: datetime = Field(sa_type=UtcDateTime)


class Suggestion(CultureTable, table=True):
    """What somebody proposes to do better, masked.

    ``state`` is ``handed_in``, ``in_review``, ``adopted`` or ``declined``.

    ``key`` is that of the form. ``saved_cents`` and ``percent`` are none until a saving was recorded.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("ix_suggestion_unit_id_state_at", "unit_id", "state", "at"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    key: str = Field(max_length=ID)
    text: str = Field(sa_type=Text)
    state: str = Field(max_length=LABEL)
    saved_cents: int | None = Field(default=None, sa_type=BigInteger)
    percent: int | None = None
    points: int | None = None
    at: datetime = Field(sa_type=UtcDateTime)


class SuggestionStep(CultureTable, table=True):
    """A step of a suggestion: who, when, what, and why in words; only ever added.

    ``step`` is a state, or ``saving``.
    """

    __table_args__ = (UniqueConstraint("suggestion_id", "step"),)

    id: str = Field(primary_key=True, max_length=ID)
    suggestion_id: str = Field(foreign_key="suggestion.id", max_length=ID)
    step: str = Field(max_length=LABEL)
    by_person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    reason: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class ModelCase(CultureTable, table=True):
    """A sentence of praise that its person offers others to learn from, and the competency it shows.

    ``place`` is that of the sentence in the customer's masked words, which stay feedback's.
    """

    __table_args__ = (Index("ix_model_case_competency", "competency"),)

    item_id: str = Field(primary_key=True, foreign_key="feedback_item.id", max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    competency: str = Field(max_length=40)
    place: int
    named: bool
    offered_at: datetime = Field(sa_type=UtcDateTime)
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    taken_back_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
