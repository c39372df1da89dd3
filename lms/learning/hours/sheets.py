"""Tables for others to open, as CSV and as one spreadsheet: written row by row, and nothing in them is a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lms.platform.cells import Cell, guarded

MOST_ROWS = 1_048_575
"""Rows that a sheet can hold below its headings; what is more goes on in another."""


class Sheets:
    """Writes each table into a CSV of its own and into a sheet of one workbook."""

    def __init__(self, folder: Path, workbook: str) -> None:
        """Begin in a folder; the workbook is written at the end."""
        # Imported here: only who builds a file waits for it.
        from openpyxl import Workbook

        self._folder, self._workbook = folder, folder / workbook
        self._book = Workbook(write_only=True)
        self.rows: dict[str, int] = {}

    def __enter__(self) -> Self:
        """Ready."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the workbook, unless something failed."""
        if kind is None:
            self._book.save(self._workbook)
            self.rows[self._workbook.name] = sum(self.rows.values())
        self._book.close()

    def write(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Write a table.

        Args:
            name: of the sheet and, with ``.csv``, of the file.
            headings: of its columns.
            rows: read once.
        """
        sheet, on_sheet, sheets = self._sheet(name, headings), 0, 1
        count = 0
        # Excel reads UTF-8 in a CSV only behind a byte-order mark.
        with (self._folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            written = csv.writer(file)
            written.writerow(headings)
            for row in rows:
                safe = [guarded(value) for value in row]
                written.writerow(safe)
                if on_sheet == MOST_ROWS:
                    sheets += 1
                    sheet, on_sheet = self._sheet(f"{name} {sheets}", headings), 0
                sheet.append(safe)
                on_sheet += 1
                count += 1
        self.rows[f"{name}.csv"] = count

    def _sheet(self, name: str, headings: Sequence[str]) -> Any:
        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(headings))
        return sheet
