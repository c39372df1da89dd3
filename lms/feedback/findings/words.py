"""What findings, decisions and the states of a root cause are called on screen."""

from collections.abc import Mapping
from typing import Literal

from lms.platform.i18n import mark

Decision = Literal["training", "performance", "posting", "none"]

DECISION_NAMES: Mapping[str, str] = {
    "training": mark("To be learnt from, by a plan"),
    "performance": mark("Recorded for the performance review"),
    "posting": mark("The posting is looked at"),
    "none": mark("Nothing follows from it"),
}
STATE_NAMES: Mapping[str, str] = {
    "open": mark("○ to be mended"),
    "fixed": mark("● mended, not verified yet"),
    "verified": mark("● verified, watched whether it comes back"),
    "held": mark("✓ did not come back"),
    "came_back": mark("■ came back: to be mended again"),
}
ITEM_NAMES: Mapping[str, str] = {
    "lesson": mark("Lesson"),
    "drill": mark("Rehearsal"),
    "talk": mark("Talk"),
}
BRANCH_STATE_NAMES: Mapping[str, str] = {
    "proposed": mark("○ proposed"),
    "started": mark("● started for the whole branch"),
    "aside": mark("– put aside"),
}
