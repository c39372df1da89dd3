"""``lms doctor``: what is wrong with an installation, and how to mend it."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Ran, lms
from tests.faulty_endpoint import faulty_endpoint


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, away from the developer's variables and ``.env``."""
    for name in list(os.environ):
        if name.startswith(("LMS_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LMS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def check(ran: Ran, name: str) -> dict[str, Any]:
    """The first check of a name, the bad ones before the good."""
    found = [item for item in ran.json["checks"] if item["name"] == name]
    return min(found, key=lambda item: ["broken", "warning", "ok"].index(item["state"]))


def test_a_new_installation_is_well_and_nothing_is_made_by_looking(home: Path) -> None:
    ran = lms("doctor", "--json")
    assert ran.code == 0 and ran.json["ok"]
    assert check(ran, "database")["state"] == "warning"
    assert "lms migrate" in check(ran, "database")["cure"]
    assert not home.exists()


def test_people_read_a_line_for_each_check_and_its_cure() -> None:
    ran = lms("doctor")
    for name in ("settings", "home", "key", "database", "llm"):
        assert f" {name} " in ran.out
    assert "→ lms serve" in ran.out


def test_a_migrated_database_is_told_with_its_revision_and_who_is_missing(home: Path) -> None:
    assert lms("migrate").code == 0
    ran = lms("doctor", "--json")
    assert check(ran, "migrations")["state"] == "ok"
    assert check(ran, "accounts") == {
        "name": "accounts",
        "state": "warning",
        "found": "There is no administrator yet.",
        "cure": "lms admin create",
    }


@pytest.mark.parametrize(
    "name, value", [("LMS_TIMEZONE", "Mars/Olympus"), ("LMS_SECRET_KEY", "short"), ("LMS_SESSION_HOURS", "0")]
)
def test_a_setting_that_cannot_be_used_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    ran = lms("doctor", "--json")
    assert ran.code == 1 and not ran.json["ok"]
    assert name in check(ran, "settings")["found"]


def test_a_misspelt_setting_is_answered_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_LLM_MODLE", "qwen")
    Path(".env").write_text("LMS_LOCALE_DEFUALT=en\n", encoding="utf-8")
    ran = lms("doctor", "--json")
    assert ran.code == 0
    cures = [item.get("cure") for item in ran.json["checks"]]
    assert "Did you mean LMS_LLM_MODEL?" in cures and "Did you mean LMS_LOCALE_DEFAULT?" in cures


def test_a_key_file_that_others_can_read_is_broken(home: Path) -> None:
    home.mkdir()
    key = home / "secret.key"
    key.write_text("k" * 64)
    key.chmod(0o644)
    ran = lms("doctor", "--json")
    assert ran.code == 1
    assert check(ran, "key")["cure"] == f"chmod 600 {key}"
    key.chmod(0o600)
    assert check(lms("doctor", "--json"), "key")["state"] == "ok"


def test_a_home_that_is_a_file_is_broken(home: Path) -> None:
    home.write_text("in the way")
    assert check(lms("doctor", "--json"), "home")["state"] == "broken"


def test_a_file_that_is_no_database_is_broken(home: Path) -> None:
    home.mkdir()
    (home / "lms.sqlite3").write_bytes(b"no database at all" * 100)
    ran = lms("doctor", "--json")
    assert ran.code == 1
    assert "restore a backup" in check(ran, "database")["cure"]


def test_a_server_that_does_not_answer_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_DATABASE_URL", "postgresql://lms:topsecret@127.0.0.1:9/lms")
    ran = lms("doctor", "--json")
    assert ran.code == 1
    assert check(ran, "database")["state"] == "broken"
    assert "topsecret" not in ran.out + ran.err


def test_an_endpoint_that_streams_is_well_and_its_times_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with faulty_endpoint("answer") as endpoint:
        monkeypatch.setenv("LMS_LLM_BASE_URL", endpoint.url.replace("://", "://user:topsecret@"))
        monkeypatch.setenv("LMS_LLM_MODEL", "stand-in")
        ran = lms("doctor", "--json")
    llm = check(ran, "llm")
    assert ran.code == 0 and llm["state"] == "ok"
    assert 0 < llm["figures"]["first_token_s"] <= llm["figures"]["total_s"]
    assert "topsecret" not in ran.out + ran.err


@pytest.mark.parametrize(
    "behaviour, cure",
    [
        ("500", "log"),
        ("401", "LMS_LLM_API_KEY"),
        ("429", "limit"),
        ("empty", "LMS_LLM_MODEL"),
        ("cut", "LMS_LLM_BASE_URL"),
        ("nonsense", "LMS_LLM_BASE_URL"),
        ("slow", "LMS_LLM_FIRST_TOKEN_TIMEOUT_S"),
    ],
)
def test_an_endpoint_that_fails_is_broken_with_its_cure(
    behaviour: str, cure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faulty_endpoint(behaviour) as endpoint:
        monkeypatch.setenv("LMS_LLM_BASE_URL", endpoint.url)
        monkeypatch.setenv("LMS_LLM_MODEL", "stand-in")
        monkeypatch.setenv("LMS_LLM_RETRIES", "0")
        monkeypatch.setenv("LMS_LLM_FIRST_TOKEN_TIMEOUT_S", "0.3")
        ran = lms("doctor", "--json")
    assert ran.code == 1
    assert check(ran, "llm")["state"] == "broken" and cure in check(ran, "llm")["cure"]


def test_an_endpoint_nobody_listens_at_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("LMS_LLM_MODEL", "stand-in")
    monkeypatch.setenv("LMS_LLM_RETRIES", "0")
    assert check(lms("doctor", "--json"), "llm")["state"] == "broken"


def test_an_answer_in_one_piece_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    with faulty_endpoint("answer", text="Certainly.") as endpoint:
        monkeypatch.setenv("LMS_LLM_BASE_URL", endpoint.url)
        monkeypatch.setenv("LMS_LLM_MODEL", "stand-in")
        ran = lms("doctor", "--json")
    assert ran.code == 0
    assert check(ran, "llm")["state"] == "warning" and "one piece" in check(ran, "llm")["found"]


def test_a_key_without_a_model_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-something")
    assert "LMS_LLM_MODEL" in check(lms("doctor", "--json"), "llm")["cure"]
