"""How far markers agree beyond what chance would give: kappa, plain or weighted, Gwet's coefficient, intervals.

The coefficients are computed over whole stacks of tables, since a bootstrap asks for a thousand of them at once;
scipy draws the samples and makes intervals of them. It is imported when the first interval is asked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mark = TypeVar("Mark", bound=Hashable)
Pair = tuple[Mapping[str, Mark], Mapping[str, Mark]]
"""What two markers gave, each by what was marked."""

EXTREME = 0.85
"""The share of the commonest mark from which Gwet's coefficient counts instead of kappa.

Kappa falls towards nought where nearly everything is marked alike, however well the markers agree (Feinstein and
Cicchetti 1990, “High agreement but low kappa”).
"""
RESAMPLES = 999
CONFIDENCE = 0.95
_ROOM = 4_000_000
"""Numbers a batch of the bootstrap may hold in memory."""


@dataclass(frozen=True)
class Figure:
    """A coefficient, at most 1, with its interval; ``None`` where the marks do not tell.

    Attributes:
        low: lower end of the interval of 95 %.
        high: upper end.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


NOTHING = Figure(None)


@dataclass(frozen=True)
class Agreement:
    """How far two markers agree, or several with each other, pair by pair.

    Attributes:
        n: how many things were marked by both of a pair.
        agreed: the share of equal marks, 0 to 1.
        kappa: Cohen's, with quadratic weights for ordered marks; of several pairs their mean (Light 1971).
        gwet: Gwet's AC1; AC2 with the same weights for ordered marks.
        prevalence: the share of the commonest mark, 0 to 1.
    """

    n: int
    agreed: float
    kappa: Figure
    gwet: Figure
    prevalence: float

    @property
    def extreme(self) -> bool:
        """Whether nearly everything was marked alike, so that kappa misleads."""
        return self.prevalence >= EXTREME

    @property
    def counts(self) -> Figure:
        """The coefficient to judge by: kappa, or Gwet's where prevalence is extreme or kappa does not tell."""
        return self.gwet if self.extreme or self.kappa.value is None else self.kappa


def kappa(tables: Floats, weights: Floats | None = None) -> Floats:
    """Cohen's kappa of each table; not a number where both gave one and the same mark throughout.

    Cohen (1960), “A coefficient of agreement for nominal scales”; with weights Cohen (1968), “Weighted kappa”.

    Args:
        tables: counts, shape (…, q, q): rows the first marker's mark, columns the second's.
        weights: what a pair of marks agrees, 0 to 1, shape (q, q); by default 1 for equal marks and 0 for others.
    """
    shares = _shares(tables)
    agree = _weights(tables, weights)
    by_chance = np.einsum("...i,...j,ij->...", shares.sum(axis=-1), shares.sum(axis=-2), agree)
    return _beyond((shares * agree).sum(axis=(-2, -1)), by_chance)


def gwet(tables: Floats, weights: Floats | None = None) -> Floats:
    """Gwet's AC1 of each table, AC2 with weights; the arguments are those of ``kappa``.

    Gwet (2008), “Computing inter-rater reliability and its variance in the presence of high agreement”, formula 7;
    with weights Gwet (2014), *Handbook of Inter-Rater Reliability*, chapter 5.
    """
    shares = _shares(tables)
    agree = _weights(tables, weights)
    q = tables.shape[-1]
    common = (shares.sum(axis=-1) + shares.sum(axis=-2)) / 2
    by_chance = agree.sum() / (q * (q - 1)) * (common * (1 - common)).sum(axis=-1)
    return _beyond((shares * agree).sum(axis=(-2, -1)), by_chance)


def quadratic(q: int) -> Floats:
    """Weights for ``q`` ordered marks: 1 for equal ones, falling with the square of their distance to 0."""
    place = np.arange(q)
    return np.asarray(1 - (place[:, None] - place[None, :]) ** 2 / (q - 1) ** 2, dtype=np.float64)


def measure(pairs: Sequence[Pair[Mark]], scale: Sequence[Mark], *, ordered: bool = False) -> Agreement | None:
    """Measure how far markers agree.

    Args:
        pairs: one of two markers, or each pair of several.
        scale: the marks there are; of ordered ones from low to high. Marks that are none of these are left out.
        ordered: whether a near miss is better than a far one.

    Returns:
        The agreement; none where no pair marked the same thing.
    """
    tables, n, categories = _tables(pairs, scale, ordered=ordered)
    if n == 0:
        return None
    weights = quadratic(categories) if ordered else None
    summed = tables.sum(axis=0)
    seen = summed.sum(axis=(0, 1)) + summed.sum(axis=(0, 2))
    return Agreement(
        n=n,
        agreed=float(np.trace(summed, axis1=-2, axis2=-1).sum() / summed.sum()),
        kappa=_figure(tables, partial(kappa, weights=weights)),
        gwet=_figure(tables, partial(gwet, weights=weights)),
        prevalence=float(seen.max() / seen.sum()),
    )


def change(
    earlier: Sequence[Pair[Mark]],
    later: Sequence[Pair[Mark]],
    scale: Sequence[Mark],
    *,
    ordered: bool = False,
) -> Figure:
    """How much agreement rose from one occasion to another (fell, where negative), with its interval.

    By the coefficient that counts; Gwet's where it counts on either occasion.
    """
    first, second = measure(earlier, scale, ordered=ordered), measure(later, scale, ordered=ordered)
    if first is None or second is None:
        return NOTHING
    by_gwet = first.counts is first.gwet or second.counts is second.gwet
    weights = quadratic(len(scale)) if ordered else None
    coefficient = partial(gwet if by_gwet else kappa, weights=weights)
    stacks = [_tables(pairs, scale, ordered=ordered)[0] for pairs in (earlier, later)]
    before, after = (_mean(stack.sum(axis=0), coefficient) for stack in stacks)
    if np.isnan(before) or np.isnan(after):
        return NOTHING
    low, high = _interval(
        stacks, lambda one, two: _of_samples(two, coefficient) - _of_samples(one, coefficient)
    )
    return Figure(float(after - before), low, high)


def _tables(pairs: Sequence[Pair[Mark]], scale: Sequence[Mark], *, ordered: bool) -> tuple[Floats, int, int]:
    """One table for each thing marked and each pair, shape (things, pairs, q, q); how many things; and q.

    Of unordered marks only those that somebody gave are categories, two at least.
    """
    known = set(scale)
    both = [
        {thing for thing in first.keys() & second.keys() if first[thing] in known and second[thing] in known}
        for first, second in pairs
    ]
    given = {
        mark
        for (first, second), things in zip(pairs, both, strict=True)
        for thing in things
        for mark in (first[thing], second[thing])
    }
    used = [mark for mark in scale if ordered or mark in given]
    used += [mark for mark in scale if mark not in used][: max(0, 2 - len(used))]
    place = {mark: index for index, mark in enumerate(used)}
    things = sorted(set().union(*both)) if both else []
    tables = np.zeros((len(things), len(pairs), len(used), len(used)))
    for index, thing in enumerate(things):
        for number, (first, second) in enumerate(pairs):
            if thing in both[number]:
                tables[index, number, place[first[thing]], place[second[thing]]] = 1
    return tables, len(things), len(used)


def _shares(tables: Floats) -> Floats:
    total = tables.sum(axis=(-2, -1), keepdims=True)
    return np.asarray(np.divide(tables, total, out=np.full(tables.shape, np.nan), where=total > 0))


def _weights(tables: Floats, weights: Floats | None) -> Floats:
    return np.eye(tables.shape[-1]) if weights is None else weights


def _beyond(agreed: Floats, by_chance: Floats) -> Floats:
    room = 1 - by_chance
    return np.asarray(
        np.divide(agreed - by_chance, room, out=np.full(np.shape(room), np.nan), where=room > 1e-12)
    )


def _mean(summed: Floats, coefficient: Callable[[Floats], Floats]) -> float:
    """The mean over pairs that marked something; not a number where one of them does not tell."""
    found = coefficient(summed[summed.sum(axis=(-2, -1)) > 0])
    return float(found.mean()) if found.size else float("nan")


def _of_samples(samples: Floats, coefficient: Callable[[Floats], Floats]) -> Floats:
    """The mean over pairs in each sample. Where a sample has but one mark left, all agreed in it: that counts 1."""
    found = coefficient(samples)
    there = samples.sum(axis=(-2, -1)) > 0
    found = np.where(there, np.where(np.isnan(found), 1.0, found), 0.0)
    return np.asarray(found.sum(axis=-1) / np.maximum(there.sum(axis=-1), 1))


def _figure(tables: Floats, coefficient: Callable[[Floats], Floats]) -> Figure:
    value = _mean(tables.sum(axis=0), coefficient)
    if np.isnan(value):
        return NOTHING
    low, high = _interval([tables], lambda samples: _of_samples(samples, coefficient))
    return Figure(value, low, high)


def _interval(
    stacks: Sequence[Floats], statistic: Callable[..., Floats]
) -> tuple[float | None, float | None]:
    """The interval by bootstrap over what was marked: things are drawn anew, with all their marks together.

    Bias-corrected and accelerated (Efron 1987); by percentiles where everything drawn comes out alike.
    """
    if min(len(stack) for stack in stacks) < 2:
        return None, None
    from scipy.stats import bootstrap

    def of_drawn(*drawn: NDArray[np.int64], axis: int) -> Floats:
        # scipy moves the axis of the sample to the end.
        del axis
        return statistic(*(stack[places].sum(axis=-4) for stack, places in zip(stacks, drawn, strict=True)))

    size = max(len(stack) for stack in stacks)
    for method in ("BCa", "percentile"):
        with warnings.catch_warnings():
            # It warns of what is looked at below: that there is no such interval.
            warnings.simplefilter("ignore")
            found = bootstrap(
                [np.arange(len(stack)) for stack in stacks],
                of_drawn,
                n_resamples=RESAMPLES,
                batch=max(1, _ROOM // (size * int(np.prod(stacks[0].shape[1:])))),
                vectorized=True,
                axis=-1,
                confidence_level=CONFIDENCE,
                method=method,
                rng=np.random.default_rng(0),
            ).confidence_interval
        if np.isfinite(found.low) and np.isfinite(found.high):
            return float(found.low), float(min(found.high, 1.0)) if len(stacks) == 1 else float(found.high)
    return None, None
