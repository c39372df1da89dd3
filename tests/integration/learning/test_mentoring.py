"""A mentor finds the last drill of each and the quizzes to open once more; what was arranged says who and why."""

from datetime import date

import pytest

from lms.learning import (
    Done,
    Learning,
    Outcome,
    answer_item,
    arrangements_of,
    begin_quiz,
    enrol,
    enrol_by_rule,
    hand_in,
    last_drills,
    let_try_again,
    note_leave,
    quiz_sheet,
    quizzes_used_up,
    record,
    take_back_waiver,
    waive,
)
from lms.people import Actor, DemoBank, mentees_of
from lms.platform.errors import NotFound


def fail(learning: Learning, actor: Actor) -> None:
    attempt_id = begin_quiz(learning, actor=actor, course="first")
    for asked in quiz_sheet(learning, actor=actor, attempt_id=attempt_id, locale="zh-CN").asked:
        wrong = (asked.item.right[0] + 1) % len(asked.item.options)
        answer_item(learning, actor=actor, attempt_id=attempt_id, item_id=asked.item.id, chosen=[wrong])
    hand_in(learning, actor=actor, attempt_id=attempt_id)


def test_a_quiz_is_there_to_be_opened_until_it_was(
    learning: Learning, newcomer: Actor, mentor: Actor, manager: Actor
) -> None:
    enrol_by_rule(learning)
    people = mentees_of(learning.context, actor=mentor)
    for tried in range(3):
        assert quizzes_used_up(learning, actor=mentor, people=people, locale="en") == (), tried
        fail(learning, newcomer)
    (one,) = quizzes_used_up(learning, actor=mentor, people=people, locale="en")
    assert (one.person.person_id, one.course_title, one.tried, one.best) == (
        newcomer.person_id,
        "First",
        3,
        0,
    )
    # A manager signs for nobody, so nothing waits for them.
    assert quizzes_used_up(learning, actor=manager, people=people, locale="en") == ()
    let_try_again(learning, actor=mentor, person_id=newcomer.person_id, course="first", note="一起看了错题")
    assert quizzes_used_up(learning, actor=mentor, people=people, locale="en") == ()


def test_the_last_drill_is_told_to_those_who_may_see_progress(
    learning: Learning, newcomer: Actor, mentor: Actor
) -> None:
    context = learning.context
    people = mentees_of(context, actor=mentor)
    done = [
        Done(newcomer.person_id, "drill", name, outcome, context.now().replace(hour=hour), score=hour)
        for name, outcome, hour in (("loan-refused", Outcome.PASSED, 1), ("queue-fight", Outcome.FAILED, 2))
    ]
    with context.database.transaction() as connection:
        record(connection, learning.structure, done, today=context.today(), now=context.now())
    found = last_drills(learning, actor=mentor, people=people)
    assert set(found) == {newcomer.person_id}
    assert (found[newcomer.person_id].scenario, found[newcomer.person_id].passed) == ("queue-fight", False)
    deng = [card for card in people if card.person_id != newcomer.person_id]
    assert deng
    assert last_drills(learning, actor=newcomer, people=deng) == {}


def test_what_was_arranged_by_hand_says_who_and_why(
    learning: Learning, newcomer: Actor, manager: Actor, bank: DemoBank
) -> None:
    about = newcomer.person_id
    enrol(learning, actor=manager, person_id=about, curriculum="foundation", reason="转岗")
    waive(learning, actor=manager, person_id=about, course="first", reason="已学过", until=date(2026, 6, 1))
    note_leave(learning, actor=manager, person_id=about, starts_on=date(2026, 3, 12), ends_on=None)
    found = arrangements_of(learning, actor=manager, person_id=about)
    assert [(one.curriculum, one.reason, one.by.person_id) for one in found.enrolments] == [
        ("foundation", "转岗", manager.person_id)
    ]
    assert [(one.course, one.reason, one.until) for one in found.waivers] == [
        ("first", "已学过", date(2026, 6, 1))
    ]
    assert [(one.starts_on, one.ends_on) for one in found.leaves] == [(date(2026, 3, 12), None)]
    take_back_waiver(learning, actor=manager, person_id=about, course="first")
    assert arrangements_of(learning, actor=manager, person_id=about).waivers == ()
    elsewhere = next(person for person in bank.people if person.name_zh == "孟凡舟")
    with pytest.raises(NotFound):
        arrangements_of(learning, actor=manager, person_id=elsewhere.person_id)
