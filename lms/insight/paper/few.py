"""Which numbers a reader of figures alone may see: none below five, and none that is five or less by subtraction. Pure.

What is not shown of a line whose sum is known adds up to ``FEWEST`` at least, or to nothing: where one small number
would stand alone behind the sum, the next smallest is hidden with it.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 5
"""Cases below which a number could be about somebody."""

K = TypeVar("K", bound=Hashable)
Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


def hidden_of(counts: Mapping[K, int], also: frozenset[K] = frozenset()) -> frozenset[K]:
    """The places of a line whose numbers are not shown.

    Args:
        counts: by place; what is 0 is nobody's and may be shown.
        also: places that are hidden for another reason.
    """
    hidden = {place for place, count in counts.items() if 0 < count < FEWEST} | (also & counts.keys())
    left = sorted(
        (count, str(place), place) for place, count in counts.items() if count and place not in hidden
    )
    total = sum(counts[place] for place in hidden)
    for count, _name, place in left:
        if total == 0 or total >= FEWEST:
            break
        hidden.add(place)
        total += count
    return frozenset(place for place in hidden if counts[place])


def hidden_cells(cells: Mapping[tuple[Row, Column], int]) -> frozenset[tuple[Row, Column]]:
    """The same for a table whose sums are known along both ways."""
    hidden: frozenset[tuple[Row, Column]] = frozenset()
    while True:
        found = hidden
        for way in (0, 1):
            for line in sorted({place[way] for place in cells}, key=str):
                of_line = {place: count for place, count in cells.items() if place[way] == line}
                found |= hidden_of(of_line, found)
        if found == hidden:
            return hidden
        hidden = found
