"""What is quoted as proof proves something, and a label alone is no proof."""

from __future__ import annotations

import pytest

from scenarios.loader import load
from scenarios.speech_acts import act_ids, recogniser_for
from scenarios.transcript import Locale
from scoring.rules_judge import judge
from tests.unit.scoring.conversations import answer, talk


@pytest.mark.parametrize(
    ("locale", "lines", "quote"),
    [
        (
            "zh-CN",
            (
                "C: 等了一个小时，你们什么态度！",
                "T: 您好。让您久等了，实在对不起。",
                "C: 哼。",
                "T: 请问您办什么？",
            ),
            "让您久等了",
        ),
        (
            "en",
            (
                "C: An hour! This is outrageous!",
                "T: Good morning. I'm so sorry you had to wait.",
                "C: Hm.",
                "T: What can I do for you?",
            ),
            "I'm so sorry you had to wait",
        ),
    ],
)
def test_that_nothing_hurtful_was_said_is_proved_where_it_was_hardest(
    locale: Locale, lines: tuple[str, ...], quote: str
) -> None:
    found = answer("no_forbidden", talk(locale, *lines))
    assert found.outcome == "met"
    assert quote in found.evidence[0].quote


def test_to_a_calm_customer_it_is_proved_by_the_last_words_not_by_the_greeting() -> None:
    lines = ("C: 存五千。", "T: 您好，欢迎光临。", "C: 给。", "T: 存好了，这是您的回单。")
    assert [e.turn for e in answer("no_forbidden", talk("zh-CN", *lines)).evidence] == [3]
    assert [e.turn for e in answer("not_over_questioned", talk("zh-CN", *lines)).evidence] == [3]


def test_courtesy_throughout_is_shown_beyond_the_greeting() -> None:
    lines = ("C: Morning.", "T: Good morning, sir.", "C: Pay this in.", "T: Certainly. Please sign here.")
    assert [e.turn for e in answer("courtesy", talk("en", *lines)).evidence] == [3]


@pytest.mark.parametrize("said", ["让您站了四十分钟，实在对不起。", "耽误您生意了，对不住。"])
def test_an_apology_says_nothing_back(said: str) -> None:
    acts = act_ids(recogniser_for("zh-CN").recognise(said))
    assert "apologise" in acts
    assert "restate" not in acts


def test_saying_the_need_back_is_no_check_of_understanding() -> None:
    lines = ("C: I'm eighty and I don't understand.", "T: You'd like your pension in cash, is that right?")
    assert answer("paced", talk("en", *lines, frail=True)).outcome == "not_met"
    asked = ("C: I'm eighty and I don't understand.", "T: First, just put the card in. Is that clear?")
    assert answer("paced", talk("en", *asked, frail=True)).outcome == "met"


def test_an_instruction_too_long_to_follow_in_one_go_is_no_single_step() -> None:
    said = (
        "T: Bring your medical records and proof of income and the bank statements of the last six months and a "
        "letter from your employer and the contract. Is that clear?"
    )
    found = answer("paced", talk("en", "C: I don't understand what I have to do.", said, frail=True))
    assert found.outcome == "not_met"
    assert found.evidence[0].quote.startswith("Bring your medical records")


def test_seeing_something_afterwards_is_no_check_of_understanding() -> None:
    assert "check_understanding" not in act_ids(recogniser_for("zh-CN").recognise("打完就能看到余额了。"))
    assert "check_understanding" in act_ids(recogniser_for("zh-CN").recognise("这个数您能看清吗？"))


def test_that_nobody_was_questioned_without_need_is_not_proved_by_a_greeting() -> None:
    greeted = ("C: I'd like to pay in 500.", "T: Good morning, what can I do for you?")
    assert answer("not_over_questioned", talk("en", *greeted)).evidence == ()
    served = (*greeted, "C: Just pay it in.", "T: Five hundred, is that right? May I see your ID?")
    assert [e.turn for e in answer("not_over_questioned", talk("en", *served)).evidence] == [3]


@pytest.mark.parametrize(
    ("locale", "gesture"), [("zh-CN", "«挂断了电话»"), ("zh-CN", "«转身就走»"), ("en", "«hangs up»")]
)
def test_who_is_left_standing_owes_no_leave(locale: Locale, gesture: str) -> None:
    lines = ("C: ?!", "T: 1 2 3.", "C: ?!", "T: 4 5 6.")
    assert answer("closing", talk(locale, *lines, "C: …")).outcome == "not_met"
    assert answer("closing", talk(locale, *lines, f"C: {gesture} …")).outcome == "not_applicable"


def test_the_last_words_of_an_ending_at_once_tell_that_it_was_broken_off() -> None:
    scenario = load("unexpected-fee", "en")
    broken, ended = scenario.endings[0], scenario.endings[-1]
    for ending, outcome in ((broken, "not_applicable"), (ended, "not_met")):
        transcript = talk("en", "C: Well?", "T: Hm.", "C: Well?", "T: Hm.", f"C: {ending.lines[0]}")
        assert judge(transcript, scenario).result("closing").outcome == outcome
