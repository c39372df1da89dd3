"""The library's files and the catalogue: one broken file costs the bank that file alone."""

import json
from pathlib import Path

import pytest

from lms.catalogue import Catalogue, publish_library, unusable_files
from lms.platform.context import Context
from lms.platform.logging import configure_logging
from tests.a_scenario import as_yaml, scenario_data


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Three scenarios, of which one has a misspelt field and one is no text at all."""
    write(tmp_path, "lost-umbrella", as_yaml(scenario_data()).encode())
    write(tmp_path, "misspelt", as_yaml(scenario_data(slug="misspelt")).replace("title:", "titel:").encode())
    write(tmp_path, "no-text", b"slug: \xc4\xe3\n")
    return tmp_path


def write(library: Path, slug: str, text: bytes) -> None:
    (library / slug).mkdir(exist_ok=True)
    (library / slug / "scenario.en.yaml").write_bytes(text)


def offered(context: Context) -> list[str]:
    return [card.slug for card in Catalogue(context).scenario_cards("en")]


def test_a_broken_file_is_left_out_and_the_rest_is_published(context: Context, library: Path) -> None:
    published = publish_library(context, library)
    assert offered(context) == ["lost-umbrella"]
    assert [error.file for error in published.left_out] == [
        "misspelt/scenario.en.yaml",
        "no-text/scenario.en.yaml",
    ]


def test_what_is_wrong_can_be_read_later_until_it_is_mended(context: Context, library: Path) -> None:
    publish_library(context, library)
    misspelt, no_text = unusable_files(context, library)
    assert misspelt.field == "titel" and "did you mean “title”" in str(misspelt)
    assert str(no_text).startswith("no-text/scenario.en.yaml:1: is not UTF-8")
    write(library, "misspelt", as_yaml(scenario_data(slug="misspelt")).encode())
    write(library, "no-text", as_yaml(scenario_data(slug="no-text")).encode())
    assert unusable_files(context, library) == ()
    assert publish_library(context, library).new == 2
    assert sorted(offered(context)) == ["lost-umbrella", "misspelt", "no-text"]


def test_a_published_scenario_whose_file_breaks_stays_open_as_it_was(context: Context, library: Path) -> None:
    publish_library(context, library)
    write(library, "lost-umbrella", b"slug: lost-umbrella\nslug: another\n")
    published = publish_library(context, library)
    assert published.withdrawn == 0 and len(published.left_out) == 3
    assert offered(context) == ["lost-umbrella"]


def test_the_log_names_file_line_and_field_without_the_files_words(
    context: Context, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging(context.settings)
    publish_library(context, library)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["file"], line["field"]) for line in lines] == [
        ("library_file_left_out", "misspelt/scenario.en.yaml", "titel"),
        ("library_file_left_out", "no-text/scenario.en.yaml", ""),
    ]
    text = (library / "misspelt" / "scenario.en.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[lines[0]["line"] - 1].startswith("titel:")


def test_the_situations_of_what_can_be_begun_are_those_of_the_newest_version(
    context: Context, library: Path
) -> None:
    publish_library(context, library)
    catalogue = Catalogue(context)
    assert catalogue.situations("en") == {"lost-umbrella": "It rains."}
    assert catalogue.situations("zh-CN") == {}
    dry = {"situation": "The sun shines.", "task": "Help her."}
    write(library, "lost-umbrella", as_yaml(scenario_data(brief=dry)).encode())
    publish_library(context, library)
    catalogue.refresh()
    assert catalogue.situations("en") == {"lost-umbrella": "The sun shines."}
