"""The models that are compared, and the ranges in which their terms are sought."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from lms.learning.mastery import Belief, Evidence, Kind, ability
from lms.learning.mastery.ability import Terms
from tests.mastery import tracing
from tests.mastery.measures import Model
from tests.mastery.tracing import Traced, TracingTerms


def ability_model(terms: Terms) -> Model[Belief]:
    def chance(belief: Belief, difficulty: float, at: datetime, kind: Kind) -> float:
        return ability.chance_of(belief, difficulty, at, kind=kind, terms=terms)

    def bounds(belief: Belief, at: datetime) -> tuple[float, float]:
        read = ability.mastery(belief, at, terms)
        return read.low, read.high

    return Model(ability.unknown("empathy", terms), partial(ability.take_in, terms=terms), chance, bounds)


def tracing_model(terms: TracingTerms) -> Model[Traced]:
    def chance(traced: Traced, difficulty: float, at: datetime, kind: Kind) -> float:
        return tracing.chance_of(traced, difficulty, at, terms, kind)

    return Model(tracing.unknown(terms), partial(tracing.take_in, terms=terms), chance)


def share_model(step: float) -> Model[tuple[float, float]]:
    """What anybody would try first: the share that went well so far, moved by the difficulty."""

    def take_in(counts: tuple[float, float], seen: Evidence) -> tuple[float, float]:
        return counts[0] + seen.outcome, counts[1] + 1

    def chance(counts: tuple[float, float], difficulty: float, at: datetime, kind: Kind) -> float:
        share = (counts[0] + 1) / (counts[1] + 2)
        return 1 / (1 + (1 - share) / share * math.exp(step * (difficulty - 3)))

    return Model((0.0, 0.0), take_in, chance)


Range = tuple[float, float, bool]
"""From, to, and whether its logarithm is spread evenly."""

ABILITY: dict[str, Range] = {
    "newcomer": (-1.0, 1.0, False),
    "spread": (0.5, 2.5, False),
    "step": (0.2, 1.4, False),
    "gain": (0.0, 0.25, False),
    "fades": (20, 4000, True),
    "lasting": (0.0, 1.0, False),
    "blurs": (20, 4000, True),
    "trust": (0.3, 1.0, False),
    "guess": (0.0, 0.2, False),
    "guess_item": (0.05, 0.4, False),
    "slip": (0.0, 0.15, False),
}
TRACING: dict[str, Range] = {
    "known": (0.1, 0.8, False),
    "learns": (0.0, 0.2, False),
    "guess": (0.05, 0.6, False),
    "guess_item": (0.1, 0.7, False),
    "slip": (0.02, 0.5, False),
    "step": (0.2, 1.4, False),
    "fades": (20, 4000, True),
    "lasting": (0.0, 1.0, False),
    "trust": (0.2, 1.0, False),
}
SHARE: dict[str, Range] = {"step": (0.1, 1.4, False)}


def terms_at(ranges: dict[str, Range], point: Sequence[float]) -> dict[str, float]:
    """Return the terms at a point of the unit cube."""
    return {
        name: math.exp(math.log(low) + x * math.log(high / low)) if even else low + x * (high - low)
        for (name, (low, high, even)), x in zip(ranges.items(), point, strict=True)
    }
