"""Until when a case is to be answered, planned and decided: over holidays, nights, pauses and reopenings."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.feedback.cases.clocks import Course, clocks_of, next_limit
from lms.feedback.cases.service_time import Hours, service_between, service_later

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = Hours.posted("09:00-17:00", SHANGHAI)
WITH_NOON = Hours.posted("09:00-12:00, 13:30-17:00", SHANGHAI)
moments = st.integers(0, 700 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def at(written: str) -> datetime:
    """A moment by the clock on the wall of the bank."""
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI).astimezone(UTC)


def limits(course: Course, hours: Hours = HOURS, now: str = "2026-01-01 00:00") -> dict[str, str]:
    return {
        one.clock: "" if one.due_at is None else f"{one.due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        for one in clocks_of(course, hours, at(now))
    }


@pytest.mark.parametrize(
    ("received", "answered_by"),
    [
        # An ordinary morning, afternoon, night and Sunday.
        ("2026-03-10 10:00", "2026-03-10 12:00"),
        ("2026-03-10 16:00", "2026-03-11 10:00"),
        ("2026-03-10 23:30", "2026-03-11 11:00"),
        ("2026-03-11 05:10", "2026-03-11 11:00"),
        ("2026-03-15 11:00", "2026-03-16 11:00"),
        # Over the Spring Festival; Saturday 14 and 28 February are worked in exchange.
        ("2026-02-14 16:30", "2026-02-24 10:30"),
        ("2026-02-18 12:00", "2026-02-24 11:00"),
        ("2026-02-27 16:00", "2026-02-28 10:00"),
        # Over the National Day; Sunday 20 September and Saturday 10 October are worked.
        ("2026-09-20 09:15", "2026-09-20 11:15"),
        ("2026-09-30 16:00", "2026-10-08 10:00"),
        ("2026-10-09 16:30", "2026-10-10 10:30"),
        # To the second at which the hours end, and a second more.
        ("2026-03-10 15:00", "2026-03-10 17:00"),
        ("2026-03-10 15:01", "2026-03-11 09:01"),
    ],
)
def test_a_simple_case_is_answered_within_two_posted_hours(received: str, answered_by: str) -> None:
    assert limits(Course(at(received), urgent=False, track="simple"))["respond"] == answered_by


@pytest.mark.parametrize(
    ("received", "planned_by"),
    [
        ("2026-03-10 09:00", "2026-03-12 17:00"),
        ("2026-03-10 20:00", "2026-03-13 17:00"),
        ("2026-02-13 12:00", "2026-02-25 12:00"),
        ("2026-04-30 15:00", "2026-05-08 15:00"),
        ("2025-12-31 16:00", "2026-01-06 16:00"),
    ],
)
def test_a_complex_case_has_a_plan_within_24_posted_hours(received: str, planned_by: str) -> None:
    found = limits(Course(at(received), urgent=False, track="complex"))
    assert found["plan"] == planned_by and "respond" not in found


@pytest.mark.parametrize("received", ["2026-10-03 02:00", "2026-03-10 23:30", "2026-02-17 12:00"])
def test_what_is_urgent_counts_round_the_clock_at_night_and_on_holidays(received: str) -> None:
    found = limits(Course(at(received), urgent=True, track="complex"))
    assert found["respond"] == f"{at(received).astimezone(SHANGHAI) + timedelta(hours=2):%Y-%m-%d %H:%M}"
    assert found["plan"] == f"{at(received).astimezone(SHANGHAI) + timedelta(hours=24):%Y-%m-%d %H:%M}"


def test_the_hours_are_those_on_the_door() -> None:
    found = limits(Course(at("2026-03-10 11:30"), urgent=False, track="simple"), WITH_NOON)
    assert found["respond"] == "2026-03-10 15:00"


@pytest.mark.parametrize(
    ("received", "days", "decided_by"),
    [
        ("2026-02-13 12:00", 15, "2026-02-28 23:59"),
        ("2026-02-13 12:00", 30, "2026-03-15 23:59"),
        ("2026-02-13 12:00", 60, "2026-04-14 23:59"),
        # A minute before midnight is that day, a minute after it the next; holidays count.
        ("2026-09-25 23:59", 15, "2026-10-10 23:59"),
        ("2026-09-26 00:01", 15, "2026-10-11 23:59"),
        ("2024-02-15 08:00", 15, "2024-03-01 23:59"),
    ],
)
def test_the_decision_is_due_in_calendar_days_whatever_they_are(
    received: str, days: int, decided_by: str
) -> None:
    found = limits(Course(at(received), urgent=False, track="simple", days=days))
    assert found["decide"] == decided_by


def test_an_appraisal_outside_moves_what_still_runs_and_nothing_is_due_while_it_lasts() -> None:
    begun, over = at("2026-03-11 09:00"), at("2026-03-21 09:00")
    course = Course(at("2026-03-10 09:00"), urgent=False, track="complex", pauses=((begun, over),))
    # One day was used before it; it is over on a Saturday, and two working days follow.
    assert limits(course) == {"plan": "2026-03-24 17:00", "decide": "2026-04-04 23:59"}
    lasting = Course(at("2026-03-10 09:00"), urgent=False, track="complex", pauses=((begun, None),))
    assert limits(lasting, now="2026-03-12 09:00") == {"plan": "", "decide": ""}
    assert {one.state for one in clocks_of(lasting, HOURS, at("2026-03-12 09:00"))} == {"paused"}


def test_a_reopened_case_begins_anew_from_its_reopening() -> None:
    reopened = Course(at("2026-03-30 16:30"), urgent=False, track="simple")
    assert limits(reopened) == {"respond": "2026-03-31 10:30", "decide": "2026-04-14 23:59"}


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-03-10 10:00", "running"),
        ("2026-03-10 11:29", "running"),
        ("2026-03-10 11:30", "soon"),
        ("2026-03-10 12:00", "soon"),
        ("2026-03-10 12:01", "over"),
    ],
)
def test_it_is_soon_over_when_a_quarter_is_left(now: str, state: str) -> None:
    course = Course(at("2026-03-10 10:00"), urgent=False, track="simple")
    assert clocks_of(course, HOURS, at(now))[0].state == state


def test_what_was_answered_for_is_kept_or_missed_and_the_next_limit_is_another() -> None:
    for answered, state in (("2026-03-10 11:00", "kept"), ("2026-03-10 12:30", "missed")):
        course = Course(
            at("2026-03-10 10:00"), urgent=False, track="simple", stopped={"respond": at(answered)}
        )
        readings = clocks_of(course, HOURS, at("2026-03-10 13:00"))
        assert readings[0].state == state
        following = next_limit(readings)
        assert following is not None and following.clock == "decide"


@given(moments, st.integers(1, 60 * 60), st.booleans())
def test_so_much_time_lies_between_a_moment_and_its_limit(
    start: datetime, minutes: int, round_the_clock: bool
) -> None:
    hours = None if round_the_clock else WITH_NOON
    length = timedelta(minutes=minutes)
    pauses = ((start + timedelta(hours=5), start + timedelta(days=2)),)
    due = service_later(start, length, hours, pauses)
    assert due is not None and due >= start + length
    assert service_between(start, due, hours, pauses) == length


@pytest.mark.parametrize("written", ["9", "17:00-09:00", "09:00-12:00,11:00-17:00", "nine-five", ""])
def test_hours_that_cannot_be_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Hours.posted(written, SHANGHAI)
