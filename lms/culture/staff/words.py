"""What the ids of staff's own voice are called on screen."""

from collections.abc import Mapping

from lms.platform.i18n import mark

VOICE_STATES: Mapping[str, str] = {
    "open": mark("Waits for an answer"),
    "answered": mark("Has been answered"),
    "helped": mark("It helped"),
}
WORD_KINDS: Mapping[str, str] = {
    "said": mark("Said in private"),
    "answered": mark("Has been answered"),
    "helped": mark("It helped"),
    "not_helped": mark("It did not help"),
}
MOODS: Mapping[int, str] = {
    1: mark("Heavy"),
    2: mark("Rather heavy"),
    3: mark("So-so"),
    4: mark("Good"),
    5: mark("Light"),
}
HARDSHIP_STEPS: Mapping[str, str] = {
    "pause": mark("A pause"),
    "talk": mark("A talk is set"),
    "talked": mark("The talk took place"),
    "thanks": mark("Thanks"),
}
