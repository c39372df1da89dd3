"""A recording as a browser sends it: looked at before anything is sent on, so that nobody waits in vain."""

import io
import sys
import wave
from array import array

from lms.platform.errors import Refused
from lms.platform.i18n import mark

SHORTEST_S = 0.3
"""Less is a slip of the finger."""
SILENT = 164
"""Loudest sample of 32,767 (half a per cent) below which a recording is silence. Speech models invent words for it."""
_BYTES_A_SAMPLE = 2
_HIGHEST_RATE = 48_000
_HEADER = 4_096
_BLOCK = 1 << 16


class NotTaken(Refused):
    """A recording that holds nothing to be read, or too much."""


def largest(longest_s: int) -> int:
    """Bytes of the largest recording that is taken: ``longest_s`` seconds in mono at 48 kHz, 16 bits a sample."""
    return longest_s * _HIGHEST_RATE * _BYTES_A_SAMPLE + _HEADER


def check_recording(recording: bytes, *, longest_s: int) -> None:
    """Look at a recording.

    Args:
        recording: what was sent, a WAV file with 16 bits a sample.
        longest_s: the longest that is taken, in seconds.

    Raises:
        NotTaken: it is too large or too long, no such file, too short, or silent; the message says what to do.
    """
    if len(recording) > largest(longest_s):
        raise _too_long(longest_s)
    try:
        with wave.open(io.BytesIO(recording)) as sound:
            if sound.getsampwidth() != _BYTES_A_SAMPLE:
                raise wave.Error("not 16 bits a sample")
            rate, channels = sound.getframerate(), sound.getnchannels()
            frames, loudest = 0, 0
            while block := sound.readframes(_BLOCK):
                frames += len(block) // (_BYTES_A_SAMPLE * channels)
                loudest = max(loudest, _loudest(block))
    except (wave.Error, EOFError, ValueError):
        raise NotTaken(
            mark("This is no recording that can be read. Please record it again, or type what you said.")
        ) from None
    if frames > longest_s * rate:
        raise _too_long(longest_s)
    if frames < SHORTEST_S * rate or loudest < SILENT:
        raise NotTaken(
            mark(
                "Nothing was heard in the recording. Is the microphone on? Say it again, or type what you said."
            )
        )


def _loudest(block: bytes) -> int:
    samples = array("h", block[: len(block) // _BYTES_A_SAMPLE * _BYTES_A_SAMPLE])
    if sys.byteorder == "big":
        samples.byteswap()
    return max(max(samples, default=0), -min(samples, default=0))


def _too_long(longest_s: int) -> NotTaken:
    return NotTaken(
        mark("The recording is longer than {seconds} seconds. Say it in two goes, or type what you said."),
        seconds=longest_s,
    )
