"""A learner's path: the curricula they are enrolled in, course by course, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Row, select
from sqlmodel import col

from lms.catalogue.teaching import Activity, Course, Curriculum, Shelf
from lms.learning.recording import history_of, standing_of
from lms.learning.room import Learning
from lms.learning.standing import CourseStanding, Standing
from lms.learning.tables import Enrolment
from lms.people import Action, Actor, whom_asked
from scenarios.transcript import Locale

Validity = Literal["open", "overdue", "completed", "renewing", "lapsed", "past"]
"""``renewing``: what was completed holds still and is to be renewed; ``lapsed``: it holds no more and is to be renewed;

``past``: it holds no more, and nothing was opened to renew it, for nobody asks for it: it belongs to a job they left.
"""


@dataclass(frozen=True)
class PathCourse:
    """A course on somebody's path.

    Attributes:
        blocked_by: titles of the courses that come before it.
    """

    course: Course
    stands: CourseStanding
    blocked_by: tuple[str, ...]

    @property
    def next_activity(self) -> Activity | None:
        """What to do next in it."""
        return next((a for a in self.course.activities if a.id == self.stands.next_id), None)


@dataclass(frozen=True)
class Path:
    """One enrolment, with all its courses.

    Attributes:
        valid_until: the last day on which what was completed holds; none for good, or where nothing was.
    """

    enrolment_id: str
    curriculum: Curriculum
    round: int
    validity: Validity
    started_on: date
    completed_on: date | None
    valid_until: date | None
    stands: Standing
    courses: tuple[PathCourse, ...]

    @property
    def next(self) -> PathCourse | None:
        """The course to go on with."""
        ahead = self.stands.next
        return next((one for one in self.courses if ahead and one.stands.course == ahead.course), None)


def paths_of(
    learning: Learning, *, actor: Actor, locale: Locale, person_id: str | None = None
) -> tuple[Path, ...]:
    """The newest round of each of somebody's enrolments that has not ended: open ones first, the earliest due first.

    Args:
        learning: the room.
        actor: who asks.
        locale: the language of the titles.
        person_id: whose path; the actor's own by default.

    Raises:
        Forbidden: the actor may not see this person's progress.
        NotFound: there is no such person.
    """
    about = whom_asked(learning.context, actor=actor, action=Action.READ_PROGRESS, person_id=person_id)
    shelf, today = learning.shelves.shelf(locale), learning.context.today()
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(Enrolment).where(col(Enrolment.person_id) == about).order_by(col(Enrolment.round))
        ).all()
        history = history_of(connection, [about])
    newest = {row.curriculum: row for row in rows}
    paths = []
    for row in newest.values():
        edition = shelf.edition(row.curriculum, row.version)
        if edition is None or row.state == "ended":
            continue
        curriculum = shelf.curricula[row.curriculum]
        stands = standing_of(row, edition, shelf, history, today=today)
        held = _held_until([one for one in rows if one.curriculum == row.curriculum])
        paths.append(_path(row, curriculum, shelf, stands, held, today=today))
    paths.sort(key=lambda path: (path.stands.complete, path.stands.due_on or date.max, path.curriculum.slug))
    return tuple(paths)


def in_the_way(
    learning: Learning, *, actor: Actor, course: str, person_id: str | None = None
) -> tuple[str, ...]:
    """The courses that come before one and that somebody has not done; none where it is open on one of their paths.

    What belongs to a course waits until then: its quiz, signatures, observations. Its lessons and rehearsals are the
    same wherever they stand; they may be read and practised in advance, and count.

    Args:
        learning: the room.
        actor: who asks.
        course: the course that is to be done.
        person_id: by whom; the actor by default.

    Raises:
        Forbidden: the actor may not see this person's progress.
        NotFound: there is no such person.
    """
    paths = paths_of(learning, actor=actor, locale="zh-CN", person_id=person_id)
    before = [one.stands.blocked_by for path in paths for one in path.courses if one.stands.course == course]
    return min(before, key=len, default=())


def _held_until(rounds: Sequence[Row[*tuple[Enrolment]]]) -> date | None:
    """The last day on which what was completed holds: what the newest round says, or the best of those before it."""
    ends: list[date | None] = [one.valid_until for one in rounds if one.state == "completed"]
    if rounds[-1].state == "completed":
        return ends[-1]
    return max((end for end in ends if end is not None), default=None)


def _path(
    row: Row[*tuple[Enrolment]],
    curriculum: Curriculum,
    shelf: Shelf,
    stands: Standing,
    held_until: date | None,
    *,
    today: date,
) -> Path:
    return Path(
        row.id,
        curriculum,
        row.round,
        validity(row.state, due_on=stands.due_on, held_until=held_until, nth=row.round, today=today),
        row.started_on,
        row.completed_on,
        held_until,
        stands,
        tuple(
            PathCourse(
                shelf.courses[one.course], one, tuple(shelf.courses[slug].title for slug in one.blocked_by)
            )
            for one in stands.courses
        ),
    )


def validity(state: str, *, due_on: date | None, held_until: date | None, nth: int, today: date) -> Validity:
    """What an enrolment's newest round says of its person today.

    Args:
        state: of the round, ``open`` or ``completed``.
        due_on: the earliest day by which something required is due.
        held_until: the last day on which what an earlier or this round completed holds; none where it holds for good,
            or nothing was completed.
        nth: which round it is, from 1.
        today: the day of the question.
    """
    if state == "completed":
        return "past" if held_until is not None and held_until < today else "completed"
    if nth > 1 and held_until is not None:
        return "renewing" if held_until >= today else "lapsed"
    return "overdue" if due_on is not None and due_on < today else "open"
