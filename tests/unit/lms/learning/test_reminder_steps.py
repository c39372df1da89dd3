"""When somebody is reminded of what is due: before, after and then weekly; never on a day of rest, and never twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.reminders.steps import step_of, team_key
from lms.platform.working_days import is_working_day

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def said(due_on: date, first: date, last: date) -> dict[date, str]:
    """The days on which something is said that was not said before."""
    found: dict[date, str] = {}
    day = first
    while day <= last:
        step = step_of(due_on, day)
        if step is not None and step not in found.values():
            found[day] = step
        day += timedelta(days=1)
    return found


def test_a_week_before_a_working_day_before_the_day_after_and_every_week() -> None:
    due_on = date(2026, 3, 16)
    assert said(due_on, date(2026, 2, 1), date(2026, 4, 8)) == {
        date(2026, 3, 9): "week_before",
        date(2026, 3, 13): "day_before",
        date(2026, 3, 17): "late_0",
        date(2026, 3, 24): "late_1",
        date(2026, 3, 31): "late_2",
        date(2026, 4, 7): "late_3",
    }


def test_what_falls_into_the_spring_festival_is_said_on_the_first_working_day_after_it_once() -> None:
    # 15 to 23 February 2026 are off, and Saturday the 14th is worked in exchange.
    assert said(date(2026, 2, 16), date(2026, 2, 1), date(2026, 2, 26)) == {
        date(2026, 2, 9): "week_before",
        date(2026, 2, 14): "day_before",
        date(2026, 2, 24): "late_1",
    }


def test_what_is_due_at_the_end_of_long_holidays_is_said_on_the_last_day_of_work_before() -> None:
    # 1 to 8 October 2025 are off.
    assert said(date(2025, 10, 8), date(2025, 9, 1), date(2025, 10, 9)) == {
        date(2025, 9, 30): "day_before",
        date(2025, 10, 9): "late_0",
    }


@given(due_on=DAYS)
def test_nothing_is_said_on_days_of_rest_before_the_week_or_more_often_than_each_step_asks(
    due_on: date,
) -> None:
    found = said(due_on, due_on - timedelta(days=30), due_on + timedelta(days=60))
    days = sorted(found)
    before = [step for day, step in found.items() if day <= due_on]
    assert all(is_working_day(day) for day in days)
    assert days[0] >= due_on - timedelta(days=7) or (found[days[0]] == "day_before" and len(before) == 1)
    assert before in (["week_before", "day_before"], ["week_before"], ["day_before"])
    assert 6 <= sum(day > due_on for day in days) <= 9


@given(day=DAYS)
def test_a_manager_is_told_once_a_week(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    keys = {team_key(monday + timedelta(days=number)) for number in range(7)} - {None}
    assert len(keys) <= 1


@pytest.mark.parametrize("days", [0, -2])
def test_whoever_is_enrolled_late_hears_of_it_on_the_next_working_day(days: int) -> None:
    due_on = date(2026, 3, 18)
    assert step_of(due_on, due_on + timedelta(days=days)) in {"day_before", "week_before"}
