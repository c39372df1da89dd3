"""Cells of tables that are handed out as CSV or as a spreadsheet."""

import re

Cell = str | int | float | None
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: text that could be one begins with an apostrophe.

    What no sheet can hold is left out; numbers stay numbers.
    """
    if not isinstance(cell, str):
        return cell
    text = _UNPRINTABLE.sub("", cell)
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_FORMULA) else text
