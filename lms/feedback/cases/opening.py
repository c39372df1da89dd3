"""Opening cases: one for each complaint by itself, and for another kind where somebody says so."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update
from sqlmodel import col

from lms.feedback.cases.clocks import DAYS, MOST_DAYS
from lms.feedback.cases.standing import brought_up_to_date, case_columns, enter, entries_of, masked, wind
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.cases.words import CLOSED, STEPS
from lms.feedback.correcting import NO_ITEM
from lms.feedback.tables import FeedbackItem, FeedbackLink, FeedbackReading, FeedbackStanding
from lms.people import Action, Actor, Deed, Note, may, record, require, right_to
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound
from lms.platform.identifiers import new_id

_BEFORE_ANYTHING = ("opened", "assigned", "stepped_aside")
DOUBT = 0.6
"""Less sure than this what kind of thing it is, a text may be a complaint."""


def open_cases(context: Context, item_ids: Sequence[str]) -> int:
    """Open a case for each complaint; told by the news that items came in, and safe to be told twice.

    What may be a complaint waits for a person within a complaint's time: what is urgent, whatever it is called, and
    what nobody has looked at and the classifier is not sure of. Whoever says that it is none closes its case with that.
    Whoever follows up what is being looked into gets no second case: it is noted in the first one.

    What a file brings of long ago is history: whatever limit there was is over, so nobody is given a case for it. A
    person may still open one.

    Returns:
        How many were opened.
    """
    old = context.now() - timedelta(days=MOST_DAYS)
    opened = 0
    for item_id in item_ids:
        with context.database.transaction() as connection:
            row = _item(connection, item_id)
            if row is None or row.received_at < old or not _may_be_complaint(connection, row):
                continue
            if not _is_asked_after(context, connection, row):
                opened += _opened(context, connection, row, by=None, text="") is not None
    return opened


def open_case(context: Context, *, actor: Actor, item_id: str, reason: str) -> str:
    """Open a case by hand, for something that is no complaint or came long ago; its id. An open one is left as it is.

    Raises:
        NotFound: there is no such item for this actor.
        Forbidden: the actor handles no cases of that unit.
        Refused: there is no reason.
    """
    with context.database.transaction() as connection:
        row = _item(connection, item_id)
        there = {} if row is None else {"person_id": row.person_id, "unit_id": row.unit_id}
        if row is None or not may(actor, Action.READ_FEEDBACK, **there):
            raise NotFound(NO_ITEM)
        require(actor, Action.HANDLE_CASES, **there)
        case_id = _opened(context, connection, row, by=actor.person_id, text=masked(reason))
        if case_id is None:
            return str(
                connection.execute(
                    select(col(FeedbackCase.id)).where(col(FeedbackCase.item_id) == item_id)
                ).scalar_one()
            )
        why = right_to(actor, Action.HANDLE_CASES, **there)
        record(context, connection, actor=actor, notes=[Note(Deed.OPENED_CASE, why, row.person_id, case_id)])
    return case_id


def case_of(context: Context, *, actor: Actor, item_id: str) -> str | None:
    """The id of an item's case, as far as the actor may read it; none where there is none."""
    with context.database.reading() as connection:
        row = connection.execute(case_columns().where(col(FeedbackCase.item_id) == item_id)).one_or_none()
    if row is None or not may(actor, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id):
        return None
    return str(row.id)


def follow_correction(context: Context, connection: Connection, item_id: str, *, by: str) -> None:
    """What a correction of an item changes of its case, inside its transaction.

    A complaint that was called something else has a case from now on. One that was opened by itself, and that nobody
    has begun, is closed where it turns out to be no complaint.
    """
    brought_up_to_date(context, connection, item_id)
    item = _item(connection, item_id)
    row = connection.execute(case_columns().where(col(FeedbackCase.item_id) == item_id)).one_or_none()
    if row is None:
        young = item is not None and item.received_at >= context.now() - timedelta(days=MOST_DAYS)
        if item is not None and young and item.kind == "complaint":
            _opened(context, connection, item, by=by, text="")
        return
    begun = [one for one in entries_of(connection, row.id) if one.did not in _BEFORE_ANYTHING]
    if row.closed_at is not None or row.opened_by is not None or begun or row.kind == "complaint":
        return
    enter(context, connection, row.id, did="not_needed", by=by, round_=row.round)
    connection.execute(
        update(FeedbackCase)
        .where(col(FeedbackCase.id) == row.id)
        .values(step=CLOSED, closed_at=context.now(), way_out="not_needed")
    )
    wind(context, connection, row.id)


def _is_asked_after(context: Context, connection: Connection, row: Row[Any]) -> bool:
    """Whether an item follows up one whose case is open; it is noted there, once however often it is told."""
    case, link = FeedbackCase, FeedbackLink
    open_ = connection.execute(
        select(case)
        .join(link, or_(col(link.earlier_id) == col(case.item_id), col(link.later_id) == col(case.item_id)))
        .where(
            or_(col(link.earlier_id) == row.item_id, col(link.later_id) == row.item_id),
            col(link.state) == "follow_up",
            col(case.item_id) != row.item_id,
            col(case.closed_at).is_(None),
        )
        .order_by(col(case.opened_at))
        .limit(1)
    ).one_or_none()
    if open_ is None:
        return False
    noted = [one.detail.get("item") for one in entries_of(connection, open_.id) if one.did == "asked_after"]
    if row.item_id not in noted:
        number = connection.execute(
            select(col(FeedbackItem.number)).where(col(FeedbackItem.id) == row.item_id)
        ).scalar_one()
        enter(
            context,
            connection,
            open_.id,
            did="asked_after",
            by=None,
            text=number,
            detail={"item": row.item_id},
            round_=open_.round,
        )
    return True


def _may_be_complaint(connection: Connection, row: Row[Any]) -> bool:
    if row.kind == "complaint":
        return True
    if row.checked_at is not None:
        return False
    if row.severity == "urgent":
        return True
    reading = (
        select(col(FeedbackReading.confidence))
        .where(col(FeedbackReading.item_id) == row.item_id)
        .order_by(col(FeedbackReading.at).desc(), col(FeedbackReading.id).desc())
        .limit(1)
    )
    sure = (connection.execute(reading).scalar() or {}).get("kind")
    return sure is not None and sure < DOUBT


def _item(connection: Connection, item_id: str) -> Row[Any] | None:
    standing = select(FeedbackStanding).where(col(FeedbackStanding.item_id) == item_id)
    return connection.execute(standing).one_or_none()


def _opened(
    context: Context, connection: Connection, row: Row[Any], *, by: str | None, text: str
) -> str | None:
    case = {
        "id": new_id(),
        "item_id": row.item_id,
        "opened_at": context.now(),
        "opened_by": by,
        "step": STEPS[0],
        # What is more than ordinary wants a plan; whoever accepts it may see it otherwise.
        "track": "simple" if row.severity == "general" else "complex",
        "round": 1,
        "started_at": row.received_at,
        "days": DAYS,
        "told": 0,
    }
    statement = insert_into(connection, FeedbackCase).values(case)
    new = connection.execute(
        statement.on_conflict_do_nothing(index_elements=["item_id"]).returning(col(FeedbackCase.id))
    ).scalar()
    if new is None:
        return None
    enter(context, connection, new, did="opened", by=by, text=text)
    wind(context, connection, new)
    return str(new)
