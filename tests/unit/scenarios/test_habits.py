"""What any customer may do: a number misheard, a vague word pressed, a yes that was none, a card held out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import SILENCE, Conversation, play
from scenarios.habits import habits_of, lines_for
from scenarios.loader import load
from scenarios.planner import Plan, advance
from scenarios.schema import HABITS, CustomerAct, Mood, Scenario
from scenarios.speech_acts.acts import SpeechAct
from scenarios.state import State, spoken
from scenarios.transcript import LOCALES, Locale
from tests.a_scenario import a_scenario, scenario_data

AT_EASE = Mood(anger=0.1, anxiety=0.2, trust=0.7, confusion=0.1)


def somebody(mood: Mood = AT_EASE, **abilities: Any) -> tuple[Scenario, State]:
    """A customer with such abilities, who feels like this."""
    persona = {**scenario_data()["persona"], "abilities": abilities}
    scenario = a_scenario(persona=persona)
    return scenario, State.at_start(scenario).model_copy(update={"mood": mood})


def meets(scenario: Scenario, state: State, text: str, acts: Sequence[SpeechAct], seed: int = 0) -> Plan:
    """What they do when ``text`` is said."""
    return advance(scenario, state, text=text, acts=acts, seed=seed)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_habit_has_words_for_anybody(locale: Locale) -> None:
    written = load("loan-refused", locale)
    plain = {act: lines for act, lines in written.lines.items() if act not in HABITS}
    scenario = written.model_copy(update={"lines": plain})
    for act in HABITS:
        assert len(lines_for(scenario, act)) >= 3


def test_on_the_telephone_nobody_nods_where_it_can_be_seen() -> None:
    lines = {act: words for act, words in scenario_data()["lines"].items() if act not in HABITS}
    for act in HABITS:
        heard = lines_for(a_scenario(channel="phone", lines=lines), act)
        assert len(heard) >= 3
        assert not any("«" in line for line in heard)


def test_a_scenarios_own_words_for_a_habit_come_first() -> None:
    own = {"calm": ["Yes, yes.", "I see.", "Of course."]}
    scenario = a_scenario(lines={**scenario_data()["lines"], "nod": own})
    assert lines_for(scenario, "nod") == ()


def test_words_for_anybody_do_not_give_away_what_somebody_hides() -> None:
    fact = {**scenario_data()["facts"][0], "marks": ["memory's a sieve"]}
    lines = {act: words for act, words in scenario_data()["lines"].items() if act != "forget"}
    scenario = a_scenario(facts=[fact], lines=lines)
    assert 3 <= len(lines_for(scenario, "forget")) < len(habits_of("en").lines["forget"])


@pytest.mark.parametrize(
    ("locale", "vague", "exact"),
    [
        ("zh-CN", "我们尽快给您处理", "今天下午五点前给您回电话"),
        ("zh-CN", "您回去等通知吧", "明天上午十点我打给您"),
        ("en", "We'll sort it as soon as possible", "I'll ring you by five"),
        ("en", "Somebody will be in touch shortly", "It takes three working days"),
    ],
)
def test_words_that_name_no_time_are_told_from_those_that_do(locale: Locale, vague: str, exact: str) -> None:
    assert habits_of(locale).names_no_time(vague)
    assert not habits_of(locale).names_no_time(exact)


def test_a_vague_word_is_pressed_for_a_time() -> None:
    scenario, state = somebody()
    assert meets(scenario, state, "It will be mended soon.", ["explain_plain"]).act == "ask_time"


@pytest.mark.parametrize(
    ("locale", "said", "heard"),
    [
        ("en", "That is fifteen pounds", "Fifty"),
        ("en", "Take ticket 14", "40"),
        ("zh-CN", "一共四块钱", "十"),
        ("zh-CN", "请到6号窗口", "9"),
    ],
)
def test_a_number_is_misheard_as_one_that_sounds_like_it(locale: Locale, said: str, heard: str) -> None:
    lines = [habits_of(locale).mishears(said, seed=str(seed)) for seed in range(20)]
    assert any(heard in spoken(line) for given in lines for line in given)


@given(st.sampled_from(LOCALES), st.text(max_size=80), st.integers(0, 9))
def test_mishearing_never_repeats_the_number_that_was_said(locale: Locale, text: str, seed: int) -> None:
    habits = habits_of(locale)
    for line in habits.mishears(text, seed=str(seed)):
        assert "{" not in line
        assert any(number.casefold() in line.casefold() for number in habits.confusable.values())


def test_a_proud_customer_says_yes_and_it_shows_two_turns_later() -> None:
    scenario, state = somebody(pride=0.9)
    first = meets(scenario, state, "It failed the KYC refresh.", ["use_jargon"])
    assert first.act == "nod"
    second = meets(scenario, first.state, "I have it here before me.", [])
    assert second.act != "confused"
    third = meets(scenario, second.state, "I have it here before me.", [])
    assert third.act == "confused"
    assert third.state.nodded is None


@pytest.mark.parametrize("cure", ["explain_plain", "check_understanding"])
def test_a_yes_that_was_none_is_mended_by_who_explains_or_asks(cure: SpeechAct) -> None:
    scenario, state = somebody(pride=0.9)
    nodded = meets(scenario, state, "It failed the KYC refresh.", ["use_jargon"]).state
    assert meets(scenario, nodded, "It means we need your papers again.", [cure]).state.nodded is None


def test_who_is_not_proud_says_at_once_that_they_are_lost() -> None:
    scenario, state = somebody(pride=0.2)
    assert meets(scenario, state, "It failed the KYC refresh.", ["use_jargon"]).act == "confused"


def test_who_forgets_asks_for_the_step_before_but_not_for_ever() -> None:
    scenario, state = somebody(memory=0.0)
    acts: list[CustomerAct | None] = []
    for _ in range(8):
        plan = meets(scenario, state, "Now press the green button.", ["one_step"])
        acts.append(plan.act)
        state = plan.state
    assert acts[0] != "forget"
    assert acts.count("forget") == 2


def test_card_and_pin_are_held_out_once_by_who_is_lost_at_machines() -> None:
    scenario, state = somebody(digital=0.1)
    first = meets(scenario, state, "Now you type the PIN.", ["offer_help"])
    assert first.act == "hand_over"
    assert meets(scenario, first.state, "Now you type the PIN.", ["offer_help"]).act != "hand_over"
    guarded = meets(scenario, state, "Type the PIN yourself, I look away.", ["protect_privacy", "one_step"])
    assert guarded.act != "hand_over"
    handy, at_ease = somebody(digital=0.9)
    assert meets(handy, at_ease, "Now you type the PIN.", ["offer_help"]).act != "hand_over"


def test_an_angry_customer_cuts_a_long_speech_short_once() -> None:
    scenario, state = somebody(Mood(anger=0.8, trust=0.2))
    speech = "The thing is that there are a great many things to be said about it. " * 9
    first = meets(scenario, state, speech, ["give_reason"])
    assert first.act == "interrupt"
    assert meets(scenario, first.state, speech, ["give_reason"]).act != "interrupt"


@pytest.mark.parametrize("locale", LOCALES)
def test_silence_is_a_turn_and_the_customer_reacts_to_it(locale: Locale) -> None:
    scenario = a_scenario(locale=locale)
    conversation = play(scenario, BuiltInCustomer(), ["", "  "])
    said = [turn.text for turn in conversation.turns if turn.speaker == "trainee"]
    assert said == [SILENCE[locale]] * 2
    assert conversation.steps[1].customer_act == "silence"
    assert not conversation.steps[1].acts


def test_habits_come_out_in_a_whole_conversation_without_a_line_twice() -> None:
    scenario, _ = somebody(pride=0.9, memory=0.0, digital=0.0, hearing=0.0)
    conversation = Conversation(scenario, BuiltInCustomer(), seed=3)
    list(conversation.open())
    for _ in range(12):
        if conversation.ending:
            break
        list(conversation.say("Press the fifteen, then type the PIN, it failed the KYC refresh"))
    lines = [spoken(turn.text) for turn in conversation.turns if turn.speaker == "customer"]
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize(
    ("locale", "like_a_form", "like_a_person"),
    [
        ("zh-CN", "请提供有效证件，核实后予以办理。", "您把身份证给我看一眼，我看好了就给您弄。"),
        (
            "en",
            "Please provide documentation so we can verify it.",
            "Show me your card and I'll have a look.",
        ),
    ],
)
def test_who_is_at_home_in_a_dialect_loses_words_out_of_a_form(
    locale: Locale, like_a_form: str, like_a_person: str
) -> None:
    scenario = load("low-vision-dialect", locale)
    state = State.at_start(scenario).model_copy(update={"mood": AT_EASE, "habits": {"nod": 1}})
    assert meets(scenario, state, like_a_form, []).act == "confused"
    assert meets(scenario, state, like_a_person, []).act != "confused"


def test_everybody_else_follows_words_out_of_a_form() -> None:
    scenario, state = somebody()
    assert meets(scenario, state, "Please provide documentation so we can verify it.", []).act != "confused"
