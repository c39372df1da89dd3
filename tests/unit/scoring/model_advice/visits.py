"""A visit of the library that went middling, and a model that writes what it is given to write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache

from scenarios.built_in import BuiltInCustomer
from scenarios.chat_model import ChatModelError, Message
from scenarios.conversation import Conversation, recite
from scenarios.loader import load
from scenarios.transcript import Locale, Transcript, Turn
from scoring.model_advice import Visited
from scoring.rules_judge import judge
from scoring.schema import load_rubric
from tests.unit.scoring.model_judge.marker import Words

SLUG = "third-party-enquiry"
Piece = Mapping[str, object]


@cache
def played(locale: Locale, slug: str = SLUG) -> Visited:
    """A visit of the scenario's average trainee."""
    scenario = load(slug, locale)
    conversation = Conversation(scenario, BuiltInCustomer(), seed=2)
    recite(conversation, iter(scenario.trainees.average))
    transcript = conversation.transcript
    told: dict[str, int] = {}
    for step in conversation.steps:
        told |= {fact: step.turn for fact in step.facts if fact not in told}
    reached = conversation.state.objectives
    rubric = load_rubric(scenario.rubric)
    return Visited(transcript, judge(transcript, scenario), rubric, scenario, told, reached)


def saying(visit: Visited, turn: int, text: str) -> Visited:
    """The same visit in which the trainee said something else in one turn."""
    turns = list(visit.transcript.turns)
    turns[turn] = Turn(speaker="trainee", text=text)
    transcript = Transcript(
        scenario=visit.scenario.slug,
        locale=visit.transcript.locale,
        signs=visit.scenario.signs,
        turns=tuple(turns),
    )
    judged = judge(transcript, visit.scenario)
    return Visited(transcript, judged, visit.rubric, visit.scenario, visit.told, visit.reached)


class Writer:
    """Writes the pieces it was given, whatever it is asked; or fails as it was told, once for each failure.

    Attributes:
        asked: the messages of every call.
        shapes: the schema of every call; ``None`` where it was asked without.
    """

    name = "writer"

    def __init__(self, *pieces: Piece, text: str | None = None, fails: Sequence[ChatModelError] = ()) -> None:
        self._text = json.dumps({"advice": list(pieces)}, ensure_ascii=False) if text is None else text
        self._fails = list(fails)
        self.asked: list[Sequence[Message]] = []
        self.shapes: list[Mapping[str, object] | None] = []

    def _answer(self, messages: Sequence[Message], shape: Mapping[str, object] | None) -> Words:
        self.asked.append(messages)
        self.shapes.append(shape)
        return Words(self._fails.pop(0) if self._fails else self._text)

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Words:
        return self._answer(messages, None)

    def fill(self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int) -> Words:
        return self._answer(messages, schema)
