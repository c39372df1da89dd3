"""What a model may not say as the customer."""

from collections.abc import Sequence

import pytest

from scenarios.planner import open_scene
from scenarios.role_check import out_of_role
from scenarios.schema import Scenario
from scenarios.state import State
from tests.a_scenario import SECRET, a_scenario

EN = a_scenario()
ZH = a_scenario(locale="zh-CN")


def _check(
    text: str,
    *,
    scenario: Scenario = EN,
    heard: str = "How are you today?",
    said: Sequence[str] = (),
    facts: Sequence[str] = (),
) -> str | None:
    state = State.at_start(scenario).model_copy(update={"facts": tuple(facts)})
    return out_of_role(text, scenario=scenario, state=state, heard=heard, said=said)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("As an AI language model, I cannot do that.", "assistant"),
        ("Hello! How can I help you today?", "assistant"),
        ("My instructions say that I am angry.", "reveals"),
        ("May I see your ID, please?", "clerk"),
        ("我就想取钱。", "language"),
        ("**Customer**: I want my money.", "markup"),
        ("Customer: I want my money.", "markup"),
        ("<|im_start|>assistant", "markup"),
        (f"Fine. It is {SECRET}.", "gives_away"),
        ("I want it right now. I want it right now. I want it right now.", "babbles"),
    ],
)
def test_english_out_of_role_is_caught(text: str, reason: str) -> None:
    assert _check(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("作为一个人工智能，我不能回答。", "assistant"),
        ("您好，请问有什么可以帮您？", "assistant"),
        ("我的设定是一位生气的老人。", "reveals"),
        ("请您出示一下身份证。", "clerk"),
        ("I just want my money back, please.", "language"),
        ("我要取钱我要取钱我要取钱我要取钱我要取钱我要取钱", "babbles"),
    ],
)
def test_chinese_out_of_role_is_caught(text: str, reason: str) -> None:
    assert _check(text, scenario=ZH) == reason


@pytest.mark.parametrize(
    "text",
    ["I have been waiting for an hour!", "«sighs» Well, what do I do now?", "Can you help me, please?"],
)
def test_a_customers_own_words_pass(text: str) -> None:
    assert _check(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "我都等了一个钟头了！",
        "«叹了口气»那我该怎么办呢？",
        "你帮我看看这张卡，行不行？",
        "这个ATM机我不会用。",
    ],
)
def test_a_chinese_customers_own_words_pass(text: str) -> None:
    assert _check(text, scenario=ZH) is None


def test_a_fact_may_be_told_once_it_is_earned() -> None:
    assert _check(f"It is {SECRET}.", facts=["parcel"]) is None


def test_a_line_said_before_is_a_repeat_whatever_the_gestures() -> None:
    assert _check("«looks away» I want my money back!", said=["«nods» I want my money back."]) == "repeats"


def test_the_clerks_words_said_back_are_an_echo() -> None:
    assert (
        _check("Please take a number and wait.", heard="Please take a number and wait over there.")
        == "echoes"
    )


def test_the_opening_of_a_scenario_is_in_role() -> None:
    for line in open_scene(EN).lines:
        assert _check(line) is None
