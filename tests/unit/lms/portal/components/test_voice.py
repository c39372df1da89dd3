"""Dictation: what is typed goes on as ever, and a kept recording is forgotten once somebody typed instead."""

from typing import cast

import pytest
from streamlit.typing import ChatInputValue

from lms.portal.components.talk import Talk
from lms.portal.components.voice import dictated
from lms.portal.visit import Visit

NOBODY = cast("Visit", None)  # whoever types is not asked for


@pytest.mark.parametrize("sent", [None, "您慢慢说。"])
def test_without_a_microphone_nothing_changes(sent: str | None) -> None:
    assert dictated(NOBODY, Talk("attempt"), sent) == sent


@pytest.mark.parametrize("words", ["您慢慢说。", "", "  "])
def test_what_is_typed_beside_a_microphone_is_what_is_sent(words: str) -> None:
    assert dictated(NOBODY, Talk("attempt"), ChatInputValue(text=words, _include_audio=True)) == words


def test_whoever_types_instead_has_the_recording_forgotten() -> None:
    talk = Talk("attempt", recording=b"RIFF")
    assert dictated(NOBODY, talk, ChatInputValue(text="您慢慢说。", _include_audio=True)) == "您慢慢说。"
    assert talk.recording == b""
    assert "RIFF" not in repr(Talk("attempt", recording=b"RIFF")), "a log never shows a voice"
