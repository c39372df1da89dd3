"""The competency framework and what is evidence for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.catalogue.teaching.competencies import FOLDER, load_evidence_map, load_framework
from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.platform.i18n import translator
from lms.portal.components import terms
from scenarios import loader
from scenarios.content_file import FileError
from scenarios.transcript import LOCALES, Locale
from scoring.schema import load_rubric


def test_both_languages_describe_the_same_competencies_in_the_same_steps() -> None:
    one, other = (load_framework(locale) for locale in LOCALES)
    assert one.version == other.version
    assert [[len(level.does) for level in each.levels] for each in one.competencies] == [
        [len(level.does) for level in each.levels] for each in other.competencies
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_competency_is_called_in_the_framework_as_on_the_screen(locale: Locale) -> None:
    tr = translator(locale)
    framework = load_framework(locale)
    assert [one.name for one in framework.competencies] == [
        tr.gettext(terms.COMPETENCIES[id_]) for id_ in COMPETENCIES
    ]
    assert framework.of("empathy").id == "empathy"


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_levels_are_described_alike(locale: Locale) -> None:
    said = [
        does for one in load_framework(locale).competencies for level in one.levels for does in level.does
    ]
    assert len(said) == len(set(said))


def test_every_criterion_speaks_for_something_and_every_competency_is_told_by_something() -> None:
    told = load_evidence_map()
    assert list(told.criteria) == [criterion.id for criterion in load_rubric("service-core").criteria]
    heard = {competency for one in told.criteria.values() for competency in one.speaks_for}
    assert heard | set(told.wanted_ending.competencies) == set(COMPETENCIES)


def test_scenarios_name_competencies_that_there_are() -> None:
    named = {
        competency
        for slug in loader.slugs()
        for locale in loader.locales_of(slug)
        for competency in loader.load(slug, locale).competencies
    }
    assert named <= set(COMPETENCIES)


def test_a_mistake_in_the_framework_is_named_with_its_line(tmp_path: Path) -> None:
    text = (FOLDER / "framework.en.yaml").read_text(encoding="utf-8")
    (tmp_path / "framework.en.yaml").write_text(text.replace("id: empathy", "id: sympathy"), encoding="utf-8")
    with pytest.raises(FileError, match="there is no competency “sympathy”") as refused:
        load_framework("en", tmp_path)
    assert text.splitlines()[refused.value.line - 1].strip() == "- id: empathy"


def test_a_competency_that_is_missing_is_named(tmp_path: Path) -> None:
    text = (FOLDER / "framework.en.yaml").read_text(encoding="utf-8")
    (tmp_path / "framework.en.yaml").write_text(
        text[: text.index("  - id: quality_monitoring")], encoding="utf-8"
    )
    with pytest.raises(FileError, match="“quality_monitoring” must stand once; it stands 0 times"):
        load_framework("en", tmp_path)


def test_a_file_of_another_language_than_its_name_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "framework.en.yaml").read_text(encoding="utf-8")
    (tmp_path / "framework.zh-CN.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match="says en; the file's name says zh-CN"):
        load_framework("zh-CN", tmp_path)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("  closing:\n", "  closed:\n", "criteria: “closing” of service-core is missing"),
        ("speaks_for: {complaint_handling: 1}", "speaks_for: {complaints: 1}", "no competency “complaints”"),
        ("    - ai_tools\n", "    - empathy\n", "criteria speak for “empathy” already"),
        (
            "when_broken: {honest_selling: 3}",
            "when_broken: {empathy: 3}",
            "“empathy” stands under speaks_for too",
        ),
        ("quiz_item: 0.5", "quiz_item: 0", "greater than 0"),
    ],
)
def test_a_mistake_in_the_evidence_is_named(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    text = (FOLDER / "evidence.yaml").read_text(encoding="utf-8")
    assert was in text
    (tmp_path / "evidence.yaml").write_text(text.replace(was, becomes), encoding="utf-8")
    with pytest.raises(FileError, match=said):
        load_evidence_map(tmp_path)
