"""A paper's numbers: sums that hold, and for whoever reads figures alone nothing that gives a small one away."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.insight.paper import SEGMENTS
from lms.insight.paper.few import FEWEST, hidden_cells, hidden_of
from lms.insight.paper.figures import MOST, Figures, Times, figures

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
    assert all(counts[place] >= FEWEST or not counts[place] for place in counts.keys() - hidden)


@given(cells=st.dictionaries(st.tuples(st.integers(0, 4), st.sampled_from(SEGMENTS)), st.integers(1, 12)))
def test_no_small_number_of_a_table_is_reckoned_from_its_sums(cells: dict[tuple[int, str], int]) -> None:
    hidden = hidden_cells(cells)
    for way in (0, 1):
        for line in {place[way] for place in cells}:
            together = sum(cells[place] for place in hidden if place[way] == line)
            everything = sum(count for place, count in cells.items() if place[way] == line)
            assert together == 0 or together >= FEWEST or together == everything


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
