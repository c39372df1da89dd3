"""An assessment adds up, is proven, and is read back as it was."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scoring.assessment import (
    Assessment,
    CriterionResult,
    Evidence,
    IncompleteAssessment,
    Outcome,
    dimension_scores,
)
from scoring.schema import load_rubric
from tests.unit.scoring.conversations import talk

RUBRIC = load_rubric("service-core")
TALK = talk("zh-CN", "C: 我来存钱。", "T: 您好，请坐。")


def assessed(outcomes: dict[str, Outcome], evidence: tuple[Evidence, ...] = ()) -> Assessment:
    """Return an assessment with these outcomes; the rest does not apply."""
    results = [
        CriterionResult(
            id=criterion.id,
            outcome=outcomes.get(criterion.id, "not_applicable"),
            evidence=evidence if criterion.id == "greeting" else (),
        )
        for criterion in RUBRIC.criteria
    ]
    return Assessment.of(rubric=RUBRIC, transcript=TALK, judge="rules", results=results)


def test_the_total_is_the_weighted_share_of_what_was_decided() -> None:
    # greeting weighs 1, courtesy 2, complaint_taken 3
    assessment = assessed({"greeting": "met", "courtesy": "met", "complaint_taken": "not_met"})

    assert (assessment.score, assessment.passed) == (50, False)


def test_what_was_abstained_from_neither_gives_nor_costs() -> None:
    assert assessed({"greeting": "met", "courtesy": "abstained"}).score == 100


def test_a_kept_red_line_gives_no_points_and_a_crossed_one_caps() -> None:
    kept = assessed({"greeting": "met", "courtesy": "not_met", "no_leak": "met"})
    crossed = assessed({"greeting": "met", "courtesy": "met", "no_leak": "not_met"})

    assert kept.score == 33
    assert (crossed.score, crossed.passed, crossed.blocked_by) == (40, False, ("no_leak",))


def test_a_dimension_without_a_decided_criterion_has_no_score() -> None:
    scores = dimension_scores(assessed({"greeting": "met", "courtesy": "not_met"}), RUBRIC)

    assert scores == {
        "assurance": 33,
        "empathy": None,
        "reliability": None,
        "responsiveness": None,
        "compliance": None,
    }


def test_a_question_that_was_set_aside_counts_in_no_dimension() -> None:
    assessment = assessed({"greeting": "met", "courtesy": "not_met"})

    assert dimension_scores(assessment, RUBRIC, without={"courtesy"})["assurance"] == 100
    assert dimension_scores(assessment, RUBRIC, without={"courtesy", "greeting"})["assurance"] is None


@pytest.mark.parametrize(
    "evidence",
    [Evidence(turn=1, quote="您好!"), Evidence(turn=0, quote="我来存钱"), Evidence(turn=9, quote="您好")],
)
def test_a_quote_that_the_trainee_did_not_say_there_is_rejected(evidence: Evidence) -> None:
    with pytest.raises(ValidationError, match="letter by letter"):
        assessed({"greeting": "met"}, (evidence,))


def test_an_answer_too_few_is_rejected() -> None:
    with pytest.raises(IncompleteAssessment, match="courtesy"):
        Assessment.of(
            rubric=RUBRIC,
            transcript=TALK,
            judge="rules",
            results=[CriterionResult(id="greeting", outcome="met")],
        )


def test_what_is_absent_is_left_out_and_read_back_the_same() -> None:
    assessment = assessed({"greeting": "met"}, (Evidence(turn=1, quote="您好"),))
    shape = assessment.as_json()

    criteria = shape["criteria"]
    assert isinstance(criteria, list)
    assert criteria[0] == {"id": "greeting", "outcome": "met", "evidence": [{"turn": 1, "quote": "您好"}]}
    assert Assessment.read(assessment.model_dump_json(), TALK) == assessment


def test_what_is_left_out_gives_no_points_costs_none_and_stops_nobody() -> None:
    found = assessed({"greeting": "met", "courtesy": "not_met", "no_leak": "not_met"})

    counted = found.leaving_out(RUBRIC, ["courtesy", "no_leak"])
    assert (counted.score, counted.passed, counted.blocked_by) == (100, True, ())
    assert counted.criteria == found.criteria
    assert found.leaving_out(RUBRIC, []) == found
