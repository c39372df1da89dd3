"""Rising needs: ratios and their exact intervals, by cases reckoned by hand."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from lms.insight.paper.figures import Times, figures
from lms.insight.paper.rising import ratio_of


def test_ten_after_nothing_is_new_and_its_lower_end_is_reckoned_by_hand() -> None:
    found = ratio_of(10, 30, 0, 90)
    share = 0.025 ** (1 / 10)
    assert found.value is None and found.high == inf and found.rises
    assert found.low == pytest.approx(share / (1 - share) * 3)


def test_the_same_rate_over_fewer_days_does_not_rise() -> None:
    found = ratio_of(10, 30, 30, 90)
    assert found.value == pytest.approx(1)
    assert found.low < 1 < found.high and not found.rises


def test_a_published_interval_is_met() -> None:
    """Of 20 cases 15 later, over as many days: Clopper and Pearson's share is 0.509 to 0.913."""
    found = ratio_of(15, 90, 5, 90)
    assert found.value == pytest.approx(3)
    assert found.low == pytest.approx(0.5090 / 0.4910, abs=0.005)
    assert found.high == pytest.approx(0.9134 / 0.0866, abs=0.05)
    assert found.rises


@given(later=st.integers(1, 60), earlier=st.integers(0, 60), days=st.integers(1, 92))
def test_the_ratio_lies_within_its_interval_and_more_cases_never_rise_less(
    later: int, earlier: int, days: int
) -> None:
    found, more = ratio_of(later, days, earlier, 92), ratio_of(later + 1, days, earlier, 92)
    assert found.low <= (found.value or inf) <= found.high
    assert more.low >= found.low


@pytest.mark.parametrize(("later", "earlier"), [(1, 0), (7, 2), (30, 41), (400, 380)])
def test_the_interval_is_that_of_scipy_s_exact_test(later: int, earlier: int) -> None:
    ends = binomtest(later, later + earlier).proportion_ci(0.95, method="exact")
    found = ratio_of(later, 10, earlier, 10)
    assert found.low == pytest.approx(ends.low / (1 - ends.low))
    assert found.high == (inf if earlier == 0 else pytest.approx(ends.high / (1 - ends.high)))


def rising(now: int, before: int, rising_from: int = 5) -> list[int]:
    counts = {(0, "process", "loan", "mass"): now, (1, "process", "loan", "mass"): before}
    return [one.count for one in figures(counts, Times(90, 90, None), rising_from=rising_from).rising]


def test_below_the_minimum_nothing_is_called_rising_however_new_it_is() -> None:
    # After nothing the lower end is that of the share 0.025^(1/n): 0.478 of five, below a half, and 0.541 of six.
    assert rising(5, 0) == []
    assert rising(6, 0) == [6]
    assert rising(6, 0, rising_from=7) == []
    assert rising(6, 5) == []
    # Of 20 cases 15 later rise, 14 do not: their interval of the share begins at 0.457.
    assert rising(15, 5) == [15]
    assert rising(14, 6) == []


def test_without_a_time_before_nothing_is_compared() -> None:
    counts = {(0, "process", "loan", "mass"): 40}
    found = figures(counts, Times(90, None, None))
    assert found.rising == () and found.compared == 0


def test_a_need_that_rises_against_a_year_ago_alone_is_told_with_both_ratios() -> None:
    counts = {(place, "process", "loan", "mass"): count for place, count in enumerate((20, 18, 4))}
    (one,) = figures(counts, Times(90, 90, 90)).rising
    assert one.before is not None and not one.before.rises
    assert one.year is not None and one.year.rises
