"""The customer as the conversation sees it: something that finds words for what the program decided."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from scenarios.chat_model import NO_USE, Usage
from scenarios.planner import Plan
from scenarios.schema import Scenario
from scenarios.state import State
from scenarios.transcript import Turn

LLM_ENGINE = "llm:"
"""What the name of an engine begins with that asks a model; the model's name follows."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What an engine may know when it speaks. Facts that are not earned are not in it.

    Attributes:
        scenario: the scenario; an engine that talks to a model takes persona and brief from it, and never an
            unearned fact.
        plan: what the customer is to do now.
        history: what was said so far, the trainee's newest turn included.
        seed: decides the choice among equal lines.
    """

    scenario: Scenario
    plan: Plan
    history: tuple[Turn, ...]
    seed: int

    @property
    def state(self) -> State:
        """The state after the turn, before the words are known."""
        return self.plan.state


@dataclass(slots=True)
class Reply:
    """The customer's words as they come. Iterate to stream; ``text`` is whole once the stream has ended.

    Attributes:
        chunks: pieces of text in order.
        text: what has come so far.
        engine: who found the words in the end: ``built-in`` or ``llm:<model>``.
        notes: what went differently from the plan (``fallback: time-out``, ``role: speaks as an assistant``).
        usage: tokens used; none by an engine that needs no model.
        void: an exam cannot count this turn, because the customer fell out of role.
    """

    chunks: Iterator[str]
    engine: str
    text: str = ""
    notes: list[str] = field(default_factory=list)
    usage: Usage = NO_USE
    void: bool = False

    def __iter__(self) -> Iterator[str]:
        try:
            for chunk in self.chunks:
                self.text += chunk
                yield chunk
        finally:
            # Dropped half-way: the engine lets go of its model now, and ``usage`` is what was used.
            if isinstance(self.chunks, Generator):
                self.chunks.close()

    def read(self) -> str:
        """Drain the stream and return the whole text."""
        for _ in self:
            pass
        return self.text


class Customer(Protocol):
    """An engine that plays the customer."""

    @property
    def engine(self) -> str:
        """Name for traces and screens: ``built-in`` or ``llm:<model>``."""

    def realise(self, scene: Scene) -> Reply:
        """Find words for ``scene.plan``."""
