"""Speech over HTTP: recordings into words, lines into sound, and what a person is told when there is none."""

import io
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lms.platform.llm import Speech, SpeechFailed
from lms.platform.llm.recordings import NotTaken
from lms.platform.llm.speech import Voice
from lms.platform.settings import Locale, load_settings
from tests.speech_endpoint import SpeechEndpoint, speech_endpoint, tone

RECORDING = tone(1.0)
LINE = "您说的是三百还是四百？"
VOICE = Voice("huihui", 0.85)


@contextmanager
def speech(*behaviours: str, **settings: object) -> Iterator[tuple[Speech, SpeechEndpoint]]:
    with speech_endpoint(*behaviours) as endpoint:
        values: dict[str, object] = {
            "speech_base_url": endpoint.url,
            "transcription_model": "ears",
            "speech_model": "mouth",
            "speech_timeout_s": 1.0,
            "llm_retries": 0,
        }
        yield Speech(load_settings(**{**values, **settings})), endpoint


@pytest.mark.parametrize("locale, language", [("zh-CN", "zh"), ("en", "en")])
def test_a_recording_becomes_words_in_the_language_of_the_visit(locale: Locale, language: str) -> None:
    with speech() as (service, endpoint):
        endpoint.heard = "  您慢慢说，\n我在听。\x00 "
        assert service.words(RECORDING, locale) == "您慢慢说， 我在听。"
        asked = endpoint.recordings[0]
    assert (asked["model"], asked["language"]) == ("ears", language)
    assert asked["file"] == RECORDING


def test_a_line_is_spoken_in_the_voice_and_at_the_pace_asked_for() -> None:
    with speech() as (service, endpoint):
        sound = service.aloud(LINE, VOICE)
        asked = endpoint.lines[0]
    # What came is told by its first bytes, not by what the endpoint calls it.
    assert sound.media_type == "audio/wav"
    with wave.open(io.BytesIO(sound.content)) as file:
        assert file.getnframes() > 0
    assert asked == {
        "model": "mouth",
        "input": LINE,
        "voice": "huihui",
        "speed": 0.85,
        "response_format": "mp3",
    }


def test_without_models_nothing_is_offered_and_nothing_asked() -> None:
    with speech(transcription_model="", speech_model="") as (service, endpoint):
        assert not service.listens and not service.speaks
        with pytest.raises(SpeechFailed):
            service.words(RECORDING, "en")
        with pytest.raises(SpeechFailed):
            service.aloud(LINE, VOICE)
        assert not endpoint.recordings and not endpoint.lines


@pytest.mark.parametrize("status", ["404", "405", "501"])
def test_an_endpoint_without_the_service_is_not_asked_twice_and_no_longer_offered(status: str) -> None:
    with speech(status) as (service, endpoint):
        for _ in range(2):
            with pytest.raises(SpeechFailed) as failed:
                service.words(RECORDING, "zh-CN")
            assert failed.value.trouble == "absent"
        assert not service.listens
        assert service.speaks, "that it cannot listen says nothing of its voice"
        assert len(endpoint.recordings) == 1


TROUBLES = [
    ("429", "rate_limited"),
    ("500", "server_error"),
    ("401", "refused"),
    ("slow", "time_out"),
    ("html", "cut"),
    ("nonsense", "cut"),
    ("strange", "cut"),
]


@pytest.mark.parametrize("behaviour, trouble", [*TROUBLES, ("empty", "cut"), ("silence", "empty")])
def test_where_no_words_come_the_trouble_is_named_and_it_is_offered_still(
    behaviour: str, trouble: str
) -> None:
    with speech(behaviour, "answer") as (service, _):
        with pytest.raises(SpeechFailed) as failed:
            service.words(RECORDING, "zh-CN")
        assert failed.value.trouble == trouble
        assert service.words(RECORDING, "zh-CN")


@pytest.mark.parametrize("behaviour, trouble", [*TROUBLES, ("empty", "empty")])
def test_where_no_sound_comes_the_failure_is_not_remembered(behaviour: str, trouble: str) -> None:
    with speech(behaviour, "answer") as (service, _):
        with pytest.raises(SpeechFailed) as failed:
            service.aloud(LINE, VOICE)
        assert failed.value.trouble == trouble
        assert service.aloud(LINE, VOICE).content


@pytest.mark.parametrize("behaviour", ["429", "500"])
def test_a_passing_trouble_is_tried_once_more(behaviour: str) -> None:
    with speech(behaviour, "answer", llm_retries=2) as (service, endpoint):
        assert service.words(RECORDING, "zh-CN")
        assert len(endpoint.recordings) == 2


def test_an_endpoint_that_is_not_there_is_told_apart() -> None:
    with speech(speech_base_url="http://127.0.0.1:9/v1") as (service, _):
        with pytest.raises(SpeechFailed) as failed:
            service.aloud(LINE, VOICE)
        assert failed.value.trouble == "unreachable"


@pytest.mark.parametrize("echo", ["以下是普通话，用简体中文记录。", "……", " "])
def test_a_model_that_heard_nothing_puts_no_words_into_anybodys_mouth(echo: str) -> None:
    with speech() as (service, endpoint):
        endpoint.heard = echo
        with pytest.raises(SpeechFailed) as failed:
            service.words(RECORDING, "zh-CN")
        assert failed.value.trouble == "empty"


@pytest.mark.parametrize(
    "recording",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"RIFF" + bytes(range(256)) * 8, id="garbage"),
        pytest.param(b"<html></html>", id="a page"),
        pytest.param(RECORDING[:30], id="half a header"),
        pytest.param(tone(1.0, width=1), id="8 bits"),
        pytest.param(tone(0.1), id="a slip of the finger"),
        pytest.param(tone(2.0, volume=0.0), id="silence"),
        pytest.param(tone(6.0), id="too long"),
        pytest.param(RECORDING + bytes(30 * 1024 * 1024), id="30 MB"),
    ],
)
def test_what_is_no_recording_of_speech_is_refused_before_anything_is_sent(recording: bytes) -> None:
    with speech(recording_seconds=5) as (service, endpoint):
        with pytest.raises(NotTaken):
            service.words(recording, "zh-CN")
        assert not endpoint.recordings


def test_a_quiet_voice_and_two_channels_are_taken() -> None:
    with speech() as (service, _):
        assert service.words(tone(1.0, volume=0.01), "zh-CN")
        assert service.words(tone(1.0, channels=2), "zh-CN")


def test_a_line_is_spoken_once_however_often_and_by_however_many_it_is_heard() -> None:
    with speech() as (service, endpoint):
        listeners = [threading.Thread(target=service.aloud, args=(LINE, VOICE)) for _ in range(6)]
        for listener in listeners:
            listener.start()
        for listener in listeners:
            listener.join()
        service.aloud(LINE, VOICE)
        assert len(endpoint.lines) == 1
        service.aloud(LINE, Voice("huihui", 1.0))
        assert len(endpoint.lines) == 2


def test_personal_numbers_are_passed_over_by_a_pause() -> None:
    with speech() as (service, endpoint):
        service.aloud("您记一下，13812345678，是我女儿的。", VOICE)
        assert "138" not in endpoint.lines[0]["input"]
        assert endpoint.lines[0]["input"].startswith("您记一下，……")


def test_words_that_nobody_can_say_are_not_asked_for() -> None:
    with speech() as (service, endpoint):
        with pytest.raises(SpeechFailed) as failed:
            service.aloud("……？！", VOICE)
        assert failed.value.trouble == "empty" and not endpoint.lines


@pytest.mark.parametrize(
    "settings, key",
    [
        ({"llm_api_key": "the model's"}, "none"),
        ({"llm_api_key": "the model's", "speech_api_key": "the voice's"}, "the voice's"),
    ],
)
def test_the_models_key_goes_to_no_other_endpoint(settings: dict[str, object], key: str) -> None:
    with speech(llm_base_url="http://127.0.0.1:9/v1", **settings) as (service, endpoint):
        service.aloud(LINE, VOICE)
        assert endpoint.keys == {key}


def test_where_speech_has_no_address_it_is_the_models_endpoint_with_its_key() -> None:
    with speech_endpoint() as endpoint:
        settings = load_settings(llm_base_url=endpoint.url, llm_api_key="the model's", speech_model="mouth")
        Speech(settings).aloud(LINE, VOICE)
        assert endpoint.keys == {"the model's"}


def test_sound_that_does_not_end_in_time_is_given_up() -> None:
    with speech("slow", speech_timeout_s=0.3) as (service, _):
        began = time.monotonic()
        with pytest.raises(SpeechFailed):
            service.aloud(LINE, VOICE)
        assert time.monotonic() - began < 3
