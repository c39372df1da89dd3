"""Cleared for independent work: enough was seen at work, and everything was done that comes before it.

Nothing of it is written down: it follows from what is, and an observation that crosses a red line takes it back at
once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.learning.observing.stages import Stage, stages_of
from lms.learning.room import Learning
from lms.people import Action, Actor, PersonCard, may
from scenarios.transcript import Locale


@dataclass(frozen=True)
class Clearance:
    """How far somebody is on the way to working on their own.

    Attributes:
        work: what they may do on their own, in words.
        since: from which day on they are cleared; none while they are not.
        ready: observations in a row that said “ready”, of ``times`` that it takes.
        last_failed: whether the last observation said otherwise.
        missing: titles of the courses that are still to be done.
    """

    person_id: str
    course: str
    activity: str
    work: str
    since: date | None
    ready: int
    times: int
    last_failed: bool
    missing: tuple[str, ...]

    @property
    def cleared(self) -> bool:
        """Whether they may work on their own."""
        return self.since is not None


def clearances_of(
    learning: Learning, *, actor: Actor, people: Sequence[PersonCard], locale: Locale
) -> dict[str, tuple[Clearance, ...]]:
    """Of each of some people whose progress the actor may see, by their ids; left out where no course asks for it."""
    ids = {
        card.person_id
        for card in people
        if may(actor, Action.READ_PROGRESS, person_id=card.person_id, unit_id=card.unit_id)
    }
    shelf = learning.shelves.shelf(locale)
    titles = {slug: course.title for slug, course in shelf.courses.items()}
    found: dict[str, list[Clearance]] = defaultdict(list)
    for stage in stages_of(learning, ids, shelf):
        found[stage.person_id].append(_clearance(learning, stage, titles))
    return {person_id: tuple(some) for person_id, some in found.items()}


def _clearance(learning: Learning, stage: Stage, titles: dict[str, str]) -> Clearance:
    # What the course itself asks for besides being seen; whoever is blocked misses what blocks them.
    unsettled = [one.course for one in stage.before if not one.settled]
    unsettled += [slug for slug in stage.course.blocked_by if slug not in unsettled]
    others_open = stage.course.total - len(stage.course.done | {stage.activity.id})
    if others_open and not stage.course.settled:
        unsettled.append(stage.course.course)
    since: date | None = None
    if stage.since is not None and not unsettled:
        days = [stage.since.astimezone(learning.context.settings.zone).date()]
        days += [one.done_on for one in (stage.course, *stage.before) if one.done_on]
        since = max(days)
    return Clearance(
        stage.person_id,
        stage.course.course,
        stage.activity.id,
        stage.activity.work,
        since,
        min(stage.ready, stage.activity.times),
        stage.activity.times,
        stage.last_failed,
        tuple(titles.get(slug, slug) for slug in unsettled),
    )
