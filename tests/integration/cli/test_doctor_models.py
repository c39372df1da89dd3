"""``lms doctor`` on models: which plays which part, whether each answers, what all have used and cost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lms.people import load_people
from lms.people.actors import actor_from
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.migrations import migrate
from lms.platform.settings import load_settings
from lms.practice.connecting import Entry, connect, try_model
from tests.command_line import Ran, lms
from tests.faulty_endpoint import FaultyEndpoint, faulty_endpoint

SECRET = "sk-tiger-4711"


def checks(ran: Ran, name: str) -> list[dict[str, Any]]:
    return [item for item in ran.json["checks"] if item["name"] == name]


@pytest.fixture
def context(home: Path) -> Iterator[Context]:
    """A migrated demo installation at ``home``."""
    home.mkdir()
    settings = load_settings(home=home, _env_file=None)
    database = Database(settings.database_url.get_secret_value())
    migrate(database)
    yield Context(database, settings)
    database.close()


def entered(context: Context, endpoint: FaultyEndpoint) -> None:
    """An administrator has connected a model on the page and tried it."""
    bank = load_people(context.database, context.today())
    with context.database.reading() as connection:
        person_id = bank.one_click("admin").person_id
        admin = actor_from(connection, person_id, now=context.now(), today=context.today())
    assert admin is not None
    entry = Entry(endpoint.url, "paged", SECRET, price_in="1", price_out="2")
    connect(context, actor=admin, role="customer", entry=entry)
    try_model(context, actor=admin, role="customer")


@pytest.mark.usefixtures("home")
def test_models_of_their_own_are_asked_each_and_one_for_all_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with faulty_endpoint("answer") as endpoint:
        monkeypatch.setenv("LMS_LLM_BASE_URL", endpoint.url)
        monkeypatch.setenv("LMS_LLM_MODEL", "small")
        together = lms("doctor", "--json")
        assert len(endpoint.asked) == 1
        monkeypatch.setenv("LMS_LLM_JUDGE_MODEL", "big")
        monkeypatch.setenv("LMS_LLM_JUDGE_API_KEY", SECRET)
        apart = lms("doctor", "--json")
    assert (
        "plays the customer, judges exams beside the rules and coaches, with no key"
        in checks(together, "llm")[0]["found"]
    )
    assert "plays the customer and coaches" in checks(apart, "llm")[0]["found"]
    (judge,) = checks(apart, "llm-judge")
    assert (
        judge["state"] == "ok"
        and "big" in judge["found"]
        and "judges exams beside the rules, with a key" in judge["found"]
    )
    assert SECRET not in apart.out + apart.err


@pytest.mark.usefixtures("home")
def test_a_judge_that_fails_is_named_with_its_own_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_LLM_JUDGE_MODEL", "big")
    monkeypatch.setenv("LMS_LLM_RETRIES", "0")
    with faulty_endpoint("401") as endpoint:
        monkeypatch.setenv("LMS_LLM_JUDGE_BASE_URL", endpoint.url)
        ran = lms("doctor", "--json")
    assert checks(ran, "llm")[0]["found"].startswith("None is configured")
    (judge,) = checks(ran, "llm-judge")
    assert judge["state"] == "broken" and ran.code == 1
    assert "LMS_LLM_JUDGE_API_KEY" in judge["cure"] and "LMS_LLM_JUDGE_MODEL" in judge["cure"]


@pytest.mark.usefixtures("home")
def test_half_a_price_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_LLM_PRICE_IN", "0.8")
    (price,) = checks(lms("doctor", "--json"), "prices")
    assert price["state"] == "warning" and "LMS_LLM_PRICE_OUT" in price["cure"]


def test_a_model_connected_on_the_page_is_asked_and_what_was_used_is_told(context: Context) -> None:
    with faulty_endpoint("answer") as endpoint:
        entered(context, endpoint)
        ran = lms("doctor", "--json")
    (llm,) = checks(ran, "llm")
    assert llm["state"] == "ok" and "paged" in llm["found"] and "with a key" in llm["found"]
    (tokens,) = checks(ran, "tokens")
    assert "70 tokens, CNY 0.0001 this month" in tokens["found"]
    assert tokens["figures"]["tokens_asked"] == 60 and tokens["figures"]["tokens_answered"] == 10
    assert tokens["figures"]["cost_CNY"] == pytest.approx(0.00008)
    assert SECRET not in ran.out + ran.err
