"""An ability that is measured by what somebody does, fades without practice, and is never known exactly.

The chance that something goes well depends on how far an ability lies above a difficulty (Rasch, Probabilistic
Models for Some Intelligence and Attainment Tests, 1960), with a chance to guess right and one to slip (Barton & Lord,
An upper asymptote for the three-parameter logistic item-response model, 1981). What is believed of the ability is a
normal distribution. Between two observations it falls back towards the newcomer's and grows wider, as Glicko's ratings
do (Glickman, Parameter estimation in large dynamic paired comparison experiments, 1999; for learners: Ekanadham &
Karklin, T-SKIRT: Online estimation of student proficiency in an adaptive learning system, 2015). Each observation is
taken in by matching the first two moments of the posterior (assumed density filtering: Minka, Expectation
propagation for approximate Bayesian inference, 2001), by Gauss-Hermite quadrature.

It was chosen over Bayesian knowledge tracing on simulated learners: docs/mastery/comparison.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from numpy.polynomial.hermite import hermgauss

from lms.learning.mastery.evidence import ORDINARY, Evidence, Footing, Kind, Mastery

_DAY = 86_400.0
_FLAT = math.sqrt(math.pi)
_POINTS = tuple((float(x) * math.sqrt(2), float(w) / _FLAT) for x, w in zip(*hermgauss(11), strict=True))
"""Where a standard normal distribution is looked at, and how much each place counts."""
_NINE_IN_TEN = 1.6449
"""Standard deviations to either side that hold nine tenths of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is held of everybody. Abilities are in logits.

    The values are those that predicted best over all five kinds of simulated learners.

    Attributes:
        newcomer: mean ability of somebody of whom nothing is known.
        spread: standard deviation of newcomers' abilities.
        step: logits from one difficulty to the next.
        gain: what doing it once adds, whatever came of it.
        fades: days in which half of what somebody is above the newcomer is lost, if it was done once.
        lasting: with n pieces of evidence ``fades`` is (1 + n) to this power times as long.
        blurs: days in which half of what is known for sure is lost.
        trust: how much of a plain observation counts; pieces of one sitting resemble each other.
        guess: chance to get it right without knowing how.
        guess_item: the same for a quiz item.
        slip: chance to get it wrong all the same.
        candour: how many times wider than the belief says a level's bounds are drawn, so that nine in ten true levels
            lie within; people are less alike than any model.
    """

    newcomer: float = -0.19
    spread: float = 2.1
    step: float = 1.07
    gain: float = 0.084
    fades: float = 136.0
    lasting: float = 0.058
    blurs: float = 20.0
    trust: float = 0.66
    guess: float = 0.11
    guess_item: float = 0.27
    slip: float = 0.073
    candour: float = 1.0


TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of one person's ability in one competency: a row that is kept.

    Attributes:
        mean: of the ability, in logits, as it was at ``last_at``.
        variance: of the ability, above 0.
        n: pieces of evidence taken in.
        last_at: when the last was seen, aware; none before the first.
    """

    competency: str
    mean: float
    variance: float
    n: int = 0
    last_at: datetime | None = None


def unknown(competency: str, terms: Terms = TERMS) -> Belief:
    """Return what is believed of somebody of whom nothing is known."""
    return Belief(competency, terms.newcomer, terms.spread**2)


def later(belief: Belief, at: datetime, terms: Terms = TERMS) -> Belief:
    """Return what is left of a belief at ``at``. A time before the last evidence changes nothing."""
    if belief.last_at is None:
        return belief
    days = (at - belief.last_at).total_seconds() / _DAY
    if days <= 0:
        return belief
    kept = _kept(days, belief.n, terms)
    sure = _halved(days / terms.blurs)
    widest = max(terms.spread**2, belief.variance)
    return Belief(
        belief.competency,
        # Who is below a newcomer does not grow by waiting.
        belief.mean
        if belief.mean < terms.newcomer
        else terms.newcomer + (belief.mean - terms.newcomer) * kept,
        widest - (widest - belief.variance) * sure,
        belief.n,
        at,
    )


def take_in(belief: Belief, seen: Evidence, terms: Terms = TERMS) -> Belief:
    """Return the belief after one more piece of evidence.

    Evidence that comes late, with a time before the last one's, is taken in as of the last one's.

    Raises:
        ValueError: it speaks of another competency.
    """
    if seen.competency != belief.competency:
        raise ValueError(f"{seen.competency} says nothing of {belief.competency}")
    before = later(belief, seen.at, terms)
    wide = math.sqrt(before.variance)
    worth = seen.weight * terms.trust
    total = first = second = 0.0
    for place, weight in _POINTS:
        ability = before.mean + wide * place
        chance = _chance(ability, seen.difficulty, seen.kind, terms)
        mass = weight * (chance if seen.outcome else 1 - chance) ** worth
        total += mass
        first += mass * ability
        second += mass * ability * ability
    mean = first / total
    return Belief(
        belief.competency,
        mean + terms.gain,
        max(second / total - mean * mean, 1e-4),
        belief.n + 1,
        max(seen.at, belief.last_at) if belief.last_at else seen.at,
    )


def chance_of(
    belief: Belief, difficulty: float, at: datetime, *, kind: Kind = "criterion", terms: Terms = TERMS
) -> float:
    """Return the chance, 0 to 1, that something of this difficulty goes well at ``at``."""
    now = later(belief, at, terms)
    wide = math.sqrt(now.variance)
    return sum(
        weight * _chance(now.mean + wide * place, difficulty, kind, terms) for place, weight in _POINTS
    )


def mastery(belief: Belief, at: datetime, terms: Terms = TERMS) -> Mastery:
    """Return how well the competency is mastered at ``at``."""
    now = later(belief, at, terms)
    far = terms.candour * _NINE_IN_TEN * math.sqrt(now.variance)
    low, high = (_chance(now.mean + side * far, ORDINARY, "criterion", terms) for side in (-1, 1))
    level = chance_of(now, ORDINARY, at, terms=terms)
    return Mastery(belief.competency, level, min(low, level), max(high, level), belief.n, belief.last_at)


def level_where(chance: float, difficulty: float, terms: Terms = TERMS) -> float:
    """Return the level, 0 to 1, of somebody who does this difficulty with this chance, if that is known for sure.

    Raises:
        ValueError: nobody has such a chance: one may always guess right or slip.
    """
    ability = ability_at(chance, terms) + (difficulty - ORDINARY) * terms.step
    return _chance(ability, ORDINARY, "criterion", terms)


def ability_at(level: float, terms: Terms = TERMS) -> float:
    """Return the ability, in logits, of a level: on that scale equal steps are equally hard.

    Raises:
        ValueError: nobody has such a level: one may always guess right or slip.
    """
    span = 1 - terms.guess - terms.slip
    share = (level - terms.guess) / span
    if not 0 < share < 1:
        raise ValueError(f"a chance lies between {terms.guess:g} and {1 - terms.slip:g}, not at {level:g}")
    return math.log(share / (1 - share))


def footing(
    competency: str, seen: Iterable[Evidence], at: datetime, terms: Terms = TERMS
) -> tuple[Footing, ...]:
    """Return what the mastery of ``competency`` at ``at`` rests on, in the order of time.

    A share is what is left of the weight with which the piece was taken in: each later one leaves less of it, and so
    does time (the weights of a linear filter: Kalman, A new approach to linear filtering and prediction problems,
    1960).

    Args:
        competency: the one to explain.
        seen: evidence; what speaks of other competencies is passed over.
        at: when the mastery is looked at; later evidence is passed over.
        terms: what is held of everybody.
    """
    belief = unknown(competency, terms)
    found: list[tuple[Evidence, float]] = []
    shares: list[float] = []
    pieces = [piece for piece in seen if piece.competency == competency and piece.at <= at]
    for piece in sorted(pieces, key=lambda piece: (piece.at, piece.ref)):
        faded = _faded(belief, piece.at, terms)
        before = later(belief, piece.at, terms)
        after = take_in(belief, piece, terms)
        counts = min(max(1 - after.variance / before.variance, 0.0), 1.0)
        shares = [share * faded * (1 - counts) for share in shares] + [counts]
        moved = chance_of(after, ORDINARY, piece.at, terms=terms) - chance_of(
            before, ORDINARY, piece.at, terms=terms
        )
        found.append((piece, moved))
        belief = after
    faded = _faded(belief, at, terms)
    return tuple(
        Footing(piece, moved, share * faded) for (piece, moved), share in zip(found, shares, strict=True)
    )


def _faded(belief: Belief, at: datetime, terms: Terms) -> float:
    """Return how much of a belief's certainty is left at ``at``, 0 to 1."""
    if belief.last_at is None or at <= belief.last_at:
        return 1.0
    return _halved((at - belief.last_at).total_seconds() / _DAY / terms.blurs)


def _kept(days: float, n: int, terms: Terms) -> float:
    return _halved(days / (terms.fades * float((1 + n) ** terms.lasting)))


def _halved(times: float) -> float:
    return math.exp(-math.log(2) * times)


def _chance(ability: float, difficulty: float, kind: Kind, terms: Terms) -> float:
    guess = terms.guess_item if kind == "quiz_item" else terms.guess
    above = ability - (difficulty - ORDINARY) * terms.step
    return guess + (1 - guess - terms.slip) / (1 + math.exp(-above))
