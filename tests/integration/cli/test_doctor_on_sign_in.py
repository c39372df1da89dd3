"""``lms doctor`` on the portal's address and on single sign-on."""

from pathlib import Path
from typing import Any

import pytest

from tests.command_line import lms
from tests.identity_provider import CLIENT, SECRET, identity_provider

pytestmark = pytest.mark.usefixtures("home")


def checks(name: str) -> list[dict[str, Any]]:
    ran = lms("doctor", "--json")
    assert SECRET not in ran.out + ran.err
    return [one for one in ran.json["checks"] if one["name"] == name]


@pytest.mark.parametrize(
    ("url", "state", "word"),
    [
        ("", "warning", "LMS_PUBLIC_URL is not set"),
        ("http://127.0.0.1:8501", "warning", "lead nowhere"),
        ("http://localhost:8501", "warning", "lead nowhere"),
        ("http://learn.bank.example", "warning", "not encrypted"),
        ("https://learn.bank.example", "ok", "stands on certificates"),
    ],
)
def test_an_address_that_others_cannot_reach_is_named(
    monkeypatch: pytest.MonkeyPatch, url: str, state: str, word: str
) -> None:
    monkeypatch.setenv("LMS_PUBLIC_URL", url)
    (found,) = checks("address")
    assert found["state"] == state and word in found["found"]


def test_without_a_provider_all_is_well_and_a_half_told_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks("sso")[0]["state"] == "ok"
    monkeypatch.setenv("LMS_OIDC_ISSUER", "https://login.bank.example")
    (found,) = checks("sso")
    assert found["state"] == "broken"
    assert found["cure"] == "Set LMS_OIDC_CLIENT_ID and LMS_OIDC_CLIENT_SECRET."


def connect(monkeypatch: pytest.MonkeyPatch, issuer: str) -> None:
    for name, value in {"ISSUER": issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET}.items():
        monkeypatch.setenv(f"LMS_OIDC_{name}", value)


def test_a_provider_that_answers_is_well_and_what_is_doubtful_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with identity_provider() as provider:
        connect(monkeypatch, f"{provider.issuer}/.well-known/openid-configuration")
        (found,) = checks("sso")
        assert found["state"] == "ok" and "“employee_number”, else “email”" in found["found"]
        monkeypatch.setenv("LMS_OIDC_EMAIL_VERIFIED", "false")
        monkeypatch.setenv("LMS_OIDC_PASSWORDS", "nobody")
        assert [one["state"] for one in checks("sso")] == ["warning", "warning", "ok"]
        issuer, provider.issuer = provider.issuer, "https://elsewhere.example"
        connect(monkeypatch, issuer)
        assert "calls its issuer https://elsewhere.example" in checks("sso")[-1]["found"]
    assert "does not answer" in checks("sso")[-1]["found"]


def test_a_provider_without_encryption_is_refused_unless_it_is_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connect(monkeypatch, "http://login.invalid")
    found = checks("sso")
    assert [one["state"] for one in found] == ["broken", "broken"] and "not encrypted" in found[0]["found"]


def test_an_issuer_that_is_no_address_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, "login.bank.example")
    assert "LMS_OIDC_ISSUER: write the whole address" in checks("settings")[0]["found"]


def test_the_secret_is_told_as_set(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, "http://127.0.0.1:9")
    shown = {one["name"]: one["value"] for one in lms("doctor", "--json").json["settings"]}
    assert shown["LMS_OIDC_CLIENT_SECRET"] == "set"
    assert not home.exists()
