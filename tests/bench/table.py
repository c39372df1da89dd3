"""One table: what was measured, the figure, and the goal beside it."""

from dataclasses import dataclass
from unicodedata import east_asian_width


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        what: What was measured.
        figure: The product's figure with its unit.
        beside: What it is compared with, with its unit; empty where nothing is.
        ratio: Product over the compared; None where nothing is.
        goal: The goal in words; empty where the figure is only told.
        held: Whether the goal was reached; None without a goal.
    """

    what: str
    figure: str
    beside: str = ""
    ratio: float | None = None
    goal: str = ""
    held: bool | None = None


def compared(what: str, mine: float, other: float, unit: str, *, beside: str, most: float) -> Row:
    """A row whose ratio must be ``most`` or less."""
    ratio = mine / other
    goal = f"≤ {most:g} ×"
    return Row(what, f"{mine:.3g} {unit}", f"{beside} {other:.3g} {unit}", ratio, goal, ratio <= most)


def at_least(what: str, mine: float, other: float, unit: str, *, beside: str, least: float) -> Row:
    """A row whose ratio must be ``least`` or more."""
    ratio = mine / other
    goal = f"≥ {least:g} ×"
    return Row(what, f"{mine:.3g} {unit}", f"{beside} {other:.3g} {unit}", ratio, goal, ratio >= least)


def drawn(rows: list[Row]) -> str:
    """The table as text, columns aligned."""
    heads = ("measured", "product", "beside", "ratio", "goal", "held")
    verdict = {True: "yes", False: "NO", None: ""}
    cells = [
        (r.what, r.figure, r.beside, "" if r.ratio is None else f"{r.ratio:.2f} ×", r.goal, verdict[r.held])
        for r in rows
    ]
    widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
    lines = [
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in cells
    ]
    head = "  ".join(_padded(cell, width) for cell, width in zip(heads, widths, strict=True))
    return "\n".join([head, "─" * _width(head), *lines])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
