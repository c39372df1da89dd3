"""A course that another one comes before: what blocks it is named, its quiz waits, its lessons may be read ahead."""

from datetime import date
from pathlib import Path

import pytest

from lms.learning import begin_quiz, in_the_way, paths_of, quiz_door
from lms.platform.context import Context
from lms.platform.errors import Refused
from tests.fixed_clock import FixedClock
from tests.integration.learning.small_bank import READ, SmallBank

QUIZ = {"id": "quiz", "kind": "quiz", "draw": 3}
SIGN = {"id": "sign", "kind": "sign_off", "title": "Sign", "observe": ["one", "two", "three"]}
HIRED = """
2026-03-02 06:00 | Zhou | hire trainer 2010-01-01
2026-03-02 06:30 | An   | hire teller
2026-03-02 06:30 | Lin  | hire wealth_manager
"""


@pytest.fixture
def bank(context: Context, clock: FixedClock, tmp_path: Path) -> SmallBank:
    bank = SmallBank(context, clock, tmp_path / "content")
    bank.course("basics", READ)
    bank.course("care", READ, QUIZ, SIGN, requires=["basics"])
    bank.curriculum("teller", {"jobs": ["teller"]}, {"basics": 30, "care": 60})
    bank.curriculum("wealth", {"jobs": ["wealth_manager"]}, {"care": 60})
    bank.publish()
    return bank


def lived(bank: SmallBank, story: str) -> None:
    assert list(bank.live(HIRED + story, until=date(2026, 3, 30)))


def test_the_quiz_of_a_blocked_course_is_refused_until_what_comes_first_is_done(bank: SmallBank) -> None:
    lived(bank, "2026-03-09 | An | refused care")
    an = bank.actor("An")
    assert in_the_way(bank.learning, actor=an, course="care") == ("basics",)
    assert quiz_door(bank.learning, actor=an, course="care").blocked_by == ("basics",)
    assert in_the_way(bank.learning, actor=an, course="basics") == ()
    bank._learn("An", "basics")
    assert quiz_door(bank.learning, actor=an, course="care").blocked_by == ()
    bank._pass("An", "care")


def test_a_lesson_read_in_advance_counts_and_the_course_still_waits(bank: SmallBank) -> None:
    lived(bank, "2026-03-09 | An | read care")
    (path,) = paths_of(bank.learning, actor=bank.actor("An"), locale="en")
    care = next(one for one in path.courses if one.course.slug == "care")
    assert (care.stands.state.value, sorted(care.stands.done)) == ("blocked", ["read"])
    assert care.blocked_by == ("basics",)
    with pytest.raises(Refused):
        begin_quiz(bank.learning, actor=bank.actor("An"), course="care")


def test_a_mentor_signs_for_a_blocked_course_in_its_turn(bank: SmallBank) -> None:
    lived(bank, "2026-03-09 | An | read care")
    with pytest.raises(Refused):
        bank._sign_off("An", "care")
    bank._learn("An", "basics")
    bank._sign_off("An", "care")
    (path,) = paths_of(bank.learning, actor=bank.actor("An"), locale="en")
    assert "sign" in path.courses[1].stands.done


def test_who_is_let_off_what_comes_first_or_is_not_asked_for_it_is_not_blocked(bank: SmallBank) -> None:
    lived(bank, "2026-03-09 | An | waive basics\n2026-03-10 | An | pass care\n2026-03-10 | Lin | pass care")
    assert in_the_way(bank.learning, actor=bank.actor("Lin"), course="care") == ()


def test_a_quiz_that_was_begun_may_be_gone_on_with(bank: SmallBank) -> None:
    lived(bank, "2026-03-09 | An | waive basics")
    an = bank.actor("An")
    begun = begin_quiz(bank.learning, actor=an, course="care")
    bank._unwaive("An", "basics")
    assert in_the_way(bank.learning, actor=an, course="care") == ("basics",)
    assert begin_quiz(bank.learning, actor=an, course="care") == begun
    assert quiz_door(bank.learning, actor=an, course="care").blocked_by == ()
