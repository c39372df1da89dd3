"""Observation at work: somebody sits beside a colleague, marks what rehearsals are marked by, and signs once."""

from lms.learning.observing.clearing import Clearance, clearances_of, clearances_within
from lms.learning.observing.drafting import Sheet, drop_draft, keep_draft, open_sheet
from lms.learning.observing.due import ObservationDue, observations_due
from lms.learning.observing.pairs import Pair, pairs_within
from lms.learning.observing.reading import (
    ObservationCard,
    SignedObservation,
    add_view,
    may_read,
    observations_of,
    read_observation,
)
from lms.learning.observing.signing import sign_observation
from lms.learning.observing.verdict import FEWEST, MARKS, Judged, Verdict, judge_work

__all__ = [
    "FEWEST",
    "MARKS",
    "Clearance",
    "Judged",
    "ObservationCard",
    "ObservationDue",
    "Pair",
    "Sheet",
    "SignedObservation",
    "Verdict",
    "add_view",
    "clearances_of",
    "clearances_within",
    "drop_draft",
    "judge_work",
    "keep_draft",
    "may_read",
    "observations_due",
    "observations_of",
    "open_sheet",
    "pairs_within",
    "read_observation",
    "sign_observation",
]
