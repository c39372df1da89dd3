"""What was arranged for somebody by hand: courses waived, leave, enrolments, each with who said so and why."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from lms.learning.room import Learning
from lms.learning.tables import Enrolment, Leave, Waiver
from lms.people import Action, Actor, PersonCard, find_person, people_by_id, require


@dataclass(frozen=True)
class WaivedCourse:
    """A course somebody was let off, ``until`` a day (inclusive) or for good."""

    course: str
    reason: str
    until: date | None
    by: PersonCard
    at: datetime


@dataclass(frozen=True)
class LeaveNoted:
    """Days on which somebody is away; ``ends_on`` is the last, none while it lasts."""

    starts_on: date
    ends_on: date | None
    by: PersonCard


@dataclass(frozen=True)
class EnrolledByHand:
    """A curriculum somebody was given by a colleague."""

    curriculum: str
    started_on: date
    reason: str
    by: PersonCard


@dataclass(frozen=True)
class Arrangements:
    """All that stands of it, the newest first."""

    waivers: tuple[WaivedCourse, ...]
    leaves: tuple[LeaveNoted, ...]
    enrolments: tuple[EnrolledByHand, ...]


def arrangements_of(learning: Learning, *, actor: Actor, person_id: str) -> Arrangements:
    """What was arranged for somebody and not taken back.

    Raises:
        NotFound: there is no such person, or not for this actor.
        Forbidden: the actor may not see this person's progress.
    """
    card = find_person(learning.context, actor=actor, person_id=person_id)
    require(actor, Action.READ_PROGRESS, person_id=person_id, unit_id=card.unit_id)
    with learning.context.database.reading() as connection:
        waivers = connection.execute(
            select(Waiver)
            .where(col(Waiver.person_id) == person_id, col(Waiver.taken_back_at).is_(None))
            .order_by(col(Waiver.at).desc())
        ).all()
        leaves = connection.execute(
            select(Leave).where(col(Leave.person_id) == person_id).order_by(col(Leave.starts_on).desc())
        ).all()
        enrolments = connection.execute(
            select(Enrolment)
            .where(col(Enrolment.person_id) == person_id, col(Enrolment.by_person_id).is_not(None))
            .order_by(col(Enrolment.started_on).desc())
        ).all()
    by = people_by_id(learning.context, [row.by_person_id for row in (*waivers, *leaves, *enrolments)])
    return Arrangements(
        tuple(
            WaivedCourse(row.course, row.reason, row.until, by[row.by_person_id], row.at) for row in waivers
        ),
        tuple(LeaveNoted(row.starts_on, row.ends_on, by[row.by_person_id]) for row in leaves),
        tuple(
            EnrolledByHand(row.curriculum, row.started_on, row.reason or "", by[row.by_person_id])
            for row in enrolments
        ),
    )
