"""Tries scenarios out: their own scripted trainees and a dozen odd ones, over many seeds, and what must hold.

Their advice is tried too: said alone, it earns the criterion it is advice for, and it reaches the objective that asks
for the same.
"""

from scoring.trials.advice import Shortfall, Unreached, shortfalls, unreached
from scoring.trials.findings import GOOD_REACHES, Finding, findings
from scoring.trials.summary import Note, Summary, Tally, summarise
from scoring.trials.trainees import ODD, POLICIES, TRAINEES, is_marked
from scoring.trials.trial import Trial, try_out

__all__ = [
    "GOOD_REACHES",
    "ODD",
    "POLICIES",
    "TRAINEES",
    "Finding",
    "Note",
    "Shortfall",
    "Summary",
    "Tally",
    "Trial",
    "Unreached",
    "findings",
    "is_marked",
    "shortfalls",
    "summarise",
    "try_out",
    "unreached",
]
