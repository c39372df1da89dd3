"""Voice in an attempt: a recording is words to correct, a line is sound, and neither is anybody else's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from lms.people import Actor
from lms.platform.errors import NotFound
from lms.platform.llm import Speech, SpeechFailed
from lms.platform.settings import load_settings
from lms.practice import AttemptClosed, Practice, TimeIsUp, close_attempt, read_attempt, say, share_attempt
from lms.practice.voicing import listens, read_aloud, speaks, understand, voice_of
from scenarios.persona import Persona
from tests.a_scenario import a_scenario
from tests.fixed_clock import FixedClock
from tests.speech_endpoint import SpeechEndpoint, speech_endpoint, tone

RECORDING = tone(1.0)


@pytest.fixture
def endpoint() -> Iterator[SpeechEndpoint]:
    with speech_endpoint() as serving:
        yield serving


@pytest.fixture
def practice(practice: Practice, endpoint: SpeechEndpoint) -> Practice:
    """The practice room with an endpoint that listens and speaks."""
    settings = load_settings(
        speech_base_url=endpoint.url, transcription_model="ears", speech_model="mouth", llm_retries=0
    )
    return replace(practice, speech=Speech(settings))


def test_a_recording_becomes_words_and_is_no_turn_yet(
    practice: Practice, trainee: Actor, attempt_id: str, endpoint: SpeechEndpoint
) -> None:
    words = understand(practice, actor=trainee, attempt_id=attempt_id, recording=RECORDING)
    assert words == endpoint.heard
    assert endpoint.recordings[0]["language"] == "zh"
    assert len(read_attempt(practice, actor=trainee, attempt_id=attempt_id).turns) == 1


def test_a_line_is_read_aloud_without_its_stage_directions(
    practice: Practice, trainee: Actor, attempt_id: str, endpoint: SpeechEndpoint
) -> None:
    for number in range(3):
        said = say(practice, actor=trainee, attempt_id=attempt_id, text=f"您好{number}", key=f"key-{number}")
        said.read()
    turns = read_attempt(practice, actor=trainee, attempt_id=attempt_id).turns
    theirs = [turn for turn in turns if turn.speaker == "customer"]
    assert any("«" in turn.text for turn in theirs)
    for turn in theirs:
        assert read_aloud(practice, actor=trainee, attempt_id=attempt_id, seq=turn.seq).content
    for line in endpoint.lines:
        assert line["input"] and "«" not in line["input"] and "looks up" not in line["input"]


def test_another_persons_attempt_is_neither_listened_to_nor_heard(
    practice: Practice, colleague: Actor, attempt_id: str, endpoint: SpeechEndpoint
) -> None:
    with pytest.raises(NotFound):
        understand(practice, actor=colleague, attempt_id=attempt_id, recording=RECORDING)
    with pytest.raises(NotFound):
        read_aloud(practice, actor=colleague, attempt_id=attempt_id, seq=0)
    assert not endpoint.recordings and not endpoint.lines


def test_sharing_an_attempt_lets_no_colleague_hear_it(
    practice: Practice, trainee: Actor, colleague: Actor, attempt_id: str
) -> None:
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    share_attempt(practice, actor=trainee, attempt_id=attempt_id, shared=True)
    with pytest.raises(NotFound):
        read_aloud(practice, actor=colleague, attempt_id=attempt_id, seq=0)
    assert read_aloud(practice, actor=trainee, attempt_id=attempt_id, seq=0).content


@pytest.mark.parametrize("seq", [-1, 1, 7, 10**9])
def test_only_a_line_of_the_customers_can_be_heard(
    practice: Practice, trainee: Actor, attempt_id: str, seq: int
) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text="您好", key="key-0").read()
    with pytest.raises(NotFound):
        read_aloud(practice, actor=trainee, attempt_id=attempt_id, seq=seq)


def test_nothing_is_listened_to_once_the_conversation_has_ended(
    practice: Practice, trainee: Actor, attempt_id: str, endpoint: SpeechEndpoint
) -> None:
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    with pytest.raises(AttemptClosed):
        understand(practice, actor=trainee, attempt_id=attempt_id, recording=RECORDING)
    assert not endpoint.recordings


def test_nothing_is_listened_to_once_the_time_is_up(
    practice: Practice, trainee: Actor, exam_id: str, clock: FixedClock, endpoint: SpeechEndpoint
) -> None:
    assert understand(practice, actor=trainee, attempt_id=exam_id, recording=RECORDING)
    clock.move(timedelta(hours=1))
    with pytest.raises(TimeIsUp):
        understand(practice, actor=trainee, attempt_id=exam_id, recording=RECORDING)
    assert len(endpoint.recordings) == 1


def test_a_room_without_speech_offers_none(practice: Practice, trainee: Actor, attempt_id: str) -> None:
    bare = replace(practice, speech=None)
    assert not listens(bare) and not speaks(bare)
    with pytest.raises(SpeechFailed):
        read_aloud(bare, actor=trainee, attempt_id=attempt_id, seq=0)
    with pytest.raises(SpeechFailed):
        understand(bare, actor=trainee, attempt_id=attempt_id, recording=RECORDING)


def persona(age: int, gender: str = "female", **abilities: object) -> Persona:
    given = a_scenario().persona.model_dump()
    portrait = {**given["portrait"], "age": age, "gender": gender}
    return Persona.model_validate({**given, "age": age, "portrait": portrait, "abilities": abilities})


def test_the_old_speak_more_slowly_and_the_lost_more_slowly_still() -> None:
    settings = load_settings()
    speeds = [voice_of(persona(age), "zh-CN", settings).speed for age in (30, 59, 60, 72, 85, 99)]
    assert speeds[:3] == [1.0, 1.0, 1.0]
    assert speeds == sorted(speeds, reverse=True)
    assert speeds[-2:] == [0.8, 0.8]
    assert voice_of(persona(85, pace=1, memory=0.3), "zh-CN", settings).speed == 0.7
    assert voice_of(persona(30, pace=1, memory=0.3), "zh-CN", settings).speed == 1.0


@pytest.mark.parametrize(
    "age, gender, voices, name",
    [
        (30, "female", {}, "alloy"),
        (30, "female", {"speech_voice_female": "amy", "speech_voice_male": "ben"}, "amy"),
        (30, "male", {"speech_voice_female": "amy", "speech_voice_male": "ben"}, "ben"),
        (80, "male", {"speech_voice_female": "amy", "speech_voice_male": "ben"}, "ben"),
        (80, "male", {"speech_voice_male": "ben", "speech_voice_elderly": "old"}, "old"),
        (80, "female", {"speech_voice_elderly": "old", "speech_voice_elderly_female": "nan"}, "nan"),
        (30, "male", {"speech_voice_elderly": "old"}, "alloy"),
        (30, "female", {"speech_voice": "zh-CN=huihui,en=amy"}, "huihui"),
        (30, "female", {"speech_voice_female": "en=amy"}, "alloy"),
        (30, "female", {"speech_voice": "en=amy"}, "amy"),
    ],
)
def test_the_most_fitting_voice_of_the_language_speaks(
    age: int, gender: str, voices: dict[str, str], name: str
) -> None:
    assert voice_of(persona(age, gender), "zh-CN", load_settings(**voices)).name == name
