"""A few questions a day, asked again before they are forgotten, five minutes at most, and nobody is told off."""

from datetime import date, timedelta

import pytest

from lms.learning import Learning, answer_review, competencies_of, enrol_by_rule, review_item, review_today
from lms.learning.competence.reviewing import streak_of
from lms.people import Actor
from lms.platform.errors import NotFound, Refused
from tests.fixed_clock import FixedClock
from tests.integration.learning.test_competence import sit


def test_an_item_is_asked_again_when_it_was_first_answered_in_a_quiz(
    learning: Learning, newcomer: Actor, mentor: Actor, clock: FixedClock
) -> None:
    enrol_by_rule(learning)
    nothing = review_today(learning, actor=newcomer)
    assert (nothing.due, nothing.next_on, nothing.streak) == ((), None, 0)
    with pytest.raises(NotFound):
        answer_review(learning, actor=newcomer, item_id="first-1", chosen=[0], seconds=9)

    sit(learning, newcomer)
    rested = review_today(learning, actor=newcomer)
    assert rested.due == () and rested.next_on is not None and rested.next_on > learning.context.today()
    assert review_today(learning, actor=mentor).next_on is None

    clock.move(timedelta(days=3))
    review = review_today(learning, actor=newcomer)
    assert sorted(review.due) == ["first-1", "first-2", "first-3"] and review.minutes == 1
    before = competencies_of(learning, actor=newcomer)[0].mastery.n
    with pytest.raises(Refused):
        answer_review(learning, actor=newcomer, item_id="first-1", chosen=[], seconds=9)
    item = review_item(learning, actor=newcomer, item_id="first-1", locale="en").item
    assert answer_review(learning, actor=newcomer, item_id="first-1", chosen=item.right, seconds=9)
    with pytest.raises(Refused):
        answer_review(learning, actor=newcomer, item_id="first-1", chosen=item.right, seconds=9)
    assert not answer_review(learning, actor=newcomer, item_id="first-2", chosen=[1], seconds=400)
    after = review_today(learning, actor=newcomer)
    assert (after.due, after.answered, after.right, after.streak) == (("first-3",), 2, 1, 1)
    assert competencies_of(learning, actor=newcomer)[0].mastery.n == before + 2, "answers feed mastery"

    clock.move(timedelta(minutes=11))
    again = review_today(learning, actor=newcomer)
    assert "first-2" in again.due, "what was wrong comes once more, ten minutes later"
    with pytest.raises(NotFound):
        answer_review(learning, actor=mentor, item_id="first-2", chosen=[0], seconds=9)


def test_five_minutes_a_day_are_enough(learning: Learning, newcomer: Actor, clock: FixedClock) -> None:
    sit(learning, newcomer, right=False)
    clock.move(timedelta(minutes=11))
    for item in ("first-1", "first-2"):
        answer_review(learning, actor=newcomer, item_id=item, chosen=[1], seconds=5_000)
    clock.move(timedelta(minutes=11))
    assert review_today(learning, actor=newcomer).due, "two slow answers are four minutes at most"
    answer_review(learning, actor=newcomer, item_id="first-3", chosen=[1], seconds=5_000)
    clock.move(timedelta(minutes=11))
    tired = review_today(learning, actor=newcomer)
    assert (tired.due, tired.later) == ((), 3)


def test_days_off_break_no_streak_and_today_is_not_over_yet() -> None:
    friday, monday, tuesday = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)
    assert streak_of([], today=tuesday) == 0
    assert streak_of([monday, friday], today=tuesday) == 2
    assert streak_of([tuesday, monday, friday], today=tuesday) == 3
    assert streak_of([friday], today=tuesday) == 0, "Monday was a working day"
    assert streak_of([tuesday, friday], today=tuesday) == 1
