"""Where words are joined: Chinese is written without spaces."""

import re

# Curly quotes and dots belong to Chinese where a Chinese sign is beside them.
_SIGN, _QUOTE = "\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef", "\u2018-\u201d\u2026«»"
_GAP = re.compile(f"(?<=[{_SIGN}]) (?=[{_SIGN}{_QUOTE}])|(?<=[{_QUOTE}]) (?=[{_SIGN}])")


def close_up(text: str) -> str:
    """Take away the single spaces that stand between two Chinese signs."""
    return _GAP.sub("", text)
