"""Training hours as they are read: one's own by topic, and a year's coverage of managers, front line and new hires."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.learning.hours.rules import TOPICS
from lms.learning.hours.tables import HoursEntry
from lms.learning.hours.targets import (
    GROUPS,
    StaffGroup,
    Targets,
    counted_in,
    groups_of,
    read_targets,
    target_of,
)
from lms.learning.room import Learning
from lms.people import Action, Actor, StaffRow, read_staff, require_units, whom_asked
from lms.platform.batches import BATCH

MOST_ENTRIES = 500


@dataclass(frozen=True)
class TopicHours:
    """Minutes of a year for a topic, and how many are asked; 0 where none are."""

    topic: str
    minutes: int
    target: int


@dataclass(frozen=True)
class HoursLine:
    """One entry of the ledger; ``minutes`` with what was corrected since.

    Attributes:
        reason: of the last correction; none where there was none.
    """

    entry_id: str
    day: date
    topic: str
    minutes: int
    form: str
    kind: str
    ref: str
    score: int | None
    reason: str | None


@dataclass(frozen=True)
class HoursOfYear:
    """One person's year: every topic that is asked for or was learned, and what it came from, newest first."""

    year: int
    years: tuple[int, ...]
    topics: tuple[TopicHours, ...]
    lines: tuple[HoursLine, ...]

    @property
    def minutes(self) -> int:
        """All of the year."""
        return sum(one.minutes for one in self.topics)


@dataclass(frozen=True)
class GroupCoverage:
    """A group: how many people, how many of them have what is asked, and their minutes together."""

    people: int = 0
    covered: int = 0
    minutes: int = 0

    def plus(self, minutes: int, *, covered: bool) -> "GroupCoverage":
        """With one person more."""
        return GroupCoverage(self.people + 1, self.covered + covered, self.minutes + minutes)


@dataclass(frozen=True)
class Short:
    """Somebody who has not what is asked yet."""

    person_id: str
    unit_id: str
    groups: frozenset[StaffGroup]
    minutes: int
    target: int


@dataclass(frozen=True)
class Coverage:
    """A topic's year over the units within an actor's reach.

    Attributes:
        groups: the whole, by group.
        units: each unit with people in it, by id and group.
        short: who has least of what is asked first.
    """

    year: int
    topic: str
    targets: Targets
    groups: Mapping[StaffGroup, GroupCoverage]
    units: Mapping[str, Mapping[StaffGroup, GroupCoverage]]
    short: tuple[Short, ...]
    people: int


def hours_of(
    learning: Learning, *, actor: Actor, year: int | None = None, person_id: str | None = None
) -> HoursOfYear:
    """Somebody's training hours of a year; one's own this year by default.

    Raises:
        Forbidden: the actor may not see this person's hours.
        NotFound: there is no such person.
    """
    about = whom_asked(learning.context, actor=actor, action=Action.READ_HOURS, person_id=person_id)
    this_year = learning.context.today().year
    year = year or this_year
    with learning.context.database.reading() as connection:
        staff = read_staff(connection, now=learning.context.now(), person_ids=[about])
        targets = read_targets(connection, year)
        years = connection.execute(
            select(col(HoursEntry.year)).where(col(HoursEntry.person_id) == about).distinct()
        ).scalars()
        rows = connection.execute(
            select(HoursEntry)
            .where(col(HoursEntry.person_id) == about, col(HoursEntry.year) == year)
            .order_by(col(HoursEntry.day), col(HoursEntry.at), col(HoursEntry.id))
        ).all()
        known = sorted({*years, year, this_year}, reverse=True)
    changed: dict[str, int] = defaultdict(int)
    reasons: dict[str, str | None] = {}
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        sums[row.topic] += row.minutes
        if row.corrects is not None:
            changed[row.corrects] += row.minutes
            reasons[row.corrects] = row.reason
    groups = groups_of(staff[0], year) if staff else frozenset()
    topics = [
        TopicHours(topic, sums.get(topic, 0), target_of(targets, topic, groups))
        for topic in (*TOPICS, *sorted(set(sums) - set(TOPICS)))
    ]
    lines = [
        HoursLine(
            row.id,
            row.day,
            row.topic,
            row.minutes + changed[row.id],
            row.form,
            row.kind,
            row.ref,
            row.score,
            reasons.get(row.id),
        )
        for row in reversed(rows)
        if row.corrects is None
    ]
    return HoursOfYear(
        year,
        tuple(known),
        tuple(one for one in topics if one.minutes or one.target),
        tuple(lines[:MOST_ENTRIES]),
    )


def coverage(learning: Learning, *, actor: Actor, topic: str, year: int | None = None) -> Coverage:
    """How far managers, front line and new hires within the actor's reach have what is asked of a topic.

    Whoever works here today and was hired before the year ended is counted, in the unit they are in now.

    Raises:
        Forbidden: the actor sees nobody's hours but their own.
    """
    units = require_units(actor, Action.READ_HOURS)
    today = learning.context.today()
    year = year or today.year
    with learning.context.database.reading() as connection:
        staff = [
            person
            for person in read_staff(connection, now=learning.context.now(), unit_ids=units)
            if counted_in(person, year, today)
        ]
        minutes = minutes_by_person(
            connection, year=year, topic=topic, person_ids=[one.person_id for one in staff]
        )
        targets = read_targets(connection, year)
    return reckon(staff, minutes, targets, topic=topic, year=year)


def minutes_by_person(
    connection: Connection, *, year: int, topic: str, person_ids: Iterable[str] | None = None
) -> dict[str, int]:
    """Minutes of a topic and year by person, left out where there are none; of a few people, or of all."""
    wanted = list(person_ids) if person_ids is not None else None
    query = (
        select(col(HoursEntry.person_id), func.sum(col(HoursEntry.minutes)))
        .where(col(HoursEntry.year) == year, col(HoursEntry.topic) == topic)
        .group_by(col(HoursEntry.person_id))
    )
    if wanted is not None and len(wanted) <= BATCH:
        query = query.where(col(HoursEntry.person_id).in_(wanted))
    return {person_id: int(minutes) for person_id, minutes in connection.execute(query)}


def reckon(
    staff: Iterable[StaffRow], minutes: Mapping[str, int], targets: Targets, *, topic: str, year: int
) -> Coverage:
    """The coverage of some people; covered is who has what is asked of the group, and something at least."""
    whole: dict[StaffGroup, GroupCoverage] = {group: GroupCoverage() for group in GROUPS}
    units: dict[str, dict[StaffGroup, GroupCoverage]] = {}
    short: list[Short] = []
    people = 0
    for person in staff:
        groups = groups_of(person, year)
        if not groups:
            continue
        people += 1
        has = minutes.get(person.person_id, 0)
        here = units.setdefault(person.unit_id, {})
        for group in groups:
            enough = has >= max(targets.get((topic, group), 0), 1)
            whole[group] = whole[group].plus(has, covered=enough)
            here[group] = here.get(group, GroupCoverage()).plus(has, covered=enough)
        asked = max(target_of(targets, topic, groups), 1)
        if has < asked:
            short.append(Short(person.person_id, person.unit_id, groups, has, asked))
    short.sort(key=lambda one: (one.minutes / one.target, one.unit_id, one.person_id))
    return Coverage(year, topic, targets, whole, units, tuple(short), people)
