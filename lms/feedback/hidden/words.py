"""What the ids of hidden complaints are called on screen."""

from collections.abc import Mapping

from lms.platform.i18n import mark

EVIDENCE_NAMES: Mapping[str, str] = {
    "official": mark("Number in the official complaint system"),
    "letter": mark("Letter of the customer"),
    "survey": mark("Survey or return call"),
    "visit": mark("Mystery visit or inspection"),
    "other": mark("Something else"),
}
WORD_NAMES: Mapping[str, str] = {
    "objected": mark("Objected"),
    "answered": mark("Answered the objection"),
}
