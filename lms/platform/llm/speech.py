"""Speech over any endpoint of the OpenAI protocol: recordings into words, lines into sound.

``/audio/transcriptions`` and ``/audio/speech`` are two services and often two servers; each is offered on its own.
An endpoint that turns out not to have one (404, 405, 501) is not asked again for a while, and the service is not
offered meanwhile. Neither recordings nor sound are written anywhere.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.llm.client import LOCAL_KEY, failure_of
from lms.platform.llm.recordings import check_recording
from lms.platform.llm.sounds import Sound, Sounds, sound_of
from lms.platform.privacy import mask
from lms.platform.settings import Locale, voices_in
from scenarios.chat_model import Failure

if TYPE_CHECKING:
    from openai import OpenAI

    from lms.platform.settings import Settings

Trouble = Failure | Literal["absent"]
ABSENT_STATUS = frozenset({404, 405, 501})
ABSENT_FOR_S = 300.0
"""An endpoint without the service is asked again after so many seconds: it may have been put right."""
MOST_SPOKEN = 1_000
"""Characters of one line that are read aloud; endpoints take 4,096, a customer says far less."""
MOST_SOUND = 8 * 1024 * 1024
"""Bytes of sound that are taken for one line: four minutes of uncompressed speech."""

# Speech models write simplified characters and punctuation where a sentence before has them.
_MANNER: dict[Locale, str] = {"zh-CN": "以下是普通话，用简体中文记录。", "en": ""}
_LANGUAGE: dict[Locale, str] = {"zh-CN": "zh", "en": "en"}
# Masked words are not for anybody's ears; where they stood the voice pauses.
_PAUSE = "……"


_LATER = mark(
    "Your recording could not be turned into words just now. It is kept: try again, or type what you said."
)
_SAID: dict[Trouble, str] = {
    "absent": mark("Recordings cannot be turned into words here at present. Please type what you said."),
    "empty": mark("No words could be made out in the recording. Say it again, or type what you said."),
}


class SpeechFailed(Refused):
    """The endpoint gave no words or no sound; the message is for the person who spoke.

    Attributes:
        trouble: what happened, for the program; ``absent`` is an endpoint without the service.
    """

    def __init__(self, trouble: Trouble) -> None:
        """Say what happened."""
        super().__init__(_SAID.get(trouble, _LATER))
        self.trouble: Trouble = trouble


@dataclass(frozen=True)
class Voice:
    """How a line is spoken.

    Attributes:
        name: the endpoint's name for the voice.
        speed: 1 is the voice's own pace, 0.8 a fifth slower.
    """

    name: str
    speed: float = 1.0


class Speech:
    """The speech of one installation; a process has one, for its cache. Threads may share it."""

    def __init__(self, settings: Settings) -> None:
        """Use the endpoint, models and limits of ``settings``; nothing is asked yet."""
        self._settings = settings
        self._sounds = Sounds()
        self._absent_until = {"listen": 0.0, "speak": 0.0}

    @property
    def listens(self) -> bool:
        """Whether recordings are taken: a model is named, and the endpoint is not known to lack the service."""
        return bool(self._settings.transcription_model) and not self._absent("listen")

    @property
    def speaks(self) -> bool:
        """Whether lines are read aloud: a model is named, and the endpoint is not known to lack the service."""
        return bool(self._settings.speech_model) and not self._absent("speak")

    @property
    def longest_s(self) -> int:
        """The longest recording that is taken, in seconds."""
        return self._settings.recording_seconds

    def common_voice(self, locale: Locale) -> str:
        """The voice that speaks where the settings name none that fits better."""
        voices = voices_in(self._settings.speech_voice)
        return voices.get(locale) or next(iter(voices.values()))

    def words(self, recording: bytes, locale: Locale) -> str:
        """What is said in a recording.

        Args:
            recording: a WAV file, mono or stereo, 16 bits a sample.
            locale: the language that is spoken.

        Raises:
            Refused: it is no such recording, holds no sound, or is too long or too large; nothing was sent.
            SpeechFailed: the endpoint gave no words.
        """
        if not self.listens:
            raise SpeechFailed("absent")
        check_recording(recording, longest_s=self.longest_s)
        import openai

        try:
            answer = self._client.audio.transcriptions.create(
                model=self._settings.transcription_model,
                file=("recording.wav", recording, "audio/wav"),
                language=_LANGUAGE[locale],
                prompt=_MANNER[locale] or openai.omit,
                response_format="json",
                temperature=0,
            )
        except Exception as error:  # the client, its transport and a broken body, each with its own type
            raise self._failed(error, "listen") from error
        heard = getattr(answer, "text", None)
        if not isinstance(heard, str):
            raise SpeechFailed("cut")
        words = " ".join(heard.replace("\x00", "").encode(errors="ignore").decode().split())
        # Given silence, a model says its own instruction back.
        if not any(map(str.isalnum, words)) or words == _MANNER[locale]:
            raise SpeechFailed("empty")
        return words

    def aloud(self, line: str, voice: Voice) -> Sound:
        """A line read aloud; the same line in the same voice is asked for once, as long as it is remembered.

        Args:
            line: words without stage directions; personal numbers are passed over.
            voice: who speaks and how fast.

        Raises:
            SpeechFailed: the endpoint gave no sound; it is not remembered.
        """
        if not self.speaks:
            raise SpeechFailed("absent")
        words = _sayable(line)
        if not any(map(str.isalnum, words)):
            raise SpeechFailed("empty")
        return self._sounds.get((voice, words), lambda: self._spoken(words, voice))

    def _spoken(self, words: str, voice: Voice) -> Sound:
        settings, body = self._settings, bytearray()
        deadline = time.monotonic() + settings.speech_timeout_s
        try:
            with self._client.audio.speech.with_streaming_response.create(
                model=settings.speech_model,
                input=words,
                voice=voice.name,
                speed=voice.speed,
                response_format=settings.speech_format,
            ) as answer:
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > MOST_SOUND or time.monotonic() > deadline:
                        raise SpeechFailed("time_out" if len(body) <= MOST_SOUND else "cut")
        except SpeechFailed:
            raise
        except Exception as error:  # the client, its transport and a broken body, each with its own type
            raise self._failed(error, "speak") from error
        sound = sound_of(bytes(body))
        if sound is None:
            raise SpeechFailed("cut" if body else "empty")
        return sound

    def _failed(self, error: Exception, service: Literal["listen", "speak"]) -> SpeechFailed:
        if getattr(error, "status_code", None) in ABSENT_STATUS:
            self._absent_until[service] = time.monotonic() + ABSENT_FOR_S
            return SpeechFailed("absent")
        return SpeechFailed(failure_of(error, begun=False))

    def _absent(self, service: Literal["listen", "speak"]) -> bool:
        return time.monotonic() < self._absent_until[service]

    @cached_property
    def _client(self) -> OpenAI:
        # Made when it is first wanted: the client takes half a second to import.
        import openai

        settings = self._settings
        url, key = settings.speech_endpoint
        return openai.OpenAI(
            api_key=key.get_secret_value() or LOCAL_KEY,
            base_url=url or None,
            timeout=openai.Timeout(settings.speech_timeout_s, connect=min(5.0, settings.speech_timeout_s)),
            # Somebody waits, and has a button to try again.
            max_retries=min(1, settings.llm_retries),
        )


def _sayable(line: str) -> str:
    masked = mask(line)
    parts, last = [], 0
    for found in masked.found:
        parts += [line[last : found.start], _PAUSE]
        last = found.end
    return " ".join("".join([*parts, line[last:]]).split())[:MOST_SPOKEN]
