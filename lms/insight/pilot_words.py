"""What the states and measures of a pilot are called."""

from collections.abc import Mapping

from lms.platform.i18n import mark

STEP_NAMES: Mapping[str, str] = {
    "running": mark("Under way"),
    "stopped": mark("Stopped early"),
    "done": mark("Ended"),
    "rolled_out": mark("Rolled out"),
}
METRIC_NAMES: Mapping[str, str] = {
    "complaints": mark("Complaints"),
    "mastery": mark("Mastery"),
}
