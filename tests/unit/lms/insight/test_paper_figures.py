"""A paper's numbers: sums that hold, and for whoever reads figures alone nothing that gives a small one away."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.insight.paper import SEGMENTS
from lms.insight.paper.few import FEWEST, hidden_of, veil_of, with_sums
from lms.insight.paper.figures import MOST, Figures, Need, Times, figures

CAUSES, BUSINESSES = ("attitude", "process", "other", "enquiry"), ("loan", "counter", "other")
COUNTS = st.dictionaries(
    st.tuples(
        st.integers(0, 2), st.sampled_from(CAUSES), st.sampled_from(BUSINESSES), st.sampled_from(SEGMENTS)
    ),
    st.integers(1, 30),
)
TIMES = Times(60, 92, 60)


def adds_up(found: Figures) -> bool:
    return found.total is None or sum(line.count for line in found.frequent) == found.total


@given(counts=COUNTS, segment=st.sampled_from(["", *SEGMENTS]), whole=st.booleans())
def test_the_lines_of_a_list_add_up_to_its_total(counts, segment, whole) -> None:  # type: ignore[no-untyped-def]
    found = figures(counts, TIMES, segment=segment, whole=whole)
    assert adds_up(found)
    assert len(found.frequent) <= MOST + 1
    if whole:
        mine = sum(n for (at, _c, _b, of), n in counts.items() if at == 0 and segment in ("", of))
        assert found.total == mine


@settings(max_examples=15, deadline=None)
@given(counts=COUNTS, luck=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(counts, luck) -> None:  # type: ignore[no-untyped-def]
    rows = list(counts.items())
    luck.shuffle(rows)
    assert figures(dict(rows), TIMES) == figures(counts, TIMES)
    assert figures(dict(rows), TIMES, whole=False) == figures(counts, TIMES, whole=False)


@settings(max_examples=200)
@given(counts=st.dictionaries(st.integers(0, 9), st.integers(0, 12)))
def test_what_is_hidden_of_a_line_is_nothing_or_five_together_or_all_of_it(counts: dict[int, int]) -> None:
    hidden = hidden_of(counts)
    together = sum(counts[place] for place in hidden)
    assert together == 0 or together >= FEWEST or together == sum(counts.values())
    assert len(hidden) != 1 or sum(1 for count in counts.values() if count) == 1
    assert all(counts[place] >= FEWEST or not counts[place] for place in counts.keys() - hidden)


def reckoned(cells: Mapping[Any, int], hidden: Collection[Any]) -> list[Any]:
    """The hidden places whose numbers the sums of the rows and columns give away, by solving for them."""
    places = sorted(hidden, key=str)
    lines = sorted({(way, place[way]) for way in (0, 1) for place in places}, key=str)
    knows = np.array(
        [
            # A sum is taken from what it adds up.
            [(-1.0 if place[1 - way] is None else 1.0) * (place[way] == line) for place in places]
            for way, line in lines
        ]
    )
    rank = np.linalg.matrix_rank(knows) if places else 0
    return [
        place
        for place, alone in zip(places, np.eye(len(places)), strict=True)
        if np.linalg.matrix_rank(np.vstack([knows, alone])) == rank
    ]


@settings(max_examples=200, deadline=None)
@given(cells=st.dictionaries(st.tuples(st.integers(0, 5), st.sampled_from(SEGMENTS)), st.integers(1, 12)))
def test_no_hidden_number_of_a_table_is_reckoned_from_what_is_shown(
    cells: dict[tuple[int, str], int],
) -> None:
    counts, hidden = with_sums(cells), veil_of(cells)
    assert all(count >= FEWEST for place, count in counts.items() if place not in hidden)
    if sum(cells.values()) < FEWEST:
        assert hidden == counts.keys()
        return
    assert (None, None) not in hidden
    assert reckoned(cells, hidden) == []
    for row in {row for row, _column in cells}:
        together = sum(count for place, count in cells.items() if place[0] == row and place in hidden)
        assert (row, None) in hidden or together == 0 or together >= FEWEST


def test_a_large_number_hidden_beside_a_small_one_is_not_given_back_by_its_column() -> None:
    cells = {
        ("pricing", "special"): 2,
        ("pricing", "mass"): 30,
        ("attitude", "special"): 7,
        ("attitude", "mass"): 20,
    }
    hidden = veil_of(cells)
    assert ("pricing", "special") in hidden and reckoned(cells, hidden) == []
    # As it was once: the column of the mass gave the thirty away, and they the two.
    assert reckoned(cells, {("pricing", "special"), ("pricing", "mass"), ("attitude", "special")}) != []


def test_two_rings_tied_by_one_number_give_it_away() -> None:
    ring = [("a", 1), ("a", 2), ("b", 1), ("b", 2), ("c", 3), ("c", 4), ("d", 3), ("d", 4)]
    cells = dict.fromkeys(ring, 2) | {("b", 3): 2} | {(row, 5): 50 for row in "abcd"}
    cells |= {("e", column): 40 for column in range(1, 6)}
    assert reckoned(cells, {*ring, ("b", 3)}) == [("b", 3)]
    assert reckoned(cells, veil_of(cells)) == []


def test_all_views_of_a_time_hide_the_same() -> None:
    counts = {
        (0, "pricing", "loan", "vip"): 2,
        (0, "attitude", "counter", "mass"): 9,
        (0, "process", "counter", "mass"): 30,
        (0, "choice", "loan", "vip"): 20,
    }
    cells = {(Need(cause, business), of): count for (_at, cause, business, of), count in counts.items()}
    shown: dict[Any, int] = {}
    for segment in ("", *SEGMENTS):
        found = figures(counts, TIMES, segment=segment, whole=False)
        if found.total is not None:
            shown[None, segment or None] = found.total
        shown |= {(line.need, segment or None): line.count for line in found.frequent if line.need}
        shown |= {(None, one): count for one, count in found.segments.items() if count is not None}
        for need, of in found.cells.items():
            shown |= {(need, one): count for one, count in of.items() if count is not None}
    hidden = with_sums(cells).keys() - shown.keys()
    assert (Need("pricing", "loan"), "vip") in hidden and reckoned(cells, hidden) == []


@given(counts=COUNTS, segment=st.sampled_from(["", *SEGMENTS]))
def test_whoever_reads_figures_alone_sees_no_number_from_one_to_four(counts, segment) -> None:  # type: ignore[no-untyped-def]
    found = figures(counts, TIMES, segment=segment, rising_from=3, whole=False)
    shown = [line.count for line in found.frequent]
    shown += [count for count in found.segments.values() if count]
    shown += [count for cells in found.cells.values() for count in cells.values() if count]
    shown += [one.count for one in found.rising]
    shown += [
        ratio.earlier for one in found.rising for ratio in (one.before, one.year) if ratio and ratio.earlier
    ]
    assert all(count >= FEWEST for count in shown)
    assert found.total is None or found.total == 0 or found.total >= FEWEST


def test_a_need_that_rises_from_few_is_told_to_rise_without_how_few_they_were() -> None:
    counts = Counter({(0, "process", "loan", "mass"): 12, (1, "process", "loan", "mass"): 2})
    (one,) = figures(counts, Times(90, 90, None), whole=False).rising
    assert one.before is not None and one.before.rises
    assert (one.before.earlier, one.before.value) == (None, None)


def test_few_cases_are_marked() -> None:
    counts = {(0, "process", "loan", "mass"): 30, (0, "process", "counter", "mass"): 10}
    loan, counter = figures(counts, Times(90, None, None)).frequent
    assert (loan.share, loan.few) == (0.75, False) and (counter.share, counter.few) == (0.25, True)


def test_a_ratio_does_not_tell_what_the_paper_of_the_earlier_quarter_hides() -> None:
    # In its own quarter the nine were hidden, for beside the sum they gave two others away.
    before = {
        (1, "attitude", "loan", "mass"): 2,
        (1, "process", "loan", "mass"): 9,
        (1, "other", "loan", "vip"): 20,
    }
    counts = before | {(0, "process", "loan", "mass"): 60}
    (one,) = figures(counts, Times(90, 90, None), whole=False).rising
    assert one.before is not None and one.before.rises
    assert (one.before.earlier, one.before.value) == (None, None)
    (told,) = figures(counts, Times(90, 90, None)).rising
    assert told.before is not None and told.before.earlier == 9


def test_where_not_all_units_are_compared_whoever_reads_figures_alone_is_told_no_ratio() -> None:
    counts = {(0, "process", "loan", "mass"): 60, (1, "process", "loan", "mass"): 20}
    some = {(0, "process", "loan", "mass"): 50, (1, "process", "loan", "mass"): 12}
    (one,) = figures(counts, Times(90, 90, None), whole=False, partly={1: some}).rising
    assert one.before is not None and one.before.rises and one.before.value is None
    (told,) = figures(counts, Times(90, 90, None), partly={1: some}).rising
    assert told.before is not None and (told.count, told.before.earlier) == (60, 12)


def test_chance_has_as_many_tries_as_there_are_comparisons() -> None:
    counts = {(0, cause, "loan", "mass"): 10 for cause in CAUSES}
    once, twice = figures(counts, Times(60, 90, None)), figures(counts, Times(60, 90, 60))
    assert (once.compared, twice.compared) == (4, 4)
    assert (once.by_chance, twice.by_chance) == pytest.approx((4 * 0.025, 8 * 0.025))
