"""What came from whom lately: counted in this process alone, and forgotten after a while."""

from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")


class Recent(Generic[Key]):
    """Moments by key within a window. Not safe to share: whoever does holds a lock."""

    def __init__(self, *, window_s: float, remembered: int) -> None:
        """Start with nothing.

        Args:
            window_s: seconds for which a moment counts.
            remembered: keys at most; the one that was counted longest ago is forgotten.
        """
        self._window_s, self._remembered = window_s, remembered
        self._moments: OrderedDict[Key, list[float]] = OrderedDict()

    def many(self, key: Key, now: float) -> int:
        """How many moments of a key count at ``now``, in seconds of any clock that goes on evenly."""
        return len(self._recent(key, now))

    def add(self, key: Key, now: float) -> None:
        """Count one more."""
        self._moments[key] = [*self._recent(key, now), now]
        self._moments.move_to_end(key)
        while len(self._moments) > self._remembered:
            self._moments.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        self._moments.clear()

    def _recent(self, key: Key, now: float) -> list[float]:
        return [moment for moment in self._moments.get(key, ()) if moment > now - self._window_s]
