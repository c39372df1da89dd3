"""Which complaint rates are above what chance explains: known truths, and chance that is not punished."""

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from lms.insight.funnel_limits import held_against_others, most_by_chance, overdispersion, worst_of

SIX = dict.fromkeys(("a", "b", "c", "d", "e", "f"), 8)


def test_a_branch_with_twice_the_rate_of_many_others_is_above_and_the_others_are_not() -> None:
    counts = {"a": 34, "b": 14, "c": 15, "d": 13, "e": 16, "f": 14}
    held = held_against_others(counts, SIX, chance=0.001)
    assert [name for name, one in held.items() if one.above] == ["a"]
    assert held["a"].expected == 72 / 5
    # Reckoned by hand: of 106 complaints, each a sixth by chance, 30 or fewer come up in all but one of a thousand.
    assert binom.sf(held["a"].limit, 106, 1 / 6) <= 0.001 < binom.sf(held["a"].limit - 1, 106, 1 / 6)


def test_large_branches_are_not_punished_for_their_size() -> None:
    staff = SIX | {"a": 24}
    held = held_against_others({"a": 45, **dict.fromkeys("bcdef", 15)}, staff, chance=0.001)
    assert not any(one.above for one in held.values())


def test_chance_alone_proposes_hardly_anybody() -> None:
    luck, found = np.random.default_rng(7), 0
    names = [f"branch {number}" for number in range(40)]
    for _quarter in range(200):
        counts = dict(zip(names, map(int, luck.poisson(15, len(names))), strict=True))
        held = held_against_others(counts, dict.fromkeys(names, 8), chance=0.001)
        found += len(worst_of(held, fewest=10, bottom_percent=10))
    # 8,000 branches and quarters, all alike: at one in a thousand 8 are expected, the discrete line gives fewer.
    assert found <= 16


def test_where_all_branches_differ_more_than_chance_the_line_is_drawn_further_out() -> None:
    luck = Random(3)
    counts = {f"branch {number}": round(15 * luck.lognormvariate(0, 0.5)) for number in range(60)}
    staff = dict.fromkeys(counts, 8)
    values = np.array(list(counts.values()), dtype=float)
    assert overdispersion(values, np.full(60, values.mean())) > 1.5
    strict = binom.isf(0.001, values.sum(), 1 / 60)
    held = held_against_others(counts, staff, chance=0.001)
    assert all(one.limit > strict for one in held.values())


@given(st.dictionaries(st.sampled_from(sorted(SIX)), st.integers(0, 60), min_size=1))
@settings(max_examples=60)
def test_fewer_complaints_never_make_a_branch_one_of_the_worst(counts: dict[str, int]) -> None:
    held = held_against_others(counts, SIX, chance=0.025)
    worst = worst_of(held, fewest=10, bottom_percent=10)
    assert len(worst) <= 1
    for name in worst:
        assert held[name].above and counts[name] == max(counts.values()) and counts[name] >= 10


@given(st.integers(1, 3_000), st.floats(0.001, 0.9), st.sampled_from([0.1, 0.025, 0.001]))
@settings(max_examples=100)
def test_the_line_is_that_of_the_binomial(count: int, share: float, chance: float) -> None:
    (line,) = most_by_chance(chance, count, np.array([share]))
    assert line == binom.isf(chance, count, share)


def test_nobody_is_held_against_nobody() -> None:
    assert not held_against_others({"a": 99}, {"a": 3}, chance=0.001)["a"].above
    assert not any(one.above for one in held_against_others({}, SIX, chance=0.001).values())
