"""What counts as training time: stated rules, asked one by one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.teaching import Course, Shelf
from lms.catalogue.teaching.shelf import LessonCard
from lms.learning.hours.rules import Entry, earned, shared_out, topics_of
from lms.learning.hours.targets import SHIPPED, groups_of, target_of
from lms.people import Job, Role, StaffRow

COURSE = Course.model_validate(
    {
        "slug": "first",
        "title": "First",
        "summary": "What one learns.",
        "competencies": ["empathy"],
        "level": 1,
        "topics": ["consumer_protection", "personal_data"],
        "activities": [
            {"id": "listen", "kind": "lesson", "lesson": "listen"},
            {"id": "quiz", "kind": "quiz", "draw": 3},
            {"id": "drill", "kind": "drill", "scenario": "elderly-smart-machine"},
        ],
    }
)
LISTEN = LessonCard("first/listen", "Listen", "", 7, ("empathy",), 1, 2)
SHELF = Shelf("zh-CN", None, {}, {"first": COURSE}, {}, {"first/listen": LISTEN}, {})
DAY = date(2026, 12, 31)


def did(kind: str, ref: str, *, minutes: int | None = None, passed: bool = True) -> list[tuple[str, int]]:
    return [(entry.topic, entry.minutes) for entry in entries(kind, ref, minutes=minutes, passed=passed)]


def entries(
    kind: str,
    ref: str,
    *,
    minutes: int | None = None,
    passed: bool = True,
    day: date = DAY,
    source: str = "a-try",
) -> tuple[Entry, ...]:
    return earned(
        SHELF,
        person_id="me",
        kind=kind,
        ref=ref,
        day=day,
        passed=passed,
        minutes=minutes,
        version=1,
        score=None,
        source=source,
    )


def test_a_lesson_counts_the_minutes_in_its_front_matter_shared_among_its_topics() -> None:
    assert did("lesson", "first/listen") == [("consumer_protection", 4), ("personal_data", 3)]


def test_a_lesson_is_the_same_entry_all_year_and_another_the_year_after() -> None:
    first, again = (entries("lesson", "first/listen", day=date(2026, month, 1)) for month in (1, 12))
    assert [one.source for one in first] == [one.source for one in again]
    assert entries("lesson", "first/listen", day=date(2027, 1, 1))[0].source != first[0].source


def test_a_quiz_counts_when_it_is_passed_and_two_minutes_a_question_at_most() -> None:
    assert did("quiz", "first/quiz", minutes=4) == [("consumer_protection", 2), ("personal_data", 2)]
    assert sum(minutes for _, minutes in did("quiz", "first/quiz", minutes=600)) == 6
    assert did("quiz", "first/quiz", minutes=4, passed=False) == []


def test_a_drill_counts_passed_or_not_and_each_scenario_once_a_day() -> None:
    assert did("drill", "elderly-smart-machine", minutes=8, passed=False) == [
        ("consumer_protection", 4),
        ("personal_data", 4),
    ]
    one, other = (entries("drill", "elderly-smart-machine", minutes=8, source=s) for s in ("a", "b"))
    assert one[0].source == other[0].source
    assert did("drill", "in-no-course", minutes=8) == [("other", 8)]


def test_what_is_signed_counts_nothing() -> None:
    assert did("sign_off", "first/watched", minutes=30) == []
    assert did("course", "first") == []


@given(st.integers(0, 1440), st.lists(st.sampled_from("abcde"), unique=True))
def test_the_parts_add_up_to_the_time_spent(minutes: int, topics: list[str]) -> None:
    assert sum(part for _, part in shared_out(minutes, tuple(topics))) == minutes


def test_a_drill_counts_for_the_topics_of_its_courses() -> None:
    assert topics_of(SHELF, "drill", "elderly-smart-machine") == ("consumer_protection", "personal_data")


@pytest.mark.parametrize(
    ("job", "roles", "hired", "groups"),
    [
        (Job.TELLER, {Role.TRAINEE}, date(2026, 2, 1), {"front_line", "new_hire"}),
        (Job.TELLER, {Role.TRAINEE}, date(2025, 2, 1), {"front_line"}),
        (Job.BRANCH_MANAGER, {Role.TRAINEE}, date(2020, 2, 1), {"manager"}),
        (Job.TELLER, {Role.MANAGER}, date(2020, 2, 1), {"manager"}),
        (Job.TRAINER, {Role.TRAINER}, date(2020, 2, 1), set()),
    ],
)
def test_who_belongs_to_which_group(job: Job, roles: set[Role], hired: date, groups: set[str]) -> None:
    row = StaffRow("me", job, frozenset(roles), "here", frozenset(), hired, active=True)
    assert groups_of(row, 2026) == groups


def test_whoever_serves_at_the_counter_beside_a_desk_job_is_front_line_too() -> None:
    hired = date(2020, 2, 1)
    row = StaffRow("me", Job.TRAINER, frozenset(), "here", frozenset(), hired, True, (Job.TELLER,))
    assert groups_of(row, 2026) == {"front_line"}
    both = StaffRow("me", Job.TELLER, frozenset(), "here", frozenset(), hired, True, (Job.BRANCH_MANAGER,))
    assert groups_of(both, 2026) == {"manager"}


def test_of_several_groups_the_highest_target_counts() -> None:
    assert target_of(SHIPPED, "consumer_protection", frozenset({"front_line", "new_hire"})) == 240
    assert target_of(SHIPPED, "consumer_protection", frozenset()) == 0
