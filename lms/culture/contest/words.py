"""What the phases of a contest and the states of a prize are called on screen."""

from collections.abc import Mapping

from lms.platform.i18n import mark

PHASES: Mapping[str, str] = {
    "planned": mark("Not begun yet"),
    "entering": mark("Takes entries"),
    "judging": mark("Votes and marks"),
    "over": mark("Over, not announced yet"),
    "announced": mark("Result announced"),
}
PRIZE_STATES: Mapping[str, str] = {
    "open": mark("Waits for approval"),
    "approved": mark("Approved"),
    "refused": mark("Refused"),
}
