"""Texts that are much alike: pieces of a few letters in common, by Jaccard's index."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

LETTERS = 4
ALIKE = 0.5
"""Share of common pieces beyond which two texts are the same question in other words."""
_SPACE = re.compile(r"\W+")


def alike(texts: Sequence[str], threshold: float = ALIKE) -> Iterator[tuple[int, int]]:
    """Pairs of positions, the first before the second, whose texts share more than ``threshold`` of their pieces."""
    pieces = [_pieces(text) for text in texts]
    holding: dict[str, list[int]] = defaultdict(list)
    for index, here in enumerate(pieces):
        common: dict[int, int] = defaultdict(int)
        for piece in here:
            for other in holding[piece]:
                common[other] += 1
            holding[piece].append(index)
        for other, shared in common.items():
            if shared > threshold * (len(here) + len(pieces[other]) - shared):
                yield other, index


def _pieces(text: str) -> set[str]:
    plain = _SPACE.sub("", text.casefold())
    return {plain[at : at + LETTERS] for at in range(max(1, len(plain) - LETTERS + 1))}
