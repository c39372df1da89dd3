"""Visits of trial trainees to customers that a model plays: whom, in what order, and what came of each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from scenarios.chat_model import ChatModel, Message, Streaming
from scenarios.conversation import Conversation, turn_of
from scenarios.customer import Customer, Reply, Scene
from scenarios.loader import load, slugs
from scenarios.schema import Scenario
from scenarios.transcript import LOCALES
from scoring.trials import TRAINEES
from scoring.trials.trainees import turns_of
from tests.soak.reading import Shown, breaks

TURNS = 3
"""Trainee turns of one visit, at most; then the trainee ends it. Breaks of role come early or not at all."""


class Overheard:
    """A model that keeps what it was asked last."""

    def __init__(self, model: ChatModel) -> None:
        """Listen to ``model``."""
        self._model = model
        self.asked: Sequence[Message] = ()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Streaming:
        """Start an answer."""
        self.asked = messages
        return self._model.stream(messages, max_tokens=max_tokens)


@dataclass(frozen=True)
class SpokenTurn:
    """One answer of a customer.

    Attributes:
        line: as it was shown.
        by_model: whether the model spoke it; else the built-in customer stepped in.
        notes: why not, or what was held back.
        wrong: what the independent reading found; empty for the author's own lines.
    """

    line: str
    by_model: bool
    notes: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """One visit, to its end."""

    slug: str
    locale: str
    trainee: str
    ending: str | None
    answers: tuple[SpokenTurn, ...]
    tokens: int
    seconds: float


def planned(count: int, *, seed: int) -> list[tuple[Scenario, str]]:
    """Return ``count`` visits, spread evenly over languages, scenarios and trainees; the same for the same seed."""
    dice = random.Random(seed)
    chosen: list[tuple[Scenario, str]] = []
    names, trainees = list(slugs()), list(TRAINEES)
    dice.shuffle(names)
    dice.shuffle(trainees)
    for place in range(count):
        # The step is prime to all three lengths, so that every pair comes before one comes twice.
        slug = names[place // len(LOCALES) % len(names)]
        trainee = trainees[(place + place // len(trainees)) % len(trainees)]
        chosen.append((load(slug, LOCALES[place % len(LOCALES)]), trainee))
    return chosen


def visit(
    scenario: Scenario,
    trainee: str,
    *,
    model: ChatModel,
    play: Callable[[ChatModel], Customer],
    clock: Callable[[], float],
    seed: int,
    turns: int = TURNS,
) -> Visit:
    """Play one visit and read every answer.

    Args:
        scenario: who comes.
        trainee: one of ``TRAINEES``.
        model: finds the customer's words.
        play: makes the customer that a model plays.
        clock: seconds that pass.
        seed: decides chance events.
        turns: trainee turns, at most.
    """
    began = clock()
    overheard = Overheard(model)
    counted = _Counting(play(overheard))
    conversation = Conversation(scenario, counted, seed=seed)
    _hear(conversation.open())
    answers = []
    for line in islice(turns_of(trainee, conversation), turns):
        if conversation.ending:
            break
        _hear(conversation.say(turn_of(line, scenario.locale)))
        answers.append(_read(conversation, overheard))
    if conversation.ending is None:
        _hear(conversation.stop())
        answers.append(_read(conversation, overheard))
    ending = conversation.ending.id if conversation.ending else None
    return Visit(
        scenario.slug, scenario.locale, trainee, ending, tuple(answers), counted.tokens, clock() - began
    )


class _Counting:
    """A customer whose tokens are counted."""

    def __init__(self, customer: Customer) -> None:
        self._customer = customer
        self._replies: list[Reply] = []

    @property
    def engine(self) -> str:
        return self._customer.engine

    @property
    def tokens(self) -> int:
        return sum(reply.usage.tokens for reply in self._replies)

    def realise(self, scene: Scene) -> Reply:
        self._replies.append(self._customer.realise(scene))
        return self._replies[-1]


def _read(conversation: Conversation, overheard: Overheard) -> SpokenTurn:
    step, line = conversation.steps[-1], conversation.turns[-1].text
    if step.engine == "built-in":
        return SpokenTurn(line, False, step.notes, ())
    before = conversation.turns[:-1]
    told = (overheard.asked[0].content, overheard.asked[-1].content.partition("\n")[2].partition("“")[0])
    shown = Shown(
        line=line,
        scenario=conversation.scenario,
        heard=next((turn.text for turn in reversed(before) if turn.speaker == "trainee"), ""),
        earlier=tuple(turn.text for turn in before if turn.speaker == "customer"),
        told=told,
        hidden=tuple(f for f in conversation.scenario.facts if f.id not in conversation.state.facts),
    )
    return SpokenTurn(line, True, step.notes, tuple(breaks(shown)))


def _hear(pieces: Iterator[str]) -> None:
    for _ in pieces:
        pass
