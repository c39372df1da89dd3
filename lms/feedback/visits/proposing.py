"""What is weakest in the visits of a branch proposes a lesson and a rehearsal for its people, by a plan of the branch.

Its manager starts it or puts it aside, as with complaints that come back; the morning meeting has a card about it.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta

from sqlalchemy import Connection, select, update
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.findings.branch_plans import items_for, write_plan
from lms.feedback.findings.tables import FeedbackBranchPlan
from lms.feedback.visits.checklist import Scores, added, checklist, weakest
from lms.feedback.visits.tables import FeedbackVisit
from lms.learning import Learning
from lms.platform.context import Context

ORIGIN = "visit"


def propose_from_visits(
    context: Context, learning: Learning, catalogue: Catalogue, *, unit_ids: Collection[str] | None = None
) -> int:
    """Propose what to rehearse wherever visits of late ask for it; how many were new. Twice makes nothing twice.

    Args:
        context: database and clock.
        learning: the lessons there are.
        catalogue: the rehearsals there are.
        unit_ids: of these branches alone.
    """
    asked = checklist()
    since = context.today() - timedelta(days=asked.propose_days)
    query = select(
        col(FeedbackVisit.id), col(FeedbackVisit.unit_id), col(FeedbackVisit.scores), col(FeedbackVisit.at)
    ).where(col(FeedbackVisit.visited_on) >= since, col(FeedbackVisit.taken_back_at).is_(None))
    plans = select(FeedbackBranchPlan).where(col(FeedbackBranchPlan.origin) == ORIGIN)
    mistaken = select(col(FeedbackVisit.id)).where(col(FeedbackVisit.taken_back_at).is_not(None))
    if unit_ids is not None:
        query = query.where(col(FeedbackVisit.unit_id).in_(sorted(unit_ids)))
        plans = plans.where(col(FeedbackBranchPlan.unit_id).in_(sorted(unit_ids)))
    with context.database.reading() as connection:
        rows = connection.execute(query.order_by(col(FeedbackVisit.id))).all()
        back = set(connection.execute(mistaken).scalars())
        # A plan of mistaken visits alone keeps nothing from being proposed.
        known = [plan for plan in connection.execute(plans).all() if not back.issuperset(plan.cases)]
    new = 0
    for unit_id in sorted({row.unit_id for row in rows}):
        mine = [row for row in rows if row.unit_id == unit_id]
        told = {one for plan in known if plan.unit_id == unit_id for one in plan.cases}
        group = weakest(added(_scores(row.scores for row in mine)), least=asked.propose_seen)
        recent = any(
            plan.unit_id == unit_id and plan.cause == group and plan.made_on >= since for plan in known
        )
        behind = [row.id for row in mine]
        if group is None or recent or told.issuperset(behind):
            continue
        items = items_for(learning, catalogue, [asked.groups[group].competency])
        with context.database.transaction() as connection:
            new += write_plan(
                context, connection, unit_id=unit_id, origin=ORIGIN, cause=group, cases=behind, items=items
            )
    return new


def put_aside_without_visits(
    context: Context, connection: Connection, *, by: str, unit_id: str, why: str
) -> list[str]:
    """Put aside what is proposed for a branch out of visits that were all taken back; the ids of the plans.

    Nothing here asks who asks. What somebody has decided on stands.
    """
    plans = select(FeedbackBranchPlan).where(
        col(FeedbackBranchPlan.unit_id) == unit_id,
        col(FeedbackBranchPlan.origin) == ORIGIN,
        col(FeedbackBranchPlan.state) == "proposed",
    )
    proposed = connection.execute(plans.with_for_update()).all()
    counting = select(col(FeedbackVisit.id)).where(
        col(FeedbackVisit.unit_id) == unit_id, col(FeedbackVisit.taken_back_at).is_(None)
    )
    counted = set(connection.execute(counting).scalars())
    ids = [plan.id for plan in proposed if counted.isdisjoint(plan.cases)]
    aside = {
        "state": "aside",
        "reason": why,
        "decided_by": by,
        "decided_at": context.now(),
    }
    if ids:
        connection.execute(
            update(FeedbackBranchPlan).where(col(FeedbackBranchPlan.id).in_(ids)).values(aside)
        )
    return ids


def _scores(several: Iterator[dict[str, list[int]]]) -> Iterator[Scores]:
    for one in several:
        yield {group: (pair[0], pair[1]) for group, pair in one.items()}
