"""The daily review: a few quiz items a day, asked again when they are about to be forgotten.

An item comes in when it was first answered in a quiz. Days and streaks are those of the bank's calendar: whoever is
off does not lose anything by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from math import ceil
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from lms.learning.answers import Asked, is_right, shown_order
from lms.learning.competence.noting import answered_item, take_down
from lms.learning.competence.tables import ReviewCard, ReviewDay
from lms.learning.news import REVIEWED
from lms.learning.review_schedule import BUDGET, USUAL, answered, due_at, due_today, is_due
from lms.learning.room import Learning
from lms.people import Actor, require_own_password
from lms.platform.errors import NotFound, Refused
from lms.platform.events import publish
from lms.platform.i18n import mark
from lms.platform.working_days import is_working_day
from scenarios.transcript import Locale

LONGEST_S = 120
"""Seconds one answer counts at most: a page left open was not read all the while."""
LOOKED_BACK = 120
"""Days over which a streak is counted."""


@dataclass(frozen=True)
class Review:
    """What is to be asked today.

    Attributes:
        due: ids of items, those most likely forgotten first; as many as today's time allows.
        later: how many more are due and left for another day.
        answered: how many were answered today.
        right: how many of these rightly.
        streak: working days in a row with a review, today's or the last one's among them.
        this_month: days of this month with a review.
        next_on: the next day on which something is due; none where nothing was ever answered.
    """

    due: tuple[str, ...]
    later: int
    answered: int
    right: int
    streak: int
    this_month: int
    next_on: date | None

    @property
    def minutes(self) -> int:
        """How long it takes, about."""
        return ceil(len(self.due) * USUAL / 60)


def review_today(learning: Learning, *, actor: Actor) -> Review:
    """What the actor is asked again today, and how the last days went.

    Raises:
        Forbidden: they have not chosen a password of their own yet.
    """
    require_own_password(actor)
    now, today, zone = learning.context.now(), learning.context.today(), learning.context.settings.zone
    published = learning.structure.items()
    with learning.context.database.reading() as connection:
        # The whole of today is due in the morning.
        soon = connection.execute(
            select(ReviewCard).where(
                col(ReviewCard.person_id) == actor.person_id,
                col(ReviewCard.due_at) < now + timedelta(days=1),
            )
        ).all()
        days = connection.execute(
            select(ReviewDay)
            .where(
                col(ReviewDay.person_id) == actor.person_id,
                col(ReviewDay.day) > today - timedelta(days=LOOKED_BACK),
            )
            .order_by(col(ReviewDay.day).desc())
        ).all()
        following = connection.execute(
            select(func.min(col(ReviewCard.due_at))).where(
                col(ReviewCard.person_id) == actor.person_id, col(ReviewCard.due_at) > now
            )
        ).scalar()
    # An item that was taken back meanwhile is not asked any more.
    kept = {row.item: row.kept for row in soon if row.item in published}
    here = next((row for row in days if row.day == today), None)
    due = due_today(kept, at=now, zone=zone, spent=float(here.seconds) if here else 0.0, budget=BUDGET)
    ready = sum(is_due(one, at=now, zone=zone) for one in kept.values())
    return Review(
        due,
        ready - len(due),
        here.answered if here else 0,
        here.correct if here else 0,
        streak_of([row.day for row in days], today=today),
        sum(row.day.replace(day=1) == today.replace(day=1) for row in days),
        following.astimezone(zone).date() if following else None,
    )


def answer_review(
    learning: Learning, *, actor: Actor, item_id: str, chosen: Sequence[int], seconds: float
) -> bool:
    """Answer an item that is due; whether that was right. It counts for the competencies it speaks of.

    Args:
        learning: the room.
        actor: whose review it is.
        item_id: the item.
        chosen: positions of options as the item has them; of an ordering, all in their order.
        seconds: how long it took.

    Raises:
        NotFound: there is no such item among theirs.
        Refused: nothing was chosen, or it is not due: it was answered a moment ago, in another window say.
    """
    require_own_password(actor)
    context = learning.context
    now, zone = context.now(), context.settings.zone
    course, item = learning.structure.items().get(item_id, (None, None))
    taken = min(max(seconds, 1.0), LONGEST_S)
    with context.database.transaction() as connection:
        row = connection.execute(
            select(ReviewCard)
            .where(col(ReviewCard.person_id) == actor.person_id, col(ReviewCard.item) == item_id)
            .with_for_update()
        ).one_or_none()
        if row is None or course is None or item is None:
            raise NotFound("There is no such question in your review.")
        right = is_right(item, chosen)
        if not is_due(row.kept, at=now, zone=zone):
            raise Refused(mark("This question has been answered already; the first answer stands."))
        kept = answered(row.kept, right=right, seconds=taken, at=now, zone=zone)
        connection.execute(
            update(ReviewCard)
            .where(col(ReviewCard.person_id) == actor.person_id, col(ReviewCard.item) == item_id)
            .values(kept=kept, due_at=due_at(kept))
        )
        _count(connection, actor.person_id, context.today(), right=right, seconds=round(taken), at=now)
        seen = answered_item(item, course=course, ref=f"{item_id}@{now.isoformat()}", right=right, at=now)
        take_down(connection, person_id=actor.person_id, seen=seen)
    return right


def review_item(learning: Learning, *, actor: Actor, item_id: str, locale: Locale) -> Asked:
    """An item as it is put to the actor today.

    Raises:
        NotFound: it is not published any more.
    """
    require_own_password(actor)
    found = learning.shelves.shelf(locale).items().get(item_id)
    if found is None:
        raise NotFound("There is no such question in your review.")
    item = found[1]
    return Asked(item, shown_order(item, learning.context.today().toordinal()), None, None)


def keep_for_review(
    connection: Connection, *, person_id: str, right: Mapping[str, bool], at: datetime, zone: tzinfo
) -> None:
    """Take the items of a quiz that was handed in among those to be asked again.

    Args:
        connection: of the transaction that hands it in.
        person_id: whose they are.
        right: whether each was answered rightly, by its id.
        at: when.
        zone: the bank's time zone.
    """
    known: dict[str, Row[Any]] = {
        row.item: row
        for row in connection.execute(
            select(ReviewCard).where(
                col(ReviewCard.person_id) == person_id, col(ReviewCard.item).in_(sorted(right))
            )
        )
    }
    fresh: list[tuple[str, dict[str, Any]]] = []
    again: list[tuple[str, dict[str, Any]]] = []
    for item, was_right in right.items():
        before = known[item].kept if item in known else None
        kept = answered(before, right=was_right, seconds=USUAL, at=at, zone=zone)
        (fresh if before is None else again).append((item, kept))
    if fresh:
        connection.execute(
            insert(ReviewCard),
            [
                {"person_id": person_id, "item": item, "kept": kept, "due_at": due_at(kept)}
                for item, kept in fresh
            ],
        )
    if again:
        connection.execute(
            update(ReviewCard)
            .where(
                col(ReviewCard.person_id) == bindparam("of_person"),
                col(ReviewCard.item) == bindparam("of_item"),
            )
            .values(kept=bindparam("kept"), due_at=bindparam("due_at")),
            [
                {"of_person": person_id, "of_item": item, "kept": kept, "due_at": due_at(kept)}
                for item, kept in again
            ],
        )


def streak_of(days: Sequence[date], *, today: date) -> int:
    """How many days in a row somebody reviewed; days off in between and today, as long as it lasts, break nothing.

    Args:
        days: days with a review, the latest first.
        today: the day of the question.
    """
    return len(days_of_streak(days, today=today))


def days_of_streak(days: Sequence[date], *, today: date) -> list[date]:
    """The days of the streak that lasts, the first day first; the arguments are those of ``streak_of``."""
    streak: list[date] = []
    following = today
    for day in days:
        if any(is_working_day(day + timedelta(days=gap)) for gap in range(1, (following - day).days)):
            break
        streak.append(day)
        following = day
    return streak[::-1]


def _count(
    connection: Connection, person_id: str, day: date, *, right: bool, seconds: int, at: datetime
) -> None:
    today = select(col(ReviewDay.day)).where(col(ReviewDay.person_id) == person_id, col(ReviewDay.day) == day)
    if connection.execute(today).first() is None:
        publish(connection, REVIEWED, [person_id], at=at)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    amounts = {"answered": 1, "correct": int(right), "seconds": seconds}
    row = dialect.insert(ReviewDay).values(person_id=person_id, day=day, **amounts)
    more = {name: getattr(ReviewDay, name) + row.excluded[name] for name in amounts}
    connection.execute(row.on_conflict_do_update(index_elements=["person_id", "day"], set_=more))
