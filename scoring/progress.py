"""How far a visit has come: which facts were told in it and which objectives reached, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scenarios.schema import Condition, Objective, Scenario


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a visit has come.

    Attributes:
        told: the customer's turn, over all turns, in which each fact was told, by its id.
        reached: the same of the objectives that were reached.
    """

    told: Mapping[str, int] = field(default_factory=dict)
    reached: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, turns: Iterable[tuple[int, Iterable[str], Iterable[str]]]) -> Progress:
        """Put together what the customer's turns brought: of each its index, the facts told, the objectives reached."""
        told: dict[str, int] = {}
        reached: dict[str, int] = {}
        for index, facts, objectives in turns:
            told |= {fact: index for fact in facts if fact not in told}
            reached |= {objective: index for objective in objectives if objective not in reached}
        return cls(told, reached)

    def since(self, condition: Condition) -> int | None:
        """The turn from which on nothing but words was missing; ``None`` where something else was to the end."""
        before = [self.told.get(fact) for fact in condition.facts]
        before += [self.reached.get(objective) for objective in condition.objectives]
        there = [turn for turn in before if turn is not None]
        return max(there, default=-1) if len(there) == len(before) else None

    def gives_away(self, words: str, scenario: Scenario) -> bool:
        """Tell whether words speak of a fact that the customer has not told."""
        said = words.casefold()
        untold = (fact for fact in scenario.facts if fact.id not in self.told)
        return any(mark.casefold() in said for fact in untold for mark in fact.marks)


def wanted_words(objective: Objective, scenario: Scenario) -> tuple[Condition, ...]:
    """Return what an objective asks of the words: its own acts and words, else those that bring out its facts."""
    met_by = objective.met_by
    if met_by.any or met_by.words:
        return (met_by,)
    earned = [fact.earned_by for fact in scenario.facts if fact.id in met_by.facts]
    return tuple(condition for condition in earned if condition.any or condition.words)
