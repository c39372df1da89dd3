"""Simulated learners whose true chances are known: five kinds, so that no model is favoured by how they are made."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol

from lms.learning.mastery import Evidence, Kind

BEGIN = datetime(2026, 1, 5, 1, tzinfo=UTC)
COMPETENCY = "empathy"


class Mind(Protocol):
    """Somebody's true ability, which no model sees."""

    def chance(self, difficulty: float, kind: Kind) -> float:
        """The true chance that this goes well now."""
        ...

    def practise(self) -> None:
        """One sitting more."""
        ...

    def rest(self, days: float) -> None:
        """Time without practice."""
        ...


@dataclass(frozen=True)
class Moment:
    """A true level, and how much evidence had been seen by then."""

    at: datetime
    seen: int
    level: float


@dataclass
class Learner:
    """A life of evidence, with the truth beside it."""

    seen: list[Evidence] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def with_luck(x: float, kind: Kind, slip: float) -> float:
    guess = 0.22 if kind == "quiz_item" else 0.04
    return guess + (1 - guess - slip) * logistic(x)


class KnowsOrNot:
    """Two states, learnt at a sitting, forgotten in time; guesses and slips by person and difficulty."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.knows = rng.random() < 0.35
        self.learns = rng.uniform(0.08, 0.35)
        self.half = rng.uniform(60, 500)
        self.slip, self.guess = rng.uniform(0.06, 0.16), rng.uniform(0.12, 0.3)

    def chance(self, difficulty: float, kind: Kind) -> float:
        hard = float(1.5 ** (difficulty - 3))
        bonus = 0.08 if kind == "quiz_item" else 0.0
        return min(1 - min(self.slip * hard, 0.5) if self.knows else self.guess / hard + bonus, 0.98)

    def practise(self) -> None:
        self.knows = self.knows or self.rng.random() < self.learns

    def rest(self, days: float) -> None:
        self.knows = self.knows and self.rng.random() < 0.5 ** (days / self.half)


class Grows:
    """Grows towards a ceiling with each sitting, falls back between; situations differ in how sharply they tell."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.start = self.now = rng.gauss(-0.6, 1)
        self.ceiling = max(self.start, rng.gauss(1.8, 0.8))
        self.rate, self.half, self.sittings = rng.uniform(0.05, 0.3), rng.uniform(80, 400), 0

    def chance(self, difficulty: float, kind: Kind) -> float:
        return with_luck((self.now - 0.75 * (difficulty - 3)) * 1.1, kind, 0.03)

    def practise(self) -> None:
        self.sittings += 1
        self.now += self.rate * (self.ceiling - self.now)

    def rest(self, days: float) -> None:
        half = self.half * (1 + self.sittings) ** 0.4
        self.now = self.start + (self.now - self.start) * 0.5 ** (days / half)


class Remembers:
    """A memory of every sitting, each fading by a power of its age (Anderson & Schooler 1991)."""

    def __init__(self, rng: Random) -> None:
        self.ages: list[float] = [rng.uniform(20, 200) for _ in range(rng.randint(0, 4))]
        self.talent, self.decay = rng.gauss(-0.5, 0.8), rng.uniform(0.25, 0.6)

    def chance(self, difficulty: float, kind: Kind) -> float:
        active = 1.3 * math.log1p(sum((1 + age) ** -self.decay for age in self.ages))
        return with_luck(self.talent + active - 0.5 * (difficulty - 3), kind, 0.02)

    def practise(self) -> None:
        self.ages.append(0.0)

    def rest(self, days: float) -> None:
        self.ages = [age + days for age in self.ages]


class Climbs:
    """Plateaus and jumps: one of five stages at a time, up by practice and down by long leave; good and bad days."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.stage, self.jumps, self.day = rng.choice((0, 1, 1, 2, 2, 3)), rng.uniform(0.05, 0.3), 0.0

    def chance(self, difficulty: float, kind: Kind) -> float:
        return with_luck(1.2 * (self.stage + 1.2 - difficulty) + self.day, kind, 0.05)

    def practise(self) -> None:
        if self.rng.random() < self.jumps:
            self.stage = min(self.stage + 1, 4)
        self.day = 0.0

    def rest(self, days: float) -> None:
        if self.rng.random() > 0.5 ** (days / 250):
            self.stage = max(self.stage - 1, 0)
        self.day = self.rng.gauss(0, 0.6)


class Wanders:
    """Practice does nothing; life does: an ability that walks at random, and once drops with a new job."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.now, self.change = rng.gauss(0.4, 1.1), rng.uniform(0, 900)

    def chance(self, difficulty: float, kind: Kind) -> float:
        return with_luck(self.now - 0.6 * (difficulty - 3), kind, 0.06)

    def practise(self) -> None:
        """Nothing comes of it."""

    def rest(self, days: float) -> None:
        self.now += self.rng.gauss(0, 0.05 * math.sqrt(days))
        if 0 <= self.change < days:
            self.now -= 1.2
        self.change -= days


MINDS: dict[str, Callable[[Random], Mind]] = {
    "knows or not": KnowsOrNot,
    "grows": Grows,
    "remembers": Remembers,
    "climbs": Climbs,
    "wanders": Wanders,
}


def learners(kind: str, how_many: int, *, seed: int) -> list[Learner]:
    """Return learners of one kind; the same for the same seed."""
    return [_live(MINDS[kind], Random(f"{kind} {seed} {index}")) for index in range(how_many)]


def _live(mind_of: Callable[[Random], Mind], rng: Random) -> Learner:
    """One life: sittings some days apart, now and then a long leave; some are given what suits them, some anything."""
    mind, learner, at = mind_of(rng), Learner(), BEGIN
    suited, ease = rng.random() < 0.5, 3.0
    sittings = rng.randint(3, 14)
    looked_at = {rng.randrange(sittings), sittings - 1}
    for sitting in range(sittings):
        days = rng.uniform(60, 240) if rng.random() < 0.1 else min(rng.lognormvariate(1.8, 0.9), 60)
        mind.rest(days)
        at += timedelta(days=days)
        kind: Kind = "quiz_item" if rng.random() < 0.3 else "criterion"
        around = ease if suited else rng.uniform(1, 5)
        for _ in range(rng.randint(1, 5)):
            difficulty = float(min(max(round(around + rng.gauss(0, 0.7)), 1), 5))
            chance = mind.chance(difficulty, kind)
            outcome = rng.random() < chance
            ease = min(max(ease + (0.25 if outcome else -0.4), 1), 5)
            learner.seen.append(
                Evidence(COMPETENCY, kind, f"{sitting}.{len(learner.seen)}", outcome, difficulty, at)
            )
            learner.chances.append(chance)
        mind.practise()
        if sitting in looked_at:
            learner.moments.append(Moment(at, len(learner.seen), mind.chance(3, "criterion")))
    away = rng.uniform(30, 240)
    mind.rest(away)
    at += timedelta(days=away)
    learner.moments.append(Moment(at, len(learner.seen), mind.chance(3, "criterion")))
    return learner
