"""``lms doctor`` on speech: whether the endpoint listens and speaks, and how to mend it where it does not."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import lms
from tests.speech_endpoint import speech_endpoint


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation of its own, away from the developer's variables and ``.env``."""
    for name in list(os.environ):
        if name.startswith(("LMS_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LMS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LMS_LLM_RETRIES", "0")


def checks() -> dict[str, dict[str, Any]]:
    ran = lms("doctor", "--json")
    found = {check["name"]: check for check in ran.json["checks"]}
    assert ran.code == any(check["state"] == "broken" for check in found.values())
    return found


def test_without_speech_it_says_that_people_type_and_read() -> None:
    found = checks()
    assert found["speech"]["state"] == "ok" and "type" in found["speech"]["found"]
    assert "listening" not in found


def test_an_endpoint_that_listens_and_speaks_is_well_with_its_times(monkeypatch: pytest.MonkeyPatch) -> None:
    with speech_endpoint() as endpoint:
        monkeypatch.setenv("LMS_SPEECH_BASE_URL", endpoint.url.replace("://", "://user:topsecret@"))
        monkeypatch.setenv("LMS_TRANSCRIPTION_MODEL", "ears")
        monkeypatch.setenv("LMS_SPEECH_MODEL", "mouth")
        monkeypatch.setenv("LMS_SPEECH_VOICE", "zh-CN=huihui,en=amy")
        found = checks()
    assert [found[name]["state"] for name in ("listening", "speech")] == ["ok", "ok"]
    assert found["speech"]["figures"]["total_s"] >= 0
    assert endpoint.lines[0]["voice"] == "huihui"
    assert "topsecret" not in str(found)


def test_an_endpoint_that_hears_no_words_in_a_hum_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    with speech_endpoint("silence") as endpoint:
        monkeypatch.setenv("LMS_SPEECH_BASE_URL", endpoint.url)
        monkeypatch.setenv("LMS_TRANSCRIPTION_MODEL", "ears")
        assert checks()["listening"]["state"] == "ok"


@pytest.mark.parametrize(
    "behaviour, cure",
    [
        ("404", "LMS_SPEECH_BASE_URL"),
        ("401", "LMS_SPEECH_API_KEY"),
        ("429", "limit"),
        ("500", "log"),
        ("slow", "LMS_SPEECH_TIMEOUT_S"),
        ("html", "/v1"),
    ],
)
def test_an_endpoint_that_fails_is_broken_with_its_cure(
    behaviour: str, cure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speech_endpoint(behaviour) as endpoint:
        monkeypatch.setenv("LMS_SPEECH_BASE_URL", endpoint.url)
        monkeypatch.setenv("LMS_TRANSCRIPTION_MODEL", "ears")
        monkeypatch.setenv("LMS_SPEECH_MODEL", "mouth")
        monkeypatch.setenv("LMS_SPEECH_TIMEOUT_S", "0.3")
        found = checks()
    for name in ("listening", "speech"):
        assert found[name]["state"] == "broken" and cure in found[name]["cure"]


@pytest.mark.parametrize("voices", ["zh=huihui", "zh-CN=,en=amy", "zh-CN=huihui,fr=amy"])
def test_voices_that_nobody_understands_are_named_with_what_to_write(
    voices: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LMS_SPEECH_VOICE_ELDERLY", voices)
    found = checks()["settings"]["found"]
    assert "LMS_SPEECH_VOICE_ELDERLY" in found and "zh-CN=" in found
