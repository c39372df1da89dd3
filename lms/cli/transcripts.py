"""Conversations in files: what lies in a file, a folder, JSON lines or standard input, and the transcript in a text."""

import json as json_module
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lms.cli.speech import say

if TYPE_CHECKING:
    from scenarios.transcript import Transcript


SHAPE = '{"scenario", "locale", "turns"}'
SUFFIXES = (".json", ".jsonl")
NAMED = 5
"""So many of the files that are left out are named, the others counted."""


@dataclass(frozen=True)
class Given:
    """One thing to score: where it stood, for messages, and its JSON text as it lay there.

    ``trouble`` says why there is none.
    """

    name: str
    raw: bytes
    trouble: str = ""

    @property
    def text(self) -> str:
        """Its JSON text.

        Raises:
            ValueError: it could not be read, or is not UTF-8.
        """
        if self.trouble:
            raise ValueError(self.trouble)
        try:
            return self.raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValueError("is not UTF-8 text; save it as UTF-8 and try again") from None


def read_transcript(text: str) -> "Transcript":
    """Return the transcript in a JSON text: a transcript itself, or the one in a played session.

    A null field equals an absent one. What other programs keep beside a conversation (an id, a mark) is left aside.

    Raises:
        ValueError: it is neither; the message names the field.
    """
    from pydantic import ValidationError

    from scenarios.transcript import Transcript

    if not text.strip():
        raise ValueError(f"is empty, so it is not JSON either; expected {SHAPE}")
    try:
        given: Any = json_module.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON ({error}); expected {SHAPE}") from None
    if isinstance(given, dict) and isinstance(given.get("transcript"), dict):
        given = given["transcript"]
    if not isinstance(given, dict):
        raise ValueError(  # noqa: TRY004  the file is wrong, not the program
            f"is neither a transcript nor a played session; expected {SHAPE}"
        )
    try:
        return Transcript.model_validate(_as_exchanged(given))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise ValueError(f"{field}: {first['msg']}") from None


def _as_exchanged(given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the exchanged shape that say something."""
    from scenarios.transcript import Transcript, Turn

    present = {key: given[key] for key in Transcript.model_fields if given.get(key) is not None}
    if isinstance(present.get("turns"), list):
        present["turns"] = [
            {key: turn[key] for key in Turn.model_fields if turn.get(key) is not None}
            if isinstance(turn, dict)
            else turn
            for turn in present["turns"]
        ]
    return present


def conversations_in(source: str, *, recursive: bool) -> tuple[bool, Iterator[Given]]:
    """Return whether JSON lines are to be written, and what to score.

    Raises:
        ValueError: there is nothing of that name, or nothing to score in the folder.
    """
    if source == "-":
        raw = sys.stdin.buffer.read()
        if _is_json_lines(raw):
            return True, _lines("standard input", raw)
        return False, iter([Given("standard input", raw)])
    path = Path(source)
    if path.is_dir():
        files = _files(path, recursive=recursive)
        return True, (given for file in files for given in _file(file))
    if not path.exists():
        raise ValueError(f"{source}: there is no such file or folder")
    return path.suffix.lower() == ".jsonl", _file(path)


def _files(folder: Path, *, recursive: bool) -> list[Path]:
    """Return the files of a folder that are scored; what is left out is told.

    Raises:
        ValueError: there are none.
    """
    there = sorted(folder.rglob("*") if recursive else folder.iterdir())
    files = [path for path in there if path.is_file()]
    scored = [path for path in files if path.suffix.lower() in SUFFIXES]
    folders = [] if recursive else [path for path in there if path.is_dir()]
    if others := [path for path in files if path.suffix.lower() not in SUFFIXES]:
        say(f"Left out, neither .json nor .jsonl: {_named(others, folder)}")
    if folders:
        say(f"Left out, subfolders (score them with --recursive): {_named(folders, folder)}")
    if not scored:
        raise ValueError(f"{folder}: there is no .json or .jsonl file in this folder")
    return scored


def _named(paths: list[Path], folder: Path) -> str:
    names = ", ".join(str(path.relative_to(folder)) for path in paths[:NAMED])
    return f"{names} and {len(paths) - NAMED} more" if len(paths) > NAMED else names


def _file(path: Path) -> Iterator[Given]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        yield Given(str(path), b"", f"cannot be read ({error.strerror})")
        return
    if path.suffix.lower() == ".jsonl":
        yield from _lines(str(path), raw)
    else:
        yield Given(str(path), raw)


def _lines(name: str, raw: bytes) -> Iterator[Given]:
    for place, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            yield Given(f"{name}:{place}", line)


def _is_json_lines(raw: bytes) -> bool:
    """Tell whether a text is several JSON values, one a line, rather than one value."""
    lines = [line for line in raw.split(b"\n") if line.strip()]
    if len(lines) < 2:
        return False
    try:
        json_module.loads(lines[0].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True
