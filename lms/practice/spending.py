"""What the models used and what it cost: kept up with every answer, told to those who answer for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, case, func, select
from sqlmodel import SQLModel, col

from lms.people import Action, Actor, find_person, may, require
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Forbidden
from lms.platform.i18n import mark
from lms.platform.llm import Price, Role
from lms.practice.rows import read_card
from lms.practice.stage import Practice
from lms.practice.tables import MonthlyUse, TokenUse
from scenarios.chat_model import NO_USE, Usage

LONGEST_NAME = 120
UNPRICED = ""
"""The currency of tokens that nobody has priced."""


@dataclass(frozen=True)
class Spent:
    """What models used and what it cost.

    Attributes:
        calls: answers that were asked for.
        usage: tokens of prompts and of answers, and how many of both are estimates.
        costs: in millionths of each currency's unit, by currency; empty where no price was set.
        unpriced: tokens that nobody had priced when they were used: the costs are without them.
    """

    calls: int = 0
    usage: Usage = NO_USE
    costs: tuple[tuple[str, int], ...] = ()
    unpriced: int = 0


@dataclass(frozen=True)
class ModelSpent:
    """What one model used in one role, so far and this month."""

    role: Role
    model: str
    ever: Spent
    this_month: Spent


def book(
    context: Context,
    connection: Connection,
    *,
    role: Role,
    model: str,
    price: Price | None,
    usage: Usage,
    attempt_id: str | None,
) -> None:
    """Add to what was used, inside a transaction; nothing where no token was.

    Args:
        context: the installation.
        connection: of a transaction.
        role: the part that was played.
        model: who was asked.
        price: of the day; none where nobody has set one.
        usage: what this one answer used.
        attempt_id: for which attempt; none for a test call.
    """
    if not usage.tokens:
        return
    key = {
        "role": role,
        "model": model[:LONGEST_NAME],
        "currency": UNPRICED if price is None else price.currency,
    }
    amounts = {
        "calls": 1,
        "asked": usage.asked,
        "answered": usage.answered,
        "estimated": usage.estimated,
        "cost": 0 if price is None else price.micros(usage),
    }
    if attempt_id is not None:
        _add(connection, TokenUse, {"attempt_id": attempt_id, **key}, amounts)
    month = month_of(context.now(), context.settings.zone)
    _add(connection, MonthlyUse, {"month": month, **key}, amounts)


def month_of(moment: datetime, zone: ZoneInfo) -> str:
    """The month a moment is in, ``2026-11``."""
    return f"{moment.astimezone(zone):%Y-%m}"


def used_by_attempt(connection: Connection, attempt_id: str, role: Role = "customer") -> int:
    """Tokens a role has used for an attempt, answers that were broken off included."""
    used = connection.execute(
        select(func.sum(col(TokenUse.asked) + col(TokenUse.answered))).where(
            col(TokenUse.attempt_id) == attempt_id, col(TokenUse.role) == role
        )
    ).scalar()
    return int(used or 0)


def spent_on_attempt(practice: Practice, *, actor: Actor, attempt_id: str) -> Spent:
    """What one attempt used, all roles together.

    Raises:
        NotFound: there is no such attempt, or its owner is nobody the actor may know.
        Forbidden: the actor neither marks this person's exams nor looks after the installation.
    """
    with practice.context.database.reading() as connection:
        person_id = read_card(connection, attempt_id).person_id
        rows = connection.execute(select(TokenUse).where(col(TokenUse.attempt_id) == attempt_id)).all()
    if not may(actor, Action.MANAGE_SETTINGS):
        person = find_person(practice.context, actor=actor, person_id=person_id)
        if not may(actor, Action.MARK_EXAM, person_id=person_id, unit_id=person.unit_id):
            raise Forbidden(mark("What a model used is shown to trainers and administrators."))
    return _together(rows)


def spent_overall(context: Context, *, actor: Actor) -> tuple[ModelSpent, ...]:
    """What every model used, by role and name: one query over a few rows a month.

    Raises:
        Forbidden: the actor is no administrator.
    """
    require(actor, Action.MANAGE_SETTINGS)
    return overall(context)


def overall(context: Context) -> tuple[ModelSpent, ...]:
    """The same for somebody who has the server in their hands already: ``lms doctor``."""
    now = month_of(context.now(), context.settings.zone)
    this_month = case((col(MonthlyUse.month) == now, 1), else_=0)
    amounts = ("calls", "asked", "answered", "estimated", "cost")
    sums = [func.sum(getattr(MonthlyUse, name)).label(name) for name in amounts]
    now_sums = [func.sum(getattr(MonthlyUse, name) * this_month).label(f"{name}_now") for name in amounts]
    key = (col(MonthlyUse.role), col(MonthlyUse.model), col(MonthlyUse.currency))
    query = select(*key, *sums, *now_sums).group_by(*key).order_by(*key)
    with context.database.reading() as connection:
        rows = connection.execute(query).all()
    pairs = dict.fromkeys((row.role, row.model) for row in rows)
    return tuple(
        ModelSpent(
            cast("Role", role),
            model,
            _together(row for row in rows if (row.role, row.model) == (role, model)),
            _together((row for row in rows if (row.role, row.model) == (role, model)), of="_now"),
        )
        for role, model in pairs
    )


def _together(rows: Iterable[Row[Any]], *, of: str = "") -> Spent:
    calls, usage, unpriced = 0, NO_USE, 0
    costs: dict[str, int] = {}
    for row in rows:
        amount = {
            name: int(getattr(row, f"{name}{of}"))
            for name in ("calls", "asked", "answered", "estimated", "cost")
        }
        used = Usage(amount["asked"], amount["answered"], amount["estimated"])
        calls, usage = calls + amount["calls"], usage + used
        if row.currency == UNPRICED:
            unpriced += used.tokens
        elif used.tokens:
            costs[row.currency] = costs.get(row.currency, 0) + amount["cost"]
    return Spent(calls, usage, tuple(sorted(costs.items())), unpriced)


def _add(connection: Connection, kept: type[SQLModel], key: dict[str, str], amounts: dict[str, int]) -> None:
    """Add amounts to a row, or begin it; two at once lose nothing."""
    row = insert_into(connection, kept).values(**key, **amounts)
    more = {name: getattr(kept, name) + row.excluded[name] for name in amounts}
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=more))
