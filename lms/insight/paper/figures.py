"""What customers need in numbers: how often, whether more often than before, and of which customers. Pure.

A need is a cause with a business; what has no cause goes by its kind. Whoever reads figures alone sees no number below
five and none that could be reckoned from the others (``few``).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lms.feedback.counting import NeedCounts
from lms.feedback.words import SEGMENT_NAMES
from lms.insight.paper.few import FEWEST, veil_of, with_sums
from lms.insight.paper.rising import BY_CHANCE, Ratio, ratio_of, veiled

SEGMENTS = tuple(SEGMENT_NAMES)
MOST = 12
"""Needs of a list; all others stand together in its last line."""
FEW = 20
"""Cases below which chance alone may change a share by half."""
THEN = {1: (1,), 2: (2, 3)}
"""Of which times the papers of the earlier quarters tell."""
RISING_FROM, RISING_LEAST, RISING_MOST = 5, 3, 500
"""Cases from which on a need may be called rising: unless one chooses otherwise, at least, at most."""


@dataclass(frozen=True, order=True)
class Need:
    """A cause, or the kind of what has none, and a business: the taxonomy's ids."""

    cause: str
    business: str


@dataclass(frozen=True)
class Frequent:
    """How often a need was told.

    Attributes:
        need: none for all that are not listed, together.
        share: of all needs, 0 to 1.
        few: whether it rests on few cases.
    """

    need: Need | None
    count: int
    share: float
    few: bool


@dataclass(frozen=True)
class Rise:
    """A need that is told more often than before.

    Attributes:
        before: against the quarter before; none where there is nothing to compare with.
        year: against the same days a year ago, as far as they were held.
    """

    need: Need
    count: int
    before: Ratio | None
    year: Ratio | None


@dataclass(frozen=True)
class Figures:
    """The numbers of a paper.

    Attributes:
        total: of all needs; none where they are too few for this reader.
        compared: needs that were told often enough to be compared.
        by_chance: as many of these, at most, seem to rise though they do not: each may do so by either comparison.
        segments: how many needs each segment has, none where that is not shown.
        cells: the same of the most frequent needs.
    """

    total: int | None
    frequent: tuple[Frequent, ...]
    rising: tuple[Rise, ...]
    compared: int
    by_chance: float
    segments: Mapping[str, int | None]
    cells: Mapping[Need, Mapping[str, int | None]]


@dataclass(frozen=True)
class Times:
    """Days of the three times that are counted, in this order; none where nothing is held of one."""

    now: int
    before: int | None
    year: int | None


@dataclass(frozen=True)
class _Against:
    """A time to compare with: its days, what the units compared have now and had then, and of what it is not told."""

    days: int
    now: Mapping[Need, int]
    earlier: Mapping[Need, int]
    veil: Collection[Need]


def figures(
    counts: NeedCounts,
    times: Times,
    *,
    segment: str = "",
    rising_from: int = RISING_FROM,
    whole: bool = True,
    partly: Mapping[int, NeedCounts] | None = None,
) -> Figures:
    """Reckon them.

    Args:
        counts: by time (0 now, 1 the quarter before, 2 as many days a year ago, 3 the rest of that quarter), cause,
            business and segment.
        times: how many days each has.
        segment: of whose needs; empty for everybody's.
        rising_from: cases without which no need is called rising.
        whole: whether the reader may read the words, too; else small numbers are hidden.
        partly: by time what is compared, now and then, where that is not all there is; the days are of these.
    """
    cells, column = _cells(counts, {0}), segment or None
    sums = with_sums(cells)
    veil = veil_of({} if whole else cells)
    total = None if (None, column) in veil else sums.get((None, column), 0)
    shown = sorted(
        (
            (need, count)
            for (need, of), count in sums.items()
            if need is not None and of == column and (need, of) not in veil and total is not None
        ),
        key=lambda pair: (-pair[1], pair[0]),
    )
    rising, compared, comparisons = _rising(
        dict(shown),
        [
            _compared(counts, place, days, segment=segment, partly=(partly or {}).get(place), whole=whole)
            for place, days in ((1, times.before), (2, times.year))
        ],
        times.now,
        rising_from=rising_from,
    )
    told = [(need, count) for (need, of), count in sums.items() if need is not None and of is None]
    lines = [
        need
        for need, _count in sorted(told, key=lambda pair: (-pair[1], pair[0]))
        if (need, None) not in veil
    ][:MOST]
    return Figures(
        total,
        _frequent(shown, total or 0),
        rising,
        compared,
        comparisons * BY_CHANCE,
        {one: None if (None, one) in veil else sums.get((None, one), 0) for one in SEGMENTS},
        {
            need: {one: None if (need, one) in veil else sums.get((need, one), 0) for one in SEGMENTS}
            for need in lines
        },
    )


def _cells(counts: NeedCounts, places: Collection[int]) -> Counter[tuple[Need, str]]:
    found: Counter[tuple[Need, str]] = Counter()
    for (place, cause, business, of), count in counts.items():
        if place in places:
            found[Need(cause, business), of] += count
    return found


def _compared(
    counts: NeedCounts,
    place: int,
    days: int | None,
    *,
    segment: str,
    partly: NeedCounts | None,
    whole: bool,
) -> _Against | None:
    if days is None:
        return None
    used, column = counts if partly is None else partly, segment or None
    now, earlier = (
        {need: count for (need, of), count in with_sums(_cells(used, {at})).items() if need and of == column}
        for at in (0, place)
    )
    if whole:
        return _Against(days, now, earlier, frozenset())
    # What the paper of that quarter hides, this one does not tell; and beside the number of all units that stands
    # there, one of some of them would tell the others'.
    veil = {need for need, of in veil_of(_cells(counts, THEN[place])) if need and of == column}
    veil |= {need for need, count in earlier.items() if 0 < count < FEWEST}
    return _Against(days, now, earlier, veil if partly is None else veil | now.keys())


def _frequent(shown: list[tuple[Need, int]], total: int) -> tuple[Frequent, ...]:
    lines = [Frequent(need, count, count / total, few=count < FEW) for need, count in shown[:MOST]]
    rest = total - sum(line.count for line in lines)
    if rest:
        lines.append(Frequent(None, rest, rest / total, few=False))
    return tuple(lines)


def _rising(
    shown: Mapping[Need, int], against: Sequence[_Against | None], days: int, *, rising_from: int
) -> tuple[tuple[Rise, ...], int, int]:
    """What rises, the most surely so first; how many needs were compared, and in how many comparisons."""
    found, compared, comparisons = [], 0, 0
    for need, count in shown.items():
        ratios = [
            None
            if time is None or min(count, time.now.get(need, 0)) < rising_from
            else ratio_of(time.now[need], days, time.earlier.get(need, 0), time.days)
            for time in against
        ]
        made = sum(ratio is not None for ratio in ratios)
        compared, comparisons = compared + bool(made), comparisons + made
        if any(ratio is not None and ratio.rises for ratio in ratios):
            told = [
                veiled(rises=ratio.rises)
                if ratio is not None and time is not None and need in time.veil
                else ratio
                for ratio, time in zip(ratios, against, strict=True)
            ]
            strength = max(ratio.low for ratio in ratios if ratio is not None)
            found.append((-strength, need, Rise(need, count, *told)))
    found.sort(key=lambda one: one[:2])
    return tuple(rise for _strength, _need, rise in found), compared, comparisons
