"""The files of figures to fill in: a workbook with a page that explains, or a CSV; empty, or a row a branch."""

from collections.abc import Sequence

from lms.insight.figures.columns import COLUMNS
from lms.insight.figures.kinds import KINDS, TRANSACTIONS
from lms.insight.figures.months import month_of
from lms.people import UnitCard
from lms.platform.context import Context
from lms.platform.i18n import Translator, mark
from lms.platform.sheet_templates import (
    book_bytes,
    csv_bytes,
    draw_headings,
    explained,
    fill_rows,
    wrap_lines,
)

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

    _ = tr.gettext
    book = Workbook()
    about = book.active
    assert about is not None, "a new workbook has a sheet"
    about.title = _("How to fill in")
    for sentence in HOW_TO:
        about.append([_(sentence)])
    about.append([])
    for line in explained(tr, COLUMNS):
        about.append(line)
    about.append([])
    for kind in KINDS.values():
        about.append([f"– {_(kind.name)}", _(kind.unit)])
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = WIDTH + 8, 3 * WIDTH
    wrap_lines(about)
    sheet = book.create_sheet(_("Figures"))
    # A month stays what was typed; the value alone is a number.
    draw_headings(sheet, tr, COLUMNS, width=WIDTH, numbers=frozenset({"value", "answers"}))
    fill_rows(sheet, rows)
    sheet.freeze_panes = "A2"
    return book_bytes(book)


def figures_csv(tr: Translator, rows: Sequence[Sequence[str]] = ()) -> bytes:
    """The same as CSV, in UTF-8 with the mark by which Excel knows it."""
    return csv_bytes([[tr.gettext(column.heading) for column in COLUMNS], *rows])


def rows_to_fill(context: Context, tr: Translator, branches: Sequence[UnitCard]) -> list[list[str]]:
    """A row for the transactions of each branch in the month that is over, with its value left open."""
    month = month_of(context.today()).later(-1).id
    name = tr.gettext(KINDS[TRANSACTIONS].name)
    return [[unit.code, month, name, *("" for _column in COLUMNS[3:])] for unit in branches]
