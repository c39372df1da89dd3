"""Needles: short texts one of which stands in whatever a regular expression matches.

Most of some hundred patterns have nothing to say of an utterance. Which ones may have is told by looking for their
needles, all at once, and only these are searched with. It changes how long a search takes and never what it finds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property, lru_cache
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeAlias, TypeVar

from ahocorasick import Automaton

Needles: TypeAlias = frozenset[str]
"""Texts in lower case, one of which has to be there."""
_MOST = 400
"""Needles of one pattern; what needs more is left out of account."""
_LIGHTEST = 2
"""Weight of a needle that is worth looking for, at least. A letter weighs 1, a Chinese sign 3."""
_SAID_BY_ALL = (
    "you your the that this have for and with are not can will what it's all but was from they there here"
)
_COMMON = frozenset(_SAID_BY_ALL.split())
"""Words that stand in most of what is said, and so tell little."""
_AT_ONCE = 2
"""Sets of needles that one way of matching is asked for, at most."""
_SET = 8
"""Signs of a class that are told one by one."""
_REMEMBERED = 8
"""Texts whose patterns are known: one utterance is looked at many times, and then never again."""

Key = TypeVar("Key", bound=Hashable)


def needles(pattern: str) -> tuple[tuple[Needles, ...], ...] | None:
    """Return the ways in which ``pattern`` may match, each with sets of needles; ``None`` where none are known.

    A text that it matches holds, for one of the ways, a needle of each of its sets. What stands before or behind a
    match, and is only looked at, counts for nothing.

    Raises:
        re.error: it is no regular expression.
    """
    ways = [tuple(_heaviest(sets)) for sets in _ways(_parser.parse(pattern))]
    return tuple(ways) if all(ways) else None


def as_searched(text: str) -> str:
    """Return ``text`` as needles are looked for in it: without the differences that ``re.IGNORECASE`` overlooks."""
    return text.casefold().replace("ı", "i")


def _weight(found: Needles) -> int:
    return min((_weight_of(each) for each in found), default=0)


def _weight_of(needle: str) -> int:
    if needle.strip() in _COMMON:
        return _LIGHTEST
    return sum(1 if sign.isascii() else 3 for sign in needle)


def _heaviest(sets: Iterable[Needles]) -> list[Needles]:
    useful = [found for found in sets if len(found) <= _MOST and _weight(found) >= _LIGHTEST]
    return sorted(useful, key=lambda found: (-_weight(found), len(found)))[:_AT_ONCE]


def _ways(sequence: Iterable[tuple[Any, Any]]) -> list[list[Needles]]:
    """Return the needles of each alternative, where the whole is one or holds one; else of the whole."""
    parts = list(sequence)
    for place, (kind, value) in enumerate(parts):
        if str(kind) not in {"BRANCH", "SUBPATTERN"}:
            continue
        inner = (
            [way for branch in value[1] for way in _ways(branch)]
            if str(kind) == "BRANCH"
            else _ways(value[-1])
        )
        if len(inner) > 1:
            around = [*_sets(parts[:place]), *_sets(parts[place + 1 :])]
            return [[*around, *way] for way in inner]
    return [_sets(parts)]


def _sets(sequence: Iterable[tuple[Any, Any]]) -> list[Needles]:
    """Return the needles of what has to be matched one after the other, a set each."""
    known: list[Needles] = []
    run: Needles = frozenset()
    for kind, value in sequence:
        here = _exactly(kind, value)
        if here is not None and len(run or {""}) * len(here) <= _SET:
            run = frozenset(one + other for one in run or {""} for other in here)
            continue
        known += [run] if run else []
        run = here if here is not None else frozenset()
        known += [] if here is not None else _within(kind, value)
    return known + ([run] if run else [])


def _exactly(kind: Any, value: Any) -> Needles | None:
    """Return all that a part can match, where that is a sign or one of a few."""
    if str(kind) == "LITERAL":
        return frozenset({as_searched(chr(value))})
    if str(kind) != "IN":
        return None
    signs: set[str] = set()
    for each, what in value:
        first, last = (what, what) if str(each) == "LITERAL" else what if str(each) == "RANGE" else (0, _SET)
        if last - first >= _SET:
            return None
        signs |= {as_searched(chr(sign)) for sign in range(first, last + 1)}
    return frozenset(signs) if len(signs) <= _SET else None


def _within(kind: Any, value: Any) -> list[Needles]:
    name = str(kind)
    if name == "SUBPATTERN":
        return _sets(value[-1])
    if name == "ATOMIC_GROUP":
        return _sets(value)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        fewest, _, inner = value
        return _sets(inner) if fewest else []
    if name != "BRANCH":
        return []
    best = [_heaviest(_sets(branch))[:1] for branch in value[1]]
    return [frozenset().union(*(found for (found,) in best))] if all(best) else []


class Sieve(Generic[Key]):
    """Tells which of many patterns may match a text. Safe to share.

    Every way in which a pattern may match has a bit. A needle that is there sets the bits of the ways it serves, once
    for each of their two sets; what is set in both remains.
    """

    def __init__(self, patterns: Iterable[tuple[Key, str]] = ()) -> None:
        """Take patterns under their keys; see ``add``."""
        self._always: frozenset[Key] = frozenset()
        self._keys: list[Key] = []
        self._alone = 0
        self._serves: dict[str, tuple[int, int]] = {}
        self.left = lru_cache(_REMEMBERED)(self._left)
        for key, pattern in patterns:
            self.add(key, pattern)

    def __getstate__(self) -> dict[str, Any]:
        # What is remembered, and what is made of the needles at the first text, is made anew.
        return {name: self.__dict__[name] for name in ("_always", "_keys", "_alone", "_serves")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.left = lru_cache(_REMEMBERED)(self._left)

    def add(self, key: Key, pattern: str) -> None:
        """Take one more pattern, before the first text; a key may stand for several.

        Raises:
            re.error: it is no regular expression.
        """
        ways = needles(pattern)
        if ways is None:
            self._always |= {key}
        for way in ways or ():
            bit = 1 << len(self._keys)
            self._keys.append(key)
            one, *other = way
            self._alone |= 0 if other else bit
            for found, bits in ((one, (bit, 0)), *((found, (0, bit)) for found in other)):
                for needle in found:
                    first, second = self._serves.get(needle, (0, 0))
                    self._serves[needle] = (first | bits[0], second | bits[1])

    def _left(self, text: str) -> frozenset[Key]:
        """Return the keys of the patterns that may match ``text``; of the others it is certain that they do not."""
        searched = as_searched(text)
        ones, others = 0, self._alone
        # Nothing can be looked for with no needle at all, nor in no text.
        if self._serves and searched:
            for place in {place for _, place in self._automaton.iter(searched)}:
                one, other = self._bits[place]
                ones |= one
                if other:
                    others |= other
        return self._always.union(map(self._keys.__getitem__, _places(ones & others)))

    @cached_property
    def _automaton(self) -> Automaton:
        automaton = Automaton()
        for place, needle in enumerate(self._serves):
            automaton.add_word(needle, place)
        automaton.make_automaton()
        return automaton

    @cached_property
    def _bits(self) -> list[tuple[int, int]]:
        return list(self._serves.values())


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
