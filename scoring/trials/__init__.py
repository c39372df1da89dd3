"""Tries scenarios out: their own scripted trainees and a dozen odd ones, over many seeds, and what must hold."""

from scoring.trials.findings import GOOD_REACHES, Finding, findings
from scoring.trials.trainees import ODD, POLICIES, TRAINEES
from scoring.trials.trial import Trial, try_out

__all__ = ["GOOD_REACHES", "ODD", "POLICIES", "TRAINEES", "Finding", "Trial", "findings", "try_out"]
