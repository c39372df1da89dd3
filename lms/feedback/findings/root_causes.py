"""Root causes: mended by the unit that owns them, verified by somebody else, watched whether they come back.

Meanwhile the branch has a card with what it may tell customers; staff see what became of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, or_, select, update
from sqlmodel import col

from lms.feedback.cases.standing import masked
from lms.feedback.classification.classifier import classify
from lms.feedback.findings.tables import FeedbackFinding, FeedbackRootCause
from lms.feedback.tables import FeedbackStanding
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    UnitCard,
    may,
    people_within,
    read_units,
    record,
    require,
    require_own_password,
    right_to,
    units_open_to,
)
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark

WATCHED_DAYS = 30
AGAIN_DAYS = 15
"""Days to mend anew what came back, or was not verified."""
MOST = 200
NOT_MENDED = ("open", "came_back", "fixed")
"""States in which customers still meet it, or nobody has seen that they do not."""
NO_TICKET = mark("There is no such root cause, or not for you.")
NOT_OPEN = mark("This is not waiting to be mended.")
NOT_FIXED = mark("This is not waiting to be verified.")
YOUR_OWN = mark("Whoever mended it does not verify it. Ask a colleague.")


@dataclass(frozen=True)
class RootCause:
    """Something to be mended.

    Attributes:
        unit: the branch whose customers it met.
        owner: the unit that mends it.
        owner_person: who of that unit answers for it; none where nobody was named.
        doing: whose doing it was found to be.
        why: what was found; none for whoever only has the card.
        explain: what the branch may tell customers meanwhile.
        overdue: whether it should have been mended by now.
        again: complaints of the same cause since it was mended; none while it is watched.
    """

    ticket_id: str
    unit: UnitCard
    owner: UnitCard
    owner_person: PersonCard | None
    doing: str
    cause: str | None
    why: str | None
    explain: str
    opened_at: datetime
    due_on: date
    state: str
    overdue: bool
    fix: str | None
    verified: str | None
    recheck_on: date | None
    again: int | None
    may_mend: bool
    may_verify: bool


def root_causes(context: Context, *, actor: Actor) -> tuple[RootCause, ...]:
    """Root causes that the actor's units own or met, and for everybody those of their own branch; the oldest first.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    mine = units_open_to(actor, Action.MEND_ROOT_CAUSES) | units_open_to(actor, Action.VERIFY_ROOT_CAUSES)
    within = sorted(mine | {actor.unit_id})
    with context.database.reading() as connection:
        units = {unit.unit_id: unit for unit in read_units(connection)}
        rows = connection.execute(
            _with_findings()
            .where(
                or_(
                    col(FeedbackRootCause.owner_id).in_(within),
                    col(FeedbackRootCause.unit_id).in_(within),
                    col(FeedbackRootCause.owner_person_id) == actor.person_id,
                )
            )
            .order_by(col(FeedbackRootCause.state) == "held", col(FeedbackRootCause.due_on))
            .limit(MOST)
        ).all()
        people = people_within(connection, [row.owner_person_id for row in rows if row.owner_person_id])
    return tuple(_card(context, actor, row, units, people) for row in rows)


def to_explain(context: Context, *, actor: Actor, words: str | None = None) -> tuple[RootCause, ...]:
    """What is not mended yet at the actor's own branch and can be explained to customers; the newest first.

    Args:
        context: database and clock.
        actor: who stands before the customer.
        words: what the customer says; none asks for all of it.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    found = [
        one
        for one in root_causes(context, actor=actor)
        if one.unit.unit_id == actor.unit_id and one.state in NOT_MENDED
    ]
    found.sort(key=lambda one: one.opened_at, reverse=True)
    if words is None:
        return tuple(found)
    about = classify(words).cause if found else None
    return tuple(one for one in found if one.cause is not None and one.cause == about)


def mend(context: Context, *, actor: Actor, ticket_id: str, fix: str) -> None:
    """Say what was mended.

    Raises:
        NotFound: there is no such root cause for this actor.
        Forbidden: it is not the actor's unit's.
        Refused: it does not wait for that, or there are no words.
    """
    fix = masked(fix)
    with context.database.transaction() as connection:
        row = _held(connection, ticket_id)
        named = row.owner_person_id == actor.person_id
        if not named:
            require(actor, Action.MEND_ROOT_CAUSES, unit_id=row.owner_id)
        require_own_password(actor)
        if row.state not in ("open", "came_back"):
            raise Refused(NOT_OPEN)
        values = {"state": "fixed", "fix": fix, "fixed_by": actor.person_id, "fixed_at": context.now()}
        _change(connection, ticket_id, values | {"verified": None, "again": None, "recheck_on": None})
        why = right_to(actor, Action.MEND_ROOT_CAUSES, unit_id=row.owner_id)
        record(context, connection, actor=actor, notes=[Note(Deed.MENDED_CAUSE, why, object_id=ticket_id)])


def verify(context: Context, *, actor: Actor, ticket_id: str, text: str, holds: bool) -> None:
    """Say whether what was mended holds; if not, it is to be mended anew.

    Raises:
        NotFound, Forbidden: as for ``mend``.
        Refused: it does not wait for that, the actor mended it, or there are no words.
    """
    text = masked(text)
    with context.database.transaction() as connection:
        row = _held(connection, ticket_id)
        require(actor, Action.VERIFY_ROOT_CAUSES, unit_id=row.unit_id)
        if row.state != "fixed":
            raise Refused(NOT_FIXED)
        if row.fixed_by == actor.person_id:
            raise Refused(YOUR_OWN)
        today = context.today()
        values: dict[str, Any] = {
            "verified": text,
            "verified_by": actor.person_id,
            "verified_at": context.now(),
        }
        if holds:
            values |= {"state": "verified", "recheck_on": today + timedelta(days=WATCHED_DAYS)}
        else:
            values |= {"state": "open", "due_on": max(row.due_on, today + timedelta(days=AGAIN_DAYS))}
        _change(connection, ticket_id, values)
        why = right_to(actor, Action.VERIFY_ROOT_CAUSES, unit_id=row.unit_id)
        record(context, connection, actor=actor, notes=[Note(Deed.VERIFIED_CAUSE, why, object_id=ticket_id)])


def check_again(context: Context) -> int:
    """Look whether what was mended came back, once its time of watching is over; how many were looked at."""
    today = context.today()
    with context.database.transaction() as connection:
        rows = connection.execute(
            select(FeedbackRootCause).where(
                col(FeedbackRootCause.state) == "verified", col(FeedbackRootCause.recheck_on) <= today
            )
        ).all()
        for row in rows:
            again = connection.execute(
                select(func.count())
                .select_from(FeedbackStanding)
                .where(
                    col(FeedbackStanding.kind) == "complaint",
                    col(FeedbackStanding.cause) == row.cause,
                    col(FeedbackStanding.unit_id) == row.unit_id,
                    col(FeedbackStanding.received_at) > row.fixed_at,
                )
            ).scalar_one()
            values: dict[str, Any] = {"again": again, "state": "came_back" if again else "held"}
            if again:
                values["due_on"] = today + timedelta(days=AGAIN_DAYS)
            _change(connection, row.id, values)
    return len(rows)


def _with_findings() -> Select[*tuple[Any, ...]]:
    return (
        select(FeedbackRootCause)
        .add_columns(col(FeedbackFinding.doing), col(FeedbackFinding.text).label("why"))
        .join(FeedbackFinding, col(FeedbackFinding.id) == col(FeedbackRootCause.finding_id))
    )


def _held(connection: Any, ticket_id: str) -> Row[Any]:
    row: Row[Any] | None = connection.execute(
        select(FeedbackRootCause).where(col(FeedbackRootCause.id) == ticket_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(NO_TICKET)
    return row


def _change(connection: Any, ticket_id: str, values: dict[str, Any]) -> None:
    connection.execute(update(FeedbackRootCause).where(col(FeedbackRootCause.id) == ticket_id).values(values))


def _card(
    context: Context,
    actor: Actor,
    row: Row[Any],
    units: Mapping[str, UnitCard],
    people: Mapping[str, PersonCard],
) -> RootCause:
    mends = row.owner_person_id == actor.person_id
    mends = mends or may(actor, Action.MEND_ROOT_CAUSES, unit_id=row.owner_id)
    verifies = may(actor, Action.VERIFY_ROOT_CAUSES, unit_id=row.unit_id)
    open_now = row.state in ("open", "came_back")
    return RootCause(
        row.id,
        units[row.unit_id],
        units[row.owner_id],
        people.get(row.owner_person_id or ""),
        row.doing,
        row.cause,
        row.why if mends or verifies else None,
        row.explain,
        row.opened_at,
        row.due_on,
        row.state,
        open_now and row.due_on < context.today(),
        row.fix,
        row.verified,
        row.recheck_on,
        row.again,
        mends and open_now,
        verifies and row.state == "fixed" and row.fixed_by != actor.person_id,
    )
