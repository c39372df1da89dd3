"""Conversations with the signals a person heard in them: those of the rules judge, and short ones of their own.

A short one is a paragraph: a line of signals with their turns, then ``C`` and ``T`` turns, with the second at which
each began where that matters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scenarios.transcript import Locale, Transcript, Turn

HERE = Path(__file__).parent
JUDGED = HERE.parent / "transcripts"
_BEGAN = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
_TURN = re.compile(r"([CT])(?: (\d+))?: (.*)")

Label = tuple[str, int]
"""A kind of signal, and the turn."""


@dataclass(frozen=True)
class Labelled:
    """A conversation and what a person heard in it."""

    name: str
    transcript: Transcript
    signals: frozenset[Label]


def short(locale: Locale, part: str = "conversations") -> Iterator[Labelled]:
    """The short conversations of a language, half of them without a signal."""
    text = (HERE / f"{part}.{locale}.txt").read_text(encoding="utf-8")
    for place, paragraph in enumerate(text.strip().split("\n\n")):
        heading, *lines = paragraph.split("\n")
        found = re.findall(r"(over_promise|arguing|silence) (\d+)", heading)
        signals = frozenset((kind, int(turn)) for kind, turn in found)
        yield Labelled(f"{locale} {place}: {lines[0]}", talk(locale, lines), signals)


def judged(locale: Locale) -> Iterator[Labelled]:
    """The conversations with which the rules judge is compared; they have no times."""
    signals: dict[str, list[Label]] = json.loads((HERE / "signals.json").read_text(encoding="utf-8"))
    for path in sorted(JUDGED.glob("*.json")):
        transcript = Transcript.model_validate(json.loads(path.read_text(encoding="utf-8"))["transcript"])
        if transcript.locale == locale:
            heard = frozenset((kind, turn) for kind, turn in signals.get(path.stem, []))
            yield Labelled(path.stem, transcript, heard)


def talk(locale: Locale, lines: list[str]) -> Transcript:
    """A free transcript of lines such as “C 12: …”, where 12 is a second, and may be missing."""
    turns = []
    for line in lines:
        found = _TURN.fullmatch(line)
        assert found, line
        who, second, text = found.groups()
        at = _BEGAN + timedelta(seconds=int(second)) if second else None
        turns.append(Turn(speaker="customer" if who == "C" else "trainee", text=text, at=at))
    return Transcript(locale=locale, turns=tuple(turns))
