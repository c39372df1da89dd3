"""Did it help: the change in branches that learned, less that in branches that had not, with how sure it is.

Difference in differences (Card and Krueger 1994). Each branch gives one number, its own change from before to after, so
that whatever its weeks have in common is within it: an interval over branches is robust to clusters of any kind within
one (Bertrand, Duflo and Mullainathan 2004, who collapse time for the same reason). Two groups of changes are compared
by Welch's interval, which for a yes-or-no regressor is that of HC2 with Bell and McCaffrey's degrees of freedom
(Imbens and Kolesár 2016). One branch alone has no spread of its own: the others lend it theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FEWEST_BRANCHES = 5
"""Branches of which a comparison may be made; fewer would show somebody else's."""
FEWEST_CASES = 10
"""Complaints, before and after together, from which on anything is said in numbers; on either side."""
FEWEST_PEOPLE = 5
"""People of whom a mean is told."""
CONFIDENCE = 0.95
_NO_SPREAD = 1e-12

Floats = NDArray[np.float64]
Verdict = Literal["fell", "rose", "open"]
Reason = Literal["few_cases", "few_branches", "few_people", "nobody"]


@dataclass(frozen=True)
class Change:
    """One branch before and after.

    Attributes:
        unit_id: which.
        before, after: the measure: complaints for 10,000 transactions or for 100 staff in a month, or mastery, 0 to 1.
        count: what it rests on: complaints before and after together, or people.
    """

    unit_id: str
    before: float
    after: float
    count: int

    @property
    def moved(self) -> float:
        """By how much it changed."""
        return self.after - self.before


@dataclass(frozen=True)
class Effect:
    """What was found, or why nothing is said.

    Attributes:
        branches: that learned; ``compared``: that had not learned.
        before, after: means over the branches that learned; none where they rest on too little.
        compared_before, compared_after: the same over the others.
        value: by how much more it changed where people learned; with ``low`` and ``high``, its interval of 95 %.
        why_not: why there is no value.
    """

    branches: int
    compared: int
    before: float | None = None
    after: float | None = None
    compared_before: float | None = None
    compared_after: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    why_not: Reason | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What the interval allows to be said; none where there is none."""
        if self.low is None or self.high is None:
            return None
        return "fell" if self.high < 0 else "rose" if self.low > 0 else "open"


def effect(learned: Sequence[Change], others: Sequence[Change], *, fewest: int, few: Reason) -> Effect:
    """Compare branches that learned with branches that had not.

    Args:
        learned: at least one, or nothing is said.
        others: at least ``FEWEST_BRANCHES``, or nothing is compared.
        fewest: what either side must rest on.
        few: what is said where it does not.
    """
    if not learned:
        return Effect(0, len(others), why_not="nobody")
    if sum(one.count for one in learned) < fewest:
        return Effect(len(learned), len(others), why_not=few)
    before, after = _means(learned)
    if len(others) < FEWEST_BRANCHES:
        return Effect(len(learned), len(others), before, after, why_not="few_branches")
    if sum(one.count for one in others) < fewest:
        return Effect(len(learned), len(others), before, after, why_not=few)
    interval = _interval([one.moved for one in learned], [one.moved for one in others])
    if interval is None:
        return Effect(len(learned), len(others), before, after, *_means(others), why_not=few)
    return Effect(len(learned), len(others), before, after, *_means(others), *interval)


def _means(changes: Sequence[Change]) -> tuple[float, float]:
    return (
        sum(one.before for one in changes) / len(changes),
        sum(one.after for one in changes) / len(changes),
    )


def _interval(learned: Sequence[float], others: Sequence[float]) -> tuple[float, float, float] | None:
    """The difference of the mean changes, and its interval; none where nothing spreads."""
    # It takes a second to import, and most pages need none of it.
    from scipy.stats import ttest_ind

    first, second = np.asarray(learned, dtype=np.float64), np.asarray(others, dtype=np.float64)
    value = float(first.mean() - second.mean())
    if second.var() < _NO_SPREAD and first.var() < _NO_SPREAD:
        return None
    # Pooled over both, one branch's spread is that of the others alone.
    interval = ttest_ind(first, second, equal_var=len(first) == 1).confidence_interval(CONFIDENCE)
    return value, float(interval.low), float(interval.high)
