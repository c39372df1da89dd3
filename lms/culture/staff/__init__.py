"""Staff themselves: what gets in their way, how their week was, what they bear."""

from lms.culture.staff.answering import answer_voice, tell_of_limits, voices_soon_due, voices_to_answer
from lms.culture.staff.hardship import (
    HardshipView,
    colleagues_to_name,
    confirm_talk,
    give_thanks,
    hardships_to_care_for,
    hardships_waiting,
    my_hardships,
    note_pause,
    set_talk,
    tell_abuse,
)
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
    "HardshipView",
    "OwnWeek",
    "VoiceView",
    "Word",
    "answer_voice",
    "answers_to_judge",
    "colleagues_to_name",
    "confirm_talk",
    "give_thanks",
    "hardships_to_care_for",
    "hardships_waiting",
    "mood_this_week",
    "moods_within",
    "my_hardships",
    "my_moods",
    "my_voices",
    "note_pause",
    "publish_moods",
    "say_whether_it_helped",
    "set_talk",
    "speak_up",
    "tell_abuse",
    "tell_mood",
    "tell_of_limits",
    "voices_soon_due",
    "voices_to_answer",
]
