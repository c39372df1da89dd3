"""The file of feedback to fill in: a workbook with a page that explains, or a CSV with the headings alone."""

from lms.feedback.files.columns import COLUMNS
from lms.platform.i18n import Translator, mark
from lms.platform.sheet_templates import book_bytes, csv_bytes, draw_headings, explained, wrap_lines

WIDTH = 24
WIDE = 3 * WIDTH
HOW_TO = (
    mark(
        "A row is one thing a customer said. Only the customer's words are needed; the rest helps to place it."
    ),
    mark("The same file may be taken in again: what has a number of its own is not taken in twice."),
)


def feedback_workbook(tr: Translator) -> bytes:
    """The XLSX template in a language: how to fill it in, and an empty sheet with the headings."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    _ = tr.gettext
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = _("Feedback")
    draw_headings(sheet, tr, COLUMNS, width=WIDTH)
    for place, column in enumerate(COLUMNS, start=1):
        if column.needed:
            sheet.column_dimensions[get_column_letter(place)].width = WIDE
    sheet.freeze_panes = "A2"
    about = book.create_sheet(_("How to fill in"), 0)
    for sentence in HOW_TO:
        about.append([_(sentence)])
    for line in explained(tr, COLUMNS):
        about.append(line)
    about.column_dimensions["A"].width = about.column_dimensions["B"].width = WIDE
    wrap_lines(about)
    book.active = 1
    return book_bytes(book)


def feedback_csv(tr: Translator) -> bytes:
    """The headings as CSV, in UTF-8 with the mark by which Excel knows it."""
    return csv_bytes([[tr.gettext(column.heading) for column in COLUMNS]])
