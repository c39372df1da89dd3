"""Plans for a branch whose complaint rate is above what chance explains: a consumer protection officer confirms."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlmodel import col

from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.findings.branch_plan import BranchPlan
from lms.feedback.findings.branch_plans import (
    AGENT,
    DECIDED_ALREADY,
    NO_PLAN,
    RATE,
    plans_as_read,
)
from lms.feedback.findings.tables import FeedbackBranchPlan
from lms.feedback.tables import FeedbackStanding
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    may,
    record,
    record_reading,
    require_own_password,
    require_units,
    right_to,
)
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.privacy import mask_with_names

MOST_SHOWN = 50
MOST_CASES = 50
LONGEST = 1_000
SHORTEST = 4
NO_REASON = mark("Say in a sentence why it is put aside: whoever reads the quarter later wants to know.")


@dataclass(frozen=True)
class RatePlan:
    """A plan, and why it was put aside; the reason is empty where it was not."""

    plan: BranchPlan
    reason: str


def rate_plans(context: Context, *, actor: Actor) -> tuple[RatePlan, ...]:
    """The plans of the actor's branches, those to be decided first; that the cases behind were read is recorded.

    Raises:
        Forbidden: the actor confirms none.
    """
    units = require_units(actor, Action.CONFIRM_RATE_PLANS)
    query = (
        select(FeedbackBranchPlan)
        .where(col(FeedbackBranchPlan.unit_id).in_(sorted(units)), col(FeedbackBranchPlan.origin) == RATE)
        .order_by(
            col(FeedbackBranchPlan.state) != "proposed",
            col(FeedbackBranchPlan.made_at).desc(),
            col(FeedbackBranchPlan.id),
        )
        .limit(MOST_SHOWN)
    )
    with context.database.reading() as connection:
        rows = connection.execute(query).all()
        plans = plans_as_read(connection, rows, actor)
        found = tuple(RatePlan(plan, row.reason) for plan, row in zip(plans, rows, strict=True))
    if found:
        why = right_to(actor, Action.CONFIRM_RATE_PLANS, unit_id=found[0].plan.unit.unit_id)
        record_reading(context, actor=actor, note=Note(Deed.LISTED_BRANCH_PLANS, why, people=len(found)))
    return found


def decide_rate_plan(context: Context, *, actor: Actor, plan_id: str, start: bool, reason: str = "") -> None:
    """Confirm a plan, which starts it for everybody in the branch; or put it aside, with a reason.

    Raises:
        NotFound: there is no such plan for a branch of the actor's.
        Refused: it was decided already, or the reason is missing.
    """
    require_own_password(actor)
    words = mask_with_names(reason.replace("\x00", "").strip()[:LONGEST]).text
    with context.database.transaction() as connection:
        row = connection.execute(
            select(FeedbackBranchPlan)
            .where(col(FeedbackBranchPlan.id) == plan_id, col(FeedbackBranchPlan.origin) == RATE)
            .with_for_update()
        ).one_or_none()
        if row is None or not may(actor, Action.CONFIRM_RATE_PLANS, unit_id=row.unit_id):
            raise NotFound(NO_PLAN)
        if row.state != "proposed":
            raise Refused(DECIDED_ALREADY)
        if not start and len(words) < SHORTEST:
            raise Refused(NO_REASON)
        decided = {
            "state": "started" if start else "aside",
            "reason": "" if start else words,
            "decided_by": actor.person_id,
            "decided_at": context.now(),
        }
        connection.execute(
            update(FeedbackBranchPlan).where(col(FeedbackBranchPlan.id) == plan_id).values(decided)
        )
        why = right_to(actor, Action.CONFIRM_RATE_PLANS, unit_id=row.unit_id)
        record(context, connection, actor=actor, notes=[Note(Deed.DECIDED_BRANCH_PLAN, why, None, plan_id)])


def known_rate_plans(connection: Connection, quarter: str) -> frozenset[str]:
    """The branches that have a plan of a quarter, whatever became of it. For services: nothing here asks who asks."""
    rows = connection.execute(
        select(col(FeedbackBranchPlan.unit_id)).where(
            col(FeedbackBranchPlan.origin) == RATE, col(FeedbackBranchPlan.cause) == quarter
        )
    )
    return frozenset(rows.scalars())


def cases_between(
    connection: Connection, unit_id: str, causes: Collection[str], *, since: datetime, until: datetime
) -> list[str]:
    """Cases of a branch that are behind a plan, the newest first. For services, as above."""
    standing = FeedbackStanding
    rows = connection.execute(
        select(col(FeedbackCase.id), col(standing.flags))
        .join(FeedbackCase, col(FeedbackCase.item_id) == col(standing.item_id))
        .where(
            col(standing.unit_id) == unit_id,
            col(standing.kind) == "complaint",
            col(standing.cause).in_(list(causes)),
            col(standing.received_at) >= since,
            col(standing.received_at) < until,
        )
        .order_by(col(standing.received_at).desc())
        .limit(MOST_CASES)
    )
    return [row.id for row in rows if AGENT not in row.flags]
