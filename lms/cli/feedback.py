"""``lms feedback``: what customers said, from the command line."""

import json as json_lines
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from lms.cli.speech import show, write_json

app = typer.Typer(help="Work on what customers said.", no_args_is_help=True)

STANDARD_INPUT = "-"


@app.callback()
def _feedback() -> None:
    """Work on what customers said."""


@app.command("mask")
def mask(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="Texts, one a line; - for standard input.")
    ] = STANDARD_INPUT,
    json: Annotated[
        bool, typer.Option("--json", help='Write {"text", "found"} for each text, one JSON line each.')
    ] = False,
) -> None:
    """Take names, numbers and addresses of customers out of texts, and write the texts in the same order.

    A line is plain text, or JSON {"text"}. Found are kind, start and end, in code points of the text given.
    """
    from lms.platform.privacy import mask_with_names

    for text in read_texts(source):
        masked = mask_with_names(text)
        if json:
            found = [{"kind": each.kind, "start": each.start, "end": each.end} for each in masked.found]
            write_json({"text": masked.text, "found": found})
        else:
            show(masked.text)


def read_texts(source: str) -> Iterator[str]:
    """Yield the texts of a file or of standard input, one a line.

    A line that opens with a brace is a JSON object with a ``text``, any other is the text itself.

    Raises:
        ValueError: a line is neither; it names the line. Lines before it have been yielded.
        OSError: the file cannot be read.
    """
    if source == STANDARD_INPUT:
        yield from _texts(sys.stdin.buffer, "")
        return
    with Path(source).open("rb") as stream:
        yield from _texts(stream, f"{source}, ")


def _texts(stream: BinaryIO, where: str) -> Iterator[str]:
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
        yield _text_of(line, f"{where}line {number}") if line.lstrip().startswith("{") else line


def _text_of(line: str, where: str) -> str:
    try:
        given = json_lines.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json_lines.JSONDecodeError) else "nested too deep"
        raise ValueError(f'{where}: is not JSON ({reason}); write {{"text": "…"}} on one line') from None
    text = given.get("text")
    if isinstance(text, str):
        return text
    raise ValueError(f'{where}: has no “text” in words; write {{"text": "…"}} on one line')
