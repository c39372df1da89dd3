"""A branch's morning: one customer for the day, replies together, an end, attendance that counts; and whose it is."""

from datetime import timedelta

import pytest

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import publish_teaching
from lms.learning import hours_of
from lms.learning.hours.attendance import close_class, enter_present
from lms.learning.hours.classes import class_room
from lms.learning.hours.left_open import close_left_open, mornings_left_open
from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.practice import Practice
from lms.practice.morning import FORTNIGHT, REPLIES, begin_morning, morning_drill, reply_together
from lms.wiring import practice_room
from scenarios.conversation import ReplyRefused
from tests.fixed_clock import FixedClock
from tests.integration.practice.rehearsal import somebody


@pytest.fixture
def room(context: Context) -> Practice:
    publish_library(context)
    publish_teaching(context)
    return practice_room(context, Catalogue(context))


@pytest.fixture
def head(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("manager").person_id)


def test_a_branch_talks_a_customer_through_and_those_there_get_their_minutes(
    room: Practice, head: Actor, trainee: Actor, colleague: Actor
) -> None:
    assert morning_drill(room, actor=head) is None
    with pytest.raises(NotFound):
        reply_together(room, actor=head, text="早上好", number=0)
    drill = begin_morning(room, actor=head, locale="zh-CN")
    assert begin_morning(room, actor=head, locale="en").session_id == drill.session_id
    assert len(drill.turns) == 1 and len(drill.options) >= 2 and drill.lesson == ""
    with pytest.raises(ReplyRefused):
        reply_together(room, actor=head, text="  ", number=0)
    number = 0
    while drill.ending is None:
        drill = reply_together(room, actor=head, text=drill.options[0], number=number)
        number += 1
        assert drill.replies == number
        # A second press of the same button says nothing twice.
        assert reply_together(room, actor=head, text="again", number=number - 1) == drill
    assert number <= REPLIES and drill.lesson and drill.options == ()
    assert morning_drill(room, actor=head) == drill
    with pytest.raises(Refused):
        reply_together(room, actor=head, text="您好", number=number)
    learning = room.learning
    assert learning is not None
    seats = class_room(learning, actor=head, session_id=drill.session_id).seats
    assert {trainee.person_id, colleague.person_id, head.person_id} <= {s.person.person_id for s in seats}
    there = [trainee.person_id, head.person_id]
    enter_present(learning, actor=head, session_id=drill.session_id, person_ids=there)
    assert close_class(learning, actor=head, session_id=drill.session_id) == 2
    assert [hours_of(learning, actor=one).minutes for one in (trainee, head, colleague)] == [8, 8, 0]
    assert {line.form for line in hours_of(learning, actor=trainee).lines} == {"drill"}


def test_no_customer_comes_twice_within_a_fortnight_and_branches_differ(
    room: Practice, context: Context, bank: DemoBank, head: Actor, clock: FixedClock
) -> None:
    other = somebody(context, next(p.person_id for p in bank.people if p.name_en == "Wei Jiahe"))
    mine, theirs = [], []
    for _ in range(FORTNIGHT.days):
        mine.append(begin_morning(room, actor=head, locale="zh-CN").scenario.slug)
        theirs.append(begin_morning(room, actor=other, locale="en").scenario.slug)
        clock.move(timedelta(days=1))
    assert len(set(mine)) == len(set(theirs)) == FORTNIGHT.days
    assert mine != theirs


def test_the_drill_is_led_by_the_head_of_the_branch(
    room: Practice, head: Actor, trainee: Actor, context: Context, bank: DemoBank
) -> None:
    begin_morning(room, actor=head, locale="zh-CN")
    mentor = somebody(context, bank.one_click("mentor").person_id)
    stranger = somebody(context, next(p.person_id for p in bank.people if p.name_en == "Wei Jiahe"))
    for actor in (trainee, mentor):
        with pytest.raises(Forbidden):
            begin_morning(room, actor=actor, locale="zh-CN")
        with pytest.raises(Forbidden):
            reply_together(room, actor=actor, text="您好", number=0)
    with pytest.raises(Forbidden):
        morning_drill(room, actor=stranger, unit_id=head.unit_id)


def test_a_drill_that_nobody_closes_is_closed_by_the_night_with_those_who_signed_in(
    room: Practice, head: Actor, trainee: Actor, colleague: Actor, clock: FixedClock
) -> None:
    learning = room.learning
    assert learning is not None
    day = room.context.today()
    drill = begin_morning(room, actor=head, locale="zh-CN")
    enter_present(learning, actor=head, session_id=drill.session_id, person_ids=[trainee.person_id])
    assert close_left_open(learning) == 0, "the day is not over"
    clock.move(timedelta(days=1))
    assert [card.session_id for card in mornings_left_open(learning, actor=head)] == [drill.session_id]
    assert (close_left_open(learning), close_left_open(learning)) == (1, 0)
    assert mornings_left_open(learning, actor=head) == ()
    assert [hours_of(learning, actor=one).minutes for one in (trainee, colleague)] == [8, 0]
    assert {line.day for line in hours_of(learning, actor=trainee).lines} == {day}
    assert close_class(learning, actor=head, session_id=drill.session_id) == 1
    assert hours_of(learning, actor=trainee).minutes == 8


def test_a_drill_without_a_roster_waits_for_it_and_can_be_closed_later(
    room: Practice, head: Actor, trainee: Actor, clock: FixedClock, context: Context, bank: DemoBank
) -> None:
    learning = room.learning
    assert learning is not None
    drill = begin_morning(room, actor=head, locale="zh-CN")
    clock.move(timedelta(days=2))
    assert close_left_open(learning) == 0
    (left,) = mornings_left_open(learning, actor=head)
    enter_present(learning, actor=head, session_id=left.session_id, person_ids=[trainee.person_id])
    assert close_class(learning, actor=head, session_id=drill.session_id) == 1
    assert hours_of(learning, actor=trainee).minutes == 8
    assert mornings_left_open(learning, actor=head) == ()
    mentor = somebody(context, bank.one_click("mentor").person_id)
    with pytest.raises(Forbidden):
        mornings_left_open(learning, actor=mentor)
