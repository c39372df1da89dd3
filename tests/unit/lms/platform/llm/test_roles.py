"""Which model plays which part, as the settings say."""

from decimal import Decimal
from pathlib import Path

import pytest

from lms.platform.llm import ROLES, Endpoint, Price, Role, chat_model, endpoint_of
from lms.platform.settings import BadSettings, Settings, load_settings
from scenarios.chat_model import Usage

HERE, THERE = "http://here/v1", "http://there/v1"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.upper().startswith(("LMS_", "OPENAI_")):
            monkeypatch.delenv(name)


def settings(**values: object) -> Settings:
    return load_settings(home=Path("unused"), _env_file=None, **values)


def of(role: Role, **values: object) -> Endpoint:
    found = endpoint_of(settings(**values), role)
    assert found is not None
    return found


def key_of(endpoint: Endpoint) -> str:
    return endpoint.api_key.get_secret_value()


def test_one_model_plays_every_part_unless_another_is_named() -> None:
    common = {"llm_model": "small", "llm_base_url": HERE, "llm_api_key": "tiger"}
    for role in ROLES:
        found = of(role, **common)
        assert (found.model, found.base_url, key_of(found)) == ("small", HERE, "tiger")
    assert of("judge", **common, llm_judge_model="big").model == "big"
    assert of("coach", **common, llm_judge_model="big").model == "small"


def test_no_part_is_played_without_a_model() -> None:
    for role in ROLES:
        assert endpoint_of(settings(llm_base_url=HERE, llm_api_key="tiger"), role) is None
        assert chat_model(settings(), role) is None


def test_a_model_may_judge_while_the_built_in_customer_plays() -> None:
    chosen = settings(llm_judge_model="big", llm_base_url=HERE)
    assert chat_model(chosen) is None and chat_model(chosen, "coach") is None
    judge = chat_model(chosen, role="judge")
    assert judge is not None and judge.name == "big"


def test_a_key_is_sent_to_no_other_address_than_its_own() -> None:
    common = {"llm_model": "small", "llm_base_url": HERE, "llm_api_key": "tiger"}
    assert key_of(of("judge", **common, llm_judge_base_url=THERE)) == ""
    assert key_of(of("judge", **common, llm_judge_base_url=THERE, llm_judge_api_key="lion")) == "lion"
    assert key_of(of("judge", **common, llm_judge_api_key="lion")) == "lion"


def test_a_judge_is_steady_unless_told_otherwise() -> None:
    common = {"llm_model": "small", "llm_temperature": 0.9}
    assert (of("customer", **common).temperature, of("coach", **common).temperature) == (0.9, 0.9)
    assert of("judge", **common).temperature == 0
    assert of("judge", **common, llm_judge_temperature=0.3).temperature == 0.3
    assert of("coach", **common, llm_coach_temperature=0).temperature == 0


def test_a_price_belongs_to_one_model_at_one_address_and_is_never_guessed() -> None:
    priced = {"llm_model": "small", "llm_base_url": HERE, "llm_price_in": "0.8", "llm_price_out": "2"}
    small = Price(Decimal("0.8"), Decimal(2), "CNY")
    assert of("customer", **priced).price == of("judge", **priced).price == small
    assert of("judge", **priced, llm_judge_model="big").price is None
    assert of("judge", **priced, llm_judge_base_url=THERE).price is None
    assert of("customer", llm_model="small", llm_price_in="0.8").price is None
    big = of("judge", **priced, llm_judge_model="big", llm_judge_price_in=1, llm_judge_price_out=3).price
    assert big == Price(Decimal(1), Decimal(3), "CNY")


def test_what_tokens_cost_is_reckoned_in_millionths() -> None:
    price = Price(Decimal("0.8"), Decimal(2), "CNY")
    assert price.micros(Usage(1_000_000, 0)) == 800_000
    assert price.micros(Usage(100, 10)) == 100
    assert price.micros(Usage()) == 0


@pytest.mark.parametrize(
    "variable,value",
    [
        ("LMS_LLM_PRICE_IN", "-1"),
        ("LMS_LLM_JUDGE_PRICE_OUT", "cheap"),
        ("LMS_LLM_CURRENCY", "yuan"),
        ("LMS_LLM_JUDGE_BASE_URL", "there:8000"),
        ("LMS_LLM_COACH_TEMPERATURE", "3"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(BadSettings, match=variable):
        load_settings(_env_file=None)


def test_the_environment_names_each_part(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "LMS_LLM_MODEL": "small",
        "LMS_LLM_BASE_URL": HERE,
        "LMS_LLM_JUDGE_MODEL": "big",
        "LMS_LLM_JUDGE_BASE_URL": f"{THERE}/",
        "LMS_LLM_JUDGE_API_KEY": "lion",
    }.items():
        monkeypatch.setenv(name, value)
    judge = endpoint_of(load_settings(_env_file=None), "judge")
    assert judge is not None
    assert (judge.model, judge.base_url, key_of(judge)) == ("big", THERE, "lion")
    assert "lion" not in repr(judge)
