"""Two languages: nothing is left untranslated, and each writes dates and numbers its own way."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lms.platform.errors import Refused
from lms.platform.i18n import negotiate, read_catalogue, translator
from lms.platform.messages import extract, untranslated

NOON = datetime(2026, 3, 10, 16, 30, tzinfo=UTC)  # half past midnight of the eleventh in Shanghai


def test_everything_the_program_says_has_chinese_words() -> None:
    missing = [f"{message.place} {message.id}" for message in untranslated("zh-CN")]
    assert missing == [], "python -m lms.platform.messages prints these ready to be filled in"


def test_no_translation_loses_or_invents_a_value() -> None:
    for message in read_catalogue("zh-CN"):
        if message.id:
            said = message.string if isinstance(message.string, str) else "".join(message.string or ())
            asked = message.id if isinstance(message.id, str) else message.id[-1]
            assert set(re.findall(r"\{(\w+)", said)) == set(re.findall(r"\{(\w+)", asked)), message.id


def test_words_are_found_where_the_program_says_them(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(
        '_("Start")\nt.ngettext("{n} turn", "{n} turns", n)\nraise Refused("Not " "now")\nx = mark("Later")\n'
    )
    assert [message.id for message in extract(tmp_path)] == [
        "Start",
        ("{n} turn", "{n} turns"),
        "Not now",
        "Later",
    ]


def test_english_is_the_sentence_itself_with_its_plural() -> None:
    english = translator("en")
    assert english.gettext("Start") == "Start"
    assert english.ngettext("{count} turn", "{count} turns", 1) == "{count} turn"
    assert english.ngettext("{count} turn", "{count} turns", 2) == "{count} turns"
    assert english.gettext("") == ""


def test_chinese_comes_from_the_catalogue_and_the_unknown_stays() -> None:
    chinese = translator("zh-CN")
    assert chinese.gettext("Teller") == "柜员"
    assert chinese.gettext("Nobody translated this") == "Nobody translated this"


def test_an_error_is_told_in_the_persons_language() -> None:
    error = Refused("Choose a password of at least {count} characters.", count=10)
    assert str(error) == "Choose a password of at least 10 characters."
    assert translator("zh-CN").error(error) == "密码至少要有 10 个字符。"


def test_moments_are_shown_in_the_banks_time_zone() -> None:
    chinese, english = translator("zh-CN"), translator("en")
    assert chinese.date(NOON) == "2026年3月11日"
    assert english.date(NOON) == "Mar 11, 2026"
    assert chinese.time(NOON) == english.time(NOON) == "00:30"
    assert translator("en", "Europe/London").date(NOON) == "Mar 10, 2026"
    assert chinese.date(date(2026, 3, 10)) == "2026年3月10日"
    assert chinese.moment(NOON) == "2026年3月11日 00:30"
    assert english.moment(NOON) == "Mar 11, 2026 00:30"


def test_lengths_of_time_and_numbers_read_naturally() -> None:
    chinese, english = translator("zh-CN"), translator("en")
    assert (chinese.duration(200), english.duration(200)) == ("3分钟20秒", "3 min 20 sec")
    assert (chinese.duration(timedelta(hours=1, minutes=2, seconds=3)), english.duration(0)) == (
        "1小时2分钟",
        "0 sec",
    )
    assert (chinese.number(12345.5), chinese.number(3, digits=1), english.percent(0.853)) == (
        "12,345.5",
        "3.0",
        "85%",
    )
    assert (chinese.ago(NOON, NOON + timedelta(days=3)), english.ago(NOON, NOON + timedelta(days=3))) == (
        "3天前",
        "3 days ago",
    )


@pytest.mark.parametrize(
    "header,locale",
    [
        (None, "zh-CN"),
        ("", "zh-CN"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("zh-TW", "zh-CN"),
        ("zh;q=0.1, en;q=0.9", "en"),
        ("fr, en;q=0.1", "en"),
        ("de", "zh-CN"),
        ("en;q=0", "zh-CN"),
        ("en;q=rubbish, zh;q=0.5", "zh-CN"),
        ("en," * 100_000, "en"),
        ("en_US", "en"),
    ],
)
def test_the_language_follows_the_browser(header: str | None, locale: str) -> None:
    assert negotiate(header) == locale
