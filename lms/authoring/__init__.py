"""Authoring: whether a scenario is fit to be rehearsed is tried out here."""

import lms.authoring.personal  # noqa: F401  enters what the room keeps about people
from lms.authoring.sampling import Sample
from lms.authoring.trial_room import TrialRoom
from lms.authoring.trial_rows import Run
from lms.authoring.trial_worker import PLAYER_ENDED, PLAYER_SILENT
from lms.authoring.trials import (
    MOST_SEED,
    SEEDS,
    TrialRow,
    ask_for_trials,
    list_trials,
    read_sample,
    read_trial,
    trial_progress,
)

__all__ = [
    "MOST_SEED",
    "PLAYER_ENDED",
    "PLAYER_SILENT",
    "SEEDS",
    "Run",
    "Sample",
    "TrialRoom",
    "TrialRow",
    "ask_for_trials",
    "list_trials",
    "read_sample",
    "read_trial",
    "trial_progress",
]
