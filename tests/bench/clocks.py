"""Small clocks: the CPU of a piece of work, and what to make of many figures."""

import time
from collections.abc import Callable, Sequence

ROUNDS = 5


def cpu_seconds(work: Callable[[], object], *, times: int, rounds: int = ROUNDS) -> float:
    """CPU seconds of one ``work``: the best of some rounds of ``times`` each, for a neighbour only ever adds."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - began) / times)
    return best


def quantile(figures: Sequence[float], part: float) -> float:
    """The figure below which ``part`` (0 to 1) of them lie; the nearest one that was seen."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
