"""How good a model's predictions are, and how well it ranks people."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import numpy as np
from scipy.stats import rankdata

from lms.learning.mastery import Evidence, Kind
from tests.mastery.learners import Learner, Moment

S = TypeVar("S")
BINS = 10
DRAWS, DRAW_SEED = 1000, 4


@dataclass(frozen=True)
class Model(Generic[S]):
    """A model with its terms.

    Attributes:
        begin: what it holds of anybody.
        take_in: state and evidence in, state out.
        chance: of success at a difficulty and a time.
        bounds: between which the level is held to lie nine times in ten; none where a model does not say.
    """

    begin: S
    take_in: Callable[[S, Evidence], S]
    chance: Callable[[S, float, datetime, Kind], float]
    bounds: Callable[[S, datetime], tuple[float, float]] | None = None


@dataclass(frozen=True)
class Predictions:
    """What a model said before it saw, and what came; what it held of levels, and what they were.

    ``whose`` counts the learners, one number an outcome.
    """

    said: np.ndarray
    came: np.ndarray
    held: np.ndarray
    true: np.ndarray
    within: np.ndarray
    whose: np.ndarray


def predictions(model: Model[S], learners: Sequence[Learner]) -> Predictions:
    """Return the predictions of each outcome from what was seen before it, and of the level at each moment."""
    said, came, held, true, within, whose = [], [], [], [], [], []
    for number, learner in enumerate(learners):
        state = model.begin
        moments: dict[int, list[Moment]] = {moment.seen: [] for moment in learner.moments}
        for moment in learner.moments:
            moments[moment.seen].append(moment)
        for count, seen in enumerate(learner.seen, 1):
            said.append(model.chance(state, seen.difficulty, seen.at, seen.kind))
            came.append(seen.outcome)
            whose.append(number)
            state = model.take_in(state, seen)
            for moment in moments.get(count, ()):
                held.append(model.chance(state, 3, moment.at, "criterion"))
                true.append(moment.level)
                if model.bounds:
                    low, high = model.bounds(state, moment.at)
                    within.append(low <= moment.level <= high)
    return Predictions(*(np.array(each, dtype=float) for each in (said, came, held, true, within, whose)))


@dataclass(frozen=True)
class Figures:
    """Log loss, Brier (1950), expected calibration error, Spearman's rank correlation with the true level, root mean
    squared error of the level, and the share of true levels within the interval of nine in ten."""

    log_loss: float
    brier: float
    calibration: float
    rank: float
    off: float
    within: float | None


def figures(made: Predictions) -> Figures:
    return Figures(
        log_loss(made.said, made.came),
        float(np.mean((made.said - made.came) ** 2)),
        calibration_error(made.said, made.came),
        rank_correlation(made.held, made.true),
        float(np.sqrt(np.mean((made.held - made.true) ** 2))),
        float(np.mean(made.within)) if made.within.size else None,
    )


def better_by(one: Predictions, other: Predictions) -> tuple[float, float, float]:
    """Return how much less log loss ``one`` has than ``other``, with its 95 % interval: learners drawn anew."""
    gains = _losses(other) - _losses(one)
    people = int(one.whose.max()) + 1
    total = np.bincount(one.whose.astype(int), gains, people)
    count = np.bincount(one.whose.astype(int), minlength=people)
    drawn = np.random.default_rng(DRAW_SEED).integers(0, people, (DRAWS, people))
    means = total[drawn].sum(axis=1) / count[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(gains.mean()), float(low), float(high)


def _losses(made: Predictions) -> np.ndarray:
    losses: np.ndarray = -np.log(np.clip(np.where(made.came == 1, made.said, 1 - made.said), 1e-6, 1))
    return losses


def log_loss(said: np.ndarray, came: np.ndarray) -> float:
    said = np.clip(said, 1e-6, 1 - 1e-6)
    return float(-np.mean(came * np.log(said) + (1 - came) * np.log(1 - said)))


def calibration_error(said: np.ndarray, came: np.ndarray) -> float:
    """Return how far apart saying and coming are, by tenths of what was said (Naeini et al. 2015)."""
    tenth = np.minimum((said * BINS).astype(int), BINS - 1)
    return float(
        sum(abs(said[tenth == one].sum() - came[tenth == one].sum()) for one in range(BINS)) / len(said)
    )


def rank_correlation(ones: np.ndarray, others: np.ndarray) -> float:
    """Return Spearman's rank correlation; 0 where one side is all the same."""
    a, b = rankdata(ones), rankdata(others)
    if math.isclose(a.std(), 0) or math.isclose(b.std(), 0):
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])
