"""Whether rehearsal foretells work: agreement question by question, and how well it ranks people, with intervals.

Of fewer than ``FEWEST`` people nothing is told, neither as a whole nor of one question.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lms.insight.scope import units_within
from lms.learning import Learning
from lms.learning.observing import Pair, pairs_within
from lms.people import Action, Actor, Deed, Note, record_reading, right_to
from scoring.agreement import CONFIDENCE, NOTHING, RESAMPLES, Figure, gwet

FEWEST = 5
FEW = 30
"""Fewer people than that are few: the interval is wide, and is said to be."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """One question.

    Attributes:
        people: of whom it was answered yes or no both times.
        agreed: share of them whose answer was the same, 0 to 1, with Wilson's interval of 95 % (Wilson 1927).
        beyond_chance: Gwet's coefficient, at most 1; none where the answers do not tell.
    """

    criterion: str
    people: int
    agreed: Figure
    beyond_chance: float | None


@dataclass(frozen=True)
class Foresight:
    """What rehearsal told of work in some units.

    Attributes:
        people: who both rehearsed and were seen; 0 where they are fewer than ``FEWEST``.
        ready: how many of them were ready.
        rank: Spearman's rank correlation of the scores, -1 to 1.
        order: of two people, one ready and one not, how often rehearsal had put the ready one first, 0 to 1: the area
            under the ROC curve (Hanley and McNeil 1982).
        lines: questions of at least ``FEWEST`` people, those first that agree most.
    """

    people: int
    ready: int
    rank: Figure
    order: Figure
    lines: tuple[Line, ...]


def foresight(learning: Learning, *, actor: Actor, unit_id: str | None = None) -> Foresight:
    """Compare rehearsal with work in a unit and all below, or in all the actor's units; that it was done is recorded.

    Raises:
        Forbidden: the actor compares nothing there.
    """
    units = units_within(learning.context, actor=actor, action=Action.COMPARE_WITH_WORK, unit_id=unit_id)
    pairs = pairs_within(learning, actor=actor, unit_ids=units)
    if len(pairs) < FEWEST:
        return Foresight(0, 0, NOTHING, NOTHING, ())
    why = right_to(actor, Action.COMPARE_WITH_WORK, unit_id=min(units))
    note = Note(Deed.LISTED_COMPARISON, why, people=len(pairs))
    record_reading(learning.context, actor=actor, note=note)
    return measured(pairs)


def measured(pairs: Sequence[Pair]) -> Foresight:
    """The figures of at least ``FEWEST`` pairs: pure."""
    rehearsed = np.array([pair.rehearsed for pair in pairs])
    observed = np.array([pair.observed for pair in pairs], dtype=np.float64)
    ready = np.array([pair.ready for pair in pairs], dtype=np.float64)
    asked = sorted({id_ for pair in pairs for id_ in pair.criteria})
    lines = [line for id_ in asked if (line := _line(id_, pairs)) is not None]
    return Foresight(
        len(pairs),
        int(ready.sum()),
        _figure(rehearsed, observed, _rank, lowest=-1.0),
        _figure(rehearsed, ready, _order, lowest=0.0),
        tuple(sorted(lines, key=lambda line: (-(line.agreed.value or 0), line.criterion))),
    )


def _line(criterion: str, pairs: Sequence[Pair]) -> Line | None:
    both = [pair.criteria[criterion] for pair in pairs if criterion in pair.criteria]
    if len(both) < FEWEST:
        return None
    from scipy.stats import binomtest

    table = np.zeros((2, 2))
    for first, second in both:
        table[int(first), int(second)] += 1
    same = int(np.trace(table))
    interval = binomtest(same, len(both)).proportion_ci(CONFIDENCE, method="wilson")
    beyond = float(gwet(table))
    return Line(
        criterion,
        len(both),
        Figure(same / len(both), float(interval.low), float(interval.high)),
        None if np.isnan(beyond) else beyond,
    )


def _rank(first: Floats, second: Floats) -> Floats:
    """Spearman's correlation along the last axis; not a number where one of the two is the same throughout."""
    from scipy.stats import rankdata

    one, two = (rankdata(values, axis=-1) for values in (first, second))
    one, two = (ranks - ranks.mean(axis=-1, keepdims=True) for ranks in (one, two))
    spread = np.sqrt((one**2).sum(axis=-1) * (two**2).sum(axis=-1))
    return _ratio((one * two).sum(axis=-1), spread)


def _order(scores: Floats, ready: Floats) -> Floats:
    """The area under the ROC curve along the last axis, by ranks (Mann and Whitney); a tie counts half."""
    from scipy.stats import rankdata

    ranks, yes = rankdata(scores, axis=-1), ready.sum(axis=-1)
    no = ready.shape[-1] - yes
    return _ratio((ranks * ready).sum(axis=-1) - yes * (yes + 1) / 2, yes * no)


def _ratio(above: Floats, below: Floats) -> Floats:
    above, below = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    return np.asarray(np.divide(above, below, out=np.full(below.shape, np.nan), where=below > 1e-12))


def _figure(
    first: Floats, second: Floats, statistic: Callable[[Floats, Floats], Floats], *, lowest: float
) -> Figure:
    """A figure with its interval by bootstrap over people: percentiles of samples in which it can be told."""
    value = float(statistic(first, second))
    if np.isnan(value):
        return NOTHING
    drawn = np.random.default_rng(0).integers(len(first), size=(RESAMPLES, len(first)))
    found = statistic(first[drawn], second[drawn])
    told = found[~np.isnan(found)]
    if len(told) < RESAMPLES // 2:
        return Figure(value)
    low, high = np.quantile(told, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Figure(value, max(float(low), lowest), min(float(high), 1.0))
