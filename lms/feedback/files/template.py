"""The file of feedback to fill in: a workbook with a page that explains, or a CSV with the headings alone."""

import csv
import io

from lms.feedback.files.columns import COLUMNS
from lms.platform.i18n import Translator, mark

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
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    _ = tr.gettext
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = _("Feedback")
    for place, column in enumerate(COLUMNS, start=1):
        sheet.cell(row=1, column=place, value=_(column.heading)).font = Font(bold=column.needed)
        width = sheet.column_dimensions[get_column_letter(place)]
        # As text, so that a number keeps its zeros and a day what was typed.
        width.width, width.number_format = WIDE if column.needed else WIDTH, "@"
    sheet.freeze_panes = "A2"
    about = book.create_sheet(_("How to fill in"), 0)
    for sentence in HOW_TO:
        about.append([_(sentence)])
    for column in COLUMNS:
        about.append([f"– {_(column.heading)}", _(column.meaning)])
    about.column_dimensions["A"].width = about.column_dimensions["B"].width = WIDE
    for cells in about.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.active = 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def feedback_csv(tr: Translator) -> bytes:
    """The headings as CSV, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow([tr.gettext(column.heading) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")
