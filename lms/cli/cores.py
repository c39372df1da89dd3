"""Work on many items on all cores, in order: for commands that read a hundred thousand lines."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

ALONE = 1_000
"""Items that one core does sooner than others are called in."""
AT_ONCE = 250
"""Items a core takes at a time: a tenth of a second's work, so that answers come while the input still runs."""
AHEAD = 2
"""Portions a core may be ahead of what was answered: however long the input, memory stays the same."""


def in_order(work: Callable[[Sequence[Given]], list[Made]], items: Iterable[Given]) -> Iterator[Made]:
    """Yield what ``work`` makes of items, a portion at a time, in their order.

    Where an item cannot be read, what comes before it is answered first, and then what was wrong is raised.

    Args:
        work: makes one thing of each item; a function of a module, as other processes have to find it.
        items: what is worked on; read only as far ahead as needed.
    """
    source = _Source(items)
    for _number in range(ALONE):
        # One by one, so that whoever writes a line and waits gets its answer.
        if not (one := source.portion(1)):
            break
        yield from work(one)
    if not source.ended:
        yield from _by_many(work, source)
    if source.wrong is not None:
        raise source.wrong


class _Source(Generic[Given]):
    """Items by portions; ``ended`` once there are no more, ``wrong`` says why if that was no end."""

    def __init__(self, items: Iterable[Given]) -> None:
        self._items = iter(items)
        self.ended = False
        self.wrong: ValueError | None = None

    def portion(self, most: int) -> list[Given]:
        some: list[Given] = []
        try:
            for item in islice(self._items, most):
                some.append(item)  # noqa: PERF402  those before a wrong one count
        except ValueError as error:
            self.wrong = error
        self.ended = self.ended or len(some) < most
        return some


def _by_many(work: Callable[[Sequence[Given]], list[Made]], source: _Source[Given]) -> Iterator[Made]:
    waiting: deque[Future[list[Made]]] = deque()
    cores = _cores()
    with ProcessPoolExecutor(cores) as pool:
        while True:
            while len(waiting) < cores * AHEAD and (portion := source.portion(AT_ONCE)):
                waiting.append(pool.submit(work, portion))
            if not waiting:
                return
            yield from waiting.popleft().result()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
