"""Asks a speech endpoint for one word and one line, to tell a person whether it listens and speaks, and how fast."""

from __future__ import annotations

import io
import math
import time
import wave
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lms.platform.llm.speech import Speech, SpeechFailed, Trouble, Voice
from lms.platform.settings import Locale

CURES: Mapping[Trouble, str] = {
    "absent": "The endpoint has no such service, or no such model. Name one that has in LMS_SPEECH_BASE_URL (ending in "
    "/v1), or leave the model out and it is not offered.",
    "unreachable": "Check LMS_SPEECH_BASE_URL, and that the server runs and is reached from here.",
    "time_out": "Raise LMS_SPEECH_TIMEOUT_S, or use a smaller model.",
    "rate_limited": "Wait a moment, or raise the limit at the provider.",
    "server_error": "The fault is on the endpoint's side. Look into its own log.",
    "refused": "Check LMS_SPEECH_API_KEY, the model, and that the voice in LMS_SPEECH_VOICE is one of the endpoint's.",
    "cut": "What came back is neither words nor sound. Check that LMS_SPEECH_BASE_URL ends in /v1.",
    "empty": "The endpoint answered with nothing. Check the model, and look into the endpoint's log.",
}
"""What each kind of trouble means and how to mend it, for ``lms doctor``."""

_WORD: Mapping[Locale, str] = {"zh-CN": "您好。", "en": "Good morning."}
_RATE, _SECONDS = 16_000, 1


@dataclass(frozen=True)
class Heard:
    """What a test call showed.

    Attributes:
        trouble: why it failed, or None.
        seconds: how long it took.
    """

    trouble: Trouble | None
    seconds: float


def probe_listening(speech: Speech, locale: Locale) -> Heard:
    """Have a second of humming listened to; that no words are found in it is well."""
    heard = _timed(lambda: speech.words(_humming(), locale))
    return Heard(None, heard.seconds) if heard.trouble == "empty" else heard


def probe_speaking(speech: Speech, locale: Locale) -> Heard:
    """Have a greeting read aloud in the voice that is everybody's."""
    return _timed(lambda: speech.aloud(_WORD[locale], Voice(speech.common_voice(locale))))


def _timed(call: Callable[[], object]) -> Heard:
    began = time.monotonic()
    try:
        call()
    except SpeechFailed as failed:
        return Heard(failed.trouble, time.monotonic() - began)
    return Heard(None, time.monotonic() - began)


def _humming() -> bytes:
    wavelength = _RATE / 220
    samples = array("h", (int(8_000 * math.sin(math.tau * n / wavelength)) for n in range(_RATE * _SECONDS)))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(samples.itemsize)
        sound.setframerate(_RATE)
        sound.writeframes(samples.tobytes())
    return file.getvalue()
