"""The ledger of points: moved from account to account, never made or lost, and taken back only by a counter-entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, insert, or_, select, update
from sqlmodel import col

from lms.culture.tables import PointAccount, PointEntry, PointTransaction
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

ISSUE, GIFTS = "issue", "gifts"
"""The bank's own accounts: what it has issued (below zero by as much as all others hold), and what was exchanged."""
TOO_FEW = mark("You have {held} points and this takes {wanted}. Nothing was taken; choose something smaller.")


@dataclass(frozen=True)
class Why:
    """Why points move.

    Attributes:
        cause: of one event and no other.
        kind: see ``PointTransaction``.
        at: when it happened.
        by: who decided it; none for the program by its rules.
        note: a reason in words.
        reverses: the transaction that is taken back.
    """

    cause: str
    kind: str
    at: datetime
    by: str | None = None
    note: str | None = None
    reverses: str | None = None


def open_account(connection: Connection, person_id: str, *, at: datetime) -> int:
    """A person's account, held until the transaction ends; what is on it.

    Accounts are held in the order of their ids, those of people before those of the bank: nobody waits in a circle.
    """
    row = {"id": person_id, "kind": "person", "person_id": person_id, "balance": 0, "opened_at": at}
    connection.execute(insert_into(connection, PointAccount).values(row).on_conflict_do_nothing())
    held = select(col(PointAccount.balance)).where(col(PointAccount.id) == person_id).with_for_update()
    return int(connection.execute(held).scalar_one())


def move(connection: Connection, moves: Mapping[str, int], why: Why) -> str | None:
    """Move points, inside a transaction.

    Args:
        connection: of that transaction.
        moves: what each account gains or, below zero, gives; people's accounts are open.
        why: the cause.

    Returns:
        The transaction's id; none where the cause has moved points before.

    Raises:
        ValueError: the moves do not sum to zero, or one of them moves nothing: a fault of the program.
        Refused: an account would fall below zero; the whole transaction is to be given up.
    """
    if sum(moves.values()) or not moves or not all(moves.values()):
        raise ValueError(f"a transaction of points sums to zero: {dict(moves)}")
    transaction_id = new_id()
    row = {"id": transaction_id, "cause": why.cause, "kind": why.kind, "at": why.at, "note": why.note}
    row |= {"by_person_id": why.by, "reverses": why.reverses}
    new = insert_into(connection, PointTransaction).values(row).on_conflict_do_nothing()
    # Asked for what was written: of a row that was there already PostgreSQL's driver counts one, too.
    if connection.execute(new.returning(col(PointTransaction.id))).first() is None:
        return None
    for account in (ISSUE, GIFTS):
        if account in moves:
            bank = {"id": account, "kind": account, "balance": 0, "opened_at": why.at}
            connection.execute(insert_into(connection, PointAccount).values(bank).on_conflict_do_nothing())
    for account in sorted(moves):
        _change(connection, account, moves[account])
    sides = [
        {"transaction_id": transaction_id, "account_id": account, "amount": amount, "at": why.at}
        for account, amount in moves.items()
    ]
    connection.execute(insert(PointEntry), sides)
    return transaction_id


def take_back(connection: Connection, transaction_id: str, why: Why) -> int:
    """Take back what a person was given by a transaction; how many points.

    What was spent meanwhile stays spent: no more is taken than is there, and nobody owes points.
    """
    given = connection.execute(
        select(col(PointEntry.account_id), col(PointEntry.amount)).where(
            col(PointEntry.transaction_id) == transaction_id,
            col(PointEntry.account_id).not_in([ISSUE, GIFTS]),
            col(PointEntry.amount) > 0,
        )
    ).one()
    back = min(open_account(connection, given.account_id, at=why.at), given.amount)
    if back == 0:
        return 0
    return back if move(connection, {given.account_id: -back, ISSUE: back}, why) else 0


def faults(connection: Connection) -> list[str]:
    """What is wrong with the books, a line each; none is as it should be."""
    amount, balance = func.sum(col(PointEntry.amount)), col(PointAccount.balance)
    uneven = (
        select(col(PointEntry.transaction_id)).group_by(col(PointEntry.transaction_id)).having(amount != 0)
    )
    summed = (
        select(col(PointEntry.account_id), amount.label("held"))
        .group_by(col(PointEntry.account_id))
        .subquery()
    )
    wrong = (
        select(col(PointAccount.id))
        .outerjoin(summed, summed.c.account_id == col(PointAccount.id))
        .where(
            or_(
                func.coalesce(summed.c.held, 0) != balance,
                and_(balance < 0, col(PointAccount.kind) != ISSUE),
            )
        )
    )
    found = [f"transaction {one} does not sum to zero" for one in connection.execute(uneven).scalars()]
    return found + [
        f"account {one} is not what its entries say" for one in connection.execute(wrong).scalars()
    ]


def _change(connection: Connection, account: str, amount: int) -> None:
    # Asked and changed in one statement: two who spend at once cannot both find enough.
    after = col(PointAccount.balance) + amount
    enough = or_(after >= 0, col(PointAccount.kind) == ISSUE)
    changed = connection.execute(
        update(PointAccount).where(col(PointAccount.id) == account, enough).values(balance=after)
    )
    if not changed.rowcount:
        held = select(col(PointAccount.balance)).where(col(PointAccount.id) == account)
        raise Refused(TOO_FEW, held=connection.execute(held).scalar() or 0, wanted=-amount)
