"""Points exchanged for a gift or for training: laid aside when it is asked, and given back where it is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update
from sqlmodel import col

from lms.culture.ledger import GIFTS, Why, move, open_account
from lms.culture.rules import point_rules
from lms.culture.tables import PointExchange
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
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names

LONGEST = 300
MOST = 50
STILL_NEWS = 30
"""Days for which a manager sees what was decided."""
NO_OFFER = mark("This is not offered any more. Choose something else; your points are as they were.")
NO_EXCHANGE = mark("There is no such exchange, or not for you.")
DECIDED = mark("This was decided or withdrawn meanwhile. Open the page anew to see how it stands.")
NO_ANSWER = mark("Say in a sentence why not, in up to 300 characters: whoever asked reads it.")


@dataclass(frozen=True)
class Exchange:
    """What somebody wants for their points.

    Attributes:
        state: ``open``, ``approved``, ``refused`` or ``withdrawn``.
        answer: what the manager wrote; empty where nothing.
    """

    exchange_id: str
    person: PersonCard
    offer: str
    points: int
    state: str
    asked_at: datetime
    decided_at: datetime | None
    answer: str


def ask_exchange(context: Context, *, actor: Actor, offer: str, key: str) -> str:
    """Ask for something in exchange; the points are laid aside at once. The same key again asks for nothing twice.

    Returns:
        The exchange's id.

    Raises:
        Forbidden: the actor holds no points.
        Refused: it is not offered, or the actor has too few points.
    """
    require(actor, Action.HOLD_POINTS)
    offered = point_rules().offers.get(offer)
    if offered is None:
        raise Refused(NO_OFFER)
    exchange_id, now = new_id(), context.now()
    row: dict[str, Any] = {"id": exchange_id, "person_id": actor.person_id, "key": key[:36], "offer": offer}
    row |= {"points": offered.points, "state": "open", "asked_at": now}
    with context.database.transaction() as connection:
        open_account(connection, actor.person_id, at=now)
        new = insert_into(connection, PointExchange).values(row).on_conflict_do_nothing()
        if connection.execute(new.returning(col(PointExchange.id))).first() is None:
            same = select(col(PointExchange.id)).where(
                col(PointExchange.person_id) == actor.person_id, col(PointExchange.key) == row["key"]
            )
            return str(connection.execute(same).scalar_one())
        moves = {actor.person_id: -offered.points, GIFTS: offered.points}
        move(connection, moves, Why(f"exchange:{exchange_id}", "exchange", now))
    return exchange_id


def withdraw_exchange(context: Context, *, actor: Actor, exchange_id: str) -> None:
    """Think better of it, as long as nobody has decided; the points come back.

    Raises:
        Forbidden: the actor holds no points.
        NotFound: there is none of theirs.
        Refused: it was decided meanwhile.
    """
    require(actor, Action.HOLD_POINTS)
    with context.database.transaction() as connection:
        row = _row(connection, exchange_id)
        if row is None or row.person_id != actor.person_id:
            raise NotFound(NO_EXCHANGE)
        _close(context, connection, row, "withdrawn", by=actor, answer=None)


def decide_exchange(
    context: Context, *, actor: Actor, exchange_id: str, approved: bool, answer: str = ""
) -> None:
    """Approve an exchange, or refuse it with a reason: then the points come back.

    Raises:
        NotFound: there is none of the actor's people.
        Forbidden: it is the actor's own.
        Refused: a reason is missing or too long, or it was decided meanwhile.
    """
    answer = answer.replace("\x00", "").strip()
    if len(answer) > LONGEST or not (answer or approved):
        raise Refused(NO_ANSWER)
    with context.database.transaction() as connection:
        row = _row(connection, exchange_id)
        if row is None:
            raise NotFound(NO_EXCHANGE)
        card = people_within(connection, [row.person_id])[row.person_id]
        require(actor, Action.DECIDE_POINTS, person_id=card.person_id, unit_id=card.unit_id)
        words = mask_with_names(answer).text or None
        _close(context, connection, row, "approved" if approved else "refused", by=actor, answer=words)
        why = right_to(actor, Action.DECIDE_POINTS, person_id=card.person_id, unit_id=card.unit_id)
        note = Note(Deed.DECIDED_EXCHANGE, why, card.person_id, exchange_id)
        record(context, connection, actor=actor, notes=[note])


def exchanges_to_decide(context: Context, *, actor: Actor) -> tuple[Exchange, ...]:
    """What waits for the actor, the oldest first, then what was decided of late; that they looked is recorded.

    Raises:
        Forbidden: the actor decides on nobody's points.
    """
    units = require_units(actor, Action.DECIDE_POINTS)
    since = context.now() - timedelta(days=STILL_NEWS)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(PointExchange)
            .where(
                col(PointExchange.person_id).in_(ids_within(units)),
                col(PointExchange.person_id) != actor.person_id,
                or_(col(PointExchange.state) == "open", col(PointExchange.decided_at) > since),
                col(PointExchange.state) != "withdrawn",
            )
            .order_by(col(PointExchange.decided_at).is_not(None), col(PointExchange.asked_at))
            .limit(MOST)
        ).all()
        people = people_within(connection, {row.person_id for row in rows})
    note_list(
        context, actor=actor, deed=Deed.LISTED_POINTS, action=Action.DECIDE_POINTS, people=people.values()
    )
    return tuple(exchange_of(row, people) for row in rows)


def exchange_of(row: Row[Any], people: dict[str, PersonCard]) -> Exchange:
    """A row as it is handed out. For services."""
    return Exchange(
        row.id,
        people[row.person_id],
        row.offer,
        row.points,
        row.state,
        row.asked_at,
        row.decided_at,
        row.answer or "",
    )


def _row(connection: Connection, exchange_id: str) -> Row[Any] | None:
    query = select(PointExchange).where(col(PointExchange.id) == exchange_id)
    row = connection.execute(query).one_or_none()
    if row is not None:
        # The account first, as everywhere; what was read before it may be old by now.
        open_account(connection, row.person_id, at=row.asked_at)
        row = connection.execute(query).one_or_none()
    return row


def _close(
    context: Context, connection: Connection, row: Row[Any], state: str, *, by: Actor, answer: str | None
) -> None:
    changed = connection.execute(
        update(PointExchange)
        .where(col(PointExchange.id) == row.id, col(PointExchange.state) == "open")
        .values(state=state, decided_by=by.person_id, decided_at=context.now(), answer=answer)
    )
    if not changed.rowcount:
        raise Refused(DECIDED)
    if state != "approved":
        moves = {GIFTS: -row.points, row.person_id: row.points}
        move(connection, moves, Why(f"returned:{row.id}", "returned", context.now(), by=by.person_id))
