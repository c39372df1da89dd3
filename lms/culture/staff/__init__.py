"""Staff themselves: what gets in their way, and how their week was."""

from lms.culture.staff.answering import answer_voice, tell_of_limits, voices_soon_due, voices_to_answer
from lms.culture.staff.mood import (
    GroupWeek,
    OwnWeek,
    mood_this_week,
    moods_within,
    my_moods,
    publish_moods,
    tell_mood,
)
from lms.culture.staff.voice import (
    VoiceView,
    Word,
    answers_to_judge,
    my_voices,
    say_whether_it_helped,
    speak_up,
)

__all__ = [
    "GroupWeek",
    "OwnWeek",
    "VoiceView",
    "Word",
    "answer_voice",
    "answers_to_judge",
    "mood_this_week",
    "moods_within",
    "my_moods",
    "my_voices",
    "publish_moods",
    "say_whether_it_helped",
    "speak_up",
    "tell_mood",
    "tell_of_limits",
    "voices_soon_due",
    "voices_to_answer",
]
