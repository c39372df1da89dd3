"""Where a conversation stands. All that the next turn needs, small enough to be kept with every turn."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2s
from typing import Annotated

from pydantic import Field

from scenarios.persona import Strict
from scenarios.schema import CustomerAct, Mood, Scenario
from scenarios.spacing import DIRECTION, bare, close_up


def spoken(line: str) -> str:
    """Return the words of a line without its stage directions."""
    return close_up(" ".join(DIRECTION.sub(" ", line).split()))


@lru_cache(maxsize=16_384)
def mark_of(line: str) -> str:
    """Return a short, stable mark of the words of a line, by which a repeat is known."""
    return blake2s(bare(line).encode(), digest_size=6).hexdigest()


class State(Strict):
    """The state after a customer turn.

    Attributes:
        turn: trainee turns taken.
        mood: the customer's mood now.
        facts: earned facts, in the order they were earned.
        objectives: objectives met, in the order they were met.
        done: how many turns held each speech act.
        used: marks of the lines the customer has spoken.
        stalled: trainee turns since something was last achieved.
        misheard: how often the customer has misheard.
        nodded: the trainee turn in which the customer said yes without having understood, until it shows or is
            explained.
        habits: how often each habit came out.
        last: the customer's last act.
        ending: the id of the ending, once it has ended.
    """

    turn: Annotated[int, Field(ge=0)] = 0
    mood: Mood
    facts: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    done: dict[str, int] = Field(default_factory=dict)
    used: tuple[str, ...] = ()
    stalled: int = 0
    misheard: int = 0
    nodded: int | None = None
    habits: dict[str, int] = Field(default_factory=dict)
    last: CustomerAct | None = None
    ending: str | None = None

    @classmethod
    def at_start(cls, scenario: Scenario) -> State:
        """Return the state before anybody has spoken."""
        return cls(mood=scenario.mood)

    def having_said(self, line: str) -> State:
        """Return the state once the customer has spoken ``line``."""
        return self.model_copy(update={"used": (*self.used, mark_of(line))})

    def unsaid(self, lines: Iterable[str]) -> list[str]:
        """Return the lines whose words were not spoken before, in their order."""
        used = set(self.used)
        return [line for line in lines if mark_of(line) not in used]

    def has_said(self, line: str) -> bool:
        """Tell whether these words were spoken before, stage directions aside."""
        return mark_of(line) in self.used
