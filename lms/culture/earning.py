"""Earning points: by a rule, for one event, once. Whoever is told the news twice gives nothing twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.culture.ledger import ISSUE, Why, move, open_account, take_back
from lms.culture.rules import Rule, point_rules
from lms.culture.tables import PointEntry, PointTransaction
from lms.feedback.praise import Praise, praise_by_id
from lms.learning.care import Care, observations_by_id, review_streak, signatures_by_id
from lms.platform.context import Context


@dataclass(frozen=True)
class Earned:
    """What somebody has earned.

    Attributes:
        cause: of one event and no other; without the rule's name, which goes before it.
    """

    person_id: str
    rule: Rule
    cause: str
    at: datetime
    by: str | None = None


def award(context: Context, connection: Connection, earned: Earned) -> int:
    """Give what a rule promises, as far as the month leaves room for it; how many points.

    Raises:
        RulesError: the rules cannot be read.
    """
    rule = point_rules().rules.get(earned.rule)
    if rule is None:
        return 0
    open_account(connection, earned.person_id, at=context.now())
    local = earned.at.astimezone(context.settings.zone)
    first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    following = (first + timedelta(days=32)).replace(day=1)
    so_far = connection.execute(
        select(func.coalesce(func.sum(col(PointEntry.amount)), 0))
        .join(PointTransaction, col(PointTransaction.id) == col(PointEntry.transaction_id))
        .where(
            col(PointEntry.account_id) == earned.person_id,
            col(PointTransaction.kind) == earned.rule,
            col(PointEntry.at) >= first,
            col(PointEntry.at) < following,
        )
    ).scalar_one()
    points = min(rule.points, rule.most_a_month - int(so_far))
    if points <= 0:
        return 0
    why = Why(f"{earned.rule}:{earned.cause}", earned.rule, earned.at, by=earned.by)
    return points if move(connection, {ISSUE: -points, earned.person_id: points}, why) else 0


def praise_settled(context: Context, item_ids: Sequence[str]) -> None:
    """Somebody has said of some items whether they are praise, and of whom: give, or take back what no longer holds."""
    for praise in praise_by_id(context, item_ids):
        with context.database.transaction() as connection:
            settle_praise(context, connection, praise, at=context.now())


def observed(context: Context, observation_ids: Sequence[str]) -> None:
    """Somebody sat beside a colleague: what came out of it changes nothing, or only good news would be signed."""
    _cared(context, "observation", observations_by_id(context, observation_ids))


def signed_off(context: Context, result_ids: Sequence[str]) -> None:
    """Somebody signed for a colleague, or said what is missing."""
    _cared(context, "sign_off", signatures_by_id(context, result_ids))


def reviewed(context: Context, person_ids: Sequence[str]) -> None:
    """Somebody did a day's review: each full stretch of days in a row counts once."""
    rules = point_rules()
    for person_id in dict.fromkeys(person_ids):
        full = review_streak(context, person_id)[rules.streak_days - 1 :: rules.streak_days]
        with context.database.transaction() as connection:
            for day in full:
                at = datetime(day.year, day.month, day.day, 12, tzinfo=context.settings.zone)
                award(context, connection, Earned(person_id, "review_streak", f"{person_id}:{day}", at))


def _cared(context: Context, rule: Rule, cares: Sequence[Care]) -> None:
    for care in cares:
        # A colleague counts once a month: to see somebody often is no merit by itself.
        month = f"{care.at.astimezone(context.settings.zone):%Y-%m}"
        cause = f"{care.by_person_id}:{care.person_id}:{month}"
        with context.database.transaction() as connection:
            award(context, connection, Earned(care.by_person_id, rule, cause, care.at))


def settle_praise(context: Context, connection: Connection, praise: Praise, *, at: datetime) -> None:
    """Give for one item what it is worth as it stands, and take back what it was worth before."""
    given = connection.execute(
        select(col(PointTransaction.id), col(PointEntry.account_id))
        .join(PointEntry, col(PointEntry.transaction_id) == col(PointTransaction.id))
        .where(
            col(PointTransaction.cause).startswith(f"praise:{praise.item_id}:"), col(PointEntry.amount) > 0
        )
        .order_by(col(PointTransaction.id))
    ).all()
    ids = [row.id for row in given]
    back = set(
        connection.execute(
            select(col(PointTransaction.reverses)).where(col(PointTransaction.reverses).in_(ids))
        ).scalars()
    )
    entitled = praise.person_id if praise.holds else None
    # All of them before anything is moved: then the bank's account is held last, as everywhere.
    for person_id in sorted({row.account_id for row in given} | ({entitled} if entitled else set())):
        open_account(connection, person_id, at=at)
    standing = [row for row in given if row.id not in back]
    for row in standing:
        if row.account_id != entitled:
            why = Why(f"counter:{row.id}", "counter", at, reverses=row.id)
            take_back(connection, row.id, why)
    if entitled is not None and entitled not in {row.account_id for row in standing}:
        cause = f"{praise.item_id}:{len(given)}"
        award(context, connection, Earned(entitled, "praise", cause, at))
