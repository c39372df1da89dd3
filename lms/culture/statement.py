"""What somebody's points are and where they came from; and what a manager takes back, with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from lms.culture.exchanging import LONGEST, MOST, NO_ANSWER, Exchange, exchange_of
from lms.culture.ledger import Why, take_back
from lms.culture.rules import point_rules
from lms.culture.tables import PointAccount, PointEntry, PointExchange, PointTransaction
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    ids_within,
    note_list,
    people_within,
    record,
    require,
    require_units,
    right_to,
)
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.privacy import mask_with_names

SHOWN = 200
"""Movements a statement goes back."""
NO_AWARD = mark("There are no such points, or not for you.")
GONE_ALREADY = mark("These points were taken back before, or have been spent: nothing is left to take.")
EARNED = (
    "praise",
    "observation",
    "sign_off",
    "review_streak",
    "suggestion",
    "saving",
    "star",
    "hardship",
    "story",
    "prize",
)


@dataclass(frozen=True)
class Movement:
    """Points that came or went.

    Attributes:
        amount: below zero where they went.
        after: what was there then.
        note: a reason in words; empty where the rule says it all.
    """

    transaction_id: str
    kind: str
    amount: int
    after: int
    at: datetime
    note: str


@dataclass(frozen=True)
class Statement:
    """Somebody's points, the newest movement first."""

    balance: int
    movements: tuple[Movement, ...]
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True)
class Award:
    """Points that one of a manager's people was given and still could lose."""

    transaction_id: str
    person: PersonCard
    kind: str
    points: int
    at: datetime


def my_points(context: Context, *, actor: Actor) -> Statement:
    """The actor's own points.

    Raises:
        Forbidden: the actor holds none.
    """
    require(actor, Action.HOLD_POINTS)
    me = actor.person_id
    with context.database.reading() as connection:
        balance = connection.execute(
            select(col(PointAccount.balance)).where(col(PointAccount.id) == me)
        ).scalar()
        rows = connection.execute(
            select(col(PointEntry.amount), PointTransaction)
            .join(PointTransaction, col(PointTransaction.id) == col(PointEntry.transaction_id))
            .where(col(PointEntry.account_id) == me)
            .order_by(col(PointEntry.at).desc(), col(PointEntry.transaction_id).desc())
            .limit(SHOWN)
        ).all()
        asked = connection.execute(
            select(PointExchange)
            .where(col(PointExchange.person_id) == me)
            .order_by(col(PointExchange.asked_at).desc())
            .limit(MOST)
        ).all()
        people = people_within(connection, [me])
    return Statement(
        balance or 0, _with_balance(rows, balance or 0), tuple(exchange_of(row, people) for row in asked)
    )


def awards_within(context: Context, *, actor: Actor) -> tuple[Award, ...]:
    """What the actor's people were given of late, the newest first; that they looked is recorded.

    Raises:
        Forbidden: the actor decides on nobody's points.
    """
    units = require_units(actor, Action.DECIDE_POINTS)
    counter = aliased(PointTransaction)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(
                col(PointTransaction.id),
                col(PointTransaction.kind),
                col(PointTransaction.at),
                col(PointEntry.amount),
                col(PointEntry.account_id),
            )
            .join(PointEntry, col(PointEntry.transaction_id) == col(PointTransaction.id))
            .where(
                col(PointEntry.account_id).in_(ids_within(units)),
                col(PointEntry.account_id) != actor.person_id,
                col(PointTransaction.kind).in_(EARNED),
                ~exists().where(col(counter.reverses) == col(PointTransaction.id)),
            )
            .order_by(col(PointEntry.at).desc(), col(PointTransaction.id))
            .limit(MOST)
        ).all()
        people = people_within(connection, {row.account_id for row in rows})
    note_list(
        context, actor=actor, deed=Deed.LISTED_POINTS, action=Action.DECIDE_POINTS, people=people.values()
    )
    return tuple(Award(row.id, people[row.account_id], row.kind, row.amount, row.at) for row in rows)


def take_points_back(context: Context, *, actor: Actor, transaction_id: str, reason: str) -> int:
    """Take back what was given by mistake, by a counter-entry; how many points, at most what is still there.

    Raises:
        NotFound: there are no such points, or not of the actor's people.
        Forbidden: they are the actor's own.
        Refused: a reason is missing or too long, or nothing is left to take.
    """
    reason = reason.replace("\x00", "").strip()
    if not 0 < len(reason) <= LONGEST:
        raise Refused(NO_ANSWER)
    with context.database.transaction() as connection:
        holder = connection.execute(
            select(col(PointAccount.person_id))
            .join(PointEntry, col(PointEntry.account_id) == col(PointAccount.id))
            .join(PointTransaction, col(PointTransaction.id) == col(PointEntry.transaction_id))
            .where(
                col(PointEntry.transaction_id) == transaction_id,
                col(PointTransaction.kind).in_(EARNED),
                col(PointAccount.person_id).is_not(None),
            )
        ).scalar()
        if holder is None:
            raise NotFound(NO_AWARD)
        card = people_within(connection, [holder])[holder]
        require(actor, Action.DECIDE_POINTS, person_id=holder, unit_id=card.unit_id)
        words = mask_with_names(reason).text
        why = Why(
            f"counter:{transaction_id}", "counter", context.now(), actor.person_id, words, transaction_id
        )
        back = take_back(connection, transaction_id, why)
        if not back:
            raise Refused(GONE_ALREADY)
        by = right_to(actor, Action.DECIDE_POINTS, person_id=holder, unit_id=card.unit_id)
        note = Note(Deed.TOOK_BACK_POINTS, by, holder, transaction_id)
        record(context, connection, actor=actor, notes=[note])
    return back


def rules_shown() -> tuple[tuple[str, int, int], ...]:
    """What earns points: the rule's name, its points, and at most how many a month."""
    return tuple((name, rule.points, rule.most_a_month) for name, rule in point_rules().rules.items())


def _with_balance(rows: list[Row[Any]] | Any, balance: int) -> tuple[Movement, ...]:
    found, after = [], balance
    for row in rows:
        found.append(Movement(row.id, row.kind, row.amount, after, row.at, row.note or ""))
        after -= row.amount
    return tuple(found)
