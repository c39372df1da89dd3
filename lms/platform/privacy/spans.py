"""What was found in a text, and the text without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "id_number", "passport", "bank_card", "account", "phone", "email", "plate", "social", "address", "name"
]


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


class Spans:
    """Finds that do not overlap: what came first stays."""

    def __init__(self, found: Iterable[Found] = ()) -> None:
        self.found = list(found)

    def free(self, start: int, end: int) -> bool:
        """Tell whether nothing has been found there yet."""
        return start < end and all(end <= other.start or start >= other.end for other in self.found)

    def add(self, kind: Kind, start: int, end: int) -> bool:
        """Keep a find where its place is free; tells whether it was."""
        if not self.free(start, end):
            return False
        self.found.append(Found(kind, start, end))
        return True

    def masked(self, text: str) -> Masked:
        """Return the text with ``[kind]`` for each find."""
        found = sorted(self.found, key=lambda item: item.start)
        parts, last = [], 0
        for item in found:
            parts += [text[last : item.start], f"[{item.kind}]"]
            last = item.end
        return Masked("".join([*parts, text[last:]]), tuple(found))
