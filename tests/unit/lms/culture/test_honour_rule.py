"""The rule of a quarter's honours: no score is won by recording less."""

from hypothesis import given
from hypothesis import strategies as st

from lms.culture.honours.rule import NEEDED, honour_rules, lower_end


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_case_that_was_recorded_and_answered_well_never_lowers_a_share(met: int, more: int) -> None:
    assert lower_end(met + 1, met + more + 1) >= lower_end(met, met + more)


def test_the_lower_end_is_that_of_the_published_interval() -> None:
    # Newcombe 1998, table I: 81 of 263 gives 0.2553; 15 of 148 gives 0.0624.
    assert round(lower_end(81, 263), 4) == 0.2553
    assert round(lower_end(15, 148), 4) == 0.0624
    assert lower_end(0, 0) == 0.0


def test_all_of_few_is_worth_less_than_nearly_all_of_many() -> None:
    assert lower_end(5, 5) < lower_end(58, 60)


def test_a_measure_that_is_missing_weighs_nothing_and_places_are_rounded_up() -> None:
    rules = honour_rules()
    assert rules.score({"satisfied": 1.0, "timely": 1.0}) == 100.0
    assert rules.score({"satisfied": 0.5, "timely": 0.5, "visits": 0.5}) == 50.0
    assert rules.score({}) == 0.0
    assert [rules.places(count) for count in (1, 6, 10, 11, 400)] == [1, 1, 1, 2, 40]


def test_no_weight_stands_on_how_many_complaints_there_were() -> None:
    rules = honour_rules()
    assert set(rules.weights) == {"satisfied", "timely", "visits", "praise", "coverage"}
    assert all(rules.weights[name] for name in NEEDED) and sum(rules.weights.values()) == 100
