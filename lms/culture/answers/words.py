"""What the kinds of answers are called on screen."""

from collections.abc import Mapping

from lms.culture.answers.entry import Group, Kind
from lms.platform.i18n import mark

GROUP_NAMES: Mapping[Group, str] = {
    "say": mark("What you can say"),
    "rule": mark("Which rule it rests on"),
    "told": mark("What colleagues did"),
}
KIND_NAMES: Mapping[Kind, str] = {
    "say": mark("Words from a lesson"),
    "calming": mark("Words that calm"),
    "reply": mark("Words for a reply"),
    "explain": mark("How your branch may explain it for now"),
    "rule": mark("A rule"),
    "model": mark("A model case"),
    "story": mark("A story of service"),
    "letter": mark("A customer's letter"),
}
