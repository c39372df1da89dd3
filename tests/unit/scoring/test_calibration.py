"""A calibration tells, line by line, how far people agree and how far a judge agrees with them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from scoring.assessment import Outcome
from scoring.calibration import FEWEST, TOTAL, Line, Marker, calibrate, drift, levels_of
from scoring.schema import load_rubric

RUBRIC = load_rubric("service-core")
ALL = [criterion.id for criterion in RUBRIC.criteria]


def marks(count: int, **changed: Mapping[int, Outcome]) -> dict[str, dict[str, Outcome]]:
    """Return marks of ``count`` conversations: every other one good, the others poor; but for what is changed."""
    found: dict[str, dict[str, Outcome]] = {}
    for place in range(count):
        outcome: Outcome = "met" if place % 2 else "not_met"
        found[f"talk {place:02}"] = {id_: changed.get(id_, {}).get(place, outcome) for id_ in ALL}
    return found


def line(lines: tuple[Line, ...], id_: str) -> Line:
    return next(one for one in lines if one.id == id_)


def test_every_criterion_each_dimension_with_points_and_the_total_has_a_line() -> None:
    lines = calibrate([Marker("Wang", marks(4)), Marker("Li", marks(4))], RUBRIC)

    assert [one.id for one in lines if one.part == "criterion"] == ALL
    assert [one.id for one in lines if one.part != "criterion"] == [
        "assurance",
        "empathy",
        "reliability",
        "responsiveness",
        "compliance",
        TOTAL,
    ]


def test_a_criterion_people_disagree_on_is_flagged_for_the_people() -> None:
    split: dict[int, Outcome] = {0: "met", 1: "not_met", 2: "met", 3: "not_met", 4: "met"}
    people = [Marker("Wang", marks(12)), Marker("Li", marks(12, paced=split))]
    lines = calibrate([*people, Marker("rules", marks(12), machine=True)], RUBRIC)

    assert line(lines, "paced").flagged(bar=0.6, judge="rules") == "people"
    assert line(lines, "courtesy").flagged(bar=0.6, judge="rules") is None


def test_a_criterion_the_judge_sees_otherwise_than_people_is_flagged_for_that_judge_alone() -> None:
    split: dict[int, Outcome] = {0: "met", 1: "not_met", 2: "met", 3: "not_met", 4: "met"}
    people = [Marker("Wang", marks(12)), Marker("Li", marks(12))]
    judges = [
        Marker("rules", marks(12, paced=split), machine=True),
        Marker("llm", marks(12), machine=True),
    ]
    lines = calibrate([*people, *judges], RUBRIC)

    assert line(lines, "paced").flagged(bar=0.6, judge="rules") == "judge"
    assert line(lines, "paced").flagged(bar=0.6, judge="llm") is None
    assert line(lines, "paced").flagged(bar=0.1, judge="rules") is None


def test_of_few_conversations_nothing_is_flagged() -> None:
    opposite: dict[int, Outcome] = dict.fromkeys(range(FEWEST), "met")
    few = calibrate([Marker("A", marks(FEWEST - 1)), Marker("B", marks(FEWEST - 1, owned=opposite))], RUBRIC)
    enough = calibrate([Marker("A", marks(FEWEST)), Marker("B", marks(FEWEST, owned=opposite))], RUBRIC)

    assert line(few, "owned").flagged(bar=0.6, judge="rules") is None
    assert line(enough, "owned").flagged(bar=0.6, judge="rules") == "people"


def test_a_judges_abstention_is_no_mark() -> None:
    unsure: dict[int, Outcome] = dict.fromkeys(range(9), "abstained")
    found = line(
        calibrate([Marker("Wang", marks(12)), Marker("llm", marks(12, paced=unsure), machine=True)], RUBRIC),
        "paced",
    )

    assert found.people is None and found.judges["llm"].n == 3


def test_a_near_miss_of_a_dimension_weighs_less_than_a_far_one() -> None:
    person = marks(12)
    near: dict[int, Outcome] = {1: "not_met", 3: "not_met"}
    a_little = Marker("llm", marks(12, paced=near), machine=True)
    much = Marker(
        "llm", marks(12, paced=near, feeling_first=near, apology=near, person_offered=near), machine=True
    )
    found = [
        line(calibrate([Marker("Wang", person), judge], RUBRIC), "empathy").judges["llm"].kappa.value
        for judge in (a_little, much)
    ]

    assert found[0] is not None and found[1] is not None and found[1] < found[0] - 0.2


@pytest.mark.parametrize("outcome, level", [("met", 4), ("not_met", 0)])
def test_levels_are_fifths_of_the_points(outcome: Outcome, level: int) -> None:
    whole = dict.fromkeys(ALL, outcome)

    assert set(levels_of(whole, RUBRIC).values()) == {level}
    assert levels_of(dict.fromkeys(ALL, "not_applicable"), RUBRIC) == {}
    assert TOTAL not in levels_of(dict.fromkeys(ALL[1:], outcome), RUBRIC)


def test_a_judge_that_drifts_from_people_is_told_by_criterion() -> None:
    off: dict[int, Outcome] = dict.fromkeys(range(16), "met")
    person = Marker("Wang", marks(16))
    before = [person, Marker("rules", marks(16), machine=True)]
    after = [person, Marker("rules", marks(16, owned=off), machine=True)]
    found = drift(before, after, RUBRIC, judge="rules")

    assert (found["owned"].high or 0) < 0
    assert found["greeting"].value == pytest.approx(0)
    assert drift(before, [person], RUBRIC, judge="rules") == {}
