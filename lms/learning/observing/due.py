"""Who is to be observed next: their course has come to it, and enough was not seen yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlmodel import col

from lms.catalogue.teaching import ObservationActivity
from lms.learning.observing.stages import Stage, asked_for, stages_of
from lms.learning.observing.tables import ObservationDraft
from lms.learning.room import Learning
from lms.learning.standing import Outcome
from lms.learning.tables import Enrolment, LearningResult
from lms.people import Action, Actor, PersonCard, may, people_within, reachable_ids
from scenarios.transcript import Locale


@dataclass(frozen=True)
class ObservationDue:
    """An observation that a course asks for and that can be made now.

    Attributes:
        ready: how many in a row have said “ready” so far.
        last_failed: whether the last one said otherwise.
        begun: whether the actor has a draft of it.
    """

    person: PersonCard
    course: str
    course_title: str
    activity: ObservationActivity
    due_on: date
    ready: int
    last_failed: bool
    begun: bool


def observations_due(
    learning: Learning, *, actor: Actor, people: Sequence[PersonCard] | None = None, locale: Locale
) -> tuple[ObservationDue, ...]:
    """What of some people the actor is to see at work: the earliest due first.

    Args:
        learning: the room.
        actor: who is to observe.
        people: of whom; of everybody within the actor's reach when not given.
        locale: in which courses and steps are named.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    people = _who_may_wait(learning, actor) if people is None else people
    cards = {
        card.person_id: card
        for card in people
        if may(actor, Action.OBSERVE, person_id=card.person_id, unit_id=card.unit_id)
    }
    shelf = learning.shelves.shelf(locale)
    waiting = [one for one in stages_of(learning, set(cards), shelf) if waits(one)]
    with learning.context.database.reading() as connection:
        begun = set(
            connection.execute(
                select(col(ObservationDraft.person_id)).where(
                    col(ObservationDraft.observer_id) == actor.person_id
                )
            ).scalars()
        )
    due = [
        ObservationDue(
            cards[one.person_id],
            one.course.course,
            shelf.courses[one.course.course].title,
            one.activity,
            one.course.due_on,
            one.ready,
            one.last_failed,
            one.person_id in begun,
        )
        for one in waiting
    ]
    return tuple(sorted(due, key=lambda one: (not one.begun, one.due_on, one.person.employee_no)))


def _who_may_wait(learning: Learning, actor: Actor) -> Sequence[PersonCard]:
    """Everybody within reach whose course may wait for it: it is open, or they failed at work and may have to again."""
    failed = select(col(LearningResult.person_id)).where(
        col(LearningResult.person_id) == col(Enrolment.person_id),
        col(LearningResult.kind) == "observation",
        col(LearningResult.outcome) != Outcome.PASSED,
    )
    completed = col(Enrolment.state) == "completed"
    with learning.context.database.reading() as connection:
        ids = connection.execute(
            select(col(Enrolment.person_id))
            .where(
                col(Enrolment.curriculum).in_(sorted(asked_for(learning.structure))),
                or_(col(Enrolment.state) == "open", and_(completed, failed.exists())),
                col(Enrolment.person_id).in_(reachable_ids(actor=actor, action=Action.OBSERVE)),
            )
            .distinct()
        ).scalars()
        return tuple(people_within(connection, ids).values())


def waits(stage: Stage) -> bool:
    """Whether a step is open to be seen: what comes before it is done, and not enough was seen."""
    return not stage.done and not stage.course.blocked_by and stage.course.state != "waived"
