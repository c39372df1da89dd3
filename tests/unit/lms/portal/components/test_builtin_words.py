"""What Streamlit says of itself is said in the reader's language."""

import re
from pathlib import Path

import pytest
import streamlit

from lms.platform.i18n import translator
from lms.portal import components
from lms.portal.components.builtin_words import WORDS, builtin_words


@pytest.fixture(scope="module")
def bundle() -> str:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    drawn = (
        "index",
        "Multiselect",
        "Selectbox",
        "Date",
        "Reordered",
        "Number",
        "Text",
        "File",
        "Chat",
        "Pag",
    )
    names = (*drawn, "Download", "Toolbar", "DataFrame", "Radio", "Select")
    return "".join(path.read_text("utf-8") for path in folder.glob("*.js") if path.name.startswith(names))


def test_each_of_its_words_is_one_that_it_says(bundle: str) -> None:
    made_of_two = {"Select {count} matches", "Error", "Choose date, {month}", "Dismiss"}
    made_of_two |= {f"{part}, {{field}}" for part in ("year", "month", "day")}
    strange = [
        theirs
        for theirs in WORDS
        if theirs not in made_of_two
        and not all(part in bundle for part in re.split(r"\{\w+\}| options?\.", theirs) if part.strip())
    ]
    assert strange == []


def test_what_is_taken_along_is_in_the_words_of_both() -> None:
    for theirs, ours in WORDS.items():
        for text in (ours, translator("zh-CN").gettext(ours)):
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", theirs)), theirs


def test_no_table_brings_a_menu_of_its_own_words_along() -> None:
    # A table to read has none; one of Streamlit's spreadsheets has dozens, in English, on a canvas.
    portal = Path(components.__file__).parents[1]
    sheets = [
        path.name
        for path in portal.rglob("*.py")
        if re.search(r"st\.(dataframe|data_editor)\(", path.read_text())
    ]
    assert sheets == []


def test_a_page_in_english_watches_nothing() -> None:
    assert "if (!true)" in builtin_words(translator("en"))
    assert "if (!false)" in builtin_words(translator("zh-CN"))
