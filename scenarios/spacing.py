"""The words of a line: without their stage directions, and joined as the language writes them."""

import re

DIRECTION = re.compile(r"«[^»]*»")
_MARKS = re.compile(r"[\W_]+")

# Curly quotes and dots belong to Chinese where a Chinese sign is beside them.
_SIGN, _QUOTE = "\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef", "\u2018-\u201d\u2026«»"
_GAP = re.compile(f"(?<=[{_SIGN}]) (?=[{_SIGN}{_QUOTE}])|(?<=[{_QUOTE}]) (?=[{_SIGN}])")


def close_up(text: str) -> str:
    """Take away the single spaces that stand between two Chinese signs."""
    return _GAP.sub("", text)


def bare(text: str) -> str:
    """Return the letters and digits of what is said, by which the same words are known again."""
    return _MARKS.sub("", DIRECTION.sub(" ", text)).casefold()
