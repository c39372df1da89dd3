"""What may be said twice: like texts of a branch within some weeks are offered as one case; a person settles it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from lms.feedback.correcting import NO_ITEM
from lms.feedback.likeness import ALIKE, bands, likeness, shingles
from lms.feedback.receiving import LETTERS
from lms.feedback.tables import FeedbackBand, FeedbackItem, FeedbackLink, FeedbackStanding
from lms.people import Action, Actor, Deed, Note, may, record, require, right_to
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

Settled = Literal["same", "follow_up", "apart"]
SETTLED: tuple[Settled, ...] = ("same", "follow_up", "apart")
WITHIN = timedelta(days=60)
MOST_QUOTED = 5
"""Case numbers of one text that are looked up."""
_NUMBER = re.compile(rf"(?<![A-Z0-9])([{LETTERS}]{{5}})[-－—–]([{LETTERS}]{{5}})(?![A-Z0-9])", re.IGNORECASE)
MOST_CANDIDATES = 50
"""Items that share a band and are compared: of what hundreds say in the same words, some are enough."""


@dataclass(frozen=True)
class Likeness:
    """Another item that may be the same.

    Attributes:
        likeness: 0–1.
        state: ``offered``, or what a person said.
    """

    link_id: str
    item_id: str
    number: str
    text: str | None
    received_at: datetime
    likeness: float
    state: str


def find_likenesses(context: Context, item_ids: Sequence[str]) -> None:
    """Offer what may repeat something; told by the news that items came in, and safe to be told twice.

    Whoever quotes a number of ours follows up what has it: that is linked, and nobody need say so.
    """
    for item_id in item_ids:
        with context.database.reading() as connection:
            row = connection.execute(_standing(item_id)).one_or_none()
            if row is None or not row.text:
                continue
            mine = bands(row.text)
            quoted = _quoted(connection, row)
            near = [one for one in _near(connection, row, mine) if one.id not in quoted]
        runs = shingles(row.text)
        links = [
            _link(context, item_id, other.id, alike, "offered")
            for other in near
            if other.text and (alike := likeness(runs, shingles(other.text))) >= ALIKE
        ]
        links += [_link(context, item_id, other, 1.0, "follow_up") for other in quoted]
        with context.database.transaction() as connection:
            _add(connection, FeedbackBand, [{"band": band, "item_id": item_id} for band in mine])
            _add(connection, FeedbackLink, links)


def _link(context: Context, one: str, other: str, alike: float, state: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "earlier_id": min(one, other),
        "later_id": max(one, other),
        "likeness": round(alike, 3),
        "state": state,
        "offered_at": context.now(),
    }


def likenesses(connection: Connection, actor: Actor, item_id: str) -> tuple[Likeness, ...]:
    """What an item may repeat and what may repeat it, as far as the actor may read that."""
    standing = aliased(FeedbackStanding)
    link, item = FeedbackLink, FeedbackItem
    rows = connection.execute(
        select(
            link,  # type: ignore[call-overload]
            item.id.label("other_id"),  # type: ignore[attr-defined]
            item.number,
            item.text,
            item.received_at,
            standing.unit_id,
            standing.person_id,
        )
        .join(
            item,
            or_(
                (col(link.earlier_id) == item_id) & (col(item.id) == col(link.later_id)),
                (col(link.later_id) == item_id) & (col(item.id) == col(link.earlier_id)),
            ),
        )
        .join(standing, col(standing.item_id) == col(item.id))
        .order_by(col(link.likeness).desc())
        .limit(10)
    )
    return tuple(
        Likeness(
            row.id,
            row.other_id,
            row.number,
            row.text,
            row.received_at,
            row.likeness,
            row.state,
        )
        for row in rows
        if may(actor, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)
    )


def settle_link(context: Context, *, actor: Actor, link_id: str, as_: Settled) -> None:
    """Say whether two items are one case, one follows up the other, or they have nothing to do with each other.

    Raises:
        NotFound: there is no such offer for this actor.
        Forbidden: the actor may read them and not handle them.
        Refused: it is none of the three.
    """
    if as_ not in SETTLED:
        raise Refused(mark("Choose one of: the same case, a follow-up, not related."))
    with context.database.transaction() as connection:
        link = connection.execute(select(FeedbackLink).where(col(FeedbackLink.id) == link_id)).one_or_none()
        ends = [] if link is None else [link.earlier_id, link.later_id]
        rows = connection.execute(
            select(FeedbackStanding).where(col(FeedbackStanding.item_id).in_(ends))
        ).all()
        if len(rows) != 2 or not all(_may_read(actor, row) for row in rows):
            raise NotFound(NO_ITEM)
        for row in rows:
            require(actor, Action.HANDLE_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)
        connection.execute(
            update(FeedbackLink)
            .where(col(FeedbackLink.id) == link_id)
            .values(state=as_, settled_by=actor.person_id, settled_at=context.now())
        )
        why = right_to(actor, Action.HANDLE_FEEDBACK, unit_id=rows[0].unit_id)
        record(context, connection, actor=actor, notes=[Note(Deed.LINKED_FEEDBACK, why, object_id=ends[1])])


def _may_read(actor: Actor, row: Row[Any]) -> bool:
    return may(actor, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)


def _standing(item_id: str) -> Any:
    return (
        select(col(FeedbackItem.id), col(FeedbackItem.text), col(FeedbackStanding.unit_id))
        .add_columns(col(FeedbackStanding.received_at))
        .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(FeedbackItem.id))
        .where(col(FeedbackItem.id) == item_id)
    )


def numbers_in(text: str) -> tuple[str, ...]:
    """The case numbers that a text quotes, as they are kept, each once, however they are written."""
    return tuple(dict.fromkeys(f"{one[1]}-{one[2]}".upper() for one in _NUMBER.finditer(text)))


def _quoted(connection: Connection, row: Row[Any]) -> list[str]:
    """The items whose numbers a text quotes, of the same branch: nobody is shown another's case for a guess."""
    numbers = numbers_in(row.text)[:MOST_QUOTED]
    if not numbers:
        return []
    found = connection.execute(
        select(col(FeedbackItem.id))
        .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(FeedbackItem.id))
        .where(
            col(FeedbackItem.number).in_(numbers),
            col(FeedbackItem.id) != row.id,
            col(FeedbackStanding.unit_id) == row.unit_id,
        )
    )
    return list(found.scalars())


def _near(connection: Connection, row: Row[Any], mine: Sequence[str]) -> Sequence[Any]:
    """Other items of the same unit within the time that share a band."""
    shared = select(col(FeedbackBand.item_id)).where(col(FeedbackBand.band).in_(mine))
    return connection.execute(
        select(col(FeedbackItem.id), col(FeedbackItem.text))
        .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(FeedbackItem.id))
        .where(
            col(FeedbackItem.id).in_(shared),
            col(FeedbackItem.id) != row.id,
            col(FeedbackStanding.unit_id) == row.unit_id,
            col(FeedbackStanding.received_at) >= row.received_at - WITHIN,
            col(FeedbackStanding.received_at) <= row.received_at + WITHIN,
        )
        .order_by(col(FeedbackItem.id).desc())
        .limit(MOST_CANDIDATES)
    ).all()


def _add(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert_into(connection, table).values(rows).on_conflict_do_nothing())
