"""Cleared for independent work: enough was seen at work, and everything was done that comes before it.

Nothing of it is written down: it follows from what is, and an observation that crosses a red line takes it back at
once.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from lms.learning.observing.stages import Stage, asked_for, stages_of
from lms.learning.room import Learning
from lms.learning.tables import Enrolment
from lms.people import Action, Actor, Deed, PersonCard, ids_within, may, note_list, people_within
from scenarios.transcript import Locale

STILL_NEWS = 183
"""Days for which it is told of somebody on a list that they were cleared."""
MOST_PEOPLE = 1_000
"""Of more people at once no list is reckoned."""


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


def clearances_within(
    learning: Learning, *, actor: Actor, unit_ids: Collection[str], locale: Locale
) -> tuple[tuple[PersonCard, Clearance], ...]:
    """Everybody of some units on the way to independent work, or cleared within half a year, by employee number.

    At most ``MOST_PEOPLE``, those who began last; people whose progress the actor may not see are left out. That they
    were listed is in the audit trail.
    """
    context, steps = learning.context, asked_for(learning.structure)
    since = context.today() - timedelta(days=STILL_NEWS)
    with context.database.reading() as connection:
        ids = set(
            connection.execute(
                select(col(Enrolment.person_id))
                .where(
                    col(Enrolment.curriculum).in_(sorted(steps)),
                    (col(Enrolment.state) == "open")
                    | ((col(Enrolment.state) == "completed") & (col(Enrolment.completed_on) >= since)),
                    col(Enrolment.person_id).in_(ids_within(unit_ids)),
                )
                .order_by(col(Enrolment.started_on).desc())
                .limit(MOST_PEOPLE)
            ).scalars()
        )
        cards = sorted(people_within(connection, ids).values(), key=lambda card: card.employee_no)
    found = clearances_of(learning, actor=actor, people=cards, locale=locale)
    shown = [card for card in cards if card.person_id in found]
    note_list(context, actor=actor, deed=Deed.LISTED_OBSERVATIONS, action=Action.READ_PROGRESS, people=shown)
    return tuple((card, one) for card in shown for one in found[card.person_id])


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
