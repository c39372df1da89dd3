"""The files to fill in: one workbook with a sheet a list and a page that explains, or a CSV of one list."""

from collections.abc import Iterable, Mapping, Sequence

from lms.people.imports.columns import COLUMNS, LIST_NAMES, ListKind
from lms.people.roles import JOB_NAMES, UNIT_KIND_NAMES
from lms.platform.i18n import Translator, mark
from lms.platform.sheet_templates import (
    book_bytes,
    csv_bytes,
    draw_headings,
    explained,
    fill_rows,
    wrap_lines,
)

Rows = Mapping[ListKind, Iterable[Sequence[str]]]
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

    book = Workbook()
    about = book.active
    assert about is not None, "a new workbook has a sheet"
    about.title = tr.gettext(HOW)
    for line in _explanation(tr):
        about.append(list(line))
    about.column_dimensions["A"].width = WIDTH + 8
    about.column_dimensions["B"].width = 3 * WIDTH
    wrap_lines(about)
    for kind, columns in COLUMNS.items():
        sheet = book.create_sheet(tr.gettext(LIST_NAMES[kind]))
        draw_headings(sheet, tr, columns, width=WIDTH)
        fill_rows(sheet, (rows or {}).get(kind, ()))
        _offer_words(tr, sheet, kind)
        sheet.freeze_panes = "A2"
    return book_bytes(book)


def csv_list(tr: Translator, kind: ListKind, rows: Iterable[Sequence[str]] = ()) -> bytes:
    """One list as CSV in a language, in UTF-8 with the mark by which Excel knows it."""
    return csv_bytes([[tr.gettext(column.heading) for column in COLUMNS[kind]], *rows])


def _explanation(tr: Translator) -> Iterable[Sequence[str]]:
    _ = tr.gettext
    for sentence in HOW_TO:
        yield (_(sentence),)
    for kind, columns in COLUMNS.items():
        yield ()
        yield (_(LIST_NAMES[kind]),)
        yield from explained(tr, columns)
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
