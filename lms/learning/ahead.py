"""The tiers that are still to come for somebody: what a rule will enrol them in, from which day, and after what."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from lms.catalogue.teaching import Curriculum
from lms.learning.enrolling import meant
from lms.learning.room import Learning
from lms.learning.tables import Enrolment
from lms.people import Action, Actor, read_staff, whom_asked
from scenarios.transcript import Locale


@dataclass(frozen=True)
class TierAhead:
    """A curriculum that somebody will be enrolled in, as they stand today.

    Attributes:
        begins_on: the first day on which its rule takes them, today at the earliest.
        after: titles of the curricula to complete before that.
    """

    curriculum: Curriculum
    begins_on: date
    after: tuple[str, ...]


def tiers_ahead(
    learning: Learning, *, actor: Actor, locale: Locale, person_id: str | None = None
) -> tuple[TierAhead, ...]:
    """What the rules hold ready for somebody in their jobs, roles and units, the earliest first.

    Args:
        learning: the room.
        actor: who asks.
        locale: the language of the titles.
        person_id: for whom; the actor by default.

    Raises:
        Forbidden: the actor may not see this person's progress.
        NotFound: there is no such person.
    """
    about = whom_asked(learning.context, actor=actor, action=Action.READ_PROGRESS, person_id=person_id)
    shelf, today = learning.shelves.shelf(locale), learning.context.today()
    with learning.context.database.reading() as connection:
        staff = read_staff(connection, now=learning.context.now(), person_ids=[about])
        rounds = connection.execute(
            select(col(Enrolment.curriculum), col(Enrolment.state), col(Enrolment.completed_on)).where(
                col(Enrolment.person_id) == about
            )
        ).all()
    completed = {row.curriculum for row in rounds if row.completed_on is not None}
    begun = completed | {row.curriculum for row in rounds if row.state != "ended"}
    ahead = []
    for person in staff:
        for curriculum in shelf.curricula.values():
            audience = curriculum.meant_for
            by_now = audience.model_copy(update={"hired_for_days": None, "after": ()})
            if (
                curriculum.slug in begun
                or audience.nobody
                or not person.active
                or not meant(by_now, person, (), today=today)
            ):
                continue
            begins = max(today, person.hired_on + timedelta(days=audience.hired_for_days or 0))
            within = audience.hired_within_days
            if within is not None and begins > person.hired_on + timedelta(days=within):
                continue
            missing = tuple(shelf.curricula[slug].title for slug in audience.after if slug not in completed)
            ahead.append(TierAhead(curriculum, begins, missing))
    ahead.sort(key=lambda one: (bool(one.after), one.begins_on, one.curriculum.slug))
    return tuple(ahead)
