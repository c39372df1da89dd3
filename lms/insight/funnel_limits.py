"""Which branches' complaint rates are above what chance explains. Pure, but for SciPy.

Each branch is held against all the others: given all complaints, its own are binomial with its share of the staff, or
of the transactions, if it is like them (the exact conditional test of two Poisson rates, Przyborowski and Wilenski
1940). Where rates differ among all branches by more than chance, for reasons that no branch has in hand, the line is
drawn further out by the square root of the winsorised overdispersion (Spiegelhalter 2005, Funnel plots for comparing
institutional performance).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np

ENOUGH_TO_SPREAD = 10
"""Branches from which on it is asked whether all of them differ by more than chance."""
WINSORISED = 0.1


@dataclass(frozen=True)
class Held:
    """A branch held against the others.

    Attributes:
        size: its staff, or its transactions: what all branches are measured by.
        expected: complaints it would have at the others' rate.
        limit: the most that chance explains.
        above: whether it has more.
    """

    complaints: int
    size: int
    expected: float
    limit: int
    above: bool


def held_against_others(
    complaints: Mapping[str, int], sizes: Mapping[str, int], *, chance: float
) -> dict[str, Held]:
    """Hold each branch against the others.

    Args:
        complaints: by branch; what is missing is none.
        sizes: by branch, more than none; all measured alike.
        chance: how seldom a branch that is like the others is to be above, as a probability.

    Returns:
        For each branch of ``sizes``.
    """
    # The statistics of SciPy take most of a second to import; these functions lie below them.
    from scipy.special import ndtri

    names = sorted(sizes)
    counts = np.array([complaints.get(name, 0) for name in names], dtype=float)
    heads = np.array([sizes[name] for name in names], dtype=float)
    all_counts, all_heads = counts.sum(), heads.sum()
    others = np.where(all_heads > heads, all_heads - heads, 1.0)
    expected = (all_counts - counts) * heads / others
    if len(names) < 2:
        # Nobody to be held against.
        expected = counts
    limits = most_by_chance(chance, all_counts, heads / all_heads)
    spread = overdispersion(counts, all_counts * heads / all_heads)
    if spread > 1.0:
        wider = expected + ndtri(1 - chance) * np.sqrt(spread * np.maximum(expected, 1.0))
        limits = np.maximum(limits, np.floor(wider))
    above = (counts > limits) & (len(names) > 1)
    return {
        name: Held(
            int(counts[place]),
            int(heads[place]),
            float(expected[place]),
            int(limits[place]),
            bool(above[place]),
        )
        for place, name in enumerate(names)
    }


def most_by_chance(
    chance: float, count: float, shares: "np.typing.NDArray[np.float64]"
) -> "np.typing.NDArray[np.float64]":
    """The most of so many that a binomial with each share passes no more seldom than by this chance."""
    from scipy.special import bdtr, bdtrik

    if not count:
        return np.zeros_like(shares)
    most = np.ceil(bdtrik(1 - chance, count, shares))
    # The inverse is continuous, and may end one above the whole number that is meant.
    fewer = np.maximum(most - 1, 0)
    return np.asarray(np.where(bdtr(fewer, int(count), shares) >= 1 - chance, fewer, most))


def overdispersion(
    counts: "np.typing.NDArray[np.float64]", expected: "np.typing.NDArray[np.float64]"
) -> float:
    """By how much all branches differ more than chance lets them, 1 where they do not or are too few to say."""
    if len(counts) < ENOUGH_TO_SPREAD or not expected.all():
        return 1.0
    scores = (counts - expected) / np.sqrt(expected)
    low, high = np.quantile(scores, [WINSORISED, 1 - WINSORISED])
    return max(1.0, float(np.mean(np.clip(scores, low, high) ** 2)))


def worst_of(held: Mapping[str, Held], *, fewest: int, bottom_percent: int) -> frozenset[str]:
    """The branches that are among the worst by rate, have complaints enough, and are above what chance explains."""
    places = ceil(len(held) * bottom_percent / 100)
    ordered = sorted(
        (name for name, one in held.items() if one.complaints >= fewest),
        key=lambda name: (-held[name].complaints / held[name].size, name),
    )
    return frozenset(name for name in ordered[:places] if held[name].above)
