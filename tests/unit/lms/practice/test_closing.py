"""What is written when an attempt is closed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lms.practice.closing import verdict_of
from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import play
from scenarios.schema import Ending
from scoring.heard_acts import HeardAct, HeardActs
from scoring.rules_judge import judge
from tests.a_scenario import a_scenario

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("enough", [True, False])
@pytest.mark.parametrize("ending", a_scenario().endings, ids=lambda ending: ending.id)
def test_a_visit_is_passed_by_its_marks_and_by_what_became_of_it(ending: Ending, enough: bool) -> None:
    scenario = a_scenario()
    transcript = play(scenario, BuiltInCustomer(), scenario.trainees.good).transcript
    heard = HeardActs("full", "an edition", (HeardAct(1, "greet", 0, 5),))
    found = judge(transcript, scenario)
    verdict = verdict_of(
        found.model_copy(update={"passed": enough}),
        heard,
        attempt_id="attempt",
        assessment_id="assessment",
        ending=ending,
        turns=4,
        closed_by="trainee",
        at=AT,
    )
    assert verdict.attempt["passed"] == (enough and ending.wanted)
    assert verdict.attempt["wanted"] == ending.wanted
    assert verdict.attempt["score"] == verdict.assessment["score"] == found.score
    assert verdict.assessment["passed"] == enough
    kept = verdict.heard
    assert (kept["attempt_id"], kept["reader"], kept["edition"], kept["why"]) == (
        "attempt",
        "full",
        "an edition",
        None,
    )
    assert kept["acts"] == [{"turn": 1, "act": "greet", "start": 0, "end": 5}]
