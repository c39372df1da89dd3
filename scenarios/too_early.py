"""What the trainee said and what did not count yet: an aim's words, before what the aim builds upon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scenarios.planner import holds
from scenarios.schema import Objective, Scenario
from scenarios.speech_acts import SpeechAct
from scenarios.state import State


@dataclass(frozen=True, slots=True)
class TooEarly:
    """An aim that was spoken for, and not reached.

    Attributes:
        objective: the aim.
        first: aims it builds upon that were not reached by the end either; empty where they came too late.
        untold: the customer kept something to themselves that it builds upon.
    """

    objective: Objective
    first: tuple[Objective, ...]
    untold: bool


def too_early(
    scenario: Scenario, state: State, turns: Iterable[tuple[str, Sequence[SpeechAct]]]
) -> dict[str, TooEarly]:
    """Return the aims that a turn would have reached, had what they build upon been reached before; by their ids.

    Args:
        scenario: what was rehearsed.
        state: as it stood in the end.
        turns: the trainee's turns in order, each with its words and speech acts.
    """
    said = list(turns)
    found: dict[str, TooEarly] = {}
    for objective in scenario.objectives:
        wants = objective.met_by
        if objective.id in state.objectives or not (wants.facts or wants.objectives):
            continue
        if _was_said(objective, scenario, said):
            first = tuple(
                one
                for one in scenario.objectives
                if one.id in wants.objectives and one.id not in state.objectives
            )
            untold = not set(wants.facts) <= set(state.facts)
            found[objective.id] = TooEarly(objective, first, untold)
    return found


def _was_said(objective: Objective, scenario: Scenario, turns: list[tuple[str, Sequence[SpeechAct]]]) -> bool:
    """Tell whether a turn did what the aim asks for by itself; an aim that only learns of something asks nothing."""
    alone = objective.met_by.model_copy(
        update={
            "facts": (),
            "objectives": (),
            "trust_min": None,
            "anger_min": None,
            "anger_max": None,
            "anxiety_max": None,
            "confusion_max": None,
        }
    )
    if not (alone.any or alone.words):
        return False
    done: dict[str, int] = {}
    state = State.at_start(scenario)
    for place, (text, acts) in enumerate(turns, start=1):
        for act in set(acts):
            done[act] = done.get(act, 0) + 1
        now = state.model_copy(update={"turn": place})
        if holds(alone, state=now, mood=state.mood, acts=acts, done=done, text=text):
            return True
    return False
