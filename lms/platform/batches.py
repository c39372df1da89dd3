"""Many ids in few questions: a database takes only so many in one list."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

BATCH = 400
"""Ids asked for together: few enough for any database, many enough that a question is worth its way."""

T = TypeVar("T")


def batches(things: Iterable[T]) -> Iterator[list[T]]:
    """The things in their order, ``BATCH`` at a time."""
    several = list(things)
    for start in range(0, len(several), BATCH):
        yield several[start : start + BATCH]
