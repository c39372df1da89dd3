"""What a trained model sees of an utterance: hashed n-grams of the words, and of what the customer said before.

The same code makes the features for training and for reading, so that both see the same. Nothing is looked up in a
vocabulary: a gram's place is a hash of it (Weinberger et al., "Feature hashing for large scale multitask learning",
2009), so that the model is as large as it is made and no larger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from scenarios.transcript import Locale

PLACES = 1 << 17
"""Places that grams are hashed to."""
CONTEXT_WEIGHT = 0.5
"""What the customer's words count beside the trainee's own."""
LONGEST = 600
"""Characters of an utterance that are looked at; what decides an act stands in few words."""

_WORD = re.compile(r"[a-z0-9']+|[\u3400-\u9fff]|[?!]")
_HALF_WIDTH = {**{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, 0x3000: " ", 0x2019: "'"}


def places(text: str, context: str | None, locale: Locale) -> tuple[Counter[int], Counter[int]]:
    """Return how often each place is met in the utterance, and in the customer's words before it."""
    words = _words(text)
    own = Counter(map(_place, _grams(words, locale)))
    if locale == "en":
        for word in words:
            own.update(_letters(word))
    before = Counter(map(_place, _context_grams(_words(context)))) if context else Counter[int]()
    return own, before


def weighted(
    counted: tuple[Mapping[int, int], Mapping[int, int]], rarity: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Return places with their values: 1 + ln(count), times the rarity of the place, each part to unit length.

    Args:
        counted: what ``places`` returned.
        rarity: inverse document frequency of every place, (PLACES,); places with 0 are left out.
    """
    met: list[npt.NDArray[np.int32]] = []
    values: list[npt.NDArray[np.float32]] = []
    for part, share in zip(counted, (1.0, CONTEXT_WEIGHT), strict=True):
        where = np.fromiter(part.keys(), dtype=np.int32, count=len(part))
        often = np.fromiter(part.values(), dtype=np.float32, count=len(part))
        known = rarity[where] > 0
        where, often = where[known], often[known]
        value = (1 + np.log(often)) * rarity[where]
        met.append(where)
        values.append(share * value / (np.sqrt(value @ value) or 1.0))
    return np.concatenate(met), np.concatenate(values).astype(np.float32)


def _place(gram: str) -> int:
    return crc32(gram.encode()) % PLACES


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:LONGEST].lower().translate(_HALF_WIDTH))


def _grams(words: Sequence[str], locale: Locale) -> Iterator[str]:
    """Yield runs of one to four characters, or of one to three words; and pairs with one between."""
    framed = ["^", *words, "$"]
    joint, longest = ("", 4) if locale == "zh-CN" else (" ", 3)
    for size in range(1, longest + 1):
        for at in range(len(framed) - size + 1):
            yield "t" + joint.join(framed[at : at + size])
    for at in range(len(framed) - 2):
        yield f"s{framed[at]}_{framed[at + 2]}"


@lru_cache(maxsize=16_384)
def _letters(word: str) -> tuple[int, ...]:
    """Return the places of the runs of three to five letters of a word, its ends among them."""
    letters = f" {word} "
    return tuple(
        _place("c" + letters[at : at + size]) for size in (3, 4, 5) for at in range(len(letters) - size + 1)
    )


def _context_grams(words: Sequence[str]) -> Iterator[str]:
    for size in (1, 2):
        for at in range(len(words) - size + 1):
            yield "x" + " ".join(words[at : at + size])
