"""What an administrator reads of scenario files that cannot be used."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lms.people import load_people
from lms.platform.context import Context
from lms.platform.i18n import translator
from lms.platform.settings import Locale
from lms.portal.house import furnish
from lms.portal.visit import Visit
from lms.wiring import practice_room
from tests.a_scenario import as_yaml, scenario_data
from tests.integration.practice.rehearsal import somebody


def drawn(context: Context, library: Path, locale: Locale) -> str:
    def page(visit: "Visit", library: "Path") -> None:
        from lms.portal.components.library_files import library_files

        library_files(visit, library)

    bank = load_people(context.database, context.today())
    actor = somebody(context, bank.one_click("admin").person_id)
    visit = Visit(furnish(context, practice_room), actor, translator(locale))
    ran = AppTest.from_function(page, kwargs={"visit": visit, "library": library}).run()
    assert not ran.exception
    return "\n".join(element.value for element in (*ran.warning, *ran.text))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for slug, text in (
        ("misspelt", "slug: misspelt\ntitel: x\n"),
        ("sound", as_yaml(scenario_data(slug="sound"))),
    ):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "scenario.en.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_file_that_cannot_be_used_is_named_with_line_and_field(context: Context, library: Path) -> None:
    english = drawn(context, library, "en")
    assert "1 file cannot be used" in english
    assert "misspelt/scenario.en.yaml, line 2, titel" in english and "sound" not in english
    assert "misspelt/scenario.en.yaml，第 2 行，字段 titel" in drawn(context, library, "zh-CN")


def test_where_all_can_be_used_that_is_all_that_is_said(context: Context, library: Path) -> None:
    (library / "misspelt" / "scenario.en.yaml").unlink()
    assert drawn(context, library, "zh-CN") == "全部可用。"
