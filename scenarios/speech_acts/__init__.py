"""What a trainee can do in a turn, and the recogniser that reads it from their words."""

from scenarios.speech_acts.acts import HARMFUL, SPEECH_ACTS, SpeechAct
from scenarios.speech_acts.recogniser import Recogniser, Recognition, act_ids, recogniser_for

__all__ = [
    "HARMFUL",
    "SPEECH_ACTS",
    "Recogniser",
    "Recognition",
    "SpeechAct",
    "act_ids",
    "recogniser_for",
]
