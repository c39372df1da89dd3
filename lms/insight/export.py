"""A table as a file: exactly what the screen shows, stamped with the filter, the moment and who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.platform.cells import Cell, guarded
from lms.platform.sheet_templates import book_bytes, csv_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Sheet:
    """What is exported.

    Attributes:
        title: of the table; at most 31 letters of it name the sheet.
        stamp: what is said above the table, a label and what it says a line.
        headings: one a column.
        rows: as many cells each.
    """

    title: str
    stamp: Sequence[tuple[str, str]]
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def lines(self) -> list[list[Cell]]:
        """All lines of the file, from the title down."""
        above: list[list[Cell]] = [[label, value] for label, value in self.stamp]
        return [[self.title], *above, [], list(self.headings), *(list(row) for row in self.rows)]


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark at the start, without which a spreadsheet takes Chinese for something else."""
    return csv_bytes([guarded(cell) for cell in line] for line in sheet.lines)


def as_xlsx(*sheets: Sheet) -> bytes:
    """A workbook, a sheet a table, the headings bold and kept in view."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None, "a new workbook has a sheet"
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(), sheet)
    return book_bytes(book)


def _fill(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page.title = (
        "".join(" " if letter in "[]:*?/\\'" else letter for letter in sheet.title)[:31].strip() or "1"
    )
    lines = sheet.lines
    head = len(sheet.stamp) + 3
    for number, line in enumerate(lines, 1):
        for place, value in enumerate(line, 1):
            held = page.cell(number, place)
            held.value = guarded(value)
            if number in {1, head}:
                held.font = Font(bold=True)
    for place in range(1, len(sheet.headings) + 1):
        widest = max((_width(line[place - 1]) for line in lines[head - 1 :]), default=8)
        page.column_dimensions[get_column_letter(place)].width = min(max(widest + 2, 10), 48)
    page.freeze_panes = f"A{head + 1}"


def _width(cell: Cell) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in str("" if cell is None else cell))
