"""Which numbers a reader of figures alone may see: none below five, and none that the others give away. Pure.

What is not shown of a line whose sum is known adds up to ``FEWEST`` at least and is never one number alone: where one
would stand by itself behind the sum, the next smallest is hidden with it. Of a table the sums are hidden by the same
rule as what they add up, and all views of it have the one veil: what one hides, another shall not tell.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

FEWEST = 5
"""Cases below which a number could be about somebody."""

K = TypeVar("K", bound=Hashable)
Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
Place = tuple[Any, Any]
"""A row and a column of a table; none for all of them together."""
Node = tuple[int, Hashable]
"""A row (0) or a column (1) of it."""


def hidden_of(counts: Mapping[K, int]) -> frozenset[K]:
    """The places of a line with a known sum whose numbers are not shown; what is 0 is nobody's and may be."""
    hidden = {place for place, count in counts.items() if 0 < count < FEWEST}
    left = sorted((count, str(place), place) for place, count in counts.items() if count >= FEWEST)
    total = sum(counts[place] for place in hidden)
    for count, _name, place in left:
        if not hidden or (total >= FEWEST and len(hidden) > 1):
            break
        hidden.add(place)
        total += count
    return frozenset(hidden)


def with_sums(cells: Mapping[tuple[Row, Column], int]) -> dict[tuple[Row | None, Column | None], int]:
    """A table with its sums: of a row, of a column, and of all."""
    found: defaultdict[tuple[Row | None, Column | None], int] = defaultdict(int)
    for (row, column), count in cells.items():
        for place in ((row, column), (row, None), (None, column), (None, None)):
            found[place] += count
    return dict(found)


def veil_of(cells: Mapping[tuple[Row, Column], int]) -> frozenset[tuple[Row | None, Column | None]]:
    """What is not shown of a table with its sums; the sum of a row is at its column none, and so on.

    The hidden numbers are the edges of a graph whose nodes are rows and columns. One of them can be reckoned from
    what is shown if and only if the graph falls apart without it: so there is none such when this is done.
    """
    counts = {place: count for place, count in with_sums(cells).items() if count}
    hidden: set[Place] = {place for place, count in counts.items() if count < FEWEST}
    if (None, None) in hidden:
        return frozenset(counts)
    while more := _of_lines(counts, hidden) or _of_bridge(counts, hidden):
        hidden |= more
    return frozenset(hidden)


def _of_lines(counts: Mapping[Place, int], hidden: set[Place]) -> set[Place]:
    """What has to be hidden with the rest because a line hides one number alone, or too little together."""
    lines: defaultdict[Node, list[Place]] = defaultdict(list)
    for place in counts:
        lines[0, place[0]].append(place)
        lines[1, place[1]].append(place)
    found = set()
    for (way, _line), places in lines.items():
        mine = [place for place in places if place in hidden]
        # Behind a sum that is not shown itself no sum is known.
        known = not any(place[1 - way] is None for place in mine)
        if mine and (len(mine) == 1 or (known and sum(map(counts.__getitem__, mine)) < FEWEST)):
            found.add(_next(counts, (place for place in places if place not in hidden)))
    return found


def _of_bridge(counts: Mapping[Place, int], hidden: set[Place]) -> set[Place]:
    """One more that ties together what falls apart without a hidden number; nothing where none is such."""
    side = _behind_bridge(hidden)
    if side is None:
        return set()
    across = (
        place
        for place in counts
        if place not in hidden and ((0, place[0]) in side) != ((1, place[1]) in side)
    )
    return {_next(counts, across)}


def _next(counts: Mapping[Place, int], places: Iterable[Place]) -> Place:
    """The one that is missed least: a cell before a sum, and the smallest."""
    # There is one always: what crosses a border of such a table adds up to 0, so no number crosses it alone.
    return min(places, key=lambda place: (place.count(None), counts[place], str(place)))


def _behind_bridge(edges: set[Place]) -> set[Node] | None:
    """The nodes on one side of an edge without which the graph falls apart; none where there is no such edge."""
    near: defaultdict[Node, list[Node]] = defaultdict(list)
    for row, column in sorted(edges, key=str):
        near[0, row].append((1, column))
        near[1, column].append((0, row))
    order: dict[Node, int] = {}
    low: dict[Node, int] = {}
    for root in near:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        path: list[tuple[Node, Node | None, Iterator[Node]]] = [(root, None, iter(near[root]))]
        while path:
            node, came_from, rest = path[-1]
            step = next(rest, None)
            if step is None:
                path.pop()
                if came_from is None:
                    continue
                low[came_from] = min(low[came_from], low[node])
                if low[node] > order[came_from]:
                    return {one for one, number in order.items() if number >= order[node]}
            elif step not in order:
                order[step] = low[step] = len(order)
                path.append((step, node, iter(near[step])))
            elif step != came_from:
                low[node] = min(low[node], order[step])
    return None
