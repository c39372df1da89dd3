"""Where somebody lives: Chinese addresses down to the door or the hamlet, English ones with number and street.

A city or a street alone tells nobody's door and stays, and so does where a branch is.
"""

import re
from collections.abc import Iterator

from lms.platform.privacy.chinese_addresses import chinese_addresses
from lms.platform.privacy.spans import Spans


def find_addresses(text: str, found: Spans) -> None:
    """Find addresses of people, Chinese and English.

    Args:
        text: in plain characters.
        found: what has been found so far; takes the finds.
    """
    for start, end in (*chinese_addresses(text), *_english(text)):
        found.add("address", start, end)


_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|Close|Crescent|Terrace|"
    r"Square|Gardens?|Hill|Row|Walk|Grove|Mews|Parade|Highway|Alley|Path|Rise|View|Circle|Quay|Wharf)"
)
_WORD = r"[A-Z][^\W\d_]*(?:['’.][^\W\d_]+)*(?!\w)"
_UNIT = (
    r"(?:Flat|Apt\.?|Apartment|Unit|Suite|Room|Rm\.?|Building|Bldg\.?|Block|Blk|Tower|Floor|House|Door|"
    r"Lane|Phase)\.? "
    r"?(?:No\.? ?)?(?:\d+[A-Za-z]?|[A-Z]\d*)(?:-\d+)?|#\d+(?:-\d+)?|\d+(?:st|nd|rd|th) [Ff]loor|\d+/F|"
    r"No\.? ?\d+[A-Za-z]?(?=, )"
)
_NUMBERED = (
    rf"(?:No\.? ?)?\d{{1,5}}[A-Za-z]?(?:[-/]\d{{1,4}})? (?:[NSEW]\.? )?(?:{_WORD} ){{1,4}}{_STREET}\b\.?(?: (?:North|"
    rf"South|East|West|[NSEW])\b)?"
)
_BOX = r"P\.? ?O\.? ?Box \d+"
_CODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{2,3} \d{4,5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|"
    r"\d{5,6}(?![ \-]?\d))"
)
_TAIL = (
    rf"(?:,? ?{_CODE}\b|, {_WORD}(?: {_WORD}){{0,2}},? {_CODE}\b|, (?:{_WORD} ){{0,3}}(?:District|County|"
    rf"Province|City|Town|Township|Village|Estate|"
    rf"{_STREET})\b"
    rf"|, (?:{_UNIT})|, {_WORD}(?: {_WORD}){{0,2}}(?: {_CODE}\b| \d{{1,2}}\b)?|, [A-Z]{{2}}\b)"
)
_ENGLISH = re.compile(
    rf"(?:(?:{_UNIT})(?:,? ?| of ))*(?:(?:{_WORD} ){{1,3}}(?:Gardens?|House|Court|Mansions?|Estate|Towers?|"
    rf"Apartments), )?"
    rf"(?:{_NUMBERED}|{_BOX})(?:{_TAIL}){{0,5}}"
    rf"|(?:(?:{_UNIT}), ){{2,}}(?:{_WORD} ?){{1,4}}(?:{_TAIL}){{0,4}}"
)
_HOUSE_EN = re.compile(r"(?i)^(?:,? (?:your|the|our)? ?(?:sub-)?(?:branch|bank|atm|office|counter|location))")
_HOUSE_EN_BEFORE = re.compile(
    r"(?i)(?:branch|bank|atm|lobby|office)(?: is| was)?(?: located)?(?: at| on|,|:)? $"
)


def _english(text: str) -> Iterator[tuple[int, int]]:
    if not _ENGLISH_HINT.search(text):
        return
    for each in _ENGLISH.finditer(text):
        start, end = each.span()
        if _HOUSE_EN.match(text[end:]) or _HOUSE_EN_BEFORE.search(text[max(0, start - 24) : start]):
            continue
        yield start, end


_ENGLISH_HINT = re.compile(rf"\b\d\w{{0,8}} (?:[NSEW]\.? )?[A-Z][\w'’.]*|Box \d|{_UNIT}")
