"""Whom to look after: who is overdue or lapsed, and the few to talk to today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from lms.insight.completion import tiers_of
from lms.insight.scope import units_within
from lms.learning import Learning, Validity, away_on, newest_rounds
from lms.learning.reminders.making import reminded_on
from lms.people import Action, Actor, Job, further_in, staff_in
from lms.platform.settings import Locale
from scenarios.schema import Tier

SOON = 7
"""Days before a due date from which somebody who has not begun is asked after."""
A_PERSON_MOST = 8
"""Enrolments that one person is taken to have at most, when some people are picked."""


@dataclass(frozen=True)
class Behind:
    """Somebody and one of their enrolments that needs looking after.

    Attributes:
        validity: ``overdue``, ``lapsed`` or, where it is due soon, ``open`` or ``renewing``.
        ever: whether they completed it before.
        due_on: the earliest day by which something is due; none where nothing is open any more.
        held_until: the last day on which it held; none where it never did.
        done: courses that are settled, of ``total``.
        reminded_on: the last day on which they were reminded of it; none where they never were.
    """

    person_id: str
    employee_no: str
    name_zh: str
    name_en: str
    jobs: tuple[Job, ...]
    unit_id: str
    curriculum: str
    validity: Validity
    ever: bool
    due_on: date | None
    held_until: date | None
    done: int
    total: int
    reminded_on: date | None = None

    def name(self, locale: Locale) -> str:
        """The name as it is written in a language."""
        return self.name_zh if locale == "zh-CN" else self.name_en


@dataclass(frozen=True)
class BehindPage:
    """Some of those who are behind, and how many there are in all; 0 beyond the last of them."""

    people: tuple[Behind, ...]
    count: int


def people_behind(
    learning: Learning,
    *,
    actor: Actor,
    unit_id: str | None = None,
    job: Job | None = None,
    tier: Tier | None = None,
    limit: int = 20,
    offset: int = 0,
) -> BehindPage:
    """Who is lapsed or overdue, the longest first; the actor is none of their own people.

    Raises:
        Forbidden: the actor may see nobody's progress, or not that unit's.
    """
    query, c = _of(learning, actor, unit_id, job, tier, due_by=learning.context.today())
    query = query.where(c.validity.in_(("lapsed", "overdue")))
    since = case((c.validity == "lapsed", c.held_until), else_=c.due_on)
    page = query.add_columns(func.count().over().label("of"))
    page = page.order_by(since, c.employee_no, c.curriculum).limit(limit).offset(offset)
    with learning.context.database.reading() as connection:
        rows = connection.execute(page).all()
        reminded = reminded_on(connection, {row.enrolment_id: row.person_id for row in rows})
    return BehindPage(tuple(_behind(row, reminded) for row in rows), rows[0].of if rows else 0)


def to_talk_to(
    learning: Learning, *, actor: Actor, unit_id: str | None = None, most: int = 3
) -> tuple[Behind, ...]:
    """The people whom a word helps most today, one reason each.

    First those for whom something holds no more, then who is overdue, the longest first, then who has not begun what
    is due within ``SOON`` days. Who is on leave is left in peace.

    Raises:
        Forbidden: the actor may see nobody's progress, or not that unit's.
    """
    today = learning.context.today()
    by = today + timedelta(days=SOON)
    query, c = _of(learning, actor, unit_id, None, None, due_by=by)
    soon = and_(c.due_on <= by, c.done == 0, c.validity.in_(("open", "renewing")))
    urgency = case((c.validity == "lapsed", 0), (c.validity == "overdue", 1), else_=2)
    query = (
        query.where(or_(c.validity.in_(("lapsed", "overdue")), soon))
        .where(c.person_id.not_in(select(away_on(today).c.person_id)))
        .order_by(
            urgency, case((c.validity == "lapsed", c.held_until), else_=c.due_on), c.employee_no, c.curriculum
        )
        .limit(most * A_PERSON_MOST)
    )
    with learning.context.database.reading() as connection:
        rows = connection.execute(query).all()
        reminded = reminded_on(connection, {row.enrolment_id: row.person_id for row in rows})
    found: dict[str, Behind] = {}
    for row in rows:
        found.setdefault(row.person_id, _behind(row, reminded))
    return tuple(found.values())[:most]


def _of(
    learning: Learning,
    actor: Actor,
    unit_id: str | None,
    job: Job | None,
    tier: Tier | None,
    *,
    due_by: date,
) -> tuple[Select[Any], ReadOnlyColumnCollection[str, Any]]:
    """All rows within reach that are lapsed or due by a day, and others; and their columns by name."""
    units = units_within(learning.context, actor=actor, action=Action.READ_PROGRESS, unit_id=unit_id)
    rounds = newest_rounds(
        learning.context.today(),
        people=staff_in(units, job=job),
        curricula=tiers_of(learning, tier),
        due_by=due_by,
    )
    return select(rounds).where(rounds.c.person_id != actor.person_id), rounds.c


def _behind(row: Any, reminded: Mapping[str, date]) -> Behind:
    return Behind(
        row.person_id,
        row.employee_no,
        row.name_zh,
        row.name_en,
        (Job(row.job), *further_in(row.further_jobs)),
        row.unit_id,
        row.curriculum,
        row.validity,
        bool(row.ever),
        row.due_on,
        row.held_until,
        row.done,
        row.total,
        reminded.get(row.enrolment_id),
    )
