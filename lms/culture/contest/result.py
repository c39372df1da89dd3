"""The rule of a contest: from marks and votes to places and prizes. Pure, and in fractions, so that a tie is a tie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST_VOTES = 5
"""With fewer votes in all they neither count nor are shown: each would say who cast it."""
LEAST_MARK, MOST_MARK = 1, 5


@dataclass(frozen=True)
class Judged:
    """An entry when judging is over.

    Attributes:
        marks: of each juror who marked it, what they gave by criterion, 1 to 5.
        votes: how many voted for it.
    """

    entry_id: str
    marks: Sequence[Sequence[int]]
    votes: int


@dataclass(frozen=True)
class Placed:
    """An entry in the result.

    Attributes:
        place: from 1; whoever is even shares it, and the places after it are left out. None without a mark.
        jury: its mark, 0 to 100; none without one.
        total: mark and votes together, 0 to 100; none without a mark.
        points: its prize.
    """

    entry_id: str
    place: int | None
    jury: Fraction | None
    total: Fraction | None
    points: int


def votes_count(entries: Iterable[Judged]) -> bool:
    """Whether there are enough votes for them to count."""
    return sum(one.votes for one in entries) >= FEWEST_VOTES


def jury_mark(marks: Sequence[Sequence[int]], weights: Sequence[int]) -> Fraction | None:
    """The mean of the jurors, each from 0 (all ones) to 100 (all fives); none where nobody marked it."""
    if not marks:
        return None
    spread = MOST_MARK - LEAST_MARK
    each = [
        sum(Fraction(100 * weight * (mark - LEAST_MARK), spread * sum(weights)) for mark, weight in pairs)
        for pairs in (list(zip(one, weights, strict=True)) for one in marks)
    ]
    return Fraction(sum(each, Fraction())) / len(each)


def result_of(
    entries: Sequence[Judged], *, weights: Sequence[int], jury_weight: int, prizes: Sequence[int]
) -> tuple[Placed, ...]:
    """The result, the best first, then those without a place.

    Args:
        entries: all there are.
        weights: of the criteria.
        jury_weight: of a hundred; the votes have the rest, or nothing where there are too few.
        prizes: points of the first place, the second and so on.
    """
    most = max((one.votes for one in entries), default=0)
    counts = votes_count(entries)
    totals: dict[str, Fraction] = {}
    jury: dict[str, Fraction | None] = {}
    for one in entries:
        mark = jury[one.entry_id] = jury_mark(one.marks, weights)
        if mark is None:
            continue
        voted = Fraction(100 * one.votes, most) if most else Fraction()
        totals[one.entry_id] = (
            (jury_weight * mark + (100 - jury_weight) * voted) / 100 if counts else Fraction(mark)
        )
    places = places_of(totals)
    points = prizes_of(places, prizes)
    placed = [
        Placed(
            one.entry_id,
            places.get(one.entry_id),
            jury[one.entry_id],
            totals.get(one.entry_id),
            points.get(one.entry_id, 0),
        )
        for one in entries
    ]
    return tuple(sorted(placed, key=lambda one: (one.place is None, one.place or 0, one.entry_id)))


def places_of(totals: Mapping[str, Fraction]) -> dict[str, int]:
    """Places from 1: one more than how many are better."""
    return {one: 1 + sum(other > total for other in totals.values()) for one, total in totals.items()}


def prizes_of(places: Mapping[str, int], prizes: Sequence[int]) -> dict[str, int]:
    """Prizes: who is even shares those of the places they take, rounded down; never more in all than were set."""
    found: dict[str, int] = {}
    for place in sorted(set(places.values())):
        even = [one for one, its in places.items() if its == place]
        shared = sum(prizes[place - 1 : place - 1 + len(even)]) // len(even)
        found |= dict.fromkeys(even, shared)
    return found
