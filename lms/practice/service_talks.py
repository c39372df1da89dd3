"""Conversations of real service in files: JSON, JSON lines, or CSV with a row a turn.

JSON is the exchanged shape of a transcript, with the employee's number besides::

    {"employee": "LJ001024", "locale": "zh-CN", "names": ["王桂兰"],
     "turns": [{"speaker": "customer", "text": …, "at": …}]}

CSV has a heading, in English or Chinese: ``conversation, employee, speaker, text``, and ``at``, ``locale`` and
``names`` where they are known. A conversation with a fault is left out and the fault named; the others are read.
"""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark
from scenarios.transcript import LOCALES, Locale, Speaker, Transcript, Turn

LARGEST = 20_000_000
"""Bytes of a file."""
MOST_TURNS = 400
LONGEST_TURN = 4_000
"""Characters of one turn, more than anybody says without a pause."""
LONGEST_NUMBER = 32

_SPEAKERS: Mapping[str, Speaker] = {
    **dict.fromkeys(("customer", "client", "客户", "顾客"), "customer"),
    **dict.fromkeys(
        ("trainee", "employee", "staff", "clerk", "agent", "员工", "柜员", "坐席", "工作人员"), "trainee"
    ),
}
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "conversation": ("conversation", "会话", "会话编号", "对话"),
    "employee": ("employee", "工号", "员工号"),
    "speaker": ("speaker", "说话人", "角色"),
    "text": ("text", "内容", "话"),
    "at": ("at", "time", "时间"),
    "locale": ("locale", "language", "语言"),
    "names": ("names", "customer_name", "姓名", "客户姓名"),
}
_NEEDED = ("conversation", "employee", "speaker", "text")
_NAME_MARKS = str.maketrans("、，,；;", "|||||")

NOT_UTF8 = mark("This file is not UTF-8 text. Save it as UTF-8 and import it again.")
TOO_LARGE = mark("This file is too large. Split it into files under 20 MB.")
NO_JSON = mark("This is not JSON. It breaks off or goes wrong at character {place}.")
NO_SHAPE = mark("A conversation is an object with “employee”, “locale” and “turns”.")
NO_TALKS = mark("There is no conversation in this file.")
NO_CSV = mark("This row is no CSV: a quotation mark opens and does not close, or a field is endless.")
NO_COLUMN = mark(
    "There is no column of this name. Add it to the heading: conversation, employee, speaker, text."
)
NO_NUMBER = mark("The employee's number is missing.")
TWO_NUMBERS = mark("One conversation has two employees' numbers. Give each its own conversation.")
NO_LOCALE = mark("The language is “zh-CN” or “en”.")
NO_TURNS = mark("There is no turn. A conversation has at least one of the employee's.")
MANY_TURNS = mark("These are more than 400 turns. Cut the conversation where its matter changes.")
NO_SPEAKER = mark("The speaker is “customer” or “trainee” (the employee).")
NO_WORDS = mark("There are no words. Leave the turn out, or write what was said.")
LONG_TURN = mark("These are more than 4,000 characters in one turn. Split it where the speaker changes.")
NO_TIME = mark("This is no time. Write it as 2026-11-02T09:15:00+08:00, or leave it out.")
NO_NAMES = mark("Names are a list of texts.")


@dataclass(frozen=True)
class Trouble:
    """Why a conversation was left out: the file, the row in it (none for a file of one JSON value) and the field."""

    file: str
    row: int | None
    field: str
    message: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def said_in(self, tr: Translator) -> str:
        """The whole sentence in a language."""
        _ = tr.gettext
        where = self.file
        if self.row is not None:
            where += _(", row {row}").format(row=self.row)
        if self.field:
            where += _(", field “{field}”").format(field=self.field)
        return _("{where}: {what}").format(where=where, what=tr.error(LmsError(self.message, **self.values)))


@dataclass(frozen=True)
class Talk:
    """One conversation as it came, unmasked, and where it begins in its file."""

    file: str
    row: int | None
    employee_no: str
    names: tuple[str, ...]
    transcript: Transcript

    @property
    def digest(self) -> str:
        """The same for the same words of the same people at the same time, whatever the file."""
        turns = [[t.speaker, t.text, t.at.isoformat() if t.at else None] for t in self.transcript.turns]
        told = json.dumps([self.employee_no, self.transcript.locale, turns], ensure_ascii=False)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


class _Wrong(ValueError):
    """A fault at a field."""

    def __init__(self, field: str, message: str, row: int | None = None, **values: object) -> None:
        super().__init__(message)
        self.field, self.message, self.row, self.values = field, message, row, values


def talks_in(file: str, raw: bytes, *, zone: ZoneInfo) -> Iterator[Talk | Trouble]:
    """Yield the conversations of a file in order, and what is wrong with those that cannot be read.

    Args:
        file: its name; ``.jsonl`` and ``.csv`` tell the form, anything else is one JSON value.
        raw: its bytes, UTF-8.
        zone: the bank's time zone, in which a time without one was told.
    """
    try:
        if len(raw) > LARGEST:
            raise _Wrong("", TOO_LARGE)
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise _Wrong("", NOT_UTF8) from None
        # PostgreSQL keeps no U+0000.
        text = text.replace("\x00", "")
        ending = file.lower().rpartition(".")[2]
        if ending == "csv":
            yield from _of_csv(file, text, zone)
            return
        lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
        parts = lines if ending == "jsonl" else [(None, text)] if text.strip() else []
        if not parts:
            raise _Wrong("", NO_TALKS)
        for row, part in parts:
            yield from _of_json(file, row, part, zone)
    except _Wrong as wrong:
        yield Trouble(file, wrong.row, wrong.field, wrong.message, wrong.values)


def _of_json(file: str, row: int | None, text: str, zone: ZoneInfo) -> Iterator[Talk | Trouble]:
    try:
        given: Any = json.loads(text)
    except json.JSONDecodeError as error:
        yield Trouble(file, row, "", NO_JSON, {"place": error.pos + 1})
        return
    except (ValueError, RecursionError):
        yield Trouble(file, row, "", NO_SHAPE)
        return
    several = given if isinstance(given, list) else [given]
    if not several:
        yield Trouble(file, row, "", NO_TALKS)
    for place, one in enumerate(several):
        before = f"{place}." if isinstance(given, list) else ""
        try:
            yield _talk(file, row, one, zone)
        except _Wrong as wrong:
            yield Trouble(
                file,
                row,
                before + wrong.field if wrong.field else before.strip("."),
                wrong.message,
                wrong.values,
            )


def _talk(file: str, row: int | None, given: Any, zone: ZoneInfo) -> Talk:
    if not isinstance(given, dict):
        raise _Wrong("", NO_SHAPE)
    number = given.get("employee")
    if not isinstance(number, str) or not 0 < len(number.strip()) <= LONGEST_NUMBER:
        raise _Wrong("employee", NO_NUMBER)
    names = given.get("names") or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _Wrong("names", NO_NAMES)
    turns = given.get("turns")
    if not isinstance(turns, list):
        raise _Wrong("turns", NO_TURNS)
    read = []
    for place, turn in enumerate(turns):
        if not isinstance(turn, dict):
            raise _Wrong(f"turns.{place}", NO_SPEAKER)
        read.append(_turn(turn, zone, before=f"turns.{place}."))
    return Talk(file, row, number.strip(), _names(names), _transcript(given.get("locale"), read))


def _of_csv(file: str, text: str, zone: ZoneInfo) -> Iterator[Talk | Trouble]:
    lines = _rows(text)
    heading = [cell.strip().lower() for cell in next(lines, (1, []))[1]]
    column = {
        name: heading.index(known)
        for name, written in _HEADINGS.items()
        for known in written
        if known in heading
    }
    for name in _NEEDED:
        if name not in column:
            raise _Wrong(name, NO_COLUMN, 1)
    rows: list[tuple[int, dict[str, str]]] = []
    for row, cells in lines:
        if any(cell.strip() for cell in cells):
            rows.append((row, {name: cells[at] for name, at in column.items() if at < len(cells)}))
    if not rows:
        raise _Wrong("", NO_TALKS)
    # Rows of one conversation need not stand together: a recorder may write two at a time.
    order = {key: place for place, key in reversed(list(enumerate(_key(told) for _, told in rows)))}
    for _, group in groupby(sorted(rows, key=lambda row: order[_key(row[1])]), key=lambda row: _key(row[1])):
        of_one = list(group)
        try:
            yield _talk_of_rows(file, of_one, zone)
        except _Wrong as wrong:
            yield Trouble(file, wrong.row or of_one[0][0], wrong.field, wrong.message, wrong.values)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text, each with the line at which it begins."""
    lines = csv.reader(io.StringIO(text, newline=""))
    begins = 1
    try:
        for cells in lines:
            yield begins, cells
            begins = lines.line_num + 1
    except csv.Error:
        raise _Wrong("", NO_CSV, begins) from None


def _key(told: Mapping[str, str]) -> str:
    return told.get("conversation", "").strip()


def _talk_of_rows(file: str, rows: Sequence[tuple[int, Mapping[str, str]]], zone: ZoneInfo) -> Talk:
    numbers: dict[str, int] = {}
    turns = []
    for row, told in rows:
        if number := told.get("employee", "").strip():
            numbers.setdefault(number, row)
        try:
            turns.append(_turn(told, zone))
        except _Wrong as wrong:
            raise _Wrong(wrong.field, wrong.message, row) from None
    if len(numbers) > 1:
        raise _Wrong("employee", TWO_NUMBERS, list(numbers.values())[1])
    if not numbers or len(next(iter(numbers))) > LONGEST_NUMBER:
        raise _Wrong("employee", NO_NUMBER)
    names = [name for _, told in rows for name in told.get("names", "").translate(_NAME_MARKS).split("|")]
    told_locale = next((told["locale"].strip() for _, told in rows if told.get("locale", "").strip()), None)
    transcript = _transcript(told_locale or _guessed(turns), turns)
    return Talk(file, rows[0][0], next(iter(numbers)), _names(names), transcript)


def _turn(told: Mapping[str, Any], zone: ZoneInfo, *, before: str = "") -> Turn:
    speaker = _SPEAKERS.get(str(told.get("speaker", "")).strip().lower())
    if speaker is None:
        raise _Wrong(f"{before}speaker", NO_SPEAKER)
    text = told.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _Wrong(f"{before}text", NO_WORDS)
    if len(text) > LONGEST_TURN:
        raise _Wrong(f"{before}text", LONG_TURN)
    return Turn(speaker=speaker, text=text, at=_time(told.get("at"), zone, f"{before}at"))


def _time(told: Any, zone: ZoneInfo, field: str) -> datetime | None:
    if told is None or (isinstance(told, str) and not told.strip()):
        return None
    try:
        at = datetime.fromisoformat(told.strip().replace("/", "-"))
        # A time near the year 1 or 9999 has no place in UTC.
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(ZoneInfo("UTC"))
    except (AttributeError, ValueError, OverflowError):
        raise _Wrong(field, NO_TIME) from None


def _transcript(told: Any, turns: list[Turn]) -> Transcript:
    locale: Locale | None = next((locale for locale in LOCALES if locale == told), None)
    if locale is None:
        raise _Wrong("locale", NO_LOCALE)
    if not any(turn.speaker == "trainee" for turn in turns):
        raise _Wrong("turns", NO_TURNS)
    if len(turns) > MOST_TURNS:
        raise _Wrong("turns", MANY_TURNS)
    return Transcript(locale=locale, turns=tuple(turns))


def _guessed(turns: Sequence[Turn]) -> Locale:
    """The language of the words, where no column tells: Chinese as soon as a tenth of it is written so."""
    words = "".join(turn.text for turn in turns)
    return "zh-CN" if sum("\u4e00" <= sign <= "\u9fff" for sign in words) * 10 >= len(words) else "en"


def _names(given: Sequence[str]) -> tuple[str, ...]:
    # A single letter would be taken out of every word.
    return tuple(dict.fromkeys(name.strip() for name in given if len(name.strip()) > 1))
