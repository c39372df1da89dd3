"""Sound as an endpoint sends it, told by its first bytes, and remembered for a while within bounds."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

MOST_REMEMBERED = 32 * 1024 * 1024
"""Bytes of sound one process remembers: about a thousand lines of mp3."""


@dataclass(frozen=True)
class Sound:
    """A piece of sound.

    Attributes:
        content: the file.
        media_type: ``audio/mpeg`` say.
    """

    content: bytes
    media_type: str


def sound_of(content: bytes) -> Sound | None:
    """The sound in an answer; none where it is something else, an error page say.

    Endpoints name the type they were asked for and send another; the first bytes do not lie.
    """
    media_type = _media_type(content)
    return Sound(content, media_type) if media_type else None


def _media_type(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[:3] == b"ID3":
        return "audio/mpeg"
    if content[:4] == b"OggS":
        return "audio/ogg"
    if content[:4] == b"fLaC":
        return "audio/flac"
    # Eleven bits of synchronisation, two of version, two of layer: layer 0 is AAC in ADTS, the others are MPEG audio.
    if len(content) > 4 and content[0] == 0xFF and content[1] & 0xE0 == 0xE0:
        return "audio/mpeg" if content[1] & 0x06 else "audio/aac"
    return None


class Sounds:
    """What was spoken lately, the oldest forgotten first; two who ask for the same at once have it made once."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        """Remember up to ``most`` bytes."""
        self._most, self._held = most, 0
        self._sounds: OrderedDict[Hashable, Sound] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Sound]) -> Sound:
        """The sound under ``key``; what ``make`` raises is passed on and not remembered."""
        with self._lock:
            if (found := self._recall(key)) is not None:
                return found
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if (found := self._recall(key)) is not None:
                    return found
            try:
                made = make()
                with self._lock:
                    self._keep(key, made)
                return made
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _recall(self, key: Hashable) -> Sound | None:
        if (found := self._sounds.get(key)) is not None:
            self._sounds.move_to_end(key)
        return found

    def _keep(self, key: Hashable, sound: Sound) -> None:
        if key not in self._sounds:
            self._held += len(sound.content)
        self._sounds[key] = sound
        while self._held > self._most and self._sounds:
            _, oldest = self._sounds.popitem(last=False)
            self._held -= len(oldest.content)
