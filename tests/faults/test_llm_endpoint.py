"""What a trainee gets when the endpoint fails: an answer, always, and a trace that says who gave it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lms.platform.llm import chat_model, probe
from lms.platform.settings import load_settings
from scenarios.conversation import Conversation
from scenarios.llm_customer import LlmCustomer
from tests.a_scenario import a_scenario
from tests.faulty_endpoint import STRANGE, FaultyEndpoint, faulty_endpoint

SAID = "I am so sorry that you had to wait."


def _customer(url: str, **settings: object) -> LlmCustomer:
    values = {
        "llm_model": "stand-in",
        "llm_first_token_timeout_s": 0.6,
        "llm_timeout_s": 2.0,
        "llm_retries": 2,
    }
    model = chat_model(load_settings(llm_base_url=url, **{**values, **settings}))
    assert model is not None
    return LlmCustomer(model)


@contextmanager
def _visit(*behaviours: str, **settings: object) -> Iterator[tuple[Conversation, FaultyEndpoint]]:
    with faulty_endpoint(*behaviours) as endpoint:
        conversation = Conversation(a_scenario(), _customer(endpoint.url, **settings))
        list(conversation.open())
        yield conversation, endpoint


def test_a_sound_endpoint_gives_the_customers_words_and_its_count_of_tokens() -> None:
    with _visit("answer") as (visit, _):
        assert list(visit.say(SAID))
        assert visit.turns[-1].text.strip() == "I have been waiting for an hour."
        assert visit.steps[-1].engine == "llm:stand-in"
        assert visit.steps[-1].notes == ()


@pytest.mark.parametrize("trouble", ["429", "500"])
def test_a_passing_trouble_is_tried_again(trouble: str) -> None:
    with _visit(trouble, "answer") as (visit, endpoint):
        list(visit.say(SAID))
        assert visit.steps[-1].engine == "llm:stand-in"
        assert len(endpoint.asked) == 2


@pytest.mark.parametrize(
    ("trouble", "note"),
    [
        ("429", "fallback: rate_limited"),
        ("500", "fallback: server_error"),
        ("401", "fallback: refused"),
        ("slow", "fallback: time_out"),
        ("empty", "fallback: empty"),
        ("nonsense", "fallback: cut"),
        ("html", "fallback: empty"),
        ("cut", "fallback: cut"),
        ("drip", "fallback: time_out"),
        ("error", "fallback: cut"),
        ("bytes", "fallback: cut"),
        *((strange, "fallback: cut") for strange in STRANGE),
    ],
)
def test_a_lasting_trouble_leaves_the_turn_to_the_built_in_customer(trouble: str, note: str) -> None:
    with _visit(trouble, llm_retries=0) as (visit, _):
        list(visit.say(SAID))
        step = visit.steps[-1]
        assert (step.engine, step.notes) == ("built-in", (note,))
        assert visit.turns[-1].text
        list(visit.say("By five o'clock today."))
        assert len(visit.turns) == 5


def test_a_stream_that_stalls_is_given_up_and_the_sentence_that_came_is_kept() -> None:
    with _visit("stall", llm_retries=0) as (visit, _):
        began = time.monotonic()
        list(visit.say(SAID))
        assert time.monotonic() - began < 10
        assert visit.turns[-1].text.startswith("I have been waiting")


def test_what_no_database_takes_is_left_out_of_the_models_words() -> None:
    with _visit("answer") as (visit, endpoint):
        endpoint.text = "I have \x00been waiting\ud83d for an hour. "
        list(visit.say(SAID))
        assert visit.turns[-1].text == "I have been waiting for an hour."
        assert visit.steps[-1].engine == "llm:stand-in"


@pytest.mark.parametrize("usage", [{"total_tokens": None}, {"total_tokens": "70"}, [], {}])
def test_a_count_of_tokens_that_is_none_is_estimated(usage: object) -> None:
    with _visit("answer") as (visit, endpoint):
        endpoint.usage = usage
        list(visit.say(SAID))
        assert visit.turns[-1].text == "I have been waiting for an hour."
        assert visit.steps[-1].engine == "llm:stand-in"


def test_an_endpoint_that_is_not_there_costs_no_turn() -> None:
    visit = Conversation(a_scenario(), _customer("http://127.0.0.1:9/v1", llm_retries=0))
    list(visit.open())
    list(visit.say(SAID))
    assert visit.steps[-1].notes == ("fallback: unreachable",)


def test_a_probe_says_what_is_wrong_and_never_raises() -> None:
    with faulty_endpoint("401") as endpoint:
        model = chat_model(load_settings(llm_base_url=endpoint.url, llm_model="stand-in", llm_retries=0))
        assert model is not None
        assert probe(model).failure == "refused"
