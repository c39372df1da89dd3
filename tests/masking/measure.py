"""How well customers are masked, on texts whose names, numbers and addresses are marked by hand.

``python -m tests.masking.measure`` prints the figures of both halves, and the texts a second on one core.
"""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lms.platform.privacy import Masked, mask_with_names

HALVES = ("development", "held_out")
GROUPS = ("number", "name", "address")
_FOLDER = Path(__file__).parent
_MORE = 2
"""So many letters or digits too many are no fault: a form of address, a postcode's edge."""


@dataclass(frozen=True)
class Marked:
    """A text and what is to be masked in it: (kind, start, end)."""

    text: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Figures:
    """How many of those marked were found wholly, and how many of those found were marked."""

    marked: int
    hit: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        return self.hit / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def texts(half: str) -> list[Marked]:
    """Return the texts of one half."""
    lines = (_FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").split("\n")
    return [_read(json.loads(line)) for line in lines if line]


def measure(given: Sequence[Marked], masked: Sequence[Masked]) -> dict[str, Figures]:
    """Return the figures of numbers, names and addresses.

    What is marked is hit where each letter and digit of it was found; what was found is right where it meets what is
    marked and holds no more than two letters or digits besides.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for text, result in zip(given, masked, strict=True):
        found = [(_group(each.kind), each.start, each.end) for each in result.found]
        for group in GROUPS:
            wanted = [span for span in text.spans if _group(span[0]) == group]
            there = {place for kind, start, end in found if kind == group for place in range(start, end)}
            meant = {place for _, start, end in wanted for place in range(start, end)}
            for _, start, end in wanted:
                counts[group, "marked"] += 1
                counts[group, "hit"] += _letters(text.text, set(range(start, end)) - there) == 0
            for kind, start, end in found:
                if kind == group:
                    counts[group, "found"] += 1
                    span = set(range(start, end))
                    counts[group, "right"] += (
                        bool(span & meant) and _letters(text.text, span - meant) <= _MORE
                    )
    return {
        group: Figures(*(counts[group, what] for what in ("marked", "hit", "found", "right")))
        for group in GROUPS
    }


def _letters(text: str, places: set[int]) -> int:
    return sum(text[place].isalnum() for place in places)


def _group(kind: str) -> str:
    return kind if kind in {"name", "address"} else "number"


def _read(row: dict[str, object]) -> Marked:
    text, spans = row["text"], row["spans"]
    assert isinstance(text, str)
    assert isinstance(spans, list)
    return Marked(text, tuple((span["kind"], span["start"], span["end"]) for span in spans))


def _main() -> None:
    for half in HALVES:
        given = texts(half)
        mask_with_names(given[0].text)
        began = time.process_time()
        masked = [mask_with_names(each.text) for each in given]
        rate = len(given) / (time.process_time() - began)
        print(f"{half}: {len(given)} texts, {rate:.0f} a second")
        for group, figures in measure(given, masked).items():
            print(
                f"  {group:8} recall {figures.recall:.4f} of {figures.marked}, "
                f"precision {figures.precision:.4f} of {figures.found}"
            )


if __name__ == "__main__":
    _main()
