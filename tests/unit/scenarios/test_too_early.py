"""What was said too early is told apart from what was never said."""

from __future__ import annotations

from typing import Any

from scenarios.schema import Scenario
from scenarios.state import State
from scenarios.too_early import too_early
from tests.a_scenario import a_scenario, scenario_data


def _scenario() -> Scenario:
    objectives: list[dict[str, Any]] = scenario_data()["objectives"]
    objectives[1]["met_by"] = {"any": ["commit_time"], "facts": ["parcel"], "words": ["today"]}
    owned = {
        "id": "owned",
        "text": "Somebody looks after it.",
        "hint": "Say who.",
        "met_by": {"any": ["next_step"], "objectives": ["heard"]},
    }
    return a_scenario(objectives=[*objectives, owned])


def _state(*, facts: tuple[str, ...] = (), objectives: tuple[str, ...] = ()) -> State:
    return State.at_start(_scenario()).model_copy(update={"facts": facts, "objectives": objectives})


def test_a_time_named_before_the_customer_told_her_story_was_named_too_early() -> None:
    found = too_early(_scenario(), _state(), [("By five today.", ("commit_time",))])

    assert list(found) == ["promised"]
    assert found["promised"].untold and found["promised"].first == ()


def test_the_aim_that_has_to_be_reached_first_is_named() -> None:
    found = too_early(_scenario(), _state(), [("I will ask.", ("next_step",))])

    assert [aim.id for aim in found["owned"].first] == ["heard"]
    assert not found["owned"].untold


def test_what_came_after_it_was_said_is_named_no_more() -> None:
    turns = [("I will ask.", ("next_step",)), ("How annoying.", ("empathise",))]
    found = too_early(_scenario(), _state(objectives=("heard",)), turns)  # type: ignore[arg-type]

    assert found["owned"].first == () and not found["owned"].untold


def test_nothing_was_said_too_early_that_was_not_said_or_lacked_its_words() -> None:
    turns = [("Soon.", ("commit_time",)), ("Well.", ())]

    assert too_early(_scenario(), _state(), turns) == {}  # type: ignore[arg-type]


def test_what_was_reached_was_not_said_too_early() -> None:
    state = _state(facts=("parcel",), objectives=("promised", "heard"))

    assert too_early(_scenario(), state, [("By five today.", ("commit_time",))]) == {}
