"""What customers said, as the commands on it read it: a line a text, JSON lines, or a CSV file."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

STANDARD_INPUT = "-"


def read_items(source: str) -> Iterator[dict[str, Any]]:
    """Yield what a file or standard input holds, one object with a ``text`` for each line or row, in order.

    A line that opens with a brace is a JSON object with a ``text`` and whatever else it tells, any other is the text
    itself. A file that ends in .csv has a column ``text``.

    Raises:
        ValueError: a line is neither, or the CSV cannot be read; it names the line. What came before was yielded.
        OSError: the file cannot be read.
    """
    if source == STANDARD_INPUT:
        yield from _lines(sys.stdin.buffer, "")
    elif source.lower().endswith(".csv"):
        with Path(source).open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(file, source)
    else:
        with Path(source).open("rb") as stream:
            yield from _lines(stream, f"{source}, ")


def _lines(stream: BinaryIO, where: str) -> Iterator[dict[str, Any]]:
    # Lines end at a line feed alone: other programs count them so, and a text may hold U+2028.
    for number, raw in enumerate(stream, start=1):
        try:
            line = raw.decode("utf-8").removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError:
            raise ValueError(
                f"{where}line {number}: is not UTF-8; save the file as UTF-8 and try again"
            ) from None
        if number == 1:
            line = line.removeprefix("\ufeff")
        yield _object(line, f"{where}line {number}") if line.lstrip().startswith("{") else {"text": line}


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise ValueError(f'{where}: is not JSON ({reason}); write {{"text": "…"}} on one line') from None
    if isinstance(given.get("text"), str):
        return dict(given)
    raise ValueError(f'{where}: has no “text” in words; write {{"text": "…"}} on one line')


def _rows(file: Iterator[str], name: str) -> Iterator[dict[str, Any]]:
    rows = csv.DictReader(file)
    try:
        if "text" not in (rows.fieldnames or ()):
            raise ValueError(f'{name}, line 1: names no column "text"; its first row names the columns')
        for row in rows:
            yield {name: value for name, value in row.items() if name} | {"text": row["text"] or ""}
    except UnicodeDecodeError:
        raise ValueError(f"{name}: is not UTF-8; save the file as UTF-8 and try again") from None
    except csv.Error as error:
        raise ValueError(f"{name}, line {rows.line_num}: {error}") from error
