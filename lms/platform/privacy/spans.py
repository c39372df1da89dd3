"""What was found in a text, and the text without it."""

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

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._taken = bytearray()

    def free(self, start: int, end: int) -> bool:
        """Tell whether nothing has been found there yet."""
        return start < end and self._taken.find(1, start, end) < 0

    def add(self, kind: Kind, start: int, end: int) -> bool:
        """Keep a find where its place is free; tells whether it was."""
        if not self.free(start, end):
            return False
        self.found.append(Found(kind, start, end))
        self._taken.extend(bytes(max(0, end - len(self._taken))))
        self._taken[start:end] = b"\1" * (end - start)
        return True

    def leave(self, kind: Kind, start: int, end: int) -> None:
        """Let go of finds of a kind that lie within a place."""
        gone = [one for one in self.found if one.kind == kind and start <= one.start < one.end <= end]
        self.found = [one for one in self.found if one not in gone]
        for one in gone:
            self._taken[one.start : one.end] = bytes(one.end - one.start)

    def masked(self, text: str) -> Masked:
        """Return the text with ``[kind]`` for each find."""
        found = sorted(self.found, key=lambda item: item.start)
        parts, last = [], 0
        for item in found:
            parts += [text[last : item.start], f"[{item.kind}]"]
            last = item.end
        return Masked("".join([*parts, text[last:]]), tuple(found))
