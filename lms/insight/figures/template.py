"""The files of figures to fill in: a workbook with a page that explains, or a CSV; empty, or a row a branch."""

import csv
import io
from collections.abc import Sequence

from lms.insight.figures.columns import COLUMNS
from lms.insight.figures.kinds import KINDS, TRANSACTIONS
from lms.insight.figures.months import month_of
from lms.people import UnitCard
from lms.platform.context import Context
from lms.platform.i18n import Translator, mark

WIDTH = 22
HOW_TO = (
    mark("A row is one figure of one branch and one month. Leave the headings as they are, in any order."),
    mark("The same file may be taken in again: what is there already stays as it is."),
    mark(
        "A row with another value corrects what was there; what was there before is kept, with who and when."
    ),
)


def figures_workbook(tr: Translator, rows: Sequence[Sequence[str]] = ()) -> bytes:
    """The XLSX template in a language."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    _ = tr.gettext
    book = Workbook()
    about = book.active
    assert about is not None, "a new workbook has a sheet"
    about.title = _("How to fill in")
    for sentence in HOW_TO:
        about.append([_(sentence)])
    about.append([])
    for column in COLUMNS:
        about.append([f"– {_(column.heading)}", _(column.meaning)])
    about.append([])
    for kind in KINDS.values():
        about.append([f"– {_(kind.name)}", _(kind.unit)])
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = WIDTH + 8, 3 * WIDTH
    for cells in about.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet = book.create_sheet(_("Figures"))
    sheet.append([_(column.heading) for column in COLUMNS])
    for number, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            sheet.cell(row=number, column=place, value=text).data_type = "s"
    for place, column in enumerate(COLUMNS, start=1):
        sheet.cell(row=1, column=place).font = Font(bold=column.needed)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDTH
        # As text, so that a month stays what was typed; the value alone is a number.
        if column.key not in {"value", "answers"}:
            sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def figures_csv(tr: Translator, rows: Sequence[Sequence[str]] = ()) -> bytes:
    """The same as CSV, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([tr.gettext(column.heading) for column in COLUMNS])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def rows_to_fill(context: Context, tr: Translator, branches: Sequence[UnitCard]) -> list[list[str]]:
    """A row for the transactions of each branch in the month that is over, with its value left open."""
    month = month_of(context.today()).later(-1).id
    name = tr.gettext(KINDS[TRANSACTIONS].name)
    return [[unit.code, month, name, *("" for _column in COLUMNS[3:])] for unit in branches]
