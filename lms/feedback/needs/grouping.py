"""Groups of texts that say the same, whatever they were classified as. Pure; the order of the texts does not matter.

Average linkage (Sokal and Michener 1958) by SciPy, cut where texts are further apart on average than ``APART`` says.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from lms.feedback.needs.likening import APART, Likeness
from lms.feedback.needs.telling import profile_of, shown_words, words_in

FEWEST = 5
"""Texts without which there is no group."""
MOST = 12
"""Groups that are kept: more no person names."""
ONE_CAUSE = 0.6
"""Share of a group's texts from which one cause accounts for it: the counts by cause show it already."""


@dataclass(frozen=True, order=True)
class Told:
    """A text as it is compared.

    Attributes:
        text: masked.
        cause: its cause, or its kind where it has none.
        placed: whether the classification found a cause and a business for it, and is sure.
    """

    text: str
    item_id: str
    cause: str
    placed: bool


@dataclass(frozen=True)
class Found:
    """A group: its texts, the nearest to its middle first, and what tells it from others."""

    item_ids: tuple[str, ...]
    words: tuple[str, ...]
    profile: dict[str, float]


def groups_in(
    told: Collection[Told],
    liken: Callable[[Sequence[str]], Likeness],
    *,
    how: str,
    names: frozenset[str] = frozenset(),
) -> tuple[Found, ...]:
    """The hidden needs among some texts, the largest first.

    Args:
        told: the texts.
        liken: says how alike they are.
        how: by what it does: ``meaning`` or ``words``.
        names: of staff, which are no words that tell.
    """
    texts = sorted(told)
    if len(texts) < FEWEST:
        return ()
    likeness = liken([one.text for one in texts])
    words = [words_in(one.text, names) for one in texts]
    met = Counter(word for some in words for word in some)
    found = []
    for places in _alike(likeness, APART[how]):
        of_group = [texts[place] for place in places]
        if len(places) < FEWEST or not hidden(of_group):
            continue
        inner = likeness[np.ix_(places, places)].sum(axis=1)
        # Of two that are as near as each other the one whose text comes first.
        order = sorted(range(len(places)), key=lambda at: (-round(float(inner[at]), 4), at))
        profile = profile_of([words[place] for place in places], met, len(texts))
        found.append(Found(tuple(of_group[at].item_id for at in order), shown_words(profile), profile))
    found.sort(key=lambda group: -len(group.item_ids))
    return tuple(found[:MOST])


def hidden(told: Sequence[Told]) -> bool:
    """Whether the causes do not show it: half of the texts have no sure place, or no cause holds most of them."""
    unplaced = sum(not one.placed for one in told)
    causes = Counter(one.cause for one in told)
    return unplaced * 2 >= len(told) or max(causes.values()) < ONE_CAUSE * len(told)


def _alike(likeness: Likeness, apart: float) -> list[list[int]]:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = np.maximum(1 - (likeness + likeness.T) / 2, 0)
    # The last digits may differ from one processor to the next; nothing is to hang on them.
    distance = np.round(distance, 4)
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), apart, "distance")
    found: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        found.setdefault(label, []).append(place)
    return sorted(found.values())
