"""Whatever is shown of a week, no group and no sum or difference of groups gives away fewer than five answers."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.culture.staff.groups import FEWEST, mean_in_halves, shown_groups, units_of


@st.composite
def banks(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, str | None]]:
    """A tree of up to seven units, and how many answered in each."""
    size = draw(st.integers(1, 7))
    parents: dict[str, str | None] = {"u0": None}
    for place in range(1, size):
        parents[f"u{place}"] = f"u{draw(st.integers(0, place - 1))}"
    counts = {unit: draw(st.integers(0, 9)) for unit in parents}
    return {unit: count for unit, count in counts.items() if count}, parents


def answered(units: frozenset[str], counts: dict[str, int]) -> int:
    return sum(counts.get(unit, 0) for unit in units)


def found_out(groups: list[frozenset[str]]) -> set[frozenset[str]]:
    """Every set of units that somebody comes to who takes shown groups together and from each other, in any order."""
    known = set(groups)
    while True:
        more = {one | other for one, other in combinations(known, 2) if not one & other}
        more |= {big - small for big in known for small in known if small < big}
        if more <= known or len(known) > 400:
            return known
        known |= more


@settings(max_examples=100, deadline=None)
@given(banks())
def test_nothing_that_can_be_found_out_is_about_one_to_four(
    bank: tuple[dict[str, int], dict[str, str | None]],
) -> None:
    counts, parents = bank
    shown = [units_of(unit, parents) for unit in shown_groups(counts, parents)]
    for units in found_out(shown):
        assert answered(units, counts) == 0 or answered(units, counts) >= FEWEST


@settings(max_examples=100, deadline=None)
@given(banks())
def test_the_whole_is_shown_wherever_that_gives_nothing_away(
    bank: tuple[dict[str, int], dict[str, str | None]],
) -> None:
    counts, parents = bank
    shown = shown_groups(counts, parents)
    for unit in parents.keys() - shown:
        with_it = [units_of(one, parents) for one in (*shown, unit)]
        small = any(0 < answered(units, counts) < FEWEST for units in found_out(with_it))
        assert small or not answered(units_of(unit, parents), counts)


def test_a_branch_of_four_is_hidden_and_so_is_the_region_that_would_tell_of_it() -> None:
    parents = {"bank": None, "region": "bank", "large": "region", "small": "region"}
    assert shown_groups({"large": 6, "small": 4}, parents) == {"large"}
    assert shown_groups({"large": 6, "small": 5}, parents) == {"large", "small", "region", "bank"}
    assert shown_groups({"small": 4, "bank": 1}, parents) == {"bank"}
    assert shown_groups({"small": 4}, parents) == frozenset()


def test_a_mean_never_says_that_everybody_answered_the_same_end() -> None:
    assert mean_in_halves([1, 1, 1, 1, 1]) == 3
    assert mean_in_halves([5] * 6) == 9
    assert mean_in_halves([3, 3, 4, 4, 4]) == 7
