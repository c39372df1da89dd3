"""The newest round of everybody's enrolments, with what it says today: for questions that count over many people.

Here is in SQL what ``paths.validity`` is for one person; a test holds the two against each other.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, literal, literal_column, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from lms.learning.tables import Enrolment, Leave


def newest_rounds(
    today: date, *, people: Subquery, curricula: Collection[str], due_by: date | None = None
) -> Subquery:
    """One row an enrolment of some people that has not ended and is not past, its newest round.

    Columns: those of ``people``, and ``enrolment_id``, ``curriculum``, ``validity`` (see ``paths.Validity``),
    ``due_on``, ``held_until`` (the last day on which what was completed holds), ``ever`` (1 where any round was
    completed), ``done`` and ``total`` courses, ``counts_from``.

    Args:
        today: the day of the question.
        people: whose; their ``person_id``, and whatever else is wanted of them.
        curricula: in which.
        due_by: leave out what surely is neither lapsed nor due by this day; what is left in need not be.
    """
    newer, earlier = aliased(Enrolment), _earlier_rounds(people)
    ended = col(Enrolment.state) == "completed"
    held = case((ended, col(Enrolment.valid_until)), else_=earlier.c.held_until)
    validity = case(
        (ended, "completed"),
        (held >= today, "renewing"),
        (held < today, "lapsed"),
        (col(Enrolment.due_on) < today, "overdue"),
        else_="open",
    )
    query = (
        select(
            *people.c,
            col(Enrolment.id).label("enrolment_id"),
            col(Enrolment.curriculum),
            validity.label("validity"),
            col(Enrolment.due_on),
            held.label("held_until"),
            case((ended, 1), else_=func.coalesce(earlier.c.ever, 0)).label("ever"),
            col(Enrolment.done),
            col(Enrolment.total),
            col(Enrolment.counts_from),
        )
        .join(people, people.c.person_id == col(Enrolment.person_id))
        .outerjoin(
            earlier,
            and_(
                _open(Enrolment),
                earlier.c.person_id == col(Enrolment.person_id),
                earlier.c.curriculum == col(Enrolment.curriculum),
            ),
        )
        .where(
            col(Enrolment.state) != "ended",
            # What holds no more and is not being renewed, nobody asks for: see ``paths.Validity``.
            or_(~ended, col(Enrolment.valid_until).is_(None), col(Enrolment.valid_until) >= today),
            # Written so that SQLite reads a person's rounds at once: by the index it would ask for each curriculum.
            (col(Enrolment.curriculum) + "").in_(sorted(curricula)),
            # With “*” SQLite would fetch the row beside the index.
            ~exists(literal(1)).where(
                col(newer.person_id) == col(Enrolment.person_id),
                col(newer.curriculum) == col(Enrolment.curriculum),
                col(newer.round) > col(Enrolment.round),
            ),
        )
    )
    if due_by is not None:
        query = query.where(_may_be_late(today, due_by))
    return query.subquery("rounds")


def away_on(day: date) -> Subquery:
    """Whoever is on a leave that was noted: ``person_id``."""
    return (
        select(col(Leave.person_id))
        .where(col(Leave.starts_on) <= day, (col(Leave.ends_on).is_(None)) | (col(Leave.ends_on) >= day))
        .distinct()
        .subquery("away")
    )


def _earlier_rounds(people: Subquery) -> Subquery:
    """What all rounds say together of an enrolment that is being renewed: the others have nothing to look back to."""
    renewed, every = aliased(Enrolment), aliased(Enrolment)
    completed = col(every.state) == "completed"
    return (
        select(
            col(every.person_id),
            col(every.curriculum),
            func.max(case((completed, col(every.valid_until)))).label("held_until"),
            func.max(case((completed, 1), else_=0)).label("ever"),
        )
        .join(
            renewed,
            and_(
                col(renewed.person_id) == col(every.person_id),
                col(renewed.curriculum) == col(every.curriculum),
            ),
        )
        .join(people, people.c.person_id == col(renewed.person_id))
        .where(_open(renewed), col(renewed.round) > 1)
        .group_by(col(every.person_id), col(every.curriculum))
        .subquery("earlier")
    )


def _open(rounds: type[Enrolment]) -> ColumnElement[bool]:
    # A literal: SQLite knows the index of what is open by it alone.
    return col(rounds.state) == literal_column("'open'")


def _may_be_late(today: date, due_by: date) -> ColumnElement[bool]:
    """What can be said of a round without a look at the ones before."""
    return and_(
        _open(Enrolment),
        or_(col(Enrolment.due_on) <= due_by, col(Enrolment.due_on) < today, col(Enrolment.round) > 1),
    )
