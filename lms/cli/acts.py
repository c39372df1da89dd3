"""``lms acts``: speech acts of utterances, one JSON line out for each line in."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated, BinaryIO

import typer

from lms.cli.choices import LocaleChoice
from lms.cli.speech import write_json


def acts(
    locale: Annotated[LocaleChoice, typer.Option(help="Language of the utterances.")] = LocaleChoice.ZH,
) -> None:
    """Read utterances from standard input, one a line; write {"text", "acts"} for each, in the same order.

    A line is plain text, or JSON {"context", "text"} where context is what the customer just said.
    """
    from lms.cli.reading import reader_for
    from scenarios.speech_acts import act_ids

    recogniser = reader_for(locale.value)
    for line in _lines(sys.stdin.buffer):
        context, text = read_utterance(line)
        write_json({"text": text, "acts": list(act_ids(recogniser.recognise(text, context)))})


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


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Lines end at a line feed alone: other programs count them so, and a text may hold U+2028."""
    for place, raw in enumerate(stream):
        line = raw.decode("utf-8", errors="replace").removesuffix("\n").removesuffix("\r")
        yield line.removeprefix("\ufeff") if place == 0 else line
