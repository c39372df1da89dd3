"""Chooses each model's terms on some learners and measures it on others, of a kind it was not chosen on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np

from lms.learning.mastery.ability import Terms
from tests.mastery.learners import MINDS, Learner, learners
from tests.mastery.measures import Model, Predictions, log_loss, predictions
from tests.mastery.models import (
    ABILITY,
    SHARE,
    TRACING,
    Range,
    ability_model,
    share_model,
    terms_at,
    tracing_model,
)
from tests.mastery.tracing import TracingTerms

DRAWN, STEPS = 100, 250
"""Points drawn at random, and steps taken from the best of them."""
TO_CHOOSE, TO_MEASURE = 80, 400
CHOOSING, MEASURING, DRAWING = 1, 2, 3
"""Seeds."""
CANDOURS = tuple(round(1 + 0.05 * step, 2) for step in range(41))
WANTED_WITHIN = 0.9


@dataclass(frozen=True)
class Contender:
    """A model, and between which its terms are sought."""

    name: str
    ranges: dict[str, Range]
    terms: Callable[..., Any]
    model: Callable[[Any], Model[Any]]


CONTENDERS = (
    Contender("ability", ABILITY, Terms, ability_model),
    Contender("tracing", TRACING, TracingTerms, tracing_model),
    Contender("share", SHARE, lambda step: step, share_model),
)


@dataclass(frozen=True)
class Measured:
    """What a contender said of each kind of learners, with terms chosen on the four other kinds.

    Attributes:
        chosen: the terms that are best over all five kinds.
    """

    by_kind: Mapping[str, Predictions]
    chosen: Any


def compared(
    *, drawn: int = DRAWN, steps: int = STEPS, to_choose: int = TO_CHOOSE, to_measure: int = TO_MEASURE
) -> dict[str, Measured]:
    """Return what each contender did; the same at every run."""
    choosing = {kind: learners(kind, to_choose, seed=CHOOSING) for kind in MINDS}
    measuring = {kind: learners(kind, to_measure, seed=MEASURING) for kind in MINDS}
    return {each.name: _measured(each, choosing, measuring, drawn, steps) for each in CONTENDERS}


def truth(to_measure: int = TO_MEASURE) -> dict[str, float]:
    """Return the log loss of who knows the true chances: no model can do better."""
    found = {}
    for kind in MINDS:
        lives = learners(kind, to_measure, seed=MEASURING)
        said = np.array([chance for life in lives for chance in life.chances])
        came = np.array([seen.outcome for life in lives for seen in life.seen], dtype=float)
        found[kind] = log_loss(said, came)
    return found


def _measured(
    contender: Contender,
    choosing: Mapping[str, Sequence[Learner]],
    measuring: Mapping[str, Sequence[Learner]],
    drawn: int,
    steps: int,
) -> Measured:
    made: dict[str, Predictions] = {}
    for kind, lives in measuring.items():
        others = [found for other, found in choosing.items() if other != kind]
        made[kind] = predictions(contender.model(_chosen(contender, others, drawn, steps)), lives)
    return Measured(made, _chosen(contender, list(choosing.values()), drawn, steps))


def _chosen(contender: Contender, kinds: Sequence[Sequence[Learner]], drawn: int, steps: int) -> Any:
    """Return the terms of the least log loss over some kinds: points at random, then a climb from the best.

    The climb is a (1+1) evolution strategy with the one-fifth rule (Rechenberg 1973).
    """
    rng, size = Random(DRAWING), len(contender.ranges)

    def loss_at(point: Sequence[float]) -> float:
        model = contender.model(contender.terms(**terms_at(contender.ranges, point)))
        return sum(_loss(model, lives) for lives in kinds) / len(kinds)

    points = [[rng.random() for _ in range(size)] for _ in range(drawn)]
    least, best = min((loss_at(point), point) for point in points)
    stride = 0.15
    for _ in range(steps):
        tried = [min(max(x + rng.gauss(0, stride), 0.0), 1.0) for x in best]
        loss = loss_at(tried)
        stride *= 1.22 if loss < least else 0.95
        if loss < least:
            least, best = loss, tried
    return _candid(contender, contender.terms(**terms_at(contender.ranges, best)), kinds)


def _candid(contender: Contender, terms: Any, kinds: Sequence[Sequence[Learner]]) -> Any:
    """Return the terms with bounds just so wide that nine in ten true levels lie within, over these kinds."""
    if contender.model(terms).bounds is None:
        return terms

    def within(candour: float) -> float:
        model = contender.model(replace(terms, candour=candour))
        return float(np.mean([predictions(model, lives).within.mean() for lives in kinds]))

    # The wider the bounds, the more lie within.
    place = bisect_left(CANDOURS, WANTED_WITHIN, key=within)
    return replace(terms, candour=CANDOURS[min(place, len(CANDOURS) - 1)])


def _loss(model: Model[Any], lives: Sequence[Learner]) -> float:
    made = predictions(model, lives)
    return log_loss(made.said, made.came)
