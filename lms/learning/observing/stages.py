"""How far people are with what their courses ask to be seen at work: the ground for what is due and who is cleared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from lms.catalogue.teaching import ObservationActivity, Shelf
from lms.learning.recording import History, history_of, standing_of
from lms.learning.room import Learning
from lms.learning.standing import CourseStanding, Outcome, ref_of
from lms.learning.tables import Enrolment
from lms.platform.batches import batches


@dataclass(frozen=True)
class Stage:
    """One step of somebody that asks for observation.

    Attributes:
        course: how far the course is that holds it.
        ready: observations in a row that said “ready”, since the last that did not.
        last_failed: whether the last one said otherwise.
        since: when the last one was that it took; none while it is not done.
        before: how far the courses are that must be done besides.
    """

    person_id: str
    course: CourseStanding
    activity: ObservationActivity
    ready: int
    last_failed: bool
    since: datetime | None
    before: tuple[CourseStanding, ...]

    @property
    def done(self) -> bool:
        """Whether enough was seen."""
        return self.since is not None


def asked_for(shelf: Shelf) -> dict[str, tuple[tuple[str, ObservationActivity], ...]]:
    """The steps of each curriculum that ask for observation, each with its course; the others are left out."""
    found = {}
    for slug, curriculum in shelf.curricula.items():
        steps = tuple(
            (entry.course, activity)
            for entry in curriculum.courses
            if entry.course in shelf.courses
            for activity in shelf.courses[entry.course].activities
            if isinstance(activity, ObservationActivity)
        )
        if steps:
            found[slug] = steps
    return found


def stages_of(learning: Learning, person_ids: set[str], shelf: Shelf) -> tuple[Stage, ...]:
    """The steps of some people, by their newest rounds that have not ended. For services: nothing here asks who asks.

    Args:
        learning: the room.
        person_ids: whose.
        shelf: in the language in which the steps are to be named.
    """
    steps = asked_for(shelf)
    if not steps or not person_ids:
        return ()
    newest: dict[tuple[str, str], Row[*tuple[Enrolment]]] = {}
    with learning.context.database.reading() as connection:
        for batch in batches(sorted(person_ids)):
            rows = connection.execute(
                select(Enrolment)
                .where(col(Enrolment.person_id).in_(batch), col(Enrolment.curriculum).in_(sorted(steps)))
                .order_by(col(Enrolment.round))
            )
            newest |= {(row.person_id, row.curriculum): row for row in rows}
        history = _history(connection, {person for person, _ in newest}, steps, shelf)
    today = learning.context.today()
    found: dict[tuple[str, str, str], Stage] = {}
    for (person_id, slug), row in newest.items():
        edition = shelf.edition(slug, row.version)
        if edition is None or row.state == "ended":
            continue
        stands = {one.course: one for one in standing_of(row, edition, shelf, history, today=today).courses}
        for course, activity in steps[slug]:
            if course in stands:
                since = row.counts_from
                stage = _stage(person_id, course, activity, stands, history, since)
                found[person_id, course, activity.id] = stage
    return tuple(found[place] for place in sorted(found))


def _history(
    connection: Connection,
    person_ids: set[str],
    steps: Mapping[str, tuple[tuple[str, ObservationActivity], ...]],
    shelf: Shelf,
) -> History:
    courses = {entry.course for slug in steps for entry in shelf.curricula[slug].courses}
    refs = courses | {
        ref_of(activity, course)[1]
        for course in courses & shelf.courses.keys()
        for activity in shelf.courses[course].activities
    }
    return history_of(connection, person_ids, refs=refs)


def _stage(
    person_id: str,
    course: str,
    activity: ObservationActivity,
    stands: Mapping[str, CourseStanding],
    history: History,
    counts_from: datetime | None,
) -> Stage:
    kind, ref = ref_of(activity, course)
    in_order = [
        result
        for result in history.results.get(person_id, ())
        if (result.kind, result.ref) == (kind, ref) and (counts_from is None or result.at >= counts_from)
    ]
    ready: list[datetime] = []
    for result in in_order:
        ready = [*ready, result.at] if result.outcome is Outcome.PASSED else []
    return Stage(
        person_id,
        stands[course],
        activity,
        len(ready),
        bool(in_order) and not ready,
        ready[activity.times - 1] if len(ready) >= activity.times else None,
        tuple(stands[slug] for slug in activity.before if slug in stands),
    )
