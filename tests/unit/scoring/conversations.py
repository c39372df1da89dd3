"""Conversations for tests, written as “C: …” and “T: …”, one turn a line."""

from __future__ import annotations

from scenarios.transcript import Locale, Signs, Transcript, Turn
from scoring.assessment import CriterionResult
from scoring.rules_judge import judge


def talk(locale: Locale, *lines: str, frail: bool | None = None, fraud: bool | None = None) -> Transcript:
    """Return a free transcript."""
    signs = None if frail is None and fraud is None else Signs(elderly_or_disabled=frail, fraud=fraud)
    turns = tuple(
        Turn(speaker="customer" if line.startswith("C:") else "trainee", text=line[2:].strip())
        for line in lines
    )
    return Transcript(locale=locale, signs=signs, turns=turns)


def answer(criterion: str, transcript: Transcript) -> CriterionResult:
    """Return the judge's answer to one question."""
    return judge(transcript).result(criterion)
