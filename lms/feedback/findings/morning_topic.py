"""What this morning's meeting is about: what came back in a branch, or what mystery visitors saw least of."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from lms.feedback.findings.branch_plans import CAME_BACK, RATE, window
from lms.feedback.findings.tables import FeedbackBranchPlan
from lms.people import Actor, require_own_password
from lms.platform.context import Context


@dataclass(frozen=True)
class Topic:
    """What this morning's meeting is about: a cause, and how many complaints of it there were; no customer's words.

    With the ``origin`` ``visit`` it is a group of the mystery visitors' checklist, and how many visits.
    """

    origin: str
    cause: str
    count: int
    drill: str | None


def topic_of_the_morning(context: Context, *, actor: Actor) -> Topic | None:
    """What came back lately in the actor's branch; none where nothing did.

    Raises:
        Forbidden: they have no password of their own yet.
    """
    require_own_password(actor)
    query = (
        select(FeedbackBranchPlan)
        .where(
            col(FeedbackBranchPlan.unit_id) == actor.unit_id,
            col(FeedbackBranchPlan.state) != "aside",
            col(FeedbackBranchPlan.origin) != RATE,
            col(FeedbackBranchPlan.made_at) > context.now() - timedelta(days=window().card_days),
        )
        # What customers complain of comes before what visitors saw.
        .order_by(col(FeedbackBranchPlan.origin) != CAME_BACK, col(FeedbackBranchPlan.made_at).desc())
        .limit(1)
    )
    with context.database.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    drill = next((one["ref"] for one in row.items if one["kind"] == "drill"), None)
    return Topic(row.origin, row.cause, len(row.cases), drill)
