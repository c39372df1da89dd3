"""The files to fill in: one workbook with a sheet a list and a page that explains, or a CSV of one list."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from lms.people.imports.columns import COLUMNS, LIST_NAMES, ListKind
from lms.people.roles import JOB_NAMES, UNIT_KIND_NAMES
from lms.platform.i18n import Translator, mark

Rows = Mapping[ListKind, Iterable[Sequence[str]]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 24
OFFERING = 5_000
"""Rows below the heading that offer the words of a list."""

HOW = mark("How to fill in")
HOW_TO = (
    mark("Fill in the sheets you need; the others may stay empty or go. Leave the headings as they are."),
    mark("Columns that are your own may stand beside these: they are left aside."),
    mark("The same file may be taken in again and again: only what differs changes anything."),
    mark("Nobody is removed because they are missing here, unless you say that the list is complete."),
)


def workbook(tr: Translator, rows: Rows | None = None) -> bytes:
    """The XLSX template in a language; with ``rows``, filled in."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    about = book.active
    assert about is not None, "a new workbook has a sheet"
    about.title = tr.gettext(HOW)
    for line in _explanation(tr):
        about.append(list(line))
    about.column_dimensions["A"].width = WIDTH + 8
    about.column_dimensions["B"].width = 3 * WIDTH
    for cells in about.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for kind, columns in COLUMNS.items():
        sheet = book.create_sheet(tr.gettext(LIST_NAMES[kind]))
        sheet.append([tr.gettext(column.heading) for column in columns])
        for number, row in enumerate((rows or {}).get(kind, ()), start=2):
            for place, text in enumerate(row, start=1):
                # What begins with an equals sign is a name like any other, and no formula.
                sheet.cell(row=number, column=place, value=text).data_type = "s"
        for place, column in enumerate(columns, start=1):
            head = sheet.cell(row=1, column=place)
            head.font = Font(bold=column.needed)
            sheet.column_dimensions[get_column_letter(place)].width = WIDTH
            # As text, so that a number keeps its zeros and a day stays as it was typed.
            sheet.column_dimensions[get_column_letter(place)].number_format = "@"
        _offer_words(tr, sheet, kind)
        sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_list(tr: Translator, kind: ListKind, rows: Iterable[Sequence[str]] = ()) -> bytes:
    """One list as CSV in a language, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([tr.gettext(column.heading) for column in COLUMNS[kind]])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _explanation(tr: Translator) -> Iterable[Sequence[str]]:
    _ = tr.gettext
    for sentence in HOW_TO:
        yield (_(sentence),)
    for kind, columns in COLUMNS.items():
        yield ()
        yield (_(LIST_NAMES[kind]),)
        for column in columns:
            yield (f"– {_(column.heading)}", _(column.meaning))
    yield ()
    yield (_(mark("Jobs")), _(", ").join(_(name) for name in JOB_NAMES.values()))


def _offer_words(tr: Translator, sheet: object, kind: ListKind) -> None:
    """Let a cell offer the words that may stand in it."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet), "a sheet of cells"
    names = {"units": ("kind", UNIT_KIND_NAMES.values()), "people": ("job", JOB_NAMES.values())}.get(kind)
    if names is None:
        return
    key, words = names
    place = next(n for n, column in enumerate(COLUMNS[kind], start=1) if column.key == key)
    letter = get_column_letter(place)
    listed = ",".join(tr.gettext(word) for word in words)
    if len(listed) <= 255:  # longer lists are none to a spreadsheet
        offered = DataValidation(
            type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False
        )
        offered.add(f"{letter}2:{letter}{OFFERING + 1}")
        sheet.add_data_validation(offered)
