"""``lms doctor``: what is wrong with an installation, and how to mend it."""

from pathlib import Path
from typing import Any

import pytest

from lms.cli.checks import known_variables, library_checks
from tests.a_scenario import as_yaml, scenario_data
from tests.command_line import Ran, lms
from tests.faulty_endpoint import faulty_endpoint

pytestmark = pytest.mark.usefixtures("home")


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
        "found": "Nobody can sign in with a password as an administrator yet.",
        "cure": "lms admin create",
    }


def setting(ran: Ran, name: str) -> dict[str, Any]:
    (found,) = [item for item in ran.json["settings"] if item["name"] == name]
    return dict(found)


def test_every_setting_is_listed_with_its_value_and_where_that_comes_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LMS_SESSION_HOURS", "20")
    Path(".env").write_text(
        "LMS_LOCKOUT_MINUTES=30\nLMS_SESSION_HOURS=9\nLMS_LOG_LEVEL=\n", encoding="utf-8-sig"
    )
    ran = lms("doctor", "--json")
    assert sorted(item["name"] for item in ran.json["settings"]) == sorted(known_variables())
    assert setting(ran, "LMS_SESSION_HOURS") == {
        "name": "LMS_SESSION_HOURS",
        "group": "Signing in",
        "value": 20,
        "origin": "environment",
        "default": 12,
        "meaning": "A sign-in lasts so long",
    }
    assert (setting(ran, "LMS_LOCKOUT_MINUTES")["value"], setting(ran, "LMS_LOCKOUT_MINUTES")["origin"]) == (
        30,
        ".env",
    )
    assert setting(ran, "LMS_LOG_LEVEL")["origin"] == "default"
    assert all(item["meaning"] for item in ran.json["settings"])


def test_people_read_every_setting_in_groups() -> None:
    shown = lms("doctor").out
    places = [shown.index(f"\n  {name} ") for name in known_variables()]
    assert places and shown.index("Installation") == 0 < shown.index("\nSigning in\n") < shown.index(
        "\nLog\n"
    )
    assert "LMS_DEMO" in shown and "false (default)" in shown


def test_secrets_are_told_as_set_or_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-topsecret")
    monkeypatch.setenv("LMS_SECRET_KEY", "topsecret" * 8)
    monkeypatch.setenv("LMS_LLM_BASE_URL", "http://me:topsecret@127.0.0.1:9/v1?key=topsecret")
    ran, shown = lms("doctor", "--json"), lms("doctor")
    assert setting(ran, "LMS_LLM_API_KEY")["value"] == setting(ran, "LMS_SECRET_KEY")["value"] == "set"
    assert setting(ran, "LMS_DATABASE_URL")["value"] == "not set"
    assert setting(ran, "LMS_LLM_BASE_URL")["value"] == "http://127.0.0.1:9/v1"
    assert "topsecret" not in ran.out + ran.err + shown.out + shown.err


def test_the_endpoint_of_another_variable_is_told_with_where_it_comes_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    told = setting(lms("doctor", "--json"), "LMS_LLM_BASE_URL")
    assert (told["value"], told["origin"]) == ("http://127.0.0.1:9/v1", "environment")


def test_a_settings_file_that_is_no_text_is_named_with_its_cure() -> None:
    Path(".env").write_bytes(b"LMS_DEMO=\xff\xfe")
    ran = lms("doctor", "--json")
    assert ran.code == 1 and ran.json["settings"] == []
    assert ".env cannot be read" in check(ran, "settings")["found"]
    assert ".env cannot be read" in lms("migrate").err


def test_a_settings_file_with_a_byte_order_mark_loses_no_setting() -> None:
    Path(".env").write_text("LMS_SESSION_HOURS=20\n", encoding="utf-8-sig")
    assert setting(lms("doctor", "--json"), "LMS_SESSION_HOURS")["value"] == 20


def test_the_library_is_looked_at_and_broken_files_and_missing_languages_are_named(tmp_path: Path) -> None:
    for slug, text in (
        ("alone", as_yaml(scenario_data(slug="alone"))),
        ("broken", "slug: broken\ntitel: x\n"),
    ):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "scenario.en.yaml").write_text(text, encoding="utf-8")
    broken, alone, other = library_checks(tmp_path)
    assert {broken.state, alone.state, other.state} == {"warning"}
    assert broken.found.startswith("broken/scenario.en.yaml:2: titel: ") and "scenario check" in str(
        broken.cure
    )
    assert "“alone” is not written in zh-CN" in alone.found and "scenario.zh-CN.yaml" in str(alone.cure)
    assert check(lms("doctor", "--json"), "library")["state"] == "ok"


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
