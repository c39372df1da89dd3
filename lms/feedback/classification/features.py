"""What a trained model sees of a text: hashed n-grams, each with the words it stands for."""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from zlib import crc32

from scenarios.transcript import Locale

PLACES = 1 << 18
"""Places that grams are hashed to."""
LONGEST = 2_000
"""Characters of a text that are looked at: a long letter says its matter more than once."""

_TOKEN = re.compile(r"\[[a-z_]+\]|[a-z0-9']+|[\u3400-\u9fff]|[?!]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = {**{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, 0x3000: " ", 0x2019: "'"}


_WHO = re.compile(
    r"(?:(?:我是|我叫|本人|姓名|身份证(?:号码?)?|证件号码?|手机(?:号码?)?|电话(?:号码?)?|联系(?:方式|电话)|卡号|账号|住址|地址"
    r"|\b(?:my name is|i am|i'm|name|id(?: number| card)?|passport(?: number)?|phone(?: number)?|mobile|tel"
    r"|card(?: number)?|account(?: number)?|address|e-?mail)(?: is)?)[ :：是为]{0,3})?\[[a-z_]+\][ ，,、;；]{0,2}",
    re.IGNORECASE,
)


def matter_of(text: str) -> str:
    """Return a masked text without what says who wrote it: names and numbers tell nothing of the matter."""
    return _WHO.sub("。", text)


def locale_of(text: str) -> Locale:
    """Return the language a text is read as: Chinese as soon as a tenth of it is Chinese characters."""
    return "zh-CN" if len(_CHINESE.findall(text)) * 10 >= max(len(text.strip()), 1) else "en"


def grams_of(text: str, locale: Locale) -> Counter[str]:
    """Return how often each gram is met: runs of 1-4 characters in Chinese; of 1-3 words and of letters in English.

    What was masked, such as ``[name]``, is one token.
    """
    tokens = _TOKEN.findall(text[:LONGEST].lower().translate(_HALF_WIDTH))
    joint, longest = ("", 4) if locale == "zh-CN" else (" ", 3)
    runs = chain.from_iterable(
        map(joint.join, zip(*(tokens[at:] for at in range(size)), strict=False))
        for size in range(1, longest + 1)
    )
    letters = map(_letters, tokens) if locale == "en" else ()
    return Counter(chain(runs, chain.from_iterable(letters)))


def place_of(gram: str) -> int:
    """Return where a gram is hashed to, 0 ≤ place < PLACES."""
    return crc32(gram.encode("utf-8", "replace")) % PLACES


@lru_cache(maxsize=1 << 14)
def _letters(token: str) -> tuple[str, ...]:
    framed = f"~{token}~"
    return tuple(framed[at : at + size] for size in (4, 5) for at in range(len(framed) - size + 1))
