"""``lms acts``: speech acts of utterances, one JSON line out for each line in."""

import json
import sys
from collections.abc import Iterator
from io import BufferedIOBase
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from lms.cli.choices import LocaleChoice
from lms.cli.speech import write_json

if TYPE_CHECKING:
    from scenarios.speech_acts import Recogniser

AT_ONCE = 64
"""Lines read together at the most: more gain nothing, and answers come while a long file is still read."""
CHUNK = 1 << 16
"""Bytes taken at once, at the most."""


def acts(
    locale: Annotated[LocaleChoice, typer.Option(help="Language of the utterances.")] = LocaleChoice.ZH,
) -> None:
    """Read utterances from standard input, one a line; write {"text", "acts"} for each, in the same order.

    A line is plain text, or JSON {"context", "text"} where context is what the customer just said.
    """
    from lms.cli.reading import reader_for

    for read in recognised(reader_for(locale.value), cast("BufferedIOBase", sys.stdin.buffer)):
        write_json(read)


def recognised(recogniser: "Recogniser", stream: BufferedIOBase) -> Iterator[dict[str, Any]]:
    """Yield text and acts of each line of a stream, in order; lines that have come in together are read together."""
    from scenarios.speech_acts import act_ids

    for lines in _arrived(stream):
        said = [read_utterance(line) for line in lines]
        reader = recogniser.ahead([(text, context) for context, text in said])
        for context, text in said:
            yield {"text": text, "acts": list(act_ids(reader.recognise(text, context)))}


def read_utterance(line: str) -> tuple[str | None, str]:
    """Return context and text of a line; what is not a JSON object with a text is the text itself."""
    if line.lstrip().startswith("{"):
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            return None, line
        if isinstance(given, dict) and isinstance(given.get("text"), str):
            context = given.get("context")
            return (context if isinstance(context, str) and context else None), given["text"]
    return None, line


def _arrived(stream: BufferedIOBase) -> Iterator[list[str]]:
    """Yield the lines that are there, ``AT_ONCE`` at the most: whoever writes one and waits gets its answer.

    Lines end at a line feed alone: other programs count them so, and a text may hold U+2028.
    """
    begun: list[bytes] = []
    mark = "\ufeff"
    while chunk := stream.read1(CHUNK):
        begun.append(chunk)
        if b"\n" in chunk:
            *whole, rest = b"".join(begun).split(b"\n")
            begun = [rest]
            for start in range(0, len(whole), AT_ONCE):
                lines = [_decoded(raw) for raw in whole[start : start + AT_ONCE]]
                yield [lines[0].removeprefix(mark), *lines[1:]]
                mark = ""
    if last := b"".join(begun):
        yield [_decoded(last).removeprefix(mark)]


def _decoded(line: bytes) -> str:
    return line.decode("utf-8", errors="replace").removesuffix("\r")
