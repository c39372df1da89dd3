"""The masker: takes what tells who somebody is out of a text before it leaves for an LLM or is kept for reading.

Numbers are ``id_number`` (the resident identity card, GB 11643, with or without a right check digit), ``passport``
(permits too), ``bank_card``, ``account``, ``phone``, ``email``, ``plate`` and ``social`` (WeChat, QQ); words are
``address`` and ``name``, where a text is kept. Hotlines (110, 95xxx, 400 …), tickets, machines, branches, staff and
their numbers stay. Outside of what is masked the text comes back unchanged, character for character.
"""

import re
from collections.abc import Iterable

from lms.platform.privacy.addresses import find_addresses
from lms.platform.privacy.chinese_names import find_chinese_names
from lms.platform.privacy.english_names import find_english_names
from lms.platform.privacy.forms import find_forms
from lms.platform.privacy.numbers import find_numbers
from lms.platform.privacy.plain import plain
from lms.platform.privacy.spans import Found, Kind, Masked, Spans

__all__ = ["Found", "Kind", "Masked", "mask", "mask_with_names"]


def mask(text: str) -> Masked:
    """Mask numbers, e-mail addresses and plates.

    This is for what is said in a conversation: the names and places of its customers are made up.
    """
    found = Spans()
    words = plain(text)
    find_forms(words, found)
    find_numbers(words, found)
    return found.masked(text)


def mask_with_names(text: str, *, names: Iterable[str] = (), keep: Iterable[str] = ()) -> Masked:
    """Mask what ``mask`` does, and the names of people: for words that are kept and read by others.

    The form of address stays (王女士, Mr Hall), and so do the names of staff, told by their titles and what they do,
    and of people everybody knows.

    Args:
        text: what is to be kept.
        names: of people who may be mentioned; masked wherever they stand.
        keep: names that stay wherever they stand, those of staff who are meant; ``names`` go before them.
    """
    words = plain(text)
    found = Spans()
    find_forms(words, found)
    find_addresses(words, found)
    find_numbers(words, found)
    find_chinese_names(words, found)
    find_english_names(_with_lines(text, words), found)
    for name in filter(None, keep):
        for each in re.finditer(re.escape(name), text, re.IGNORECASE):
            found.leave("name", *each.span())
    for name in sorted(filter(None, names), key=len, reverse=True):
        for each in re.finditer(re.escape(name), text):
            found.add("name", *each.span())
    return found.masked(text)


def _with_lines(text: str, words: str) -> str:
    """The plain characters with the line breaks back: no English name goes over one."""
    if "\n" not in text:
        return words
    return "".join("\n" if one == "\n" else other for one, other in zip(text, words, strict=True))
