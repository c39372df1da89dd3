"""What feedback is labelled with: the ids of the taxonomy, head by head."""

from collections.abc import Mapping, Sequence
from typing import Literal

Head = Literal["kind", "cause", "business", "severity", "segment"]

KINDS = ("complaint", "praise", "suggestion", "enquiry")
"""What the writer wants done, whatever form the words have.

*Complaint*: something went wrong for the writer, or for whom they speak, and is to be answered, mended or stopped; or
they only say that it did. *Suggestion*: something is to be otherwise from now on, and if it were, nobody would have to
look at a case of their own. *Enquiry*: an answer is enough. *Praise*: something was good, and nobody has to do more
than hear it. In doubt, in this order: an open case of their own makes a complaint of a question, a wish, a joke or a
thank-you that is not meant; a change asked for others makes a suggestion of what was suffered; what the text is mainly
about decides the rest.
"""
NO_CAUSE = "none"
"""Stands for null among the causes a model can choose from."""
CAUSES = (
    *("attitude", "facility", "process", "marketing", "disclosure", "returns", "choice", "contract"),
    *("fund_security", "info_security", "pricing", "collection", "other"),
)
BUSINESSES = (
    *("debit_card", "credit_card", "loan", "mortgage", "deposit", "wealth", "insurance", "payment"),
    *("corporate", "counter", "digital", "other"),
)
FLAGS = ("regulator_transferred", "repeat", "suspected_agent", "solicited")
SEVERITIES = ("general", "important", "urgent")
SEGMENTS = ("mass", "vip", "inclusive", "special")

HEADS: Mapping[Head, Sequence[str]] = {
    "kind": KINDS,
    "cause": (*CAUSES, NO_CAUSE),
    "business": BUSINESSES,
    "severity": SEVERITIES,
    "segment": SEGMENTS,
}
