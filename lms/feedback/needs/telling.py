"""The words that tell some texts from all others: a group is shown by them, and known again by them later. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log, sqrt

import rjieba

from lms.feedback.classification.features import locale_of, matter_of

SHOWN = 6
KEPT = 40
FEWEST = 3
"""Texts a word must stand in: what one customer alone wrote is never shown as a word."""
_OPEN = ("n", "v", "a", "i", "l", "j", "b")
_NAMES = ("nr",)
_LATIN = re.compile(r"[a-z][a-z'-]{3,}")
_CHINESE = re.compile(r"[\u3400-\u9fff]{2,}")
_MASK = re.compile(r"\[[a-z_]+\]")
_LITTLE = frozenset(
    re.findall(
        r"\w+",
        """
    about after again also always another anyone around asked because been before being both came cannot come
    could does doing done down each else even ever every from gave getting give goes going have here into just
    keep know last like made make many maybe more most much must need never next none nobody nothing only other
    over please said same several should since some someone something still such take than that their them then
    there these they thing this those though through time told took under until very want wanted well went were
    what when where which while whole whom will with within without would year your yours
    """,
    )
)

_SMALL = frozenset(
    {"不能", "可以", "希望", "请问", "建议", "咨询", "没有", "知道", "需要", "麻烦", "想要", "还要", "就是"}
)

Profile = Mapping[str, float]
"""Words and how much each tells."""


def words_in(text: str, names: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words of a masked text that may tell something: no names of people, nothing of a single letter.

    Args:
        text: masked.
        names: of staff and their parts, in lower case: who is meant is nothing a group is told by.
    """
    bare = _MASK.sub(" ", matter_of(text)).lower()
    if locale_of(bare) == "en":
        return frozenset(_LATIN.findall(bare)) - _LITTLE - names
    found = {
        word
        for word, tag in rjieba.tag(bare)
        if tag.startswith(_OPEN) and not tag.startswith(_NAMES) and _CHINESE.fullmatch(word)
    }
    return frozenset(found) - names - _SMALL


def profile_of(members: Sequence[Collection[str]], met: Mapping[str, int], texts: int) -> dict[str, float]:
    """What tells a group: the share of its texts a word stands in, times how rare it is elsewhere.

    Args:
        members: the words of each text of the group.
        met: in how many of all texts each word stands.
        texts: how many they are.
    """
    often = Counter(word for words in members for word in words)
    told = {
        word: count / len(members) * log(1 + texts / met[word])
        for word, count in often.items()
        if count >= FEWEST
    }
    return dict(sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT])


def shown_words(profile: Profile) -> tuple[str, ...]:
    """The words that are shown, none of them a part of another."""
    shown: list[str] = []
    for word in sorted(profile, key=lambda word: (-profile[word], word)):
        if len(shown) < SHOWN and not any(word in other or other in word for other in shown):
            shown.append(word)
    return tuple(shown)


def nearness(one: Profile, other: Profile) -> float:
    """The cosine of two profiles, 0 to 1."""
    both = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = _length(one.values()) * _length(other.values())
    return both / lengths if lengths else 0.0


def _length(weights: Iterable[float]) -> float:
    return sqrt(sum(weight * weight for weight in weights))
