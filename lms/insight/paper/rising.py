"""Whether a need is told more often than before: a ratio of two rates with an exact interval. Pure.

Counts are taken for Poisson's, each over its own days. Given both together, the later one is binomial with the share
that the ratio gives it (Przyborowski and Wilenski 1940); Clopper and Pearson's interval (1934) of that share, turned
back into a ratio, holds the true one in at least 95 of 100 cases however few they are.
"""

from dataclasses import dataclass
from math import inf

CONFIDENCE = 0.95
BY_CHANCE = (1 - CONFIDENCE) / 2
"""Share of needs that do not rise and have, by chance, an interval above one: at most."""


@dataclass(frozen=True)
class Ratio:
    """How many times as often as before, a day.

    Attributes:
        earlier: cases before; none where the reader is told only whether it rises, for they are fewer than five.
        value: none where there were none before (then it is new), or where it is not told.
        low, high: of the interval of 95 %; ``high`` is endless where there were none before.
        rises: whether the interval lies above one.
    """

    earlier: int | None
    value: float | None
    low: float
    high: float
    rises: bool


def veiled(*, rises: bool) -> Ratio:
    """What somebody is told who may not know how few there were before."""
    return Ratio(None, None, 0, inf, rises)


def ratio_of(later: int, later_days: int, earlier: int, earlier_days: int) -> Ratio:
    """The ratio of two counts over some days each.

    Args:
        later: cases of the time looked at; at least one.
        later_days: its days, at least one.
        earlier: cases of the time it is compared with.
        earlier_days: its days, at least one.
    """
    # The ends are quantiles of beta distributions: asked for as such, a hundred ratios are as quick as one.
    from scipy.special import betaincinv

    lowest = float(betaincinv(later, earlier + 1, BY_CHANCE))
    highest = 1.0 if earlier == 0 else float(betaincinv(later + 1, earlier, 1 - BY_CHANCE))
    days = earlier_days / later_days
    value = None if earlier == 0 else later / earlier * days
    low, high = (_odds(share) * days for share in (lowest, highest))
    return Ratio(earlier, value, low, high, low > 1)


def _odds(share: float) -> float:
    return inf if share >= 1 else share / (1 - share)
