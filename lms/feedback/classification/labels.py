"""What feedback is labelled with: the ids of the taxonomy, head by head."""

from collections.abc import Mapping, Sequence
from typing import Literal

Head = Literal["kind", "cause", "business", "severity", "segment"]

KINDS = ("complaint", "praise", "suggestion", "enquiry")
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
