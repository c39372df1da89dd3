"""A model is asked for better words; what it writes is checked, piece by piece, and what fails is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scenarios.chat_model import NO_USE, ChatModelError, Message, StructuredModel, Usage
from scenarios.model_answers import ModelUnavailable, unfenced, unmasked
from scenarios.transcript import Locale
from scoring.coaching import Suggestion
from scoring.model_advice.check import Fault, fault_of, words_of
from scoring.model_advice.points import Point, Visited, points_of
from scoring.statements import PROMPTS, addresses_the_judge

MOST = 3
"""Pieces of advice; with more, none is remembered."""
MAX_TOKENS = 900
"""Tokens of one answer: three pieces, and some to spare for a wordy model."""


class AdviceUnavailable(ModelUnavailable):
    """The model wrote nothing that can be read; the authored advice stands."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece that is not shown, by the name of its point as the model gave it, and why."""

    point: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote.

    Attributes:
        advice: what may be shown, in the model's order; about each point once.
        dropped: what may not.
        model: who wrote; empty where there was nothing to write about, and nobody was asked.
        prompt: a hash of what was asked.
        raw: the answer as it came.
        usage: its tokens.
    """

    advice: tuple[Suggestion, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    model: str = ""
    prompt: str = ""
    raw: str = ""
    usage: Usage = NO_USE


class _Piece(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    turn: Annotated[int, Field(ge=0)]
    point: str
    say: str
    why: str


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    advice: list[Any]


def advise_by_model(
    visit: Visited, model: StructuredModel, *, mask: Callable[[str], str] = unmasked
) -> Written:
    """Have a model write advice on a visit.

    It chooses among the turns and the points there are, and writes what to say and why. Whether it may be shown is
    for the program to tell: see ``Fault``.

    Args:
        visit: what it is about.
        model: who writes.
        mask: takes personal data out of words before the model sees them.

    Raises:
        AdviceUnavailable: the endpoint does not answer, or not with what was asked for.
    """
    points = points_of(visit)
    if not points:
        return Written()
    messages = messages_for(visit, points, mask)
    raw, usage = _asked(model, messages, schema(points))
    try:
        pieces = _Answer.model_validate_json(unfenced(raw)).advice
    except ValidationError as error:
        raise AdviceUnavailable("cut", usage) from error
    advice, dropped = _checked(visit, points, pieces)
    prompt = sha256("\n".join(message.content for message in messages).encode()).hexdigest()[:16]
    return Written(advice, dropped, model.name, prompt, raw, usage)


def schema(points: Sequence[Point]) -> dict[str, Any]:
    """Return the JSON schema of an answer: turns and points out of those there are."""
    turns = sorted({turn for point in points for turn in point.turns})
    piece = {
        "turn": {"type": "string", "enum": [str(turn) for turn in turns]},
        "point": {"type": "string", "enum": [point.name for point in points]},
        "say": {"type": "string"},
        "why": {"type": "string"},
    }
    item = {"type": "object", "properties": piece, "required": list(piece), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"advice": {"type": "array", "items": item, "maxItems": MOST}},
        "required": ["advice"],
        "additionalProperties": False,
    }


def _asked(model: StructuredModel, messages: Sequence[Message], shape: dict[str, Any]) -> tuple[str, Usage]:
    """Ask within the shape; an endpoint that knows no shapes is asked without."""
    shaped = model.fill(messages, schema=shape, max_tokens=MAX_TOKENS)
    try:
        return "".join(shaped), shaped.usage
    except ChatModelError as error:
        if error.failure != "refused":
            raise AdviceUnavailable(error.failure, shaped.usage) from error
    plain = model.stream(messages, max_tokens=MAX_TOKENS)
    try:
        return "".join(plain), shaped.usage + plain.usage
    except ChatModelError as error:
        raise AdviceUnavailable(error.failure, shaped.usage + plain.usage) from error


def _checked(
    visit: Visited, points: Sequence[Point], pieces: Sequence[Any]
) -> tuple[tuple[Suggestion, ...], tuple[Dropped, ...]]:
    by_name = {point.name: point for point in points}
    advice: dict[str, Suggestion] = {}
    dropped: list[Dropped] = []
    for each in pieces:
        try:
            piece = _Piece.model_validate(each)
        except ValidationError:
            dropped.append(Dropped("", "place"))
            continue
        point = by_name.get(piece.point)
        fault: Fault | None
        if point is None or piece.turn not in point.turns:
            fault = "place"
        elif point.name in advice or len(advice) == MOST:
            fault = "again"
        else:
            fault = fault_of(visit, point, turn=piece.turn, say=piece.say, why=piece.why)
        if point is None or fault is not None:
            dropped.append(Dropped(piece.point[:80], fault or "place"))
            continue
        advice[point.name] = Suggestion(
            criterion=point.name if point.criterion else "",
            objective="" if point.criterion else point.name,
            say=piece.say,
            why=piece.why,
            turn=piece.turn,
            by_model=True,
        )
    return tuple(advice.values()), tuple(dropped)


@lru_cache(maxsize=4)
def _instructions(locale: Locale) -> str:
    return (PROMPTS / f"advice.{locale}.md").read_text(encoding="utf-8").strip()


def messages_for(visit: Visited, points: Sequence[Point], mask: Callable[[str], str]) -> list[Message]:
    """Return the chat that asks for advice; what the customer kept back is not in it."""
    locale, scenario = visit.transcript.locale, visit.scenario
    words, brief = words_of(locale), scenario.brief
    told = [fact.text for fact in scenario.facts if fact.id in visit.told]
    untold = visit.untold_at(len(visit.transcript.turns))
    parts = [
        words["situation"],
        *map(_plain, (brief.situation, brief.task, *brief.known)),
        words["told"],
        *(map(_plain, told) if told else [words["nothing_told"]]),
        words["conversation"],
        "===",
        *_told(visit, words, mask),
        "===",
        words["points"],
        *(_put(point, words, untold) for point in points),
    ]
    return [Message("system", _instructions(locale)), Message("user", "\n".join(parts))]


def _told(visit: Visited, words: Mapping[str, Any], mask: Callable[[str], str]) -> Iterator[str]:
    for number, turn in enumerate(visit.transcript.turns):
        text = _plain(mask(turn.text))
        if turn.speaker == "customer":
            yield f"{words['customer']} {text}"
        elif addresses_the_judge(turn.text):
            yield f"[{number}] {words['trainee']} {words['withheld']}"
        else:
            yield f"[{number}] {words['trainee']} {text or words['silent']}"


def _put(point: Point, words: Mapping[str, Any], untold: Sequence[str]) -> str:
    lines = [f"{point.name}: {point.question}", f"{words['at']} {', '.join(map(str, point.turns))}"]
    # An objective's example is a hint of what to do, and no words to say.
    if point.criterion and not any(mark.casefold() in point.example.casefold() for mark in untold):
        lines.append(f"{words['example']} {point.example}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """On one line, and unable to close the frame."""
    return re.sub(r"={3,}", "==", " ".join(text.split()))


def as_json(written: Written) -> list[dict[str, object]]:
    """Return the advice as plain data, to be kept."""
    return [
        {"criterion": s.criterion, "objective": s.objective, "say": s.say, "why": s.why, "turn": s.turn}
        for s in written.advice
    ]


def from_json(kept: Sequence[Mapping[str, Any]]) -> tuple[Suggestion, ...]:
    """Return the advice as it was kept."""
    return tuple(Suggestion(**each, by_model=True) for each in kept)
