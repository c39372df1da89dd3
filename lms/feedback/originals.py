"""The words as they came: opened by whoever handles them, with a reason, each time in the trail; gone after a time."""

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from lms.feedback.correcting import NO_ITEM
from lms.feedback.key_ring import key_ring
from lms.feedback.tables import FeedbackItem, FeedbackOpening, FeedbackOriginal, FeedbackStanding
from lms.people import Action, Actor, Deed, Note, may, record, require, right_to
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.personal_data import wipe_what_is_overwritten

SHORTEST, LONGEST = 4, 500
NO_REASON = mark("Say what you need the original for, in a sentence of 4 to 500 characters.")
GONE = mark("The original is not kept any more. What stands here, masked, is all there is.")
SHUT = mark("The original is sealed under a key that is not there. Whoever runs the portal can put it back.")


def open_original(context: Context, *, actor: Actor, item_id: str, reason: str) -> str:
    """The words as they came. That and why they were opened is recorded first.

    Raises:
        NotFound: there is no such item for this actor, or its original is gone.
        Forbidden: the actor may read it and not handle it.
        Refused: there is no reason, or no key opens it.
    """
    reason = " ".join(reason.replace("\x00", "").split())
    with context.database.transaction() as connection:
        row = connection.execute(
            select(
                FeedbackStanding.unit_id,  # type: ignore[call-overload]
                FeedbackStanding.person_id,
                FeedbackOriginal.sealed,
                FeedbackOriginal.key_id,
            )
            .outerjoin(FeedbackOriginal, col(FeedbackOriginal.item_id) == col(FeedbackStanding.item_id))
            .where(col(FeedbackStanding.item_id) == item_id)
        ).one_or_none()
        about = {} if row is None else {"person_id": row.person_id, "unit_id": row.unit_id}
        if row is None or not may(actor, Action.READ_FEEDBACK, **about):
            raise NotFound(NO_ITEM)
        require(actor, Action.HANDLE_FEEDBACK, **about)
        if not SHORTEST <= len(reason) <= LONGEST:
            raise Refused(NO_REASON)
        if row.sealed is None:
            raise NotFound(GONE)
        words = key_ring(context.settings).unseal(row.sealed, row.key_id, bound_to=item_id)
        if words is None:
            raise Refused(SHUT)
        opening_id = new_id()
        opening = {
            "id": opening_id,
            "item_id": item_id,
            "by_person_id": actor.person_id,
            "at": context.now(),
            "reason": reason,
        }
        connection.execute(insert(FeedbackOpening).values(opening))
        why = right_to(actor, Action.HANDLE_FEEDBACK, **about)
        record(
            context,
            connection,
            actor=actor,
            notes=[Note(Deed.READ_ORIGINAL, why, row.person_id, opening_id)],
        )
    return words


def reach_left(connection: Connection, item_id: str) -> bool:
    """Whether how to call the customer back lies sealed with an item; nothing is opened. For services of this room."""
    return bool(
        connection.execute(
            select(col(FeedbackOriginal.reach)).where(col(FeedbackOriginal.item_id) == item_id)
        ).scalar()
    )


def forget_originals(context: Context) -> int:
    """Remove the originals whose time is over; how many. The masked words stay, and the item says since when."""
    over = col(FeedbackOriginal.keep_until) < context.today()
    with context.database.transaction() as connection:
        wipe_what_is_overwritten(connection)
        connection.execute(
            update(FeedbackItem)
            .where(col(FeedbackItem.id).in_(select(col(FeedbackOriginal.item_id)).where(over)))
            .values(erased_at=context.now())
        )
        gone = connection.execute(delete(FeedbackOriginal).where(over))
        return int(gone.rowcount)
