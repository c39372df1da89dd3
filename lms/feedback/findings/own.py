"""My feedback: what customers said of oneself and somebody confirmed, what was done about it, and one's own view."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.findings.tables import FeedbackFinding, FeedbackOwnView
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.people import Actor, require_own_password
from lms.platform.context import Context

MOST = 100
LABELS = ("kind", "cause", "business", "severity", "segment", "flags", "competencies")


@dataclass(frozen=True)
class OwnCase:
    """Something that was said of the actor.

    Attributes:
        text: the customer's words, masked.
        case_id: of its case; none where it has none.
        step: the case's next step, or ``closed``.
        asked_until: until when the actor may say how they see it; none where they were not asked.
        may_say: whether they may still say it: it is never too late before they have.
        view: what they said.
        doing: whose doing it was found to be; none while that was not said.
        why: the reason for that.
        decision: of a manager, on what was grave.
    """

    number: str
    text: str | None
    received_at: datetime
    labels: Mapping[str, Any]
    case_id: str | None
    step: str | None
    asked_until: datetime | None
    may_say: bool
    view: str | None
    doing: str | None
    why: str | None
    grave: bool
    decision: str | None
    reason: str | None


def own_cases(context: Context, *, actor: Actor) -> tuple[OwnCase, ...]:
    """What was said of the actor, as far as somebody has confirmed that they are meant; the newest first.

    Raises:
        Forbidden: they have no password of their own yet.
    """
    require_own_password(actor)
    case, view, found = FeedbackCase, FeedbackOwnView, FeedbackFinding
    query: Select[*tuple[Any, ...]] = (
        select(
            FeedbackStanding,
            col(FeedbackItem.number),
            col(FeedbackItem.text),
            col(case.id).label("case_id"),
            col(case.step),
            col(view.until),
            col(view.text).label("said"),
            col(view.given_at),
            col(found.doing),
            col(found.text).label("why"),
            col(found.grave),
            col(found.decision),
            col(found.reason),
        )
        .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackStanding.item_id))
        .outerjoin(case, col(case.item_id) == col(FeedbackStanding.item_id))
        .outerjoin(
            view,
            (col(view.case_id) == col(case.id))
            & (col(view.round) == col(case.round))
            & (col(view.person_id) == actor.person_id),
        )
        .outerjoin(found, (col(found.case_id) == col(case.id)) & (col(found.round) == col(case.round)))
        .where(
            col(FeedbackStanding.person_id) == actor.person_id, col(FeedbackStanding.employee) == "confirmed"
        )
        .order_by(col(FeedbackStanding.received_at).desc(), col(FeedbackStanding.item_id))
        .limit(MOST)
    )
    with context.database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(
        OwnCase(
            row.number,
            row.text,
            row.received_at,
            {name: getattr(row, name) for name in LABELS},
            row.case_id,
            row.step,
            row.until,
            row.until is not None and row.given_at is None,
            row.said,
            row.doing,
            row.why,
            bool(row.grave),
            row.decision,
            row.reason,
        )
        for row in rows
    )
