"""What customers need in numbers: how often, whether more often than before, and of which customers. Pure.

A need is a cause with a business; what has no cause goes by its kind. Whoever reads figures alone sees no number below
five and none that could be reckoned from the others (``few``).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lms.feedback.counting import NeedCounts
from lms.feedback.words import SEGMENT_NAMES
from lms.insight.paper.few import FEWEST, hidden_cells, hidden_of
from lms.insight.paper.rising import BY_CHANCE, Ratio, ratio_of, veiled

SEGMENTS = tuple(SEGMENT_NAMES)
MOST = 12
"""Needs of a list; all others stand together in its last line."""
FEW = 20
"""Cases below which chance alone may change a share by half."""
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
        by_chance: as many of these, at most, seem to rise though they do not.
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


def figures(
    counts: NeedCounts,
    times: Times,
    *,
    segment: str = "",
    rising_from: int = RISING_FROM,
    whole: bool = True,
) -> Figures:
    """Reckon them.

    Args:
        counts: by time (0 now, 1 the quarter before, 2 a year ago), cause, business and segment.
        times: how many days each has.
        segment: of whose needs; empty for everybody's.
        rising_from: cases without which no need is called rising.
        whole: whether the reader may read the words, too; else small numbers are hidden.
    """
    cells: Counter[tuple[Need, str]] = Counter()
    earlier: dict[int, Counter[Need]] = {1: Counter(), 2: Counter()}
    for (place, cause, business, of), count in counts.items():
        if place == 0:
            cells[Need(cause, business), of] += count
        elif not segment or of == segment:
            earlier[place][Need(cause, business)] += count
    veil = frozenset() if whole else hidden_cells(cells)
    needs, segments = _sums(cells, 0), _sums(cells, 1)
    no_segments = frozenset() if whole else hidden_of(segments)
    if segment:
        mine = {need: count for (need, of), count in cells.items() if of == segment}
        hidden = frozenset(need for need in mine if (need, segment) in veil)
        total = None if segment in no_segments else segments.get(segment, 0)
    else:
        mine, hidden = dict(needs), frozenset() if whole else hidden_of(needs)
        everything = sum(needs.values())
        total = everything if whole or not 0 < everything < FEWEST else None
    if total is None:
        mine, hidden = {}, frozenset()
    shown = sorted(
        ((need, count) for need, count in mine.items() if need not in hidden),
        key=lambda pair: (-pair[1], pair[0]),
    )
    rising, compared = _rising(dict(shown), earlier, times, rising_from=rising_from, whole=whole)
    top = [need for need, _count in sorted(needs.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]]
    lines = [need for need in top if whole or need not in hidden_of(needs)]
    return Figures(
        total,
        _frequent(shown, total or 0),
        rising,
        compared,
        compared * BY_CHANCE,
        {one: None if one in no_segments else segments.get(one, 0) for one in SEGMENTS},
        {
            need: {one: None if (need, one) in veil else cells.get((need, one), 0) for one in SEGMENTS}
            for need in lines
        },
    )


def _sums(cells: Mapping[tuple[Need, str], int], way: int) -> Counter:  # type: ignore[type-arg]
    found: Counter = Counter()  # type: ignore[type-arg]
    for place, count in cells.items():
        found[place[way]] += count
    return found


def _frequent(shown: list[tuple[Need, int]], total: int) -> tuple[Frequent, ...]:
    lines = [Frequent(need, count, count / total, few=count < FEW) for need, count in shown[:MOST]]
    rest = total - sum(line.count for line in lines)
    if rest:
        lines.append(Frequent(None, rest, rest / total, few=False))
    return tuple(lines)


def _rising(
    now: Mapping[Need, int],
    earlier: Mapping[int, Mapping[Need, int]],
    times: Times,
    *,
    rising_from: int,
    whole: bool,
) -> tuple[tuple[Rise, ...], int]:
    if times.before is None and times.year is None:
        return (), 0
    found, compared = [], 0
    for need, count in now.items():
        if count < rising_from:
            continue
        compared += 1
        ratios = [
            None if days is None else ratio_of(count, times.now, earlier[place].get(need, 0), days)
            for place, days in ((1, times.before), (2, times.year))
        ]
        if any(ratio is not None and ratio.rises for ratio in ratios):
            told = [ratio if whole or ratio is None else _veiled(ratio) for ratio in ratios]
            strength = max(ratio.low for ratio in ratios if ratio is not None)
            found.append((-strength, need, Rise(need, count, *told)))
    return tuple(rise for _strength, _need, rise in sorted(found, key=lambda one: one[:2])), compared


def _veiled(ratio: Ratio) -> Ratio:
    return veiled(rises=ratio.rises) if 0 < (ratio.earlier or 0) < FEWEST else ratio
