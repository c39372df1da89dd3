"""A newcomer is enrolled, reads, answers, rehearses, and has completed the curriculum; nobody does it for them."""

from pathlib import Path

import pytest

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import (
    Done,
    Learning,
    Outcome,
    answer_item,
    begin_quiz,
    enrol_by_rule,
    finish_lesson,
    hand_in,
    keep_place,
    open_lesson,
    paths_of,
    quiz_door,
    quiz_sheet,
    record,
    waive,
)
from lms.people import Actor, DemoBank
from lms.platform.errors import Forbidden, NotFound, Refused


def sit(learning: Learning, actor: Actor, *, right: bool) -> int | None:
    attempt_id = begin_quiz(learning, actor=actor, course="first")
    for asked in quiz_sheet(learning, actor=actor, attempt_id=attempt_id, locale="zh-CN").asked:
        chosen = asked.item.right if right else [(asked.item.right[0] + 1) % len(asked.item.options)]
        answer_item(learning, actor=actor, attempt_id=attempt_id, item_id=asked.item.id, chosen=chosen)
    hand_in(learning, actor=actor, attempt_id=attempt_id)
    return quiz_sheet(learning, actor=actor, attempt_id=attempt_id, locale="zh-CN").score


def rehearse(learning: Learning, actor: Actor) -> None:
    context = learning.context
    with context.database.transaction() as connection:
        done = Done(
            actor.person_id, "drill", "elderly-smart-machine", Outcome.PASSED, context.now(), source="a1"
        )
        record(connection, learning.structure, [done], today=context.today(), now=context.now())


def test_whoever_was_hired_lately_is_enrolled_once(
    learning: Learning, newcomer: Actor, bank: DemoBank
) -> None:
    recent = sum(1 for person in bank.people if (bank.opened_on - person.hired_on).days <= 180)
    assert enrol_by_rule(learning).begun == recent
    assert enrol_by_rule(learning).begun == 0
    (path,) = paths_of(learning, actor=newcomer, locale="en")
    assert path.curriculum.title == "Foundation"
    assert path.next is not None and path.next.next_activity is not None
    assert path.next.next_activity.id == "listen"


def test_a_course_is_done_when_all_of_it_is(learning: Learning, newcomer: Actor) -> None:
    enrol_by_rule(learning)
    with pytest.raises(Refused):
        finish_lesson(learning, actor=newcomer, ref="first/listen")
    keep_place(learning, actor=newcomer, ref="first/listen", step=1, answer=(0, 1), notes="看着他说话")
    hand = open_lesson(learning, actor=newcomer, ref="first/listen", locale="en")
    assert (hand.step, hand.answers, hand.notes, hand.read) == (1, {0: 1}, "看着他说话", False)
    finish_lesson(learning, actor=newcomer, ref="first/listen")
    finish_lesson(learning, actor=newcomer, ref="first/listen")
    assert sit(learning, newcomer, right=True) == 100
    (path,) = paths_of(learning, actor=newcomer, locale="zh-CN")
    assert (path.validity, sorted(path.courses[0].stands.done)) == ("open", ["listen", "quiz"])
    rehearse(learning, newcomer)
    rehearse(learning, newcomer)
    (path,) = paths_of(learning, actor=newcomer, locale="zh-CN")
    assert (path.validity, path.stands.complete, path.valid_until) == ("completed", True, None)


def test_a_quiz_can_be_failed_three_times_and_goes_on_where_it_was_left(
    learning: Learning, newcomer: Actor
) -> None:
    enrol_by_rule(learning)
    begun = begin_quiz(learning, actor=newcomer, course="first")
    assert begin_quiz(learning, actor=newcomer, course="first") == begun
    for _ in range(3):
        assert sit(learning, newcomer, right=False) == 0
    door = quiz_door(learning, actor=newcomer, course="first")
    assert (door.tried, door.left, door.best, door.open_id) == (3, 0, 0, None)
    with pytest.raises(Refused):
        begin_quiz(learning, actor=newcomer, course="first")


def test_an_answer_stands(learning: Learning, newcomer: Actor, mentor: Actor) -> None:
    attempt_id = begin_quiz(learning, actor=newcomer, course="first")
    item = quiz_sheet(learning, actor=newcomer, attempt_id=attempt_id, locale="zh-CN").asked[0].item
    with pytest.raises(Refused):
        answer_item(learning, actor=newcomer, attempt_id=attempt_id, item_id=item.id, chosen=[])
    answer_item(learning, actor=newcomer, attempt_id=attempt_id, item_id=item.id, chosen=[1])
    with pytest.raises(Refused):
        answer_item(learning, actor=newcomer, attempt_id=attempt_id, item_id=item.id, chosen=[0])
    with pytest.raises(NotFound):
        quiz_sheet(learning, actor=mentor, attempt_id=attempt_id, locale="zh-CN")


def test_what_was_done_stays_done_when_the_course_grows(
    learning: Learning, newcomer: Actor, content: Path
) -> None:
    test_a_course_is_done_when_all_of_it_is(learning, newcomer)
    for locale in ("zh-CN", "en"):
        course = content / f"curricula/courses/first.{locale}.yaml"
        course.write_text(
            course.read_text() + "  - {id: more, kind: drill, scenario: loan-refused}\n", encoding="utf-8"
        )
    publish_teaching(learning.context, content)
    later = Learning(learning.context, Shelves(learning.context))
    enrol_by_rule(later)
    (path,) = paths_of(later, actor=newcomer, locale="zh-CN")
    assert path.courses[0].stands.total == 4
    assert path.stands.complete


def test_a_manager_waives_for_their_own_people_and_nobody_for_themselves(
    learning: Learning, newcomer: Actor, manager: Actor, bank: DemoBank
) -> None:
    enrol_by_rule(learning)
    elsewhere = next(person for person in bank.people if person.name_zh == "孟凡舟")
    for about in (elsewhere.person_id, manager.person_id):
        with pytest.raises(Forbidden):
            waive(learning, actor=manager, person_id=about, course="first", reason="已在别处学过", until=None)
    waive(
        learning,
        actor=manager,
        person_id=newcomer.person_id,
        course="first",
        reason="已在别处学过",
        until=None,
    )
    (path,) = paths_of(learning, actor=newcomer, locale="zh-CN")
    assert path.courses[0].stands.state == "waived"
    with pytest.raises(Forbidden):
        paths_of(learning, actor=manager, locale="zh-CN", person_id=elsewhere.person_id)
    assert paths_of(learning, actor=manager, locale="zh-CN", person_id=newcomer.person_id)
