"""A course from its first activity to its last: how many have done each, and where people stop."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import case, func, null, select

from lms.catalogue.teaching import Activity, Course
from lms.insight.scope import units_within
from lms.learning import Learning, newest_rounds, steps_done
from lms.people import Action, Actor, staff_in
from lms.platform.settings import Locale


@dataclass(frozen=True)
class Step:
    """One activity: how many have done it, and how many who began the course have it before them as their next."""

    activity: Activity
    done: int
    stopped: int


@dataclass(frozen=True)
class Funnel:
    """A course among those who are enrolled in a curriculum with it.

    Attributes:
        enrolled: how many; whoever was let off the course is among them.
        begun: who has done at least one activity.
        finished: who has done all, or did when the course had fewer.
        steps: the activities in their order.
    """

    course: Course
    enrolled: int
    begun: int
    finished: int
    steps: tuple[Step, ...]


def funnel(
    learning: Learning, *, actor: Actor, course: str, locale: Locale = "zh-CN", unit_id: str | None = None
) -> Funnel:
    """How far the actor's people are in a course.

    Raises:
        Forbidden: the actor may see nobody's progress, or not that unit's.
        NotFound: there is no such course.
    """
    units = units_within(learning.context, actor=actor, action=Action.READ_PROGRESS, unit_id=unit_id)
    shelf = learning.shelves.shelf(locale)
    found = shelf.course(course)
    curricula = [
        slug
        for slug, curriculum in shelf.curricula.items()
        if any(entry.course == course for entry in curriculum.courses)
    ]
    rounds = newest_rounds(learning.context.today(), people=staff_in(units), curricula=curricula)
    # Who has the course on two paths counts once, by the path on which what they did counts the longest.
    for_ever = func.count() > func.count(rounds.c.counts_from)
    enrolled = (
        select(
            rounds.c.person_id,
            case((for_ever, null()), else_=func.min(rounds.c.counts_from)).label("counts_from"),
        )
        .group_by(rounds.c.person_id)
        .subquery("enrolled")
    )
    # Named first and grouped after: PostgreSQL takes two zeros that are sent to it for two different things.
    steps = steps_done(found, people=enrolled).c.steps
    query = select(steps, func.count()).group_by(steps)
    with learning.context.database.reading() as connection:
        return counted(found, [(int(mask), count) for mask, count in connection.execute(query)])


def counted(course: Course, masks: Iterable[tuple[int, int]]) -> Funnel:
    """A funnel from how many people have done which activities, a bit each as ``steps_done`` sets them."""
    length = len(course.activities)
    whole = (1 << length) - 1
    done, stopped = [0] * length, [0] * length
    enrolled = begun = finished = 0
    for mask, count in masks:
        enrolled += count
        if mask > whole or mask == whole:
            finished, begun = finished + count, begun + count
            done = [number + count for number in done]
            continue
        if not mask:
            continue
        begun += count
        done = [number + count * (mask >> place & 1) for place, number in enumerate(done)]
        ahead = next(place for place in range(length) if not mask >> place & 1)
        stopped[ahead] += count
    return Funnel(
        course,
        enrolled,
        begun,
        finished,
        tuple(
            Step(activity, done[place], stopped[place]) for place, activity in enumerate(course.activities)
        ),
    )
