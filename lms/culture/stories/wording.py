"""A story's words: colleagues' names turned into places, all else masked; and back again for whoever reads.

A place is one character of Unicode's private use, which nobody types and no masker takes for anything.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.culture.wall import names_of
from lms.people import PersonCard
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.privacy import Kind, mask_with_names
from lms.platform.settings import Locale

LONGEST: Mapping[str, int] = {
    "title": 60,
    "needed": 600,
    "hard": 600,
    "done": 1_500,
    "came": 600,
    "lesson": 600,
}
"""The parts of a story in order, each with how many characters it may have."""
PARTS = tuple(LONGEST)
MOST_PEOPLE = 4
EMPTY = mark("A part is empty or too long. Each has a limit of its own; nothing you wrote is lost.")
_FIRST = 0xE000
_PLACES = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0xFF)}]")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?]\s+|\n\s*)$")
_HARMLESS: frozenset[Kind] = frozenset({"name", "address"})
"""What an editor may write back: a word that was taken for a name, say. Numbers never."""


@dataclass(frozen=True)
class Worded:
    """Words as they are kept.

    Attributes:
        parts: by the name of the part; names of those it tells of are places.
        masked: what was taken out, as it was typed.
    """

    parts: Mapping[str, str]
    masked: tuple[str, ...]


def worded(
    typed: Mapping[str, str],
    people: Sequence[PersonCard],
    *,
    others: Iterable[PersonCard] = (),
    spared: Collection[str] = (),
) -> Worded:
    """Words as they are kept.

    Args:
        typed: each of ``PARTS``.
        people: whom the story tells of, in the order of their places.
        others: colleagues it does not tell of, whose names are masked wherever they stand.
        spared: words that an editor says tell of nobody.

    Raises:
        Refused: a part is empty, or too long.
    """
    names = [name for card in others for name in names_of(card) if name]
    parts: dict[str, str] = {}
    taken: list[str] = []
    for part, longest in LONGEST.items():
        text = _PLACES.sub("", _clean(typed.get(part, "")))
        if not 0 < len(text) <= longest:
            raise Refused(EMPTY)
        parts[part], found = _masked(_with_places(text, people), names, spared)
        taken += found
    return Worded(parts, tuple(dict.fromkeys(taken)))


def to_edit(text: str) -> str:
    """Words as they stand in a field: somebody's place is ``{1}``, which ``worded`` takes for the same again."""
    return _PLACES.sub(lambda found: as_typed(ord(found[0]) - _FIRST), text)


def as_typed(place: int) -> str:
    """Somebody's place as it stands in a field."""
    return f"{{{place + 1}}}"


def bare(text: str, longest: int) -> str:
    """Other words about a story, a reason say, masked."""
    return mask_with_names(_PLACES.sub("", _clean(text))[:longest]).text


def read_as(text: str, names: Mapping[int, str], locale: Locale) -> str:
    """Words with who stands in their places; in English the first letter of a sentence is large."""

    def said(found: re.Match[str]) -> str:
        name = names.get(ord(found[0]) - _FIRST, "")
        begins = locale == "en" and _SENTENCE_BEGINS.search(text[: found.start()])
        return name[:1].upper() + name[1:] if begins else name

    return _PLACES.sub(said, text)


def names_shown(people: Mapping[int, PersonCard | None], locale: Locale) -> dict[int, str]:
    """How each place is read: a name where there is leave for it, else “our colleague”, told apart where several."""
    nameless = sorted(place for place, card in people.items() if card is None)
    found = {place: card.name(locale) for place, card in people.items() if card is not None}
    for nth, place in enumerate(nameless):
        if len(nameless) == 1:
            found[place] = "同事" if locale == "zh-CN" else "our colleague"
        else:
            found[place] = f"同事{'甲乙丙丁'[nth]}" if locale == "zh-CN" else f"colleague {'ABCD'[nth]}"
    return found


def _clean(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "ignore").decode().strip()


def _with_places(text: str, people: Sequence[PersonCard]) -> str:
    for place in range(len(people)):
        text = text.replace(as_typed(place), chr(_FIRST + place))
    called = [
        (name, chr(_FIRST + place)) for place, card in enumerate(people) for name in names_of(card) if name
    ]
    # The whole name before the given one: 林晓雨 is one place and not 林 with a place after it.
    for name, sign in sorted(called, key=lambda one: -len(one[0])):
        text = text.replace(name, sign)
    return text


def _masked(text: str, names: Iterable[str], spared: Collection[str]) -> tuple[str, list[str]]:
    found = mask_with_names(text, names=names)
    taken: list[str] = []
    words = text
    for one in sorted(found.found, key=lambda one: -one.start):
        typed = text[one.start : one.end]
        if one.kind in _HARMLESS and typed in spared:
            continue
        words = f"{words[: one.start]}[{one.kind}]{words[one.end :]}"
        taken.insert(0, typed)
    return words, taken
