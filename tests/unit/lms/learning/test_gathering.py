"""What a drill tells of which competency."""

from __future__ import annotations

from datetime import UTC, datetime

from lms.catalogue.teaching.competencies import load_evidence_map
from lms.learning.mastery import Evidence, evidence_of_drill

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def told_by(
    outcomes: dict[str, str],
    *,
    difficulty: float = 3,
    competencies: tuple[str, ...] = (),
    wanted: bool | None = None,
) -> tuple[Evidence, ...]:
    return evidence_of_drill(
        load_evidence_map(),
        attempt="a1",
        outcomes=outcomes,
        difficulty=difficulty,
        competencies=competencies,
        wanted=wanted,
        at=AT,
    )


def test_a_criterion_speaks_for_its_competencies_and_can_be_opened() -> None:
    found = told_by({"paced": "met"}, difficulty=4)
    assert {one.competency: one.weight for one in found} == {
        "elder_care": 1,
        "digital_guidance": 0.5,
        "plain_language": 0.5,
    }
    assert {(one.ref, one.outcome, one.difficulty) for one in found} == {("a1#paced", True, 4.5)}


def test_what_did_not_apply_or_was_not_judged_tells_nothing() -> None:
    assert told_by({"paced": "not_applicable", "apology": "abstained"}) == ()


def test_crossing_a_red_line_weighs_more_than_keeping_to_it() -> None:
    (kept,) = told_by({"no_leak": "met"})
    (crossed,) = told_by({"no_leak": "not_met"})
    assert kept.outcome and not crossed.outcome
    assert crossed.weight > 10 * kept.weight


def test_a_greeting_stays_easy_and_nothing_is_easier_than_easiest() -> None:
    assert [told_by({"greeting": "met"}, difficulty=one)[0].difficulty for one in (1, 2, 5)] == [1, 1, 3]


def test_the_ending_speaks_for_what_no_criterion_tells_where_the_scenario_trains_it() -> None:
    (found,) = told_by({}, competencies=("cross_team", "empathy"), wanted=False)
    assert (found.competency, found.ref, found.outcome) == ("cross_team", "a1#ending", False)
    assert told_by({}, competencies=("cross_team",), wanted=None) == ()
