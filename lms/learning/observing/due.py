"""Who is to be observed next: their course has come to it, and enough was not seen yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from lms.catalogue.teaching import ObservationActivity
from lms.learning.observing.stages import Stage, stages_of
from lms.learning.observing.tables import ObservationDraft
from lms.learning.room import Learning
from lms.people import Action, Actor, PersonCard, may
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
    learning: Learning, *, actor: Actor, people: Sequence[PersonCard], locale: Locale
) -> tuple[ObservationDue, ...]:
    """What of some people the actor is to see at work: the earliest due first."""
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


def waits(stage: Stage) -> bool:
    """Whether a step is open to be seen: what comes before it is done, and not enough was seen."""
    return not stage.done and not stage.course.blocked_by and stage.course.state != "waived"
