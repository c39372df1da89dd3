"""What the parts, occasions and steps of a story are called on screen."""

from collections.abc import Mapping

from lms.platform.i18n import mark

PART_NAMES: Mapping[str, str] = {
    "title": mark("A title"),
    "needed": mark("What the customer needed"),
    "hard": mark("What was hard"),
    "done": mark("What was done and said"),
    "came": mark("How it turned out"),
    "lesson": mark("What others can take along"),
}
OCCASIONS: Mapping[str, str] = {
    "counter": mark("At the counter"),
    "lobby": mark("In the lobby"),
    "machine": mark("At a machine or on the phone's screen"),
    "call": mark("On the telephone"),
    "outside": mark("At the customer's home or shop"),
    "upset": mark("A customer who was upset"),
    "danger": mark("Fraud or another danger"),
    "team": mark("Among colleagues"),
}
"""The situations in which stories happen."""
ANSWER_NAMES: Mapping[str, str] = {
    "open": mark("Not answered yet: without the name"),
    "named": mark("With the name"),
    "unnamed": mark("Without the name"),
    "withdrawn": mark("Not at all"),
}
STORY_STEPS: Mapping[str, str] = {
    "waiting": mark("Waits for an editor"),
    "asked": mark("Asked back"),
    "published": mark("In the library"),
    "returned": mark("Returned"),
    "withdrawn": mark("Taken out of the library"),
    "edited": mark("Edited"),
    "model": mark("Held up as a model case"),
    "no_model": mark("No model case any more"),
}
