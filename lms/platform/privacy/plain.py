"""A text in plain characters, one for each of its own, so that offsets stay true."""

import sys
import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u30fc\ufe58\ufe63\u2500~\u301c"
_DOTS = "·•・‧∙⋅"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\ufe0f\u20e3"
_CHINESE = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **dict(zip("幺两洞○貳參陸", (1, 2, 0, 0, 2, 3, 6), strict=True)),
}
CHINESE_DIGITS = "".join(_CHINESE)
"""What is said digit by digit, 幺 (one, on the telephone) among it."""


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0x80, sys.maxunicode + 1):
        character = chr(code)
        kind = unicodedata.category(character)
        if kind == "Nd":
            table[code] = str(unicodedata.decimal(character))
        elif kind == "Zs":
            table[code] = " "
        elif kind == "No" and (digit := unicodedata.digit(character, None)) is not None:
            # ① numbers a list sooner than it is a part of a number: it counts as 一 does.
            table[code] = "零一二三四五六七八九"[digit]
    table |= {full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
    table |= {ord(each): "-" for each in _DASHES} | {ord(each): "." for each in _DOTS}
    table |= {ord(each): " " for each in _UNSEEN + "\t\r\n\v\f\u2028\u2029\x85"}
    return table


_PLAIN = _table()
_DIGITS = {ord(each): str(digit) for each, digit in _CHINESE.items()}


def plain(text: str) -> str:
    """Full-width and foreign digits, dashes, dots, spaces and line breaks as ASCII has them; the same length."""
    return text.translate(_PLAIN)


def with_digits(text: str) -> str:
    """Chinese digits as ASCII ones; the same length."""
    return text.translate(_DIGITS)
