"""Opening cases: one for each complaint by itself, and for another kind where somebody says so."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlmodel import col

from lms.feedback.cases.clocks import DAYS, MOST_DAYS
from lms.feedback.cases.standing import case_columns, masked, wind
from lms.feedback.cases.tables import FeedbackCase, FeedbackCaseEntry
from lms.feedback.cases.words import STEPS
from lms.feedback.correcting import NO_ITEM
from lms.feedback.tables import FeedbackStanding
from lms.people import Action, Actor, Deed, Note, may, record, require, right_to
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound
from lms.platform.identifiers import new_id


def open_cases(context: Context, item_ids: Sequence[str]) -> int:
    """Open a case for each complaint; told by the news that items came in, and safe to be told twice.

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
            if row is not None and row.kind == "complaint" and row.received_at >= old:
                opened += _opened(context, connection, row, actor=None, text="") is not None
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
        case_id = _opened(context, connection, row, actor=actor, text=masked(reason))
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


def _item(connection: Connection, item_id: str) -> Row[Any] | None:
    standing = select(FeedbackStanding).where(col(FeedbackStanding.item_id) == item_id)
    return connection.execute(standing).one_or_none()


def _opened(
    context: Context, connection: Connection, row: Row[Any], *, actor: Actor | None, text: str
) -> str | None:
    by = None if actor is None else actor.person_id
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
    entry = {
        "id": new_id(),
        "case_id": new,
        "round": 1,
        "did": "opened",
        "at": context.now(),
        "by_person_id": by,
        "text": text,
        "detail": {},
    }
    connection.execute(insert(FeedbackCaseEntry).values(entry))
    wind(context, connection, new)
    return str(new)
