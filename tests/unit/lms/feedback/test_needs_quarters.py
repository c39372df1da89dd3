"""Quarters: where a day lies, what is before it, and what is no quarter."""

from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.feedback.needs import moments, quarter_called, quarter_of
from lms.platform.errors import Refused


@given(day=st.dates(date(2001, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_one_quarter_and_the_next_begins_where_it_ends(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.begins <= day <= quarter.ends
    assert quarter.after.begins == quarter.ends + timedelta(days=1)
    assert quarter.after.before == quarter and quarter_called(quarter.id) == quarter
    assert quarter.year_before.begins.month == quarter.begins.month


def test_a_quarter_ends_when_its_last_day_is_over() -> None:
    quarter = quarter_called("2026Q4")
    since, until = moments(quarter.begins, quarter.ends, UTC)
    assert (since.date(), until.date()) == (date(2026, 10, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    "said", ["", "2026", "2026Q5", "2026Q0", "26Q1", "2026q1", "２０２６Q1", "1999Q4", "2026Q11"]
)
def test_what_is_no_quarter_is_refused(said: str) -> None:
    with pytest.raises(Refused):
        quarter_called(said)
