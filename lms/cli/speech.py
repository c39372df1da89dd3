"""Where words go: JSON to standard output, words for people to standard error."""

import json
import sys
from typing import Any


def say(words: str) -> None:
    """Tell a person something, without touching what programs read."""
    print(words, file=sys.stderr, flush=True)


def write_json(value: Any) -> None:
    """Write one JSON value on one line, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def show(words: str = "", *, end: str = "\n") -> None:
    """Print what the command was asked for, for a person."""
    print(words, end=end, flush=True)
