"""What people do for others' learning, and how steadily they keep up their own: facts for whoever was told the news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from lms.learning.competence.reviewing import days_of_streak
from lms.learning.competence.tables import ReviewDay
from lms.learning.observing.tables import Observation
from lms.learning.tables import LearningResult
from lms.platform.context import Context


@dataclass(frozen=True)
class Care:
    """Somebody did something for a colleague's learning."""

    by_person_id: str
    person_id: str
    at: datetime


def observations_by_id(context: Context, ids: Iterable[str]) -> tuple[Care, ...]:
    """Signed observations. For services: nothing here asks who asks."""
    query = select(col(Observation.observer_id), col(Observation.person_id), col(Observation.signed_at))
    with context.database.reading() as connection:
        rows = connection.execute(query.where(col(Observation.id).in_(sorted(set(ids)))))
        return tuple(Care(*row) for row in rows)


def observations_by(context: Context, person_ids: Iterable[str]) -> tuple[str, ...]:
    """The ids of what some people have observed, the oldest first. For services."""
    query = select(col(Observation.id)).where(col(Observation.observer_id).in_(sorted(set(person_ids))))
    with context.database.reading() as connection:
        return tuple(connection.execute(query.order_by(col(Observation.signed_at))).scalars())


def signatures_by_id(context: Context, ids: Iterable[str]) -> tuple[Care, ...]:
    """What somebody signed for others. For services: nothing here asks who asks."""
    about = col(LearningResult.by_person_id), col(LearningResult.person_id), col(LearningResult.at)
    query = select(*about).where(
        col(LearningResult.id).in_(sorted(set(ids))), col(LearningResult.by_person_id).is_not(None)
    )
    with context.database.reading() as connection:
        return tuple(Care(row[0], row[1], row[2]) for row in connection.execute(query) if row[0] is not None)


def review_streak(context: Context, person_id: str) -> Sequence[date]:
    """The days of somebody's streak of daily reviews that lasts, the first day first. For services."""
    query = select(col(ReviewDay.day)).where(col(ReviewDay.person_id) == person_id)
    with context.database.reading() as connection:
        days = list(connection.execute(query.order_by(col(ReviewDay.day).desc())).scalars())
    return days_of_streak(days, today=context.today())
