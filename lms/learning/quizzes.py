"""Answering a quiz: drawn and shuffled by a seed, resumable on another device, each answer marked when it is given."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue.teaching.course import QuizActivity
from lms.learning.answers import Asked, is_right, shown_order
from lms.learning.competence import note_quiz
from lms.learning.deeds import note_deed
from lms.learning.paths import in_the_way
from lms.learning.recording import Done, minutes_between, record, round_began
from lms.learning.room import Learning
from lms.learning.standing import Outcome
from lms.learning.tables import LearningResult, QuizAttempt
from lms.people import Action, Actor, Deed, person_for, require_own_password
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from scenarios.transcript import Locale

Feedback = Literal["instant", "final"]
GRANT = "grant"
"""The kind of a result that lets somebody try a quiz once more."""
NO_TRIES_LEFT = mark(
    "You have used all your tries at this quiz. Talk it over with your mentor or a trainer: they can open it once more."
)

SOMETHING_FIRST = mark("Another course comes before this quiz. The page of its course says which one.")


@dataclass(frozen=True)
class QuizSheet:
    """A quiz in somebody's hands, or handed in.

    Attributes:
        left: how often it may still be tried after this.
        score: percent; none while it is open.
    """

    attempt_id: str
    course: str
    activity: QuizActivity
    number: int
    feedback: Feedback
    asked: tuple[Asked, ...]
    left: int
    score: int | None
    passed: bool | None

    @property
    def open(self) -> bool:
        """Whether it can still be answered."""
        return self.score is None

    @property
    def next(self) -> int | None:
        """The position of the first item without an answer."""
        return next((place for place, one in enumerate(self.asked) if one.chosen is None), None)


@dataclass(frozen=True)
class QuizDoor:
    """What somebody finds before they begin: tries left, the best so far, and the try that is open.

    Attributes:
        blocked_by: the courses that are to be done before it can be begun.
    """

    activity: QuizActivity
    tried: int
    left: int
    best: int | None
    open_id: str | None
    blocked_by: tuple[str, ...] = ()


def quiz_door(learning: Learning, *, actor: Actor, course: str) -> QuizDoor:
    """How the actor stands with a course's quiz.

    Raises:
        NotFound: the course has none.
    """
    require_own_password(actor)
    activity = _activity(learning, course)
    with learning.context.database.reading() as connection:
        rows = _tries(connection, actor.person_id, course, activity.id)
        left = _left(connection, learning, actor.person_id, course, activity, rows)
    open_id = next((row.id for row in rows if row.closed_at is None), None)
    return QuizDoor(
        activity,
        sum(row.closed_at is not None for row in rows),
        left,
        max((row.score for row in rows if row.score is not None), default=None),
        open_id,
        # What was begun may be gone on with, whatever was put before it since.
        in_the_way(learning, actor=actor, course=course) if open_id is None else (),
    )


def begin_quiz(learning: Learning, *, actor: Actor, course: str, feedback: Feedback = "instant") -> str:
    """Begin a quiz, or go on with the one that is open; returns the try's id.

    Raises:
        NotFound: the course has none.
        Refused: it was tried as often as it may be, or another course comes first.
    """
    require_own_password(actor)
    activity = _activity(learning, course)
    blocked = bool(in_the_way(learning, actor=actor, course=course))
    quiz, shelf = learning.structure.quiz(course), learning.structure
    for _ in range(2):
        try:
            with learning.context.database.transaction() as connection:
                rows = _tries(connection, actor.person_id, course, activity.id)
                open_one = next((row for row in rows if row.closed_at is None), None)
                if open_one is not None:
                    return str(open_one.id)
                if blocked:
                    raise Refused(SOMETHING_FIRST)
                if _left(connection, learning, actor.person_id, course, activity, rows) < 1:
                    raise Refused(NO_TRIES_LEFT)
                attempt_id, number = new_id(), len(rows) + 1
                seed = random.Random(f"{actor.person_id}{course}{number}").randrange(2**31)  # noqa: S311
                chance = random.Random(seed)  # noqa: S311  it shuffles questions
                items = chance.sample([item.id for item in quiz.items], min(activity.draw, len(quiz.items)))
                connection.execute(
                    insert(QuizAttempt).values(
                        id=attempt_id,
                        person_id=actor.person_id,
                        course=course,
                        activity=activity.id,
                        number=number,
                        version=shelf.versions["quiz", course],
                        seed=seed,
                        feedback=feedback,
                        items=items,
                        answers={},
                        started_at=learning.context.now(),
                    )
                )
                return attempt_id
        except IntegrityError:
            # A second tab began it in this very moment.
            continue
    raise NotFound("There is no such quiz.")


def quiz_sheet(learning: Learning, *, actor: Actor, attempt_id: str, locale: Locale) -> QuizSheet:
    """A quiz as it stands; one's own alone.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    require_own_password(actor)
    with learning.context.database.reading() as connection:
        row = _own(connection, actor, attempt_id)
        activity = _activity(learning, row.course)
        tries = _tries(connection, actor.person_id, row.course, row.activity)
        left = _left(connection, learning, actor.person_id, row.course, activity, tries)
    items = {item.id: item for item in learning.shelves.shelf(locale).quiz(row.course).items}
    asked = tuple(
        Asked(
            items[name],
            shown_order(items[name], row.seed),
            tuple(row.answers[name]["chosen"]) if name in row.answers else None,
            row.answers[name]["right"] if name in row.answers else None,
        )
        # An item that was taken back meanwhile is not asked any more.
        for name in row.items
        if name in items
    )
    return QuizSheet(
        row.id,
        row.course,
        activity,
        row.number,
        row.feedback,
        asked,
        left,
        row.score,
        row.passed,
    )


def answer_item(
    learning: Learning, *, actor: Actor, attempt_id: str, item_id: str, chosen: Sequence[int]
) -> bool:
    """Answer one item; whether that was right. An answer stands: the second is refused.

    Args:
        learning: the room.
        actor: whose quiz it is.
        attempt_id: the try.
        item_id: the item.
        chosen: positions of options as the item has them, not as they were shown; of an ordering, all in their order.

    Raises:
        NotFound: there is no such quiz of theirs, or no such item in it.
        Refused: nothing was chosen, or it was answered before.
    """
    require_own_password(actor)
    with learning.context.database.transaction() as connection:
        row = _own(connection, actor, attempt_id, lock=True)
        item = next((one for one in learning.structure.quiz(row.course).items if one.id == item_id), None)
        if item is None or item_id not in row.items:
            raise NotFound("There is no such question in this quiz.")
        if row.closed_at is not None or item_id in row.answers:
            raise Refused(mark("This question has been answered already; the first answer stands."))
        right = is_right(item, chosen)
        connection.execute(
            update(QuizAttempt)
            .where(col(QuizAttempt.id) == attempt_id)
            .values(answers={**row.answers, item_id: {"chosen": list(chosen), "right": right}})
        )
    return right


def hand_in(learning: Learning, *, actor: Actor, attempt_id: str) -> None:
    """Hand a quiz in; handing in twice is handing in once.

    Raises:
        NotFound: there is no such quiz of theirs.
        Refused: a question is still open.
    """
    require_own_password(actor)
    shelf = learning.structure
    today, now = learning.context.today(), learning.context.now()
    with learning.context.database.transaction() as connection:
        row = _own(connection, actor, attempt_id, lock=True)
        if row.closed_at is not None:
            return
        known = {item.id for item in shelf.quiz(row.course).items}
        asked = [name for name in row.items if name in known]
        if any(name not in row.answers for name in asked):
            raise Refused(mark("There are questions without an answer. Answer them, then hand the quiz in."))
        right = sum(row.answers[name]["right"] for name in asked)
        score = round(100 * right / len(asked)) if asked else 0
        passed = score >= _activity(learning, row.course).pass_mark
        connection.execute(
            update(QuizAttempt)
            .where(col(QuizAttempt.id) == attempt_id)
            .values(closed_at=now, score=score, passed=passed)
        )
        record(
            connection,
            shelf,
            [
                Done(
                    actor.person_id,
                    "quiz",
                    f"{row.course}/{row.activity}",
                    Outcome.PASSED if passed else Outcome.FAILED,
                    now,
                    score=score,
                    version=row.version,
                    source=attempt_id,
                    minutes=minutes_between(row.started_at, now),
                )
            ],
            today=today,
            now=now,
        )
        note_quiz(
            connection,
            shelf,
            attempt_id=attempt_id,
            person_id=actor.person_id,
            course=row.course,
            answers=row.answers,
            at=now,
            zone=learning.context.settings.zone,
        )


def let_try_again(learning: Learning, *, actor: Actor, person_id: str, course: str, note: str) -> None:
    """Open a quiz once more for somebody who has used all tries, with what their mentor or a trainer talked over.

    Raises:
        Forbidden: the actor is neither.
        NotFound: there is no such person, or the course has no quiz.
        Refused: nothing was noted.
    """
    card = person_for(learning.context, actor=actor, action=Action.SIGN_OFF, person_id=person_id)
    if not note.strip():
        raise Refused(mark("Write in a sentence what you talked over; it stays with the signature."))
    activity = _activity(learning, course)
    today, now, result_id = learning.context.today(), learning.context.now(), new_id()
    with learning.context.database.transaction() as connection:
        record(
            connection,
            learning.structure,
            [
                Done(
                    person_id,
                    GRANT,
                    f"{course}/{activity.id}",
                    Outcome.COMPLETED,
                    now,
                    by_person_id=actor.person_id,
                    note=note.strip().replace("\0", ""),
                    result_id=result_id,
                )
            ],
            today=today,
            now=now,
        )
        note_deed(
            learning.context,
            connection,
            actor=actor,
            action=Action.SIGN_OFF,
            deed=Deed.LET_TRY_AGAIN,
            about=card,
            object_id=result_id,
        )


def _activity(learning: Learning, course: str) -> QuizActivity:
    for activity in learning.structure.course(course).activities:
        if isinstance(activity, QuizActivity):
            return activity
    raise NotFound("There is no such quiz.")


def _tries(connection: Connection, person_id: str, course: str, activity: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(QuizAttempt)
        .where(
            col(QuizAttempt.person_id) == person_id,
            col(QuizAttempt.course) == course,
            col(QuizAttempt.activity) == activity,
        )
        .order_by(col(QuizAttempt.number))
    ).all()


def _left(
    connection: Connection,
    learning: Learning,
    person_id: str,
    course: str,
    activity: QuizActivity,
    tries: Sequence[Row[Any]],
) -> int:
    """How often it may still be begun in the round that runs; what a mentor opened again counts."""
    since = round_began(connection, learning.structure, person_id, course)
    # A try belongs to the round in which it was handed in, as its result does.
    used = sum(1 for row in tries if since is None or row.closed_at is None or row.closed_at >= since)
    grants = select(func.count()).where(
        col(LearningResult.person_id) == person_id,
        col(LearningResult.kind) == GRANT,
        col(LearningResult.ref) == f"{course}/{activity.id}",
    )
    if since is not None:
        grants = grants.where(col(LearningResult.at) >= since)
    return activity.attempts + int(connection.execute(grants).scalar_one()) - used


def _own(connection: Connection, actor: Actor, attempt_id: str, *, lock: bool = False) -> Row[Any]:
    """A try of the actor's own; locked where it is to be changed, so that two tabs lose nothing of each other's."""
    one = select(QuizAttempt).where(col(QuizAttempt.id) == attempt_id)
    row = connection.execute(one.with_for_update() if lock else one).one_or_none()
    if row is None or row.person_id != actor.person_id:
        raise NotFound("There is no such quiz.")
    return row
