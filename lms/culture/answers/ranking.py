"""Which entries fit a question best: BM25 (Robertson and Zaragoza, 2009) over an inverted index in memory.

An index is one piece and never changes: what is published, what the bank's people told and what one branch knows are
pieces of their own, and a question is asked of several at once as if they were one.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lms.culture.answers.terms import ALIKE, Asked

K1, B = 1.2, 0.6
"""How soon a word's repetition counts no more, and how much a long entry is held against it."""
LEAST = 0.15
"""What an entry must have of the most that a question could give, or it is none.

With less, much is found that has nothing to do with it; with more, what would have helped is left out."""


@dataclass(frozen=True)
class Ranked:
    """An entry's key with how well it fits; more is better, and figures of one question alone compare."""

    key: str
    score: float


class Index:
    """Entries by the terms that stand in them."""

    def __init__(self, entries: Sequence[tuple[str, Mapping[str, float]]]) -> None:
        """Turn entries, each a key and how often it has which term, into the entries of each term."""
        self.keys = [key for key, _terms in entries]
        self.lengths = np.array([sum(terms.values()) for _key, terms in entries], dtype=np.float64)
        gathered: dict[str, tuple[list[int], list[float]]] = {}
        for place, (_key, terms) in enumerate(entries):
            for term, count in terms.items():
                places, counts = gathered.setdefault(term, ([], []))
                places.append(place)
                counts.append(count)
        self.postings: dict[str, tuple[NDArray[Any], NDArray[Any]]] = {
            term: (np.array(places, dtype=np.intp), np.array(counts, dtype=np.float64))
            for term, (places, counts) in gathered.items()
        }

    def holding(self, term: str) -> int:
        """In how many entries a term stands."""
        return len(self.postings[term][0]) if term in self.postings else 0

    def scores(self, asked: Asked, rare: Mapping[str, float], mean: float) -> NDArray[Any]:
        """How well each entry fits; nothing for what has only single characters of what was typed."""
        norms = K1 * (1 - B + B * self.lengths / mean)
        known: dict[str, NDArray[Any]] = {}

        def of(term: str) -> NDArray[Any]:
            if term not in known:
                known[term] = np.zeros(len(self))
                if term in self.postings:
                    places, counts = self.postings[term]
                    known[term][places] = rare[term] * counts * (K1 + 1) / (counts + norms[places])
            return known[term]

        scores, clear = np.zeros(len(self)), np.zeros(len(self), dtype=bool)
        for term, weight in asked.typed.items():
            scores += weight * of(term)
            if term not in asked.faint:
                clear |= of(term) > 0
        for names in asked.alike:
            # Many names of one thing are one thing: the one that fits best counts, and all of it has to stand there.
            best = np.zeros(len(self))
            for name in names:
                if name:
                    best = np.maximum(best, np.min([of(term) for term in name], axis=0))
            scores += ALIKE * best
            clear |= best > 0
        scores[~clear] = 0
        return scores

    def __len__(self) -> int:
        """How many entries."""
        return len(self.keys)


def ranked(indexes: Sequence[Index], asked: Asked, *, most: int) -> tuple[Ranked, ...]:
    """The entries that fit best, the best first; none that has next to nothing of what was asked.

    Args:
        indexes: asked as if they were one.
        asked: the question in terms.
        most: so many at most.
    """
    full = [index for index in indexes if len(index)]
    total = sum(len(index) for index in full)
    if not total:
        return ()
    mean = sum(float(index.lengths.sum()) for index in full) / total
    names = {term for names in asked.alike for name in names for term in name}
    rare = {term: _rare(sum(index.holding(term) for index in full), total) for term in {*asked.typed, *names}}
    # As much as an entry would have that holds each word typed, over and over.
    most_typed = sum(weight * rare[term] for term, weight in asked.typed.items() if term not in asked.faint)
    least = LEAST * (K1 + 1) * most_typed
    found: list[Ranked] = []
    for index in full:
        scores = index.scores(asked, rare, mean)
        best = np.argsort(-scores, kind="stable")[:most]
        found += [Ranked(index.keys[place], float(scores[place])) for place in best if scores[place] > least]
    return tuple(sorted(found, key=lambda one: (-one.score, one.key))[:most])


def _rare(holding: int, total: int) -> float:
    return math.log1p((total - holding + 0.5) / (holding + 0.5))
