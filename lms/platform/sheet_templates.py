"""Files to fill in: a sheet with headings, a page that explains them, and the same as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from lms.platform.i18n import Translator

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Headed(Protocol):
    """A column of a file."""

    @property
    def key(self) -> str:
        """How programs name it."""

    @property
    def heading(self) -> str:
        """What the template calls it."""

    @property
    def meaning(self) -> str:
        """What to write in it."""

    @property
    def needed(self) -> bool:
        """Whether its heading must be there."""


def explained(tr: Translator, columns: Iterable[Headed]) -> list[tuple[str, str]]:
    """A line for each column of the page that explains."""
    return [(f"– {tr.gettext(column.heading)}", tr.gettext(column.meaning)) for column in columns]


def wrap_lines(sheet: "Worksheet") -> None:
    """Let what is longer than its column stand in several lines."""
    from openpyxl.styles import Alignment

    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def draw_headings(
    sheet: "Worksheet",
    tr: Translator,
    columns: Sequence[Headed],
    *,
    width: int,
    numbers: frozenset[str] = frozenset(),
) -> None:
    """Write the headings into the empty first row, those bold that must be there.

    Args:
        sheet: where.
        tr: language.
        columns: in their order.
        width: of a column, in letters.
        numbers: keys of columns that hold numbers; in the others what is typed stays text, with its zeros.
    """
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(columns, start=1):
        sheet.cell(row=1, column=place, value=tr.gettext(column.heading)).font = Font(bold=column.needed)
        drawn = sheet.column_dimensions[get_column_letter(place)]
        drawn.width = width
        if column.key not in numbers:
            drawn.number_format = "@"


def fill_rows(sheet: "Worksheet", rows: Iterable[Sequence[str]]) -> None:
    """Write rows below the headings, as text: what begins with an equals sign is a name like any other."""
    for number, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            sheet.cell(row=number, column=place, value=text).data_type = "s"


def book_bytes(book: "Workbook") -> bytes:
    """A workbook as the bytes of its file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_bytes(lines: Iterable[Sequence[object]]) -> bytes:
    """Lines as CSV, in UTF-8 with the mark without which a spreadsheet takes Chinese for something else."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode("utf-8-sig")
