"""A rubric is read from a file, and a wrong file says file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.content_file import FileError
from scoring.rules import QUESTIONS
from scoring.schema import RUBRICS, UnknownRubric, load_rubric, read_rubric

SHIPPED = (RUBRICS / "service-core.yaml").read_text(encoding="utf-8")


def line_of(words: str) -> int:
    """Return the line of the shipped file that holds ``words`` first."""
    return next(number for number, line in enumerate(SHIPPED.splitlines(), 1) if words in line)


def test_the_shipped_rubric_asks_every_question_that_rules_can_answer() -> None:
    assert {criterion.id for criterion in load_rubric("service-core").criteria} == set(QUESTIONS)


def test_every_red_line_holds_the_total_below_the_pass_mark() -> None:
    rubric = load_rubric("service-core")
    blockers = [criterion for criterion in rubric.criteria if criterion.blocker]

    assert {b.id for b in blockers} == {"no_forbidden", "no_over_promise", "no_leak", "no_fraud_aid"}
    assert all(b.cap is not None and b.cap < rubric.pass_mark for b in blockers)


@pytest.mark.parametrize(
    ("right", "wrong", "field", "says"),
    [
        ("pass_mark: 70", "pass_mark: 170", "pass_mark", "100"),
        ("pass_mark: 70", "passmark: 70", "passmark", ""),
        ("    weight: 1\n", "    weight: heavy\n", "weight", ""),
        ("version: 2", "version: 0", "version", ""),
    ],
)
def test_a_wrong_field_is_named_with_its_file_and_line(right: str, wrong: str, field: str, says: str) -> None:
    with pytest.raises(FileError) as raised:
        read_rubric(SHIPPED.replace(right, wrong, 1), file="mine.yaml")

    assert raised.value.file == "mine.yaml"
    assert field in raised.value.field
    assert abs(raised.value.line - line_of(right.strip())) <= 1
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("    dimension: compliance\n", "    dimension: obedience\n", "no dimension “obedience”"),
        ("  - id: courtesy\n", "  - id: greeting\n", "stands twice"),
        ("    cap: 40\n", "", "a blocker needs a cap"),
        ("    blocker: true\n", "", "only a blocker has a cap"),
    ],
)
def test_a_rubric_that_does_not_hold_together_says_what_to_mend(right: str, wrong: str, says: str) -> None:
    with pytest.raises(FileError, match=says):
        read_rubric(SHIPPED.replace(right, wrong, 1))


def test_an_unknown_rubric_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownRubric, match="service-core"):
        load_rubric("service-cor")


def test_a_file_must_be_called_what_it_says_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(SHIPPED, encoding="utf-8")

    with pytest.raises(FileError, match="mine"):
        load_rubric("mine", tmp_path)
