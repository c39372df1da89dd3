"""Complaints counted by week, branch and cause, and of whom, and needs: figures for what asks how often, never a word.

What repeats an earlier item is counted once; what looks like a paid complainer's is answered, and counted against
nobody.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    String,
    and_,
    case,
    cast,
    extract,
    func,
    or_,
    select,
)
from sqlmodel import col

from lms.feedback.reach import open_to
from lms.feedback.tables import FeedbackLink, FeedbackStanding
from lms.people import Actor
from lms.platform.batches import batches

WEEK = timedelta(days=7)
_SECONDS = 7 * 24 * 3_600
Counts = Mapping[tuple[str, int, str], int]
"""How many, by unit, week and cause; weeks are counted from 0."""
Times = Mapping[int, tuple[datetime, datetime]]
"""By number from when on and until before when; no two of them overlap."""
NeedCounts = Mapping[tuple[int, str, str, str], int]
"""How many, by number of the time, cause, business and segment; what has no cause goes by its kind."""


def complaints_by_week(connection: Connection, *, since: datetime, weeks: int) -> Counts:
    """All complaints of some weeks from a moment on. For services: nothing here asks who asks."""
    until = since + weeks * WEEK
    moment = cast(extract("epoch", col(FeedbackStanding.received_at)), BigInteger)
    week = ((moment - int(since.timestamp())) // _SECONDS).label("week")
    rows = connection.execute(
        select(col(FeedbackStanding.unit_id), week, col(FeedbackStanding.cause), func.count())
        .where(
            _counts(),
            col(FeedbackStanding.received_at) >= since,
            col(FeedbackStanding.received_at) < until,
        )
        .group_by(col(FeedbackStanding.unit_id), week, col(FeedbackStanding.cause))
    )
    found: Counter[tuple[str, int, str]] = Counter()
    for unit_id, place, cause, count in rows:
        # What came in the last millisecond is rounded up by one of the databases.
        found[unit_id, min(int(place), weeks - 1), cause or "other"] += count
    return found


def complaints_between(
    connection: Connection, *, since: datetime, until: datetime
) -> list[tuple[str, str, int]]:
    """All complaints between two moments: unit, cause, how many. For services, as above."""
    rows = connection.execute(
        select(col(FeedbackStanding.unit_id), col(FeedbackStanding.cause), func.count())
        .where(
            _counts(),
            col(FeedbackStanding.received_at) >= since,
            col(FeedbackStanding.received_at) < until,
        )
        .group_by(col(FeedbackStanding.unit_id), col(FeedbackStanding.cause))
    )
    return [(unit_id, cause or "other", int(count)) for unit_id, cause, count in rows]


def complaints_of(
    connection: Connection, person_ids: Collection[str], *, since: datetime, until: datetime
) -> dict[str, list[datetime]]:
    """When complaints came that a person has confirmed to be about somebody. For services, as above."""
    found: dict[str, list[datetime]] = {}
    for ids in batches(sorted(set(person_ids))):
        rows = connection.execute(
            select(col(FeedbackStanding.person_id), col(FeedbackStanding.received_at))
            .where(
                _counts(),
                col(FeedbackStanding.person_id).in_(ids),
                col(FeedbackStanding.employee) == "confirmed",
                col(FeedbackStanding.received_at) >= since,
                col(FeedbackStanding.received_at) < until,
            )
            .order_by(col(FeedbackStanding.received_at))
        )
        for person_id, at in rows:
            found.setdefault(str(person_id), []).append(at)
    return found


def first_complaints(connection: Connection) -> dict[str, datetime]:
    """For each unit when the first complaint came that the portal itself holds. For services, as above."""
    rows = connection.execute(
        select(col(FeedbackStanding.unit_id), func.min(col(FeedbackStanding.received_at)))
        .where(col(FeedbackStanding.kind) == "complaint")
        .group_by(col(FeedbackStanding.unit_id))
    )
    return {str(unit_id): at for unit_id, at in rows}


def needs_told(connection: Connection, actor: Actor, units: Collection[str], *, times: Times) -> NeedCounts:
    """What customers needed in some times, praise aside: of these units, as far as the actor may read it.

    For services: whether the actor may ask for these units is theirs to ask.
    """
    at = col(FeedbackStanding.received_at)
    within = {number: and_(at >= since, at < until) for number, (since, until) in times.items()}
    place = case(*((one, number) for number, one in within.items()), else_=-1).label("place")
    cause = func.coalesce(col(FeedbackStanding.cause), col(FeedbackStanding.kind)).label("need")
    head = (place, cause, col(FeedbackStanding.business), col(FeedbackStanding.segment))
    rows = connection.execute(
        select(*head, func.count())
        .where(or_(*within.values()), is_need(), *open_to(actor, units))
        .group_by(*head)
    )
    return {(int(number), *about): count for number, *about, count in rows}


def first_told(connection: Connection, actor: Actor, units: Collection[str]) -> datetime | None:
    """When the first item came in some units that the portal holds, as far as the actor may read it."""
    return connection.execute(
        select(col(FeedbackStanding.received_at))
        .where(*open_to(actor, units))
        .order_by(col(FeedbackStanding.received_at))
        .limit(1)
    ).scalar()


def first_told_by_unit(connection: Connection, actor: Actor, units: Collection[str]) -> dict[str, datetime]:
    """The same for each unit that has any."""
    rows = connection.execute(
        select(col(FeedbackStanding.unit_id), func.min(col(FeedbackStanding.received_at)))
        .where(*open_to(actor, units))
        .group_by(col(FeedbackStanding.unit_id))
    )
    return {str(unit_id): at for unit_id, at in rows}


def is_need() -> ColumnElement[bool]:
    """Whether an item is somebody's need, told for the first time: no praise, and nothing a paid complainer wrote."""
    return and_(col(FeedbackStanding.kind) != "praise", _once())


def _counts() -> ColumnElement[bool]:
    return and_(col(FeedbackStanding.kind) == "complaint", _once())


def _once() -> ColumnElement[bool]:
    again = (
        select(col(FeedbackLink.id))
        .where(
            col(FeedbackLink.later_id) == col(FeedbackStanding.item_id),
            col(FeedbackLink.state).in_(("same", "follow_up")),
        )
        .exists()
    )
    return and_(cast(col(FeedbackStanding.flags), String).not_like('%"suspected_agent"%'), ~again)
