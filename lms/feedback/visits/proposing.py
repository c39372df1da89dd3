"""What is weakest in the visits of a branch proposes a lesson and a rehearsal for its people, by a plan of the branch.

Its manager starts it or puts it aside, as with complaints that come back; the morning meeting has a card about it.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta

from sqlalchemy import select
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
    if unit_ids is not None:
        query = query.where(col(FeedbackVisit.unit_id).in_(sorted(unit_ids)))
        plans = plans.where(col(FeedbackBranchPlan.unit_id).in_(sorted(unit_ids)))
    with context.database.reading() as connection:
        rows = connection.execute(query.order_by(col(FeedbackVisit.id))).all()
        known = connection.execute(plans).all()
    new = 0
    for unit_id in sorted({row.unit_id for row in rows}):
        mine = [row for row in rows if row.unit_id == unit_id]
        told = {one for plan in known if plan.unit_id == unit_id for one in plan.cases}
        group = weakest(added(_scores(row.scores for row in mine)))
        recent = any(
            plan.unit_id == unit_id and plan.cause == group and plan.made_on >= since for plan in known
        )
        behind = [row.id for row in mine if row.id not in told]
        if group is None or recent or not behind:
            continue
        items = items_for(learning, catalogue, [asked.groups[group].competency])
        with context.database.transaction() as connection:
            new += write_plan(
                context, connection, unit_id=unit_id, origin=ORIGIN, cause=group, cases=behind, items=items
            )
    return new


def _scores(several: Iterator[dict[str, list[int]]]) -> Iterator[Scores]:
    for one in several:
        yield {group: (pair[0], pair[1]) for group, pair in one.items()}
