"""The newest round of everybody's enrolments, with what it says today: for questions that count over many people.

Here is in SQL what ``paths.validity`` is for one person; a test holds the two against each other.
"""

from datetime import date

from sqlalchemy import Subquery, and_, case, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from lms.learning.tables import Enrolment, Leave


def newest_rounds(today: date, *, people: Subquery) -> Subquery:
    """One row an enrolment of some people that has not ended, its newest round; ``people`` has their ``person_id``.

    Columns: ``enrolment_id``, ``person_id``, ``curriculum``, ``validity`` (see ``paths.Validity``), ``due_on``,
    ``held_until`` (the last day on which what was completed holds), ``ever`` (1 where any round was completed),
    ``done`` and ``total`` courses, ``counts_from``.
    """
    every = aliased(Enrolment)
    completed = col(every.state) == "completed"
    # All rounds are read once and taken together: to look up the earlier ones for each would take three times as long.
    known = (
        select(
            col(every.person_id),
            col(every.curriculum),
            func.max(col(every.round)).label("newest"),
            func.max(case((completed, col(every.valid_until)))).label("held_until"),
            func.max(case((completed, 1), else_=0)).label("ever"),
        )
        .where(col(every.person_id).in_(select(people.c.person_id)))
        .group_by(col(every.person_id), col(every.curriculum))
        .subquery("known")
    )
    ended = col(Enrolment.state) == "completed"
    held = case((ended, col(Enrolment.valid_until)), else_=known.c.held_until)
    validity = case(
        (and_(ended, held < today), "lapsed"),
        (ended, "completed"),
        (held >= today, "renewing"),
        (held < today, "lapsed"),
        (col(Enrolment.due_on) < today, "overdue"),
        else_="open",
    )
    return (
        select(
            col(Enrolment.id).label("enrolment_id"),
            col(Enrolment.person_id),
            col(Enrolment.curriculum),
            validity.label("validity"),
            col(Enrolment.due_on),
            held.label("held_until"),
            known.c.ever,
            col(Enrolment.done),
            col(Enrolment.total),
            col(Enrolment.counts_from),
        )
        .join(
            known,
            and_(
                known.c.person_id == col(Enrolment.person_id),
                known.c.curriculum == col(Enrolment.curriculum),
                known.c.newest == col(Enrolment.round),
            ),
        )
        .where(col(Enrolment.state) != "ended")
        .subquery("rounds")
    )


def away_on(day: date) -> Subquery:
    """Whoever is on a leave that was noted: ``person_id``."""
    return (
        select(col(Leave.person_id))
        .where(col(Leave.starts_on) <= day, (col(Leave.ends_on).is_(None)) | (col(Leave.ends_on) >= day))
        .distinct()
        .subquery("away")
    )
