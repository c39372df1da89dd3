"""Staff themselves: what gets in their way."""

from lms.culture.staff.answering import answer_voice, tell_of_limits, voices_soon_due, voices_to_answer
from lms.culture.staff.voice import (
    VoiceView,
    Word,
    answers_to_judge,
    my_voices,
    say_whether_it_helped,
    speak_up,
)

__all__ = [
    "VoiceView",
    "Word",
    "answer_voice",
    "answers_to_judge",
    "my_voices",
    "say_whether_it_helped",
    "speak_up",
    "tell_of_limits",
    "voices_soon_due",
    "voices_to_answer",
]
