"""What the content check finds, and what it says to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lms.catalogue.teaching import check_teaching, read_teaching
from scenarios.loader import load_all, slugs
from scenarios.schema import Scenario
from tests.unit.lms.catalogue.teaching.a_course import lay_out

Breaking = Callable[[str, str, str], None]


def problems(content: Path) -> list[str]:
    languages = [read_teaching("zh-CN", content), read_teaching("en", content)]
    return [str(problem) for problem in check_teaching(languages, scenarios={"elderly-smart-machine"})]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


@pytest.fixture
def change(content: Path) -> Breaking:
    def change(file: str, old: str, new: str) -> None:
        path = content / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def test_a_whole_course_has_nothing_to_mend(content: Path) -> None:
    assert problems(content) == []


@pytest.mark.parametrize(
    "file, old, new, told",
    [
        ("quizzes/first.en.yaml", "kind: single", "kind: sinlge", "items.0.kind"),
        ("quizzes/first.en.yaml", "right: true", "right: false", "exactly one option must be right"),
        ("quizzes/first.en.yaml", "lesson: listen", "lesson: lisen", "there is no lesson “lisen”"),
        ("quizzes/first.en.yaml", "id: first-1", "id: other-1", "begins with its course"),
        ("quizzes/first.zh-CN.yaml", "level: 1", "level: 2", "an item is not the same in en"),
        ("curricula/courses/first.en.yaml", "draw: 3", "draw: 9", "draws 9 items; the quiz has 3"),
        ("curricula/courses/first.en.yaml", "[empathy]", "[ownership]", "names ownership"),
        ("curricula/courses/first.en.yaml", "level: 1", "requires: [first]\nlevel: 1", "requires itself"),
        ("curricula/foundation.en.yaml", "course: first", "course: frist", "there is no course “frist”"),
        ("lessons/first/listen.en.md", "2026-01-01", "2025-01-01", "the register says 2026-01-01"),
        ("lessons/first/listen.en.md", "rule: house-norm", "rule: no-norm", "not in the register"),
        ("lessons/first/listen.en.md", "elderly-smart-machine", "nobody", "no scenario “nobody”"),
        ("lessons/first/listen.en.md", "## Two", "# Two", "headings"),
        ("lessons/first/listen.en.md", "## Two", "## Two <b>", "HTML"),
        ("lessons/first/listen.en.md", "```case", "```kase", "“kase” is not known"),
        ("lessons/first/listen.en.md", "minutes: 5", "minuets: 5", "did you mean “minutes”"),
        ("lessons/first/listen.en.md", "word word", "[see](lesson:first/gone)", "leads nowhere"),
        ("lessons/first/listen.en.md", "word " * 200, "", "is 15"),
        ("rules/register.en.yaml", "kind: house", "kind: law", "“house-norm” is not the same in en"),
    ],
)
def test_what_is_wrong_is_named(
    content: Path, change: Breaking, file: str, old: str, new: str, told: str
) -> None:
    change(file, old, new)
    assert any(told in problem for problem in problems(content)), problems(content)


@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("zh-CN", "导师看您站半天"),
        ("zh-CN", "导师看你站半天"),
        ("en", "Your mentor listens"),
        ("en", "One hears you"),
    ],
)
def test_what_another_person_signs_addresses_nobody_for_both_read_its_title(
    content: Path, locale: str, title: str
) -> None:
    for each in ("zh-CN", "en"):
        path = content / f"curricula/courses/first.{each}.yaml"
        called = title if each == locale else "A morning"
        signed = f"  - {{id: watched, kind: sign_off, title: {called}, observe: [One, Two, Three]}}\n"
        path.write_text(path.read_text(encoding="utf-8") + signed, encoding="utf-8")
    (problem,) = problems(content)
    assert f"first.{locale}.yaml" in problem and "watched: the mentor reads its title, too" in problem


def test_a_picture_from_left_to_right_is_refused_for_nobody_reads_it_on_a_telephone(
    content: Path, change: Breaking
) -> None:
    for locale in ("zh-CN", "en"):
        picture = '```mermaid\nflowchart LR\n  A["one"] --> B["two"]\n```\n\n```say\n'
        change(f"lessons/first/listen.{locale}.md", "```say\n", picture)
    assert [told.partition(": ")[2] for told in problems(content)] == [
        "the diagram runs from left to right, too small to read on a telephone; write “flowchart TD”"
    ] * 2
    for locale in ("zh-CN", "en"):
        change(f"lessons/first/listen.{locale}.md", "flowchart LR", "flowchart TD")
    assert problems(content) == []


def test_an_error_inside_a_fence_names_the_line_of_the_file(content: Path, change: Breaking) -> None:
    change("lessons/first/listen.en.md", "why: He waits.", "wy: He waits.")
    path = content / "lessons/first/listen.en.md"
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if "wy:" in text)
    (error,) = read_teaching("en", content).errors
    assert error.line == line


def test_a_language_that_lacks_a_lesson_is_told(content: Path) -> None:
    (content / "lessons/first/listen.en.md").unlink()
    assert any("is not there in en" in problem for problem in problems(content))


def test_two_items_that_ask_the_same_are_told(content: Path, change: Breaking) -> None:
    for locale in ("zh-CN", "en"):
        change(
            f"quizzes/first.{locale}.yaml",
            "A courier is in a hurry and does not take his helmet off.",
            "An old man comes back to his bank book the third time.",
        )
        change(f"quizzes/first.{locale}.yaml", "one step", "ask him")
    assert any("is much like first-1" in problem for problem in problems(content))


def test_the_shipped_content_is_fit_to_be_taught() -> None:
    languages = [read_teaching("zh-CN"), read_teaching("en")]
    sources = {
        (scenario.locale, source.title)
        for scenario in load_all()
        if isinstance(scenario, Scenario)
        for source in scenario.sources
    }
    assert [str(p) for p in check_teaching(languages, scenarios=slugs(), sources=sources)] == []
