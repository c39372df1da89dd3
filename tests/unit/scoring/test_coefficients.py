"""Agreement is measured as the books do, and its intervals say how sure one can be."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.agreement import Agreement, change, gwet, kappa, measure, quadratic

SCALE = ("met", "not_met", "not_applicable")
MARKS = st.lists(st.sampled_from(SCALE), min_size=4, max_size=40)
LEVELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=40)


def agreement(first: list[str], second: list[str]) -> Agreement:
    """Return how far two who marked the same things in the same order agree."""
    found = measure([(by_place(first), by_place(second))], SCALE)
    assert found is not None
    return found


def by_place(marks: list[str]) -> dict[str, str]:
    return {f"{place:03}": mark for place, mark in enumerate(marks)}


@pytest.mark.parametrize(
    "table, expected",
    [
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.6765),  # Fleiss, Levin and Paik 2003, table 18.1
        ([[118, 5], [2, 0]], -0.0234),
    ],
)
def test_kappa_is_that_of_the_books(table: list[list[int]], expected: float) -> None:
    assert kappa(np.array(table, float)) == pytest.approx(expected, abs=5e-5)


def test_gwets_coefficient_stands_by_agreement_where_kappa_gives_it_up() -> None:
    # Gwet 2002, “Kappa statistic is not satisfactory for assessing the extent of agreement between raters”
    assert gwet(np.array([[118.0, 5], [2, 0]])) == pytest.approx(0.9408, abs=5e-5)


@given(LEVELS)
@settings(max_examples=60, deadline=None)
def test_with_quadratic_weights_kappa_is_lins_concordance(pairs: list[tuple[int, int]]) -> None:
    # Fleiss and Cohen 1973; Lin 1989
    x, y = (np.array([pair[side] for pair in pairs], float) for side in (0, 1))
    table = np.zeros((5, 5))
    for first, second in pairs:
        table[first, second] += 1
    spread = x.var() + y.var() + (x.mean() - y.mean()) ** 2
    found = kappa(table, quadratic(5))

    if spread == 0:
        assert np.isnan(found)
    else:
        concordance = 2 * np.cov(x, y, bias=True)[0, 1] / spread
        assert found == pytest.approx(concordance, abs=1e-9)


def test_a_stack_of_tables_is_measured_table_by_table() -> None:
    tables = np.random.default_rng(1).integers(1, 9, size=(4, 3, 3)).astype(float)
    for coefficient in (kappa, gwet):
        assert coefficient(tables) == pytest.approx([float(coefficient(table)) for table in tables])


@given(MARKS)
@settings(max_examples=25, deadline=None)
def test_whoever_marks_the_same_agrees_wholly(marks: list[str]) -> None:
    found = agreement(marks, marks)

    assert found.agreed == 1
    assert found.gwet.value == pytest.approx(1)
    if len(set(marks)) > 1:
        assert found.kappa.value == pytest.approx(1)
    else:
        assert found.kappa.value is None and found.counts is found.gwet


@given(st.lists(st.tuples(st.sampled_from(SCALE), st.sampled_from(SCALE)), min_size=2, max_size=30))
@settings(max_examples=25, deadline=None)
def test_it_is_the_same_whoever_is_named_first(pairs: list[tuple[str, str]]) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    there, back = agreement(first, second), agreement(second, first)

    assert (there.n, there.agreed, there.prevalence) == (back.n, back.agreed, back.prevalence)
    assert there.gwet.value == pytest.approx(back.gwet.value)
    assert there.kappa.value == pytest.approx(back.kappa.value)


def test_shuffled_marks_agree_by_chance_alone() -> None:
    dice = random.Random(7)
    first, second = ([dice.choice(SCALE) for _ in range(3_000)] for _ in range(2))
    found = agreement(first[:2_000], second[:2_000])

    assert found.kappa.value == pytest.approx(0, abs=0.06)
    assert found.gwet.value == pytest.approx(0, abs=0.06)


def test_an_interval_holds_its_figure_and_narrows_with_more_marks() -> None:
    dice = random.Random(3)
    first = [dice.choice(SCALE) for _ in range(240)]
    second = [mark if dice.random() < 0.8 else dice.choice(SCALE) for mark in first]
    few, many = agreement(first[:24], second[:24]).kappa, agreement(first, second).kappa

    for figure in (few, many):
        assert figure.value is not None and figure.low is not None and figure.high is not None
        assert figure.low < figure.value < figure.high <= 1
    assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)
    assert agreement(first, second).kappa == many


def test_where_nearly_everything_is_marked_alike_gwets_coefficient_counts() -> None:
    first = ["met"] * 38 + ["met", "not_met"]
    found = agreement(first, ["met"] * 38 + ["not_met", "met"])

    assert found.extreme
    assert (found.kappa.value or 0) < 0.1
    assert found.counts is found.gwet and (found.counts.value or 0) > 0.9


def test_several_markers_agree_as_their_pairs_do_on_average() -> None:
    first, second, third = ["met", "not_met"] * 6, ["met", "not_met"] * 6, ["met"] * 6 + ["not_met"] * 6
    marks = [by_place(one) for one in (first, second, third)]
    found = measure([(marks[0], marks[1]), (marks[0], marks[2]), (marks[1], marks[2])], SCALE)

    assert found is not None and found.kappa.value == pytest.approx((1 + 0 + 0) / 3)


def test_what_only_one_marked_or_abstained_from_is_left_out() -> None:
    pair = ({"a": "met", "b": "not_met", "c": "met"}, {"a": "met", "b": "abstained", "d": "met"})
    found = measure([pair], SCALE)

    assert found is not None and found.n == 1 and found.kappa.low is None
    assert measure([({"a": "met"}, {"b": "met"})], SCALE) is None


def test_a_change_is_told_with_how_sure_it_is() -> None:
    dice = random.Random(5)
    first = [dice.choice(SCALE) for _ in range(80)]
    worse = [mark if dice.random() < 0.3 else dice.choice(SCALE) for mark in first]
    before, after = (by_place(first), by_place(first)), (by_place(first), by_place(worse))
    fell, same = change([before], [after], SCALE), change([before], [before], SCALE)

    assert fell.value is not None and fell.high is not None and fell.high < 0
    assert same.value == pytest.approx(0)
    assert change([before], [], SCALE).value is None
