"""The demo bank's conversations: between the author's scripts, each line once, the same for the same seed."""

import pytest

from lms.practice.demo_plays import SKILLS, script_for
from scenarios.schema import Scenario
from tests.a_scenario import a_scenario

SCENARIO: Scenario = a_scenario(
    trainees={
        "good": [f"good {place}" for place in range(8)],
        "average": [f"average {place}" for place in range(6)],
        "bad": [f"bad {place}" for place in range(3)],
    }
)


def test_the_clumsiest_and_the_most_skilled_say_what_the_author_wrote() -> None:
    assert script_for(SCENARIO, 0, seed=0) == SCENARIO.trainees.bad
    assert script_for(SCENARIO, len(SKILLS) - 1, seed=0) == SCENARIO.trainees.good


@pytest.mark.parametrize("skill", range(len(SKILLS)))
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_mixed_nothing_is_said_twice_and_everything_in_its_place(skill: int, seed: int) -> None:
    lines = script_for(SCENARIO, skill, seed)
    assert lines == script_for(SCENARIO, skill, seed)
    assert len(set(lines)) == len(lines) >= 3
    places = [int(line.split()[1]) for line in lines]
    assert places == sorted(places) or skill < 2


def test_who_is_in_between_takes_from_both() -> None:
    mixed = {line.split()[0] for seed in range(6) for line in script_for(SCENARIO, 3, seed)}
    assert mixed == {"average", "good"}
