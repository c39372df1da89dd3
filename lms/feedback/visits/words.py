"""What the ids of mystery visits are called on screen."""

from collections.abc import Mapping

from lms.platform.i18n import mark

VISIT_CHANNELS: Mapping[str, str] = {
    "walk_in": mark("In the branch"),
    "phone": mark("Telephone"),
    "online": mark("Online"),
}
ANSWER_NAMES: Mapping[str, str] = {
    "yes": mark("Yes"),
    "no": mark("No"),
    "not_seen": mark("Not seen"),
}
