"""The built-in customer."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.built_in import BuiltInCustomer
from scenarios.customer import Scene
from scenarios.planner import Plan, open_scene
from scenarios.schema import CUSTOMER_ACTS, CustomerAct, Mood
from scenarios.state import State, spoken
from tests.a_scenario import a_scenario

SCENARIO = a_scenario()


def _speak(plan: Plan, seed: int = 0) -> str:
    return BuiltInCustomer().realise(Scene(SCENARIO, plan, (), seed)).read()


def test_the_same_seed_says_the_same_words() -> None:
    assert _speak(open_scene(SCENARIO), seed=7) == _speak(open_scene(SCENARIO), seed=7)


def test_seeds_differ_in_words() -> None:
    assert len({_speak(open_scene(SCENARIO), seed=seed) for seed in range(20)}) == 3


def test_an_angry_customer_speaks_angrily() -> None:
    state = State.at_start(SCENARIO).model_copy(update={"mood": Mood(anger=0.8)})
    assert "insist angrily" in _speak(Plan(state, "insist"))


@given(st.lists(st.sampled_from(CUSTOMER_ACTS), min_size=40, max_size=60), st.integers(0, 50))
def test_no_words_come_twice_in_a_session_of_any_length(acts: list[CustomerAct], seed: int) -> None:
    state = State.at_start(SCENARIO)
    said: list[str] = []
    for turn, act in enumerate(acts):
        state = state.model_copy(update={"turn": turn})
        line = _speak(Plan(state, act), seed)
        said.append(spoken(line))
        state = state.having_said(line)
    assert len(set(said)) == len(said)


def test_even_sixty_turns_of_the_same_act_find_new_words() -> None:
    state = State.at_start(SCENARIO)
    said: list[str] = []
    for turn in range(60):
        line = _speak(Plan(state.model_copy(update={"turn": turn}), "insist"))
        said.append(spoken(line))
        state = state.having_said(line)
    assert len(set(said)) == 60


def test_when_thanks_run_out_a_content_customer_agrees_and_does_not_complain_anew() -> None:
    state = State.at_start(SCENARIO).model_copy(update={"mood": Mood(anger=0.1, anxiety=0.1)})
    said: list[str] = []
    for turn in range(14):
        line = _speak(Plan(state.model_copy(update={"turn": turn}), "thank"))
        said.append(spoken(line))
        state = state.having_said(line)
    assert all(line.startswith(("thank", "accept", "soften")) for line in said), said
