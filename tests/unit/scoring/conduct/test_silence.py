"""A long silence shows by the clock or by the words; a short wait that was announced is none."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from scenarios.conversation import SILENCE
from scenarios.transcript import LOCALES, Locale, Transcript, Turn
from scoring.conduct import Signal, signals_in
from tests.unit.scoring.conduct.labelled import talk


def silences(locale: Locale, *lines: str, typed: bool = False) -> list[tuple[int, int | None]]:
    """The silences of a conversation: turn and seconds."""
    found = signals_in(talk(locale, list(lines)), typed=typed)
    return [(signal.turn, signal.seconds) for signal in found if signal.kind == "silence"]


def test_the_words_that_broke_a_silence_are_quoted_with_its_length() -> None:
    found = signals_in(talk("en", ["C 0: My card is gone.", "T 90: What is the number?"]))
    assert found == (Signal(1, "silence", "What is the number?", 89),)


def test_the_time_in_which_the_customer_spoke_is_no_silence() -> None:
    assert silences("zh-CN", f"C 0: {'我跟您说说这件事。' * 30}", "T 80: 好的。") == []


@pytest.mark.parametrize(
    ("announced", "after", "silent"),
    [
        ("请稍等，我查一下。", 170, False),
        ("请稍等，我查一下。", 300, True),
        ("要等十五分钟，您先坐。", 900, False),
        ("要等五分钟，您先坐。", 500, True),
        ("嗯。", 100, True),
    ],
)
def test_a_wait_that_was_announced_buys_time_and_not_for_ever(
    announced: str, after: int, silent: bool
) -> None:
    lines = (f"T 0: {announced}", "C 4: 好。", f"T {after}: 查到了。")
    assert bool(silences("zh-CN", *lines)) is silent


def test_an_announcement_holds_for_one_wait() -> None:
    lines = (
        "T 0: One moment, please.",
        "C 3: Fine.",
        "T 60: Here it is.",
        "C 64: And the other?",
        "T 150: Hm.",
    )
    assert [turn for turn, _ in silences("en", *lines)] == [4]


@pytest.mark.parametrize(
    ("locale", "asks"),
    [("zh-CN", "喂？您还在听吗？"), ("zh-CN", "你怎么不说话了？"), ("en", "Hello? Are you still there?")],
)
def test_a_customer_who_asks_whether_anybody_is_there_was_left_alone(locale: Locale, asks: str) -> None:
    assert silences(locale, "T: 嗯。" if locale == "zh-CN" else "T: Right.", f"C: {asks}") == [(1, None)]


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        ("zh-CN", ("C: 喂，在吗？", "T: 您好，请讲。")),
        ("zh-CN", ("T: 您好，请讲。", "C: 你们行长在吗？")),
        ("zh-CN", ("T: 您稍等，我去复印。", "C: 人呢？")),
        ("en", ("C: Hello, are you there?", "T: Good morning.")),
        ("en", ("T: Bear with me, I'll look.", "C: Are you still there?")),
    ],
)
def test_who_rings_asks_for_somebody_else_or_was_told_to_wait_was_not_left_alone(
    locale: Locale, lines: tuple[str, ...]
) -> None:
    assert silences(locale, *lines) == []


@pytest.mark.parametrize(
    ("noted", "silent"),
    [("（静音50秒）", True), ("（静音10秒）", False), ("（沉默）", True), ("（停顿2分钟）", True)],
)
def test_a_silence_that_the_transcript_notes_counts_by_its_length(noted: str, silent: bool) -> None:
    assert bool(silences("zh-CN", "C: 能取吗？", f"T: {noted}能取。")) is silent


@pytest.mark.parametrize("locale", LOCALES)
def test_to_say_nothing_in_a_rehearsal_is_silence(locale: Locale) -> None:
    assert silences(locale, "C 0: ?", f"T 5: {SILENCE[locale]}") == [(1, None)]


def test_one_silence_is_told_once_and_a_customers_own_is_none_of_the_trainees() -> None:
    assert silences("zh-CN", "C: 能取吗？", "T: （沉默50秒）", "C: 你怎么不说话？") == [(1, 50)]
    assert silences("zh-CN", "T: 您打算做什么用？", "C: «沉默片刻»给女儿交学费。") == []


def test_who_types_is_not_silent() -> None:
    lines = ("C 0: Can I have it back?", f"T 80: {'Of course, we will look. ' * 6}")
    assert silences("en", *lines, typed=True) == []
    assert silences("en", *lines) == [(1, 79)]


def test_times_that_run_backwards_or_lack_a_zone_tell_nothing() -> None:
    at = datetime.fromisoformat("2026-11-02T09:00:00+00:00")
    turns = (
        Turn(speaker="customer", text="Hello?", at=at),
        Turn(speaker="trainee", text="Yes.", at=at - timedelta(hours=1)),
        Turn(speaker="trainee", text="Well.", at=(at + timedelta(hours=9)).replace(tzinfo=None)),
    )
    assert signals_in(Transcript(locale="en", turns=turns)) == ()
