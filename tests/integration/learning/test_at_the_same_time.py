"""Two tabs, two devices, two portals: what was done in both counts, and nothing is done twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from lms.learning import (
    Done,
    Learning,
    Outcome,
    answer_item,
    begin_quiz,
    enrol_by_rule,
    enrolling,
    hand_in,
    keep_place,
    lessons,
    open_lesson,
    paths_of,
    quiz_sheet,
    quizzes,
    record,
)
from lms.learning.tables import Enrolment, LearningResult
from lms.people import Actor

MOMENT_S = 0.5


def at_once(monkeypatch: pytest.MonkeyPatch, module: object, name: str, *calls: Callable[[], Any]) -> None:
    """Run calls side by side; each waits a moment for the others where it has just read what it will change."""
    meeting, real = threading.Barrier(len(calls)), getattr(module, name)

    def slowly(*args: Any, **kwargs: Any) -> Any:
        found = real(*args, **kwargs)
        # When it breaks, the others are made to wait until this one is through, as they should be.
        with suppress(threading.BrokenBarrierError):
            meeting.wait(MOMENT_S)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(module, name, slowly)
        with ThreadPoolExecutor(len(calls)) as pool:
            for done in [pool.submit(call) for call in calls]:
                done.result()


def written(learning: Learning, done: Done) -> None:
    context = learning.context
    with context.database.transaction() as connection:
        record(connection, learning.structure, [done], today=context.today(), now=context.now())


def test_of_two_last_steps_the_second_sees_the_first(learning: Learning, newcomer: Actor) -> None:
    enrol_by_rule(learning)
    context, me = learning.context, newcomer.person_id
    lesson, quiz, drill = (
        Done(me, kind, ref, Outcome.PASSED, context.now(), source=ref)
        for kind, ref in (
            ("lesson", "first/listen"),
            ("quiz", "first/quiz"),
            ("drill", "elderly-smart-machine"),
        )
    )
    written(learning, lesson)
    with ThreadPoolExecutor(1) as pool:
        with context.database.transaction() as connection:
            record(connection, learning.structure, [quiz], today=context.today(), now=context.now())
            other = pool.submit(written, learning, drill)
            threading.Event().wait(MOMENT_S)
        other.result()
    (path,) = paths_of(learning, actor=newcomer, locale="en")
    assert path.validity == "completed"


def test_what_arrives_twice_is_written_once(learning: Learning, newcomer: Actor) -> None:
    context = learning.context
    drill = Done(
        newcomer.person_id, "drill", "elderly-smart-machine", Outcome.PASSED, context.now(), source="a"
    )
    with ThreadPoolExecutor(1) as pool:
        with context.database.transaction() as connection:
            twice = [drill, Done(**vars(drill))]
            record(connection, learning.structure, twice, today=context.today(), now=context.now())
            other = pool.submit(written, learning, drill)
            threading.Event().wait(MOMENT_S)
        other.result()
    with context.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(LearningResult)).scalar() == 1


def test_two_tabs_answer_two_questions_and_both_answers_stand(
    learning: Learning, newcomer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt_id = begin_quiz(learning, actor=newcomer, course="first")
    asked = quiz_sheet(learning, actor=newcomer, attempt_id=attempt_id, locale="en").asked

    def answer(place: int) -> Callable[[], bool]:
        item = asked[place].item
        return lambda: answer_item(
            learning, actor=newcomer, attempt_id=attempt_id, item_id=item.id, chosen=item.right
        )

    at_once(monkeypatch, quizzes, "is_right", answer(0), answer(1))
    answer(2)()
    sheet = quiz_sheet(learning, actor=newcomer, attempt_id=attempt_id, locale="en")
    assert [one.right for one in sheet.asked] == [True, True, True]

    def close() -> None:
        hand_in(learning, actor=newcomer, attempt_id=attempt_id)

    at_once(monkeypatch, quizzes, "_own", close, close)
    assert quiz_sheet(learning, actor=newcomer, attempt_id=attempt_id, locale="en").score == 100


def test_notes_in_one_tab_and_an_answer_in_another_are_both_kept(
    learning: Learning, newcomer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_place(learning, actor=newcomer, ref="first/listen", step=1)
    at_once(
        monkeypatch,
        lessons,
        "_place",
        lambda: keep_place(learning, actor=newcomer, ref="first/listen", notes="看着他说话"),
        lambda: keep_place(learning, actor=newcomer, ref="first/listen", answer=(0, 1)),
    )
    hand = open_lesson(learning, actor=newcomer, ref="first/listen", locale="en")
    assert (hand.step, hand.notes, hand.answers) == (1, "看着他说话", {0: 1})


def test_two_portals_that_start_together_enrol_everybody_once(
    learning: Learning, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []

    def start() -> None:
        runs.append(enrol_by_rule(learning).begun)

    at_once(monkeypatch, enrolling, "read_staff", start, start)
    with learning.context.database.reading() as connection:
        rows = connection.execute(select(func.count(), func.count(col(Enrolment.person_id).distinct()))).one()
    assert rows[0] == rows[1] == sum(runs) > 0
