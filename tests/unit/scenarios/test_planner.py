"""What the customer does next."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.planner import Plan, advance, open_scene, stop
from scenarios.schema import CustomerAct, Mood, Scenario
from scenarios.speech_acts.acts import SPEECH_ACTS, SpeechAct
from scenarios.state import State
from tests.a_scenario import a_scenario, scenario_data

TRUSTING = Mood(anger=0.1, anxiety=0.2, trust=0.8, confusion=0.1)


def _start(scenario: Scenario, mood: Mood | None = None) -> State:
    state = State.at_start(scenario)
    return state.model_copy(update={"mood": mood}) if mood else state


def _say(
    scenario: Scenario,
    state: State,
    *acts: SpeechAct,
    text: str = "something said at some length",
    seed: int = 0,
) -> Plan:
    return advance(scenario, state, text=text, acts=acts, seed=seed)


def _end(plan: Plan) -> str | None:
    return plan.ending.id if plan.ending else None


def test_a_hidden_fact_is_evaded_while_trust_is_low() -> None:
    scenario = a_scenario()
    plan = _say(scenario, _start(scenario, Mood(trust=0.1)), "ask_open")
    assert plan.act == "evade"
    assert plan.fact is None


def test_a_hidden_fact_is_told_once_it_was_asked_the_right_way() -> None:
    scenario = a_scenario()
    plan = _say(scenario, _start(scenario, TRUSTING), "ask_open")
    assert plan.earned == ("parcel",)
    assert plan.lines == scenario.facts[0].lines


def test_a_fact_is_told_once_and_stays_known() -> None:
    scenario = a_scenario()
    first = _say(scenario, _start(scenario, TRUSTING), "ask_open")
    second = _say(scenario, first.state, "ask_open")
    assert second.earned == ()
    assert second.state.facts == ("parcel",)


def test_an_objective_that_needs_a_fact_is_not_met_before_it() -> None:
    scenario = a_scenario()
    early = _say(scenario, _start(scenario, TRUSTING), "commit_time")
    late = _say(scenario, _say(scenario, early.state, "ask_open").state, "commit_time")
    assert early.met == ()
    assert late.met == ("promised",)


def test_one_turn_meets_what_another_objective_waits_for_whichever_the_file_names_first() -> None:
    objectives = [
        {
            "id": "promised",
            "text": "She knows by when.",
            "hint": "Give her a time.",
            "met_by": {"any": ["commit_time"], "objectives": ["heard"]},
        },
        {"id": "heard", "text": "She feels heard.", "hint": "Listen.", "met_by": {"any": ["empathise"]}},
    ]
    scenario = a_scenario(objectives=objectives)
    assert _say(scenario, _start(scenario), "empathise", "commit_time").met == ("heard", "promised")


def test_who_has_what_they_came_for_does_not_tell_the_old_trouble_over_again() -> None:
    scenario = a_scenario()
    state = _start(scenario, TRUSTING)
    assert _say(scenario, state, "restate").act == "detail"
    for act in ("empathise", "ask_open", "commit_time"):
        state = _say(scenario, state, act).state
    assert _say(scenario, state, "restate").act == "thank"


def test_the_wanted_ending_needs_a_farewell() -> None:
    scenario = a_scenario()
    state = _start(scenario, TRUSTING)
    for act in ("empathise", "ask_open", "commit_time"):
        plan = _say(scenario, state, act)
        assert plan.ending is None
        state = plan.state
    assert _end(_say(scenario, state, "close")) == "happy"


def test_a_content_customer_who_is_not_sent_off_goes_by_themselves() -> None:
    scenario = a_scenario()
    state = _start(scenario, TRUSTING)
    for act in ("empathise", "ask_open", "commit_time"):
        state = _say(scenario, state, act).state
    endings = []
    for _ in range(5):
        plan = _say(scenario, state, "thank")
        endings.append(plan.ending and plan.ending.id)
        if plan.ending:
            break
        state = plan.state
    assert endings[-1] == "happy"


def test_insults_drive_the_customer_away() -> None:
    scenario = a_scenario()
    state = _start(scenario)
    for _ in range(4):
        plan = _say(scenario, state, "rude")
        if plan.ending:
            break
        assert plan.act == "vent"
        state = plan.state
    assert _end(plan) == "stormed-out"


def test_a_farewell_with_nothing_solved_is_not_taken_up_the_first_time() -> None:
    scenario = a_scenario()
    first = _say(scenario, _start(scenario), "close")
    assert first.ending is None
    assert _end(_say(scenario, first.state, "close")) == "nothing"


def test_stopping_gives_the_ending_that_was_earned() -> None:
    scenario = a_scenario()
    assert _end(stop(scenario, _start(scenario))) == "nothing"


def test_a_visit_has_its_time() -> None:
    scenario = a_scenario(max_turns=6)
    state = _start(scenario)
    for _ in range(6):
        plan = _say(scenario, state, "thank")
        state = plan.state
    assert plan.ending is not None


def test_nothing_can_be_said_after_the_end() -> None:
    scenario = a_scenario()
    ended = stop(scenario, _start(scenario)).state
    with pytest.raises(ValueError, match="ended"):
        _say(scenario, ended, "greet")
    with pytest.raises(ValueError, match="ended"):
        stop(scenario, ended)


@pytest.mark.parametrize(
    ("acts", "text", "reaction"),
    [
        (("blame",), "you should have read it", "vent"),
        (("use_jargon",), "your KYC refresh hit a CIP flag", "confused"),
        (("refuse",), "I'm not able to do that", "ask_why"),
        (("next_step",), "I'll pass that on for you", "ask_time"),
        (("one_step",), "first, just put the card in", "follow"),
        (("restate",), "so your umbrella is gone, is that right", "detail"),
        ((), "ok", "silence"),
    ],
)
def test_the_customer_answers_what_was_done(
    acts: tuple[SpeechAct, ...], text: str, reaction: CustomerAct
) -> None:
    scenario = a_scenario()
    assert _say(scenario, _start(scenario), *acts, text=text).act == reaction


def test_a_long_speech_loses_someone_who_takes_one_thing_at_a_time() -> None:
    data = scenario_data()
    data["persona"] = data["persona"] | {"abilities": {"pace": 1}}
    scenario = a_scenario(persona=data["persona"])
    assert _say(scenario, _start(scenario), "explain_plain", text="word " * 80).act == "confused"


def test_a_hard_of_hearing_customer_mishears_sometimes_but_never_twice_running() -> None:
    data = scenario_data()
    scenario = a_scenario(persona=data["persona"] | {"abilities": {"hearing": 0.3}})
    misheard = 0
    for seed in range(20):
        state = _start(scenario)
        acts: list[CustomerAct | None] = []
        for _ in range(8):
            plan = _say(scenario, state, "thank", seed=seed)
            if plan.ending:
                break
            acts.append(plan.act)
            state = plan.state
        assert acts.count("mishear") <= 2
        assert all(pair != ("mishear", "mishear") for pair in pairwise(acts))
        misheard += acts.count("mishear")
    assert misheard >= 20


@given(
    st.lists(st.lists(st.sampled_from(SPEECH_ACTS), unique=True, max_size=4), max_size=30), st.integers(0, 99)
)
def test_whatever_is_said_facts_and_objectives_are_only_gained_and_the_state_survives_storage(
    turns: list[list[SpeechAct]], seed: int
) -> None:
    scenario = a_scenario()
    state = open_scene(scenario).state
    for acts in turns:
        plan = _say(scenario, state, *acts, seed=seed)
        assert set(state.facts) <= set(plan.state.facts)
        assert set(state.objectives) <= set(plan.state.objectives)
        assert State.model_validate_json(plan.state.model_dump_json()) == plan.state
        state = plan.state
        if plan.ending:
            break
