"""``lms play`` says who plays the customer, and when the built-in one stepped in."""

import pytest

from tests.command_line import lms
from tests.faulty_endpoint import FaultyEndpoint, faulty_endpoint


def playing(monkeypatch: pytest.MonkeyPatch, endpoint: FaultyEndpoint) -> None:
    for name, value in {
        "MODEL": "small",
        "BASE_URL": endpoint.url,
        "API_KEY": "none",
        "RETRIES": "0",
    }.items():
        monkeypatch.setenv(f"LMS_LLM_{name}", value)


def test_the_built_in_customer_is_named() -> None:
    assert lms("play", "loan-refused", "--policy", "good").out.startswith("客户：内置客户\n")
    told = lms("play", "loan-refused", "--locale", "en", "--policy", "good").out
    assert told.startswith("Customer: built-in\n")


def test_a_model_is_named_and_so_is_what_it_did_not_say(monkeypatch: pytest.MonkeyPatch) -> None:
    with faulty_endpoint("500") as endpoint:
        playing(monkeypatch, endpoint)
        told = lms(
            "play", "loan-refused", "--engine", "llm", "--locale", "en", "--script", "-", stdin="Hm.\nHm."
        )
    assert told.out.startswith("Customer: model small\n")
    assert "The built-in customer stepped in for 3 of the turns (server_error)" in told.out


def test_a_program_that_reads_json_is_told_in_the_json_alone() -> None:
    told = lms("play", "loan-refused", "--policy", "good", "--json")
    assert told.json["engine"] == "built-in" and told.err == ""
