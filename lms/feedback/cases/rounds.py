"""How a case begins anew: reopened, or reviewed by the unit above. What is changed of its row; nothing is written."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from lms.feedback.cases.assigning import unit_above
from lms.feedback.cases.clocks import DAYS, MOST_DAYS
from lms.feedback.cases.tables import FeedbackCaseEntry
from lms.feedback.cases.words import STEPS
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark

REVIEW_WITHIN = timedelta(days=30)
"""So long after a decision was told may its review be asked for."""
NOT_DECIDED = mark("The customer was not told a decision yet: there is nothing to be reviewed.")
TOO_LATE = mark("The decision was told more than 30 days ago. Reopen the case instead, with a reason.")


def reopened(context: Context, row: Row[Any]) -> dict[str, Any]:
    """What changes where all its steps and clocks begin anew; nobody handles it yet."""
    return {
        "step": STEPS[0],
        "round": row.round + 1,
        "started_at": context.now(),
        "days": DAYS,
        "closed_at": None,
        "way_out": None,
        "handler_id": None,
    }


def for_review(context: Context, connection: Connection, row: Row[Any]) -> dict[str, Any]:
    """What changes where the unit above looks at it anew, within 60 days.

    Raises:
        Refused: no decision was told, or too long ago.
    """
    told_at = connection.execute(
        select(col(FeedbackCaseEntry.at))
        .where(col(FeedbackCaseEntry.case_id) == row.id, col(FeedbackCaseEntry.did) == "reply")
        .where(col(FeedbackCaseEntry.round) == row.round)
    ).scalar()
    if told_at is None:
        raise Refused(NOT_DECIDED)
    if context.now() > told_at + REVIEW_WITHIN:
        raise Refused(TOO_LATE)
    desk = row.desk_id or row.unit_id
    above = unit_above(connection, desk)
    return reopened(context, row) | {"desk_id": above or desk, "days": MOST_DAYS, "track": "complex"}
