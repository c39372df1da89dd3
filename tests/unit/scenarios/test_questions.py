"""A plain question gets a plain answer: what counts as one, and what this customer says to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import play
from scenarios.loader import load
from scenarios.planner import Plan, advance
from scenarios.questions import answer_to, asks
from scenarios.schema import Scenario
from scenarios.speech_acts.acts import SpeechAct
from scenarios.state import State
from scenarios.transcript import LOCALES, Locale
from tests.a_scenario import a_scenario, scenario_data

AGE = {"asked": ["how old", "age"], "lines": ["Seventy-one.", "I am seventy-one, why?"]}


def somebody_who_answers(*answers: dict[str, Any], **changed: Any) -> Scenario:
    return a_scenario(answers=list(answers), **changed)


def meets(
    scenario: Scenario, text: str, acts: tuple[SpeechAct, ...] = (), state: State | None = None
) -> Plan:
    return advance(scenario, state or State.at_start(scenario), text=text, acts=acts, seed=0)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh-CN", "您今年多大年纪了"),
        ("zh-CN", "您一个人来的吗"),
        ("zh-CN", "好的。卡是您本人的？"),
        ("zh-CN", "那家里还有谁呢"),
        ("zh-CN", "单子带了没有"),
        ("zh-CN", "您去过公证处没有"),
        ("en", "How old are you"),
        ("en", "Right, do you live by yourself"),
        ("en", "I see. Your card is at home?"),
        ("en", "Okay so what happened then"),
    ],
)
def test_a_question_is_one_with_or_without_its_mark(locale: Locale, text: str) -> None:
    assert asks(text, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh-CN", "您先坐着，我去给您倒杯水。"),
        ("zh-CN", "我正给您查着呢，稍等。"),
        ("zh-CN", "您不签字，谁也动不了。"),
        ("zh-CN", "我查过了，没有。"),
        ("en", "I will find out for you."),
        ("en", "That is what I would do too."),
        ("en", "Do be more careful."),
        ("en", "What you read online is a rumour."),
        ("en", ""),
    ],
)
def test_a_statement_asks_nothing(locale: Locale, text: str) -> None:
    assert not asks(text, locale)


def test_a_plain_question_gets_its_answer() -> None:
    plan = meets(somebody_who_answers(AGE), "May I ask how old you are?")
    assert plan.act == "answer"
    assert plan.lines == ("Seventy-one.", "I am seventy-one, why?")


def test_a_question_of_a_word_or_two_is_no_silence() -> None:
    scenario = somebody_who_answers({"asked": ["age"], "lines": ["Seventy-one.", "I am seventy-one, why?"]})
    assert meets(scenario, "Age?").act == "answer"
    assert meets(scenario, "Ok.").act == "silence"


def test_the_words_of_a_question_are_whole_words() -> None:
    assert meets(somebody_who_answers(AGE), "Is that the manager?").act != "answer"


def test_the_same_words_in_a_statement_are_no_question() -> None:
    assert meets(somebody_who_answers(AGE), "My father is your age.").act != "answer"


def test_a_gap_in_the_words_takes_what_stands_between() -> None:
    scenario = somebody_who_answers({"asked": ["where … live"], "lines": ["By the school.", "Near here."]})
    assert meets(scenario, "Where is it that you live?").act == "answer"


def test_an_answer_that_needs_a_fact_waits_for_it() -> None:
    fact = scenario_data()["facts"][0]["id"]
    scenario = somebody_who_answers({**AGE, "facts": [fact]})
    state = State.at_start(scenario)
    assert answer_to(scenario, state, "How old are you?") is None
    told = state.model_copy(update={"facts": (fact,)})
    assert answer_to(scenario, told, "How old are you?") is not None


def test_a_question_asked_again_and_again_is_waved_aside_in_the_end() -> None:
    scenario = somebody_who_answers(AGE)
    session = play(scenario, BuiltInCustomer(), ["How old are you?"] * 4, seed=1)
    did = [step.customer_act for step in session.steps[1:]]
    assert did[:3].count("answer") == 2
    assert did[2] != "answer"


def test_a_plain_question_does_not_count_as_getting_nowhere_until_it_is_an_interrogation() -> None:
    answers = [
        {"asked": [word], "lines": [f"{word} one.", f"{word} two."]} for word in ("how old", "where", "which")
    ]
    scenario = somebody_who_answers(*answers)
    state = State.at_start(scenario)
    for question in ("How old are you?", "Where do you live?", "Which card is it?", "How old is it?"):
        state = meets(scenario, question, state=state).state
        assert state.stalled == 0
    assert meets(scenario, "Where is it?", state=state).state.stalled == 1
    assert meets(scenario, "Hm, right.", state=state).state.stalled == 1


def test_a_question_nobody_foresaw_is_deflected_and_not_met_with_comfort() -> None:
    assert meets(somebody_who_answers(AGE), "What is your favourite colour?").act == "deflect"


def test_an_answer_may_not_give_away_what_has_to_be_earned() -> None:
    mark = scenario_data()["facts"][0]["marks"][0]
    with pytest.raises(ValueError, match="gives away the fact"):
        somebody_who_answers({**AGE, "lines": [f"It is {mark}.", "Seventy-one."]})


def test_an_answer_names_facts_that_are_there() -> None:
    with pytest.raises(ValueError, match=r"answers\.how old: there is no fact"):
        somebody_who_answers({**AGE, "facts": ["nobody-knows"]})


@pytest.mark.parametrize("locale", LOCALES)
@given(text=st.text(max_size=200))
def test_any_text_can_be_looked_at_for_a_question(locale: Locale, text: str) -> None:
    assert asks(text, locale) in {True, False}


@pytest.mark.parametrize(
    ("locale", "question", "said"),
    [
        ("zh-CN", "您一个人住吗？", "一个人"),
        ("en", "Do you live alone, Mrs Sun?", "myself"),
    ],
)
def test_the_old_teacher_says_how_she_lives(locale: Locale, question: str, said: str) -> None:
    scenario = load("elderly-scam-withdrawal", locale)
    answer = answer_to(scenario, State.at_start(scenario), question)
    assert answer is not None
    assert any(said in line for line in answer.lines)
