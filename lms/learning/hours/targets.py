"""Whom training hours are asked of, and how many a year: groups of staff, and the bank's targets.

The rules ask for consumer protection training of managers, front line and new hires every year and name no number of
minutes. What is shipped is a start; the bank sets its own.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from lms.learning.hours.rules import TOPICS
from lms.learning.hours.tables import HoursTarget
from lms.learning.room import Learning
from lms.people import Action, Actor, Job, Role, StaffRow, UnitKind, list_units, require
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

StaffGroup = Literal["manager", "front_line", "new_hire"]
GROUPS: tuple[StaffGroup, ...] = get_args(StaffGroup)
Targets = Mapping[tuple[str, str], int]
"""Minutes a year by topic and group."""

SHIPPED: Targets = {
    ("consumer_protection", "manager"): 120,
    ("consumer_protection", "front_line"): 120,
    ("consumer_protection", "new_hire"): 240,
    ("anti_fraud", "manager"): 30,
    ("anti_fraud", "front_line"): 60,
    ("anti_fraud", "new_hire"): 60,
    ("elder_service", "manager"): 30,
    ("elder_service", "front_line"): 60,
    ("elder_service", "new_hire"): 60,
    ("personal_data", "manager"): 30,
    ("personal_data", "front_line"): 30,
    ("personal_data", "new_hire"): 30,
    ("anti_money_laundering", "manager"): 30,
    ("anti_money_laundering", "front_line"): 30,
    ("anti_money_laundering", "new_hire"): 30,
}
MOST = 60 * 200
"""Minutes a year that can be asked for."""
_FIRST, _LAST = 2000, 2100

_MANAGING = frozenset({Job.BRANCH_MANAGER, Job.REGION_MANAGER})
_BEHIND = frozenset({Job.TRAINER, Job.HEAD_OFFICE_STAFF})


def groups_of(person: StaffRow, year: int) -> frozenset[StaffGroup]:
    """The groups that somebody belongs to in a year; a newcomer at the counter is in two, a trainer in none."""
    found: set[StaffGroup] = set()
    if Role.MANAGER in person.roles or not _MANAGING.isdisjoint(person.jobs):
        found.add("manager")
    elif not _BEHIND.issuperset(person.jobs):
        found.add("front_line")
    if person.hired_on.year == year:
        found.add("new_hire")
    return frozenset(found)


def target_of(targets: Targets, topic: str, groups: frozenset[StaffGroup]) -> int:
    """Minutes a year asked of somebody: the most that any of their groups is asked."""
    return max((targets.get((topic, group), 0) for group in groups), default=0)


def read_targets(connection: Connection, year: int) -> dict[tuple[str, str], int]:
    """The targets of a year: what the bank set last, for this year or an earlier one; else what is shipped."""
    targets = dict(SHIPPED)
    rows = connection.execute(
        select(HoursTarget)
        .where(col(HoursTarget.year) <= year)
        .order_by(col(HoursTarget.year), col(HoursTarget.at), col(HoursTarget.id))
    )
    for row in rows:
        targets[row.topic, row.staff_group] = row.minutes
    return targets


def set_target(learning: Learning, *, actor: Actor, topic: str, group: str, year: int, minutes: int) -> None:
    """Set what is asked of a group for a topic, from a year on.

    Raises:
        Forbidden: the actor answers for no whole bank.
        Refused: there is no such topic, group or year, or the minutes cannot be.
    """
    top = next((u.unit_id for u in list_units(learning.context) if u.kind is UnitKind.HEAD_OFFICE), None)
    require(actor, Action.SET_HOURS_TARGETS, unit_id=top or actor.unit_id)
    if topic not in TOPICS or group not in GROUPS or not _FIRST <= year <= _LAST:
        raise Refused(mark("There is no such topic, group or year."))
    if not 0 <= minutes <= MOST:
        raise Refused(mark("A target is between 0 and 12,000 minutes a year."))
    with learning.context.database.transaction() as connection:
        connection.execute(
            insert(HoursTarget).values(
                id=new_id(),
                topic=topic,
                staff_group=group,
                year=year,
                minutes=minutes,
                by_person_id=actor.person_id,
                at=learning.context.now(),
            )
        )


def counted_in(person: StaffRow, year: int, today: date) -> bool:
    """Whether somebody counts among a year's staff: they work here, and were hired before it ended."""
    return person.active and person.hired_on <= min(today, date(year, 12, 31))
