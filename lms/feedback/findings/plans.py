"""A plan to learn by: from the cause to competencies, from these to a lesson, a rehearsal that fits, and a talk.

Each item quotes the masked sentence that put it there. Lessons and rehearsals are done when learning says so; whoever
held the talk notes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.cases.standing import masked, readable
from lms.feedback.findings.quoting import sentence_for
from lms.feedback.findings.tables import FeedbackFinding, FeedbackPlan, FeedbackPlanItem
from lms.feedback.tables import FeedbackReading
from lms.learning import Learning, abilities_of
from lms.learning.mastery import chance_of, unknown
from lms.learning.next_step import LIKELY_FROM, LIKELY_TO
from lms.learning.tables import LearningResult
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    may,
    people_within,
    record,
    record_reading,
    require,
    require_own_password,
    right_to,
)
from lms.people.actors import actor_from
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

MOST_COMPETENCIES = 2
"""A plan of what matters most is done; a long one is not."""
DUE = {"lesson": 7, "talk": 10, "drill": 14}
"""Days until each kind is due."""
NO_ITEM = mark("There is no such talk for you to note.")
HELD_ALREADY = mark("This talk was noted already.")


@dataclass(frozen=True)
class PlanItem:
    """One thing of a plan.

    Attributes:
        quote: the customer's masked sentence that put it there.
        done_at: none while it is to be done.
        said: what was agreed in a talk.
    """

    item_id: str
    kind: str
    ref: str
    competency: str
    quote: str
    due_on: date
    done_at: datetime | None
    said: str | None


@dataclass(frozen=True)
class Plan:
    """What somebody learns after a case."""

    plan_id: str
    case_id: str
    person: PersonCard
    made_at: datetime
    items: tuple[PlanItem, ...]

    @property
    def done(self) -> bool:
        """Whether nothing of it is left."""
        return all(item.done_at is not None for item in self.items)


def make_plan(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    connection: Connection,
    row: Row[Any],
    *,
    finding_id: str,
) -> None:
    """Make the plan of a finding, inside its transaction."""
    decided_by = (
        connection.execute(
            select(col(FeedbackReading.decided_by))
            .where(col(FeedbackReading.item_id) == row.item_id)
            .order_by(col(FeedbackReading.id).desc())
            .limit(1)
        ).scalar()
        or {}
    )
    quote = sentence_for(row.text or "", decided_by)
    competencies = tuple(row.competencies)[:MOST_COMPETENCIES] or ("service_awareness",)
    person = actor_from(connection, row.person_id, now=context.now(), today=context.today())
    wanted: list[tuple[str, str, str]] = []
    for competency in competencies:
        wanted += [("lesson", ref, competency) for ref in lesson_for(learning, competency)]
        if person is not None:
            wanted += [
                ("drill", slug, competency)
                for slug in _drill(context, learning, catalogue, person, competency)
            ]
    wanted.append(("talk", "", competencies[0]))
    plan_id = new_id()
    connection.execute(
        insert(FeedbackPlan).values(
            id=plan_id,
            finding_id=finding_id,
            case_id=row.id,
            person_id=row.person_id,
            made_at=context.now(),
        )
    )
    items = [
        {
            "id": new_id(),
            "plan_id": plan_id,
            "place": place,
            "kind": kind,
            "ref": ref,
            "competency": competency,
            "quote": quote,
            "due_on": context.today() + timedelta(days=DUE[kind]),
        }
        for place, (kind, ref, competency) in enumerate(dict.fromkeys(wanted))
    ]
    connection.execute(insert(FeedbackPlanItem), items)


def own_plans(context: Context, *, actor: Actor) -> tuple[Plan, ...]:
    """The actor's own plans, the newest first."""
    require_own_password(actor)
    with context.database.reading() as connection:
        return _plans(connection, [actor.person_id])


def plans_to_talk_about(context: Context, *, actor: Actor) -> tuple[Plan, ...]:
    """The plans of those with whom the actor may hold the talk, the newest first; that they were read is recorded."""
    require_own_password(actor)
    with context.database.reading() as connection:
        about = connection.execute(select(col(FeedbackPlan.person_id)).distinct()).scalars().all()
        people = people_within(connection, about)
        mine = [
            one.person_id
            for one in people.values()
            if may(actor, Action.HOLD_TALKS, person_id=one.person_id, unit_id=one.unit_id)
        ]
        found = _plans(connection, mine)
    if found:
        first = found[0].person
        why = right_to(actor, Action.HOLD_TALKS, person_id=first.person_id, unit_id=first.unit_id)
        record_reading(context, actor=actor, note=Note(Deed.LISTED_PLANS, why, people=len(mine)))
    return found


def trained_after(context: Context, *, actor: Actor, case_id: str) -> bool:
    """Whether a plan made in the present round of a case is done: the customer may be told so, and nothing more.

    Raises:
        NotFound: there is no such case for this actor.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        row = readable(connection, actor, case_id)
        found = select(col(FeedbackFinding.id)).where(
            col(FeedbackFinding.case_id) == case_id, col(FeedbackFinding.round) == row.round
        )
        plans = connection.execute(select(FeedbackPlan).where(col(FeedbackPlan.finding_id).in_(found))).all()
        return any(plan.done for plan in _read(connection, plans))


def note_talk(context: Context, *, actor: Actor, item_id: str, said: str) -> None:
    """Note that the talk was held, and what was agreed.

    Raises:
        NotFound: there is no such talk.
        Forbidden: it is not the actor's to hold.
        Refused: it was noted already, or there are no words.
    """
    said = masked(said)
    with context.database.transaction() as connection:
        item = connection.execute(
            select(FeedbackPlanItem, col(FeedbackPlan.person_id))
            .join(FeedbackPlan, col(FeedbackPlan.id) == col(FeedbackPlanItem.plan_id))
            .where(col(FeedbackPlanItem.id) == item_id, col(FeedbackPlanItem.kind) == "talk")
            .with_for_update(of=FeedbackPlanItem)
        ).one_or_none()
        if item is None:
            raise NotFound(NO_ITEM)
        person = people_within(connection, [item.person_id])[item.person_id]
        there = {"person_id": person.person_id, "unit_id": person.unit_id}
        require(actor, Action.HOLD_TALKS, **there)
        if item.held_at is not None:
            raise Refused(HELD_ALREADY)
        connection.execute(
            update(FeedbackPlanItem)
            .where(col(FeedbackPlanItem.id) == item_id)
            .values(held_by=actor.person_id, held_at=context.now(), said=said)
        )
        why = right_to(actor, Action.HOLD_TALKS, **there)
        record(context, connection, actor=actor, notes=[Note(Deed.HELD_TALK, why, person.person_id, item_id)])


def _plans(connection: Connection, person_ids: Sequence[str]) -> tuple[Plan, ...]:
    plans = connection.execute(
        select(FeedbackPlan)
        .where(col(FeedbackPlan.person_id).in_(sorted(person_ids)))
        .order_by(col(FeedbackPlan.made_at).desc(), col(FeedbackPlan.id))
    ).all()
    return _read(connection, plans)


def _read(connection: Connection, plans: Sequence[Row[Any]]) -> tuple[Plan, ...]:
    people = people_within(connection, [plan.person_id for plan in plans])
    items = connection.execute(
        select(FeedbackPlanItem)
        .where(col(FeedbackPlanItem.plan_id).in_([plan.id for plan in plans]))
        .order_by(col(FeedbackPlanItem.place))
    ).all()
    return tuple(
        Plan(
            plan.id,
            plan.case_id,
            people[plan.person_id],
            plan.made_at,
            tuple(_item(one, _done_at(connection, plan, one)) for one in items if one.plan_id == plan.id),
        )
        for plan in plans
    )


def _item(row: Row[Any], done_at: datetime | None) -> PlanItem:
    return PlanItem(row.id, row.kind, row.ref, row.competency, row.quote, row.due_on, done_at, row.said)


def _done_at(connection: Connection, plan: Row[Any], item: Row[Any]) -> datetime | None:
    if item.kind == "talk":
        return item.held_at  # type: ignore[no-any-return]
    well = ("passed",) if item.kind == "drill" else ("passed", "completed")
    return connection.execute(
        select(col(LearningResult.at))
        .where(
            col(LearningResult.person_id) == plan.person_id,
            col(LearningResult.kind) == item.kind,
            col(LearningResult.ref) == item.ref,
            col(LearningResult.outcome).in_(well),
            col(LearningResult.at) >= plan.made_at,
        )
        .order_by(col(LearningResult.at))
        .limit(1)
    ).scalar()


def lesson_for(learning: Learning, competency: str) -> list[str]:
    """The shortest first lesson that teaches it; none where none does."""
    cards = [card for card in learning.structure.lessons.values() if competency in card.competencies]
    fitting = sorted(
        cards, key=lambda card: (card.competencies[0] != competency, card.level, card.minutes, card.ref)
    )
    return [card.ref for card in fitting[:1]]


def _drill(
    context: Context, learning: Learning, catalogue: Catalogue, person: Actor, competency: str
) -> list[str]:
    """The rehearsal of it that should go well six to eight times in ten; the nearest to that."""
    cards = [
        card
        for card in catalogue.scenario_cards("zh-CN")
        if competency in card.competencies and (not card.jobs or any(job in card.jobs for job in person.jobs))
    ]
    beliefs: Mapping[str, Any] = abilities_of(learning, actor=person).beliefs
    belief = beliefs.get(competency) or unknown(competency)
    middle = (LIKELY_FROM + LIKELY_TO) / 2
    fitting = sorted(
        cards,
        key=lambda card: (
            abs(chance_of(belief, card.difficulty, context.now(), kind="criterion") - middle),
            card.slug,
        ),
    )
    return [card.slug for card in fitting[:1]]
