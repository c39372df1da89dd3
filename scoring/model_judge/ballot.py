"""One ballot: a handful of questions put to a model about one conversation, and its answer read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from scenarios.chat_model import Message
from scenarios.content_file import read_yaml, text_of
from scenarios.model_answers import unfenced
from scenarios.schema import Scenario
from scenarios.transcript import Locale, Transcript
from scoring.schema import Criterion
from scoring.statements import PROMPTS, Statement

TOKENS_A_QUESTION = 60
MOST_PROOFS = 3
"""Statements that may be named as proof of one answer."""


class UnreadableBallot(ValueError):
    """A model's answer is none: cut, no JSON, or a question missing."""


@dataclass(frozen=True, slots=True)
class Control:
    """A question whose answer is no, whatever was said: who says yes to it says yes to anything.

    Attributes:
        unless: words in a transcript that would make it a real question.
    """

    id: str
    question: str
    applies_when: str
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered to one question.

    Attributes:
        proofs: names of statements, none of which need be one that exists.
    """

    applies: bool
    met: bool
    proofs: tuple[str, ...]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    applies: bool
    met: bool
    proof: list[str]


@lru_cache(maxsize=4)
def _words(locale: Locale) -> Mapping[str, Any]:
    return dict(read_yaml(text_of(PROMPTS / "judge.yaml"), file="judge.yaml")[locale])


@lru_cache(maxsize=4)
def _instructions(locale: Locale) -> str:
    return (PROMPTS / f"judge.{locale}.md").read_text(encoding="utf-8").strip()


@lru_cache(maxsize=4)
def controls(locale: Locale) -> tuple[Control, ...]:
    """Return the control questions in one language."""
    return tuple(
        Control(name, one["question"], one["applies_when"], tuple(one["unless"]))
        for name, one in _words(locale)["controls"].items()
    )


def control_for(transcript: Transcript, place: int) -> Control | None:
    """Return a control question that nothing in the transcript makes a real one, another for every ``place``."""
    said = " ".join(turn.text for turn in transcript.turns).casefold()
    fit = [
        control
        for control in controls(transcript.locale)
        if not any(word.casefold() in said for word in control.unless)
    ]
    return fit[place % len(fit)] if fit else None


def schema(questions: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """Return the JSON schema of an answer: every question once, proofs out of the names there are."""
    answer = {
        "type": "object",
        "properties": {
            "applies": {"type": "boolean"},
            "met": {"type": "boolean"},
            "proof": {
                "type": "array",
                "items": {"type": "string", "enum": list(names)},
                "maxItems": MOST_PROOFS,
            },
        },
        "required": ["applies", "met", "proof"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": dict.fromkeys(questions, answer),
        "required": list(questions),
        "additionalProperties": False,
    }


def messages_for(
    transcript: Transcript,
    said: Sequence[Statement],
    criteria: Sequence[Criterion],
    control: Control | None,
    *,
    scenario: Scenario | None,
    masked: Mapping[str, str],
) -> list[Message]:
    """Return the chat that puts questions.

    Args:
        transcript: what was said.
        said: the trainee's statements.
        criteria: the questions, in the order they are put.
        control: put last but one, so that it stands neither first nor last.
        scenario: tells the signs, where it is known.
        masked: the statements' words by their names, and the customer's by their turn, without personal data.
    """
    locale = transcript.locale
    words = _words(locale)
    asked = [_asked(criterion, locale) for criterion in criteria]
    if control is not None:
        asked.insert(
            max(0, len(asked) - 1), _question(words, control.id, control.question, control.applies_when)
        )
    signs = (scenario.signs if scenario else None) or transcript.signs
    known = [
        words["signs"][name][told]
        for name in ("elderly_or_disabled", "fraud")
        if signs is not None and (told := getattr(signs, name)) is not None
    ]
    parts = [
        "\n".join([words["known"], *known]) if known else "",
        words["conversation"],
        "===",
        _told(transcript, said, masked, words),
        "===",
        words["questions"],
        "\n\n".join(asked),
    ]
    return [Message("system", _instructions(locale)), Message("user", "\n".join(filter(None, parts)))]


def _told(
    transcript: Transcript, said: Sequence[Statement], masked: Mapping[str, str], words: Mapping[str, Any]
) -> str:
    lines = []
    for number, turn in enumerate(transcript.turns):
        if turn.speaker == "customer":
            lines.append(f"{words['customer']} {_plain(masked[str(number)])}")
            continue
        own = [statement for statement in said if statement.turn == number]
        lines += [
            f"[{s.name}] {words['trainee']} {words['withheld'] if s.withheld else _plain(masked[s.name])}"
            for s in own
        ] or [f"{words['trainee']} {words['nothing']}"]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """On one line, and unable to close the frame."""
    return re.sub(r"={3,}", "==", " ".join(text.split()))


def _asked(criterion: Criterion, locale: Locale) -> str:
    words = _words(locale)
    return _question(
        words,
        criterion.id,
        criterion.question.said_in(locale),
        criterion.applies_when.said_in(locale),
        words["doubtful"].get(criterion.id, words["absence"] if criterion.shown_by == "absence" else ""),
    )


def _question(words: Mapping[str, Any], name: str, question: str, applies: str, doubtful: str = "") -> str:
    lines = [f"{name}: {question}", f"{words['applies']} {applies}"]
    return "\n".join([*lines, doubtful] if doubtful else lines)


def read(answer: str, questions: Sequence[str]) -> dict[str, Answer]:
    """Return the answers by question.

    Raises:
        UnreadableBallot: the answer is cut, is no JSON, or leaves a question out.
    """
    try:
        found = json.loads(unfenced(answer))
        read_ = {name: _Answer.model_validate(found[name]) for name in questions}
    except (ValueError, RecursionError, ValidationError, KeyError, TypeError) as error:
        raise UnreadableBallot(f"{type(error).__name__}: {answer[:80]!r}") from error
    return {
        name: Answer(one.applies, one.met, tuple(dict.fromkeys(one.proof))[:MOST_PROOFS])
        for name, one in read_.items()
    }
