"""Sound is told by its first bytes, and remembered within bounds."""

import pytest

from lms.platform.llm.sounds import Sound, Sounds, sound_of
from tests.speech_endpoint import tone


@pytest.mark.parametrize(
    "content, media_type",
    [
        (tone(0.1), "audio/wav"),
        (b"ID3\x04" + bytes(9), "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(9), "audio/mpeg"),
        (b"\xff\xf3\x44\xc4" + bytes(9), "audio/mpeg"),
        (b"\xff\xf1\x50\x80" + bytes(9), "audio/aac"),
        (b"OggS" + bytes(9), "audio/ogg"),
        (b"fLaC" + bytes(9), "audio/flac"),
    ],
)
def test_sound_is_told_by_how_it_begins(content: bytes, media_type: str) -> None:
    assert sound_of(content) == Sound(content, media_type)


@pytest.mark.parametrize("content", [b"", b"\xff", b"<html>", b'{"error": 1}', b"RIFF....AVI ", bytes(20)])
def test_anything_else_is_no_sound(content: bytes) -> None:
    assert sound_of(content) is None


def test_the_oldest_sound_is_forgotten_first_and_one_heard_again_counts_as_new() -> None:
    sounds, made = Sounds(most=30), list[str]()

    def hear(name: str) -> None:
        def make() -> Sound:
            made.append(name)
            return Sound(bytes(10), "audio/wav")

        sounds.get(name, make)

    for name in ["one", "two", "three", "one", "four", "one", "two"]:
        hear(name)
    assert made == ["one", "two", "three", "four", "two"]


def test_a_sound_larger_than_the_memory_is_handed_out_and_forgotten() -> None:
    sounds = Sounds(most=5)
    assert len(sounds.get("large", lambda: Sound(bytes(10), "audio/wav")).content) == 10
    assert sounds.get("large", lambda: Sound(b"new", "audio/wav")).content == b"new"


def test_what_could_not_be_made_is_made_the_next_time() -> None:
    sounds = Sounds()

    def fail() -> Sound:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        sounds.get("line", fail)
    assert sounds.get("line", lambda: Sound(b"x", "audio/wav")).content == b"x"
