"""From the bytes of a file to tables of text: CSV in UTF-8, UTF-16 or GB18030, and XLSX with several sheets."""

import csv
import io
import itertools
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lms.platform.errors import Refused
from lms.platform.i18n import mark

LARGEST = 50_000_000
"""Bytes of a file, and of what an XLSX file unfolds to twenty times as many."""
MOST_ROWS = 500_000
MOST_COLUMNS = 60
TOLD_EVERY = 500
"""Rows between two words about how far the reading is."""

Progress = Callable[[int, int], None]

NO_TEXT = mark(
    "This file is neither CSV in UTF-8 or GB18030 nor XLSX. Save it as “Excel workbook (.xlsx)” or “CSV UTF-8” "
    "and try again."
)
OLD_EXCEL = mark(
    "This is an Excel file of the old kind (.xls). Save it as “Excel workbook (.xlsx)” and try again."
)
TOO_LARGE = mark("This file is too large. Split it into files under 50 MB.")
TOO_MANY = mark("These are more than {count} rows. Split the file.")
BROKEN = mark(
    "This XLSX file cannot be opened: it is broken or locked with a password. Save it anew and try again."
)
NO_CSV = mark("Row {row} is no CSV: a quotation mark opens and does not close, or a field is endless.")


@dataclass(frozen=True)
class Sheet:
    """A table of text: its name (empty for CSV) and its rows with the numbers a spreadsheet gives them."""

    name: str
    rows: Sequence[tuple[int, tuple[str, ...]]]


def sheets_in(raw: bytes, progress: Progress = lambda _done, _all: None) -> tuple[Sheet, ...]:
    """The tables in a file; empty rows are left out, and text is as it stands but for the spaces around it.

    Args:
        raw: the file.
        progress: told how many rows of a workbook are read, of how many.

    Raises:
        Refused: it is no CSV and no XLSX, broken or too large.
    """
    if len(raw) > LARGEST:
        raise Refused(TOO_LARGE)
    if raw.startswith(b"PK\x03\x04"):
        return _workbook(raw, progress)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(OLD_EXCEL)
    return (_csv(_text(raw)),)


def _text(raw: bytes) -> str:
    encodings = ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Bytes that are no text at all decode, too: nobody's list has signs that cannot be printed.
        if not any(sign < " " and sign not in "\t\r\n" for sign in text):
            return text
    raise Refused(NO_TEXT)


def _csv(text: str) -> Sheet:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        line = 1
        for row in reader:
            # A field over several lines is one row, which begins where the one before has ended.
            yield line, row
            line = reader.line_num + 1

    try:
        return Sheet("", _kept(rows()))
    except csv.Error:
        raise Refused(NO_CSV, row=reader.line_num) from None


def _workbook(raw: bytes, progress: Progress) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > 20 * LARGEST:
                raise Refused(TOO_LARGE)
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        total = sum(sheet.max_row or 0 for sheet in visible)
        done = itertools.count(1)

        def cells(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield number, _texts(row)
                read = next(done)
                if read % TOLD_EVERY == 0:
                    progress(read, max(read, total))

        try:
            return tuple(Sheet(sheet.title, _kept(cells(sheet))) for sheet in visible)
        finally:
            book.close()
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,
        OSError,
    ) as error:
        raise Refused(BROKEN) from error


def _kept(rows: Iterable[tuple[int, Sequence[str]]]) -> list[tuple[int, tuple[str, ...]]]:
    kept = []
    for number, row in rows:
        texts = tuple(text.strip() for text in row[:MOST_COLUMNS])
        if any(texts):
            kept.append((number, texts))
            if len(kept) > MOST_ROWS:
                raise Refused(TOO_MANY, count=MOST_ROWS)
    return kept


def _texts(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple(_as_text(cell) for cell in cells[:MOST_COLUMNS])


def _as_text(cell: Any) -> str:
    """A cell as somebody would have typed it: a day as a day, a whole number without its point."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell).replace("\x00", "")
