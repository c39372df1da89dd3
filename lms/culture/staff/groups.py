"""Which groups of a week may be shown, so that neither one of them nor a difference of some gives away fewer than five.

Pure. The units are a tree, and a group is a unit with all below it: two groups are apart or one holds the other. What
somebody can find out by adding groups and taking them away is then made of the *rests*: of each group that is shown
the part that lies in none of the shown groups below it. So a group is shown only where its rest is empty or has
``FEWEST`` answers; what is not shown goes into the rest of the next group above.
"""

from collections.abc import Iterator, Mapping

FEWEST = 5
"""Answers without which no group is shown."""


def shown_groups(counts: Mapping[str, int], parents: Mapping[str, str | None]) -> frozenset[str]:
    """The units whose group may be shown.

    Args:
        counts: answers by the unit in which they were given, of units without answers none.
        parents: of every unit the one above; none for the top.

    Returns:
        Units whose group has ``FEWEST`` answers and a rest that is empty or as large.
    """
    below: dict[str | None, list[str]] = {}
    for unit, parent in parents.items():
        below.setdefault(parent, []).append(unit)
    shown: set[str] = set()
    rest: dict[str, int] = {}
    total: dict[str, int] = {}
    for unit in _deepest_first(below):
        units = below.get(unit, ())
        total[unit] = counts.get(unit, 0) + sum(total[one] for one in units)
        rest[unit] = counts.get(unit, 0) + sum(rest[one] for one in units)
        if total[unit] >= FEWEST and (rest[unit] == 0 or rest[unit] >= FEWEST):
            shown.add(unit)
            rest[unit] = 0
    return frozenset(shown)


def units_of(group: str, parents: Mapping[str, str | None]) -> frozenset[str]:
    """A unit with all below it."""
    found = {group}
    while True:
        more = {unit for unit, parent in parents.items() if parent in found} - found
        if not more:
            return frozenset(found)
        found |= more


def mean_in_halves(moods: list[int]) -> int:
    """The mean in half steps, 3 to 9: never the ends of the scale, which would say what everybody answered."""
    return min(9, max(3, round(2 * sum(moods) / len(moods))))


def _deepest_first(below: Mapping[str | None, list[str]]) -> Iterator[str]:
    order: list[str] = []
    waiting = list(below.get(None, ()))
    while waiting:
        unit = waiting.pop()
        order.append(unit)
        waiting += below.get(unit, ())
    return reversed(order)
