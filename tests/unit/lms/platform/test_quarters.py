"""Quarters: where a day lies, what is before it, and what is no quarter."""

from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.platform.errors import Refused
from lms.platform.quarters import days_of, later, moments, quarter_called, quarter_of


@given(day=st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_day_lies_in_one_quarter_and_the_next_begins_where_it_ends(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.begins <= day <= quarter.ends
    assert quarter.after.begins == quarter.ends + timedelta(days=1)
    assert quarter.after.before == quarter and quarter_called(quarter.id) == quarter
    assert quarter.year_before.begins.month == quarter.begins.month


def test_a_quarter_ends_when_its_last_day_is_over() -> None:
    quarter = quarter_called("2026-Q4")
    since, until = moments(quarter.begins, quarter.ends, UTC)
    assert (since.date(), until.date()) == (date(2026, 10, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    "said",
    ["", "2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-q1", "２０２６-Q1", "1999-Q4", "2026-Q11", "2026Q1"],
)
def test_what_is_no_quarter_is_refused(said: str) -> None:
    with pytest.raises(Refused):
        quarter_called(said)


@given(place=st.integers(0, 300), by=st.integers(-40, 40))
def test_so_many_quarters_later_and_back_is_the_same_one(place: int, by: int) -> None:
    quarter = quarter_of(date(2012 + place // 4, 3 * (place % 4) + 1, 1))
    moved = later(quarter.id, by)
    assert later(moved, -by) == quarter.id
    months = 3 * by + 12 * quarter.year + quarter.begins.month - 1
    assert days_of(moved)[0] == date(months // 12, months % 12 + 1, 1)
    assert days_of(moved)[1] == quarter_called(moved).after.begins
