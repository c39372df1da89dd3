"""Screens and glossary name a thing by the same word, and Chinese is set as Chinese is."""

import re
from pathlib import Path

import pytest

from lms.platform.i18n import read_catalogue

GLOSSARY = Path(__file__).parents[4] / "docs" / "glossary.md"
REPLACED = {"情景": "场景", "考核": "考试", "顾客": "客户", "数据管理员": "个人信息保护专员"}
ENDS_IN_A_WORD = re.compile(r"\{day\} [\u4e00-\u9fff]")
"""A day ends in 日: what comes after it stands close to it."""
SHUTS_THE_DAY_OUT = re.compile(r"\{day\}前")
"""Before a day leaves the day itself out; who is told it as a limit has that day, too."""


def on_screen() -> list[str]:
    """The words of the glossary's first table."""
    table = GLOSSARY.read_text(encoding="utf-8").partition("|---|---|---|\n")[2].partition("\n\n")[0]
    return [row.split("|")[2].strip() for row in table.splitlines()]


def said() -> str:
    """All that the interface says in Chinese."""
    texts = (message.string for message in read_catalogue("zh-CN"))
    return "\n".join(text if isinstance(text, str) else "\n".join(text or ()) for text in texts)


@pytest.mark.parametrize("word", on_screen())
def test_a_word_of_the_glossary_is_what_the_screens_say(word: str) -> None:
    assert word in said()


@pytest.mark.parametrize("word", REPLACED)
def test_the_screens_have_no_second_word_for_it(word: str) -> None:
    assert word not in said(), f"say {REPLACED[word]}, as everywhere else"
    assert word not in on_screen()


def test_no_gap_follows_a_chinese_date() -> None:
    assert ENDS_IN_A_WORD.findall(said()) == []


def test_a_limit_does_not_shut_out_its_own_day() -> None:
    assert SHUTS_THE_DAY_OUT.findall(said()) == []
