"""The masker: takes personal numbers and addresses out of a text before it leaves for an LLM.

Kinds: ``id_number`` (the resident identity card, GB 11643), ``bank_card`` (13 to 19 digits that satisfy Luhn,
ISO/IEC 7812), ``phone`` and ``email``. Hotlines (110, 95xxx, 400 …), staff and ticket numbers stay. Outside of what
is masked the text comes back unchanged, character for character.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["id_number", "bank_card", "phone", "email"]

# Full-width forms and their plain ones are one code point each, so offsets stay true.
_PLAIN = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2013: 0x2D, 0x2014: 0x2D}


@dataclass(frozen=True)
class Found:
    """One thing that was masked: code-point offsets in the input, ``end`` exclusive."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Masked:
    """The text with ``[kind]`` in place of what was found."""

    text: str
    found: tuple[Found, ...]


def mask(text: str) -> Masked:
    """Mask identity numbers, bank cards, phone numbers and e-mail addresses."""
    plain = text.translate(_PLAIN)
    found: list[Found] = []
    for kind, pattern, holds in _SEARCHES:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if holds(match.group()) and all(end <= other.start or start >= other.end for other in found):
                found.append(Found(kind, start, end))
    found.sort(key=lambda item: item.start)
    parts, last = [], 0
    for item in found:
        parts += [text[last : item.start], f"[{item.kind}]"]
        last = item.end
    return Masked("".join([*parts, text[last:]]), tuple(found))


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words)


def _satisfies_luhn(words: str) -> bool:
    digits = _digits(words)
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _always(_words: str) -> bool:
    return True


_GAP = r"[ \-]?"
_ALONE, _NO_MORE = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_MOBILE = rf"1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
# In the order of certainty: what an earlier search found, a later one leaves alone.
_SEARCHES: tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        "email",
        re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.){1,4}[A-Za-z]{2,24}"),
        _always,
    ),
    (
        # Six digits of the place, a believable birthday, three of the order, a check digit that may be X.
        "id_number",
        re.compile(
            rf"{_ALONE}[1-9]\d{{5}}{_GAP}(?:18|19|20)\d{{2}}{_GAP}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
            rf"{_GAP}\d{{3}}[0-9Xx]{_NO_MORE}"
        ),
        _always,
    ),
    (
        "phone",
        re.compile(
            rf"{_ALONE}(?:\+|00)86{_GAP}{_MOBILE}{_NO_MORE}"
            rf"|{_ALONE}\+[1-9]\d{{0,2}}(?:[ \-]?\(?\d{{2,4}}\)?){{2,4}}{_NO_MORE}"
        ),
        _always,
    ),
    (
        # Issuers' first digits: 3 to 6, older Chinese cards 9, Mastercard also 2221 to 2720.
        "bank_card",
        re.compile(rf"{_ALONE}(?:[3-69]|2(?=2[2-9]|[3-6]|7[01]|720))(?:{_GAP}\d){{12,18}}{_NO_MORE}"),
        _satisfies_luhn,
    ),
    (
        "phone",
        re.compile(
            rf"{_ALONE}(?:86{_GAP})?{_MOBILE}{_NO_MORE}"
            rf"|{_ALONE}\(?0\d{{2,3}}\)?[ \-]?[2-9]\d{{6,7}}{_NO_MORE}"
        ),
        _always,
    ),
)
