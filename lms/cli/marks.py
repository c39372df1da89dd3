"""Marks in files: who marked which conversation, what they found, and where each mark stood, for messages.

JSON (one mark sheet, or a list of them), JSON lines (a sheet a line) and CSV (a mark a row) say the same. A sheet:
``{"outcomes": {criterion: outcome}, "marker"?, "conversation"?, "round"?, "transcript"?}``; instead of ``outcomes``
it may hold an ``assessment`` as ``lms score --json`` prints it. CSV has the columns ``conversation``, ``marker``,
``criterion``, ``outcome`` and, if one likes, ``round``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from lms.cli.transcripts import Given, read_transcript
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from scoring.assessment import Outcome
from scoring.schema import Rubric

SUFFIXES = (".json", ".jsonl", ".csv")
COLUMNS = ("conversation", "marker", "criterion", "outcome")
JUDGES = ("rules", "llm")
"""Names of markers that are judges of ours, and no people."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_FIELDS = frozenset({"outcomes", "assessment", "marker", "conversation", "round", "transcript"})
Words = Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What one marker found in one conversation.

    Attributes:
        place: the file, and its line where it has several.
        round: when it was marked, in words that sort; empty where nothing is said.
        transcript: its JSON text, for a judge to mark too; none where it is not there.
    """

    place: str
    conversation: str
    marker: str
    outcomes: Mapping[str, Outcome]
    round: str = ""
    transcript: Given | None = None


def sheets_in(sources: Sequence[str], rubric: Rubric) -> list[Sheet]:
    """Return the mark sheets of files and folders, each marker's of a conversation once.

    Raises:
        Refused: a file is not there, or something in it is no mark; the message names file, line and field.
    """
    sheets: list[Sheet] = []
    for path in _files(sources):
        rows = _of_csv(path) if path.suffix.lower() == ".csv" else _of_json(path)
        sheets += [_sheet(place, said, path, rubric) for place, said in rows]
    kept: dict[tuple[str, str, str], Sheet] = {}
    for sheet in sheets:
        key = (sheet.round, sheet.marker, sheet.conversation)
        kept[key] = _joined(kept[key], sheet) if key in kept else sheet
    return list(kept.values())


def _files(sources: Sequence[str]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES)
            if not inside:
                raise Refused(
                    mark("{place}: there is no .json, .jsonl or .csv file in this folder"), place=source
                )
            yield from inside
        elif not path.is_file():
            raise Refused(mark("{place}: there is no such file or folder"), place=source)
        elif path.suffix.lower() not in SUFFIXES:
            raise Refused(mark("{place}: marks are read from .json, .jsonl and .csv files"), place=source)
        else:
            yield path


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            mark("{place}: is not UTF-8 text; save it as UTF-8 and try again"), place=path
        ) from None


def _of_json(path: Path) -> Iterator[tuple[str, Words]]:
    text = _text(path)
    if path.suffix.lower() == ".jsonl":
        for line, words in enumerate(text.split("\n"), start=1):
            if words.strip():
                yield f"{path}:{line}", _object(f"{path}:{line}", _parsed(f"{path}:{line}", words))
        return
    found = _parsed(str(path), text)
    if isinstance(found, list):
        for number, one in enumerate(found, start=1):
            yield f"{path}[{number}]", _object(f"{path}[{number}]", one)
    else:
        yield str(path), _object(str(path), found)


def _parsed(place: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = place if ".jsonl:" in place else f"{place}:{error.lineno}"
        raise Refused(mark("{place}: is not JSON ({reason})"), place=where, reason=error.msg) from None
    except (ValueError, RecursionError) as error:
        raise Refused(mark("{place}: is not JSON ({reason})"), place=place, reason=error) from None


def _object(place: str, found: Any) -> Words:
    if not isinstance(found, dict):
        raise Refused(
            mark("{place}: is no mark sheet; expected {shape}"), place=place, shape='{"outcomes": {…}}'
        )
    return found


def _of_csv(path: Path) -> Iterator[tuple[str, Words]]:
    rows = csv.DictReader(io.StringIO(_text(path), newline=""))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise Refused(
            mark("{place}:1: the first line must name the columns {columns}; missing: {missing}"),
            place=path,
            columns=", ".join(COLUMNS),
            missing=", ".join(missing),
        )
    for row in rows:
        if not any(value for value in row.values()):
            continue
        place = f"{path}:{rows.line_num}"
        for column in COLUMNS:
            if not (row[column] or "").strip():
                raise Refused(mark("{place}: {field} is empty"), place=place, field=column)
        said = {key: (row.get(key) or "").strip() for key in (*COLUMNS, "round")}
        outcomes = {said.pop("criterion"): said.pop("outcome")}
        yield place, {**said, "outcomes": outcomes}


def _sheet(place: str, said: Words, path: Path, rubric: Rubric) -> Sheet:
    known = {criterion.id for criterion in rubric.criteria}
    judge, outcomes = _outcomes(place, said)
    for criterion, outcome in outcomes.items():
        if criterion not in known:
            raise Refused(
                mark("{place}: outcomes.{field}: {rubric} has no such criterion; it has: {known}"),
                place=place,
                field=criterion,
                rubric=rubric.id,
                known=", ".join(c.id for c in rubric.criteria),
            )
        if outcome not in OUTCOMES:
            raise Refused(
                mark("{place}: outcomes.{field}: “{outcome}” is no mark; write one of: {known}"),
                place=place,
                field=criterion,
                outcome=outcome,
                known=", ".join(OUTCOMES),
            )
    words = {field: _word(place, said, field) for field in ("marker", "conversation", "round")}
    alone = path.suffix.lower() == ".json" and place == str(path)
    marker = words["marker"] or judge or (path.resolve().parent.name if alone else path.stem)
    conversation = words["conversation"] or (path.stem if alone else "")
    if not conversation:
        raise Refused(
            mark(
                "{place}: conversation is missing; of several sheets in a file each says which one it marks"
            ),
            place=place,
        )
    given = said.get("transcript")
    return Sheet(
        place,
        conversation,
        marker,
        cast("dict[str, Outcome]", outcomes),
        words["round"],
        None if given is None else _transcript(place, given, conversation),
    )


def _outcomes(place: str, said: Words) -> tuple[str, dict[str, Any]]:
    """The judge who found them, where they are an assessment, and what was found."""
    for field in said:
        if field not in _FIELDS and "assessment" not in said:
            raise Refused(
                mark("{place}: {field}: there is no such field; there are: {known}"),
                place=place,
                field=field,
                known=", ".join(sorted(_FIELDS)),
            )
    if isinstance(said.get("outcomes"), dict):
        return "", dict(said["outcomes"])
    try:
        found = said["assessment"]
        judge = str(found["judge"])
        return judge if judge in JUDGES else "", {str(one["id"]): one["outcome"] for one in found["criteria"]}
    except (KeyError, TypeError):
        raise Refused(
            mark("{place}: outcomes is missing; expected {shape}"),
            place=place,
            shape='{"outcomes": {"greeting": "met", …}}',
        ) from None


def _word(place: str, said: Words, field: str) -> str:
    word = said.get(field)
    if word is None:
        return ""
    if isinstance(word, str | int):
        return str(word).strip()
    raise Refused(mark("{place}: {field}: expected a word"), place=place, field=field)


def _transcript(place: str, given: Any, conversation: str) -> Given:
    text = json.dumps(given, ensure_ascii=False)
    try:
        read_transcript(text)
    except ValueError as error:
        raise Refused(mark("{place}: transcript: {reason}"), place=place, reason=error) from None
    return Given(conversation, text.encode())


def _joined(first: Sheet, second: Sheet) -> Sheet:
    """Two sheets of one marker on one conversation, which may not mark the same thing twice."""
    twice = first.outcomes.keys() & second.outcomes.keys()
    if twice:
        raise Refused(
            mark("{place}: {marker} has marked {criterion} in {conversation} already, at {first}"),
            place=second.place,
            marker=second.marker,
            criterion=min(twice),
            conversation=second.conversation,
            first=first.place,
        )
    return Sheet(
        first.place,
        first.conversation,
        first.marker,
        {**first.outcomes, **second.outcomes},
        first.round,
        first.transcript or second.transcript,
    )


def transcripts_of(sheets: Iterable[Sheet]) -> list[Given]:
    """Return the transcript of each conversation that has one, once.

    Raises:
        Refused: two sheets call two different transcripts the same.
    """
    found: dict[str, tuple[Given, str]] = {}
    for sheet in sheets:
        if sheet.transcript is None:
            continue
        known, place = found.setdefault(sheet.conversation, (sheet.transcript, sheet.place))
        if known.raw != sheet.transcript.raw:
            raise Refused(
                mark("{place}: transcript: {conversation} is another conversation at {first}"),
                place=sheet.place,
                conversation=sheet.conversation,
                first=place,
            )
    return [given for given, _place in found.values()]
