"""The return visit: who is not reached is asked once more on another day, who is not satisfied is not simply closed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from lms.feedback.cases.rounds import for_review, reopened
from lms.feedback.cases.standing import note
from lms.feedback.cases.tables import FeedbackCaseEntry
from lms.feedback.cases.words import AFTERWARDS_NAMES, CLOSED, SATISFACTION_NAMES, Afterwards, Satisfaction
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark

NO_ANSWER = mark("Choose whether the customer is satisfied.")
NOT_SATISFIED = mark("The customer is not satisfied. Choose what follows.")


def visited(
    context: Context,
    connection: Connection,
    row: Row[Any],
    *,
    by: Actor,
    text: str,
    satisfaction: Satisfaction | None,
    afterwards: Afterwards | None,
) -> None:
    """Write a return visit, inside the transaction that holds the case.

    Raises:
        Refused: it is not said whether the customer is satisfied; or they are not, and not what follows.
    """
    if satisfaction not in SATISFACTION_NAMES:
        raise Refused(NO_ANSWER)
    mine: dict[str, Any] = {"handler_id": by.person_id}
    if satisfaction == "not_reached" and not _tried_enough(context, connection, row):
        note(context, connection, row, did="tried", actor=by, text=text, changes=mine)
        return
    detail = {"satisfaction": satisfaction}
    if satisfaction != "dissatisfied" or afterwards == "left":
        closed = mine | {"step": CLOSED, "closed_at": context.now(), "way_out": "visited"}
        note(context, connection, row, did="visit", actor=by, text=text, detail=detail, changes=closed)
        return
    if afterwards is None or afterwards not in AFTERWARDS_NAMES:
        raise Refused(NOT_SATISFIED)
    again = reopened(context, row) if afterwards == "reopened" else for_review(context, connection, row)
    note(context, connection, row, did="visit", actor=by, text=text, detail=detail, changes=mine)
    note(context, connection, row, did=afterwards, actor=by, changes=again)


def _tried_enough(context: Context, connection: Connection, row: Row[Any]) -> bool:
    """Whether the customer was not reached on an earlier day of this round, or nobody knows how to reach them."""
    entries = connection.execute(
        select(col(FeedbackCaseEntry.did), col(FeedbackCaseEntry.at), col(FeedbackCaseEntry.detail)).where(
            col(FeedbackCaseEntry.case_id) == row.id,
            col(FeedbackCaseEntry.round) == row.round,
            col(FeedbackCaseEntry.did).in_(["accept", "tried"]),
        )
    )
    return any(
        bool(one.detail.get("unreachable"))
        if one.did == "accept"
        else _day(context, one.at) < context.today()
        for one in entries
    )


def _day(context: Context, at: datetime) -> date:
    return at.astimezone(context.settings.zone).date()
