"""What waits for somebody on the way from a case to learning: counted for the first page, with nobody's words read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, or_, select
from sqlmodel import col

from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.findings.tables import (
    FeedbackFinding,
    FeedbackOwnView,
    FeedbackPlan,
    FeedbackPlanItem,
    FeedbackRootCause,
)
from lms.feedback.tables import FeedbackStanding
from lms.learning.tables import LearningResult
from lms.people import Action, Actor, may, units_open_to
from lms.people.tables import Person
from lms.platform.context import Context

MOST = 200
"""Waiting talks that are looked at."""


@dataclass(frozen=True)
class Awaited:
    """What waits for the actor.

    Attributes:
        view_until: the earliest moment until which they may say how they see a complaint; none where nobody asks.
        items: lessons and drills of their own plans that are still to be done.
        item_due: the first day by which one of these is due.
        decisions: grave findings on which they decide.
        talks: talks about a plan that they may hold and nobody has held.
        talk_due: the first day by which one of these is due.
        to_mend: root causes that they were named for and that are not mended.
        mend_due: the first day by which one of these is due.
    """

    view_until: datetime | None = None
    items: int = 0
    item_due: date | None = None
    decisions: int = 0
    talks: int = 0
    talk_due: date | None = None
    to_mend: int = 0
    mend_due: date | None = None


def awaited_of(context: Context, *, actor: Actor) -> Awaited:
    """What waits for the actor, from a case to learning; nothing while they have no password of their own."""
    if actor.first_password:
        return Awaited()
    with context.database.reading() as connection:
        due = [row.due_on for row in connection.execute(_own_items(actor))]
        talks = _talks(connection, actor)
        mend = list(connection.execute(_to_mend(actor)).scalars())
        return Awaited(
            connection.execute(_view_asked(actor, context.now())).scalar(),
            len(due),
            min(due, default=None),
            _decisions(connection, actor),
            len(talks),
            min(talks, default=None),
            len(mend),
            min(mend, default=None),
        )


def _to_mend(actor: Actor) -> Select[Any]:
    return select(col(FeedbackRootCause.due_on)).where(
        col(FeedbackRootCause.owner_person_id) == actor.person_id,
        col(FeedbackRootCause.state).in_(["open", "came_back"]),
    )


def _view_asked(actor: Actor, now: datetime) -> Select[Any]:
    """Asks for the moment until which a view is awaited, while nothing is found in the case's present round."""
    view, case, found = FeedbackOwnView, FeedbackCase, FeedbackFinding
    return (
        select(col(view.until))
        .join(case, and_(col(case.id) == col(view.case_id), col(case.round) == col(view.round)))
        .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(case.item_id))
        .where(
            col(view.person_id) == actor.person_id,
            # Whoever turned out not to be meant is asked no more.
            col(FeedbackStanding.person_id) == actor.person_id,
            col(view.given_at).is_(None),
            col(view.until) > now,
            ~exists().where(col(found.case_id) == col(case.id), col(found.round) == col(case.round)),
        )
        .order_by(col(view.until))
        .limit(1)
    )


def _own_items(actor: Actor) -> Select[Any]:
    """Asks for what is still to be learnt of the actor's own plans."""
    plan, item, done = FeedbackPlan, FeedbackPlanItem, LearningResult
    settled = or_(
        col(done.outcome) == "passed", and_(col(item.kind) == "lesson", col(done.outcome) == "completed")
    )
    return (
        select(col(item.due_on))
        .join(plan, col(plan.id) == col(item.plan_id))
        .where(
            col(plan.person_id) == actor.person_id,
            col(item.kind) != "talk",
            ~exists().where(
                col(done.person_id) == col(plan.person_id),
                col(done.kind) == col(item.kind),
                col(done.ref) == col(item.ref),
                col(done.at) >= col(plan.made_at),
                settled,
            ),
        )
    )


def _decisions(connection: Connection, actor: Actor) -> int:
    if not units_open_to(actor, Action.DECIDE_GRAVE):
        return 0
    rows = connection.execute(
        select(col(FeedbackFinding.person_id), col(FeedbackStanding.unit_id))
        .join(FeedbackCase, col(FeedbackCase.id) == col(FeedbackFinding.case_id))
        .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(FeedbackCase.item_id))
        .where(col(FeedbackFinding.decider_id) == actor.person_id, col(FeedbackFinding.decision).is_(None))
    )
    return sum(may(actor, Action.DECIDE_GRAVE, person_id=row.person_id, unit_id=row.unit_id) for row in rows)


def _talks(connection: Connection, actor: Actor) -> list[date]:
    units = units_open_to(actor, Action.HOLD_TALKS)
    if not units and not actor.mentee_ids:
        return []
    rows = connection.execute(
        select(col(FeedbackPlan.person_id), col(Person.unit_id), col(FeedbackPlanItem.due_on))
        .join(FeedbackPlan, col(FeedbackPlan.id) == col(FeedbackPlanItem.plan_id))
        .join(Person, col(Person.id) == col(FeedbackPlan.person_id))
        .where(
            col(FeedbackPlanItem.kind) == "talk",
            col(FeedbackPlanItem.held_at).is_(None),
            or_(
                col(Person.unit_id).in_(sorted(units)),
                col(FeedbackPlan.person_id).in_(sorted(actor.mentee_ids)),
            ),
        )
        .order_by(col(FeedbackPlanItem.due_on))
        .limit(MOST)
    )
    return [
        row.due_on
        for row in rows
        if may(actor, Action.HOLD_TALKS, person_id=row.person_id, unit_id=row.unit_id)
    ]
