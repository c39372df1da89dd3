"""Reading a lesson: where one was is kept, the checks in it are answered, notes are one's own."""

from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue.teaching import Lesson
from lms.learning.recording import Done, record, round_began
from lms.learning.room import Learning
from lms.learning.standing import Outcome
from lms.learning.tables import LearningResult, LessonPlace
from lms.people import Actor, require_own_password
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from scenarios.transcript import LOCALES, Locale

LONGEST_NOTES = 4_000


@dataclass(frozen=True)
class LessonInHand:
    """A lesson and where its reader is.

    Attributes:
        step: the step that was opened last, from 0.
        answers: what was chosen in its checks: position of the option by the check's number.
        read: whether it was read to its end before.
    """

    lesson: Lesson
    step: int
    answers: dict[int, int] = field(default_factory=dict)
    notes: str = ""
    read: bool = False


def open_lesson(learning: Learning, *, actor: Actor, ref: str, locale: Locale) -> LessonInHand:
    """A lesson where the reader left it.

    Raises:
        NotFound: there is no such lesson in this language.
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    lesson = learning.shelves.lesson(ref, locale)
    with learning.context.database.reading() as connection:
        place = _place(connection, actor.person_id, ref)
        read = connection.execute(
            select(col(LearningResult.id))
            .where(
                col(LearningResult.person_id) == actor.person_id,
                col(LearningResult.kind) == "lesson",
                col(LearningResult.ref) == ref,
            )
            .limit(1)
        ).scalar()
    if place is None:
        return LessonInHand(lesson, 0, read=read is not None)
    answers = {int(number): chosen for number, chosen in place.answers.items()}
    return LessonInHand(
        lesson, min(place.step, max(len(lesson.steps) - 1, 0)), answers, place.notes, read is not None
    )


def keep_place(
    learning: Learning,
    *,
    actor: Actor,
    ref: str,
    step: int | None = None,
    answer: tuple[int, int] | None = None,
    notes: str | None = None,
) -> None:
    """Keep where somebody is, an answer they gave (the check's number and the option's), or their notes.

    Raises:
        NotFound: there is no such lesson.
        Refused: the notes are longer than ``LONGEST_NOTES``.
    """
    require_own_password(actor)
    learning.shelves.lesson(ref, "zh-CN")
    if notes is not None and len(notes) > LONGEST_NOTES:
        raise Refused(
            mark("Notes can be 4,000 characters long. Nothing was lost; shorten them and save again.")
        )
    now = learning.context.now()
    for _ in range(2):
        try:
            with learning.context.database.transaction() as connection:
                place = _place(connection, actor.person_id, ref, lock=True)
                answers = dict(place.answers) if place else {}
                if answer is not None:
                    answers[str(answer[0])] = answer[1]
                values = {
                    "step": step if step is not None else (place.step if place else 0),
                    "answers": answers,
                    "notes": (notes if notes is not None else (place.notes if place else "")).replace(
                        "\0", ""
                    ),
                    "at": now,
                }
                if place is None:
                    connection.execute(
                        insert(LessonPlace).values(person_id=actor.person_id, lesson=ref, **values)
                    )
                else:
                    connection.execute(
                        update(LessonPlace)
                        .where(col(LessonPlace.person_id) == actor.person_id, col(LessonPlace.lesson) == ref)
                        .values(**values)
                    )
            return
        except IntegrityError:
            # A second tab made the row in this very moment.
            continue


def finish_lesson(learning: Learning, *, actor: Actor, ref: str) -> None:
    """Somebody has read a lesson to its end; reading it again the same day is not written twice in a round.

    Raises:
        NotFound: there is no such lesson.
        Refused: a check in it was not answered yet.
    """
    require_own_password(actor)
    # Should the languages differ for a while, nobody is asked for an answer to a check that they were not shown.
    checks = min(len(learning.shelves.lesson(ref, locale).checks) for locale in LOCALES)
    today, now = learning.context.today(), learning.context.now()
    shelf = learning.structure
    with learning.context.database.transaction() as connection:
        place = _place(connection, actor.person_id, ref)
        answered = set(place.answers) if place else set()
        began = round_began(connection, shelf, actor.person_id, ref.partition("/")[0])
        if not answered >= {str(number) for number in range(checks)}:
            raise Refused(
                mark("One question in this lesson is still open. Answer it, then the lesson is done.")
            )
        record(
            connection,
            shelf,
            [
                Done(
                    actor.person_id,
                    "lesson",
                    ref,
                    Outcome.COMPLETED,
                    now,
                    version=shelf.lessons[ref].version,
                    source=f"{actor.person_id}:{today:%y%m%d}:{hash_of(f'{ref}{began}')}",
                )
            ],
            today=today,
            now=now,
        )


def hash_of(ref: str) -> str:
    """A short name for a longer one, to make a source of."""
    return sha256(ref.encode()).hexdigest()[:24]


def _place(
    connection: Connection, person_id: str, ref: str, *, lock: bool = False
) -> Row[*tuple[LessonPlace]] | None:
    row = select(LessonPlace).where(col(LessonPlace.person_id) == person_id, col(LessonPlace.lesson) == ref)
    return connection.execute(row.with_for_update() if lock else row).one_or_none()
