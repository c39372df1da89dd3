"""Bayesian knowledge tracing, the other model: a learner knows how, or does not.

Corbett & Anderson, Knowledge tracing: modeling the acquisition of procedural knowledge (1995), with what was found
since: guess and slip by the item's difficulty (Pardos & Heffernan, KT-IDEM, 2011) and forgetting in time (Qiu, Qi, Lu,
Pardos & Heffernan, Does time matter?, 2011; Khajah, Lindsey & Mozer, How deep is knowledge tracing?, 2016). It has the
same two aids as the ability: what was done often lasts longer, and pieces of one sitting count for less.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from lms.learning.mastery import Evidence, Kind


@dataclass(frozen=True)
class TracingTerms:
    """What is held of everybody; see ``lms.learning.mastery.ability.Terms`` for fades, lasting and trust."""

    known: float
    learns: float
    guess: float
    guess_item: float
    slip: float
    step: float
    fades: float
    lasting: float
    trust: float


@dataclass(frozen=True)
class Traced:
    """How likely it is that somebody knows how."""

    knows: float
    n: int = 0
    last_at: datetime | None = None


def unknown(terms: TracingTerms) -> Traced:
    return Traced(terms.known)


def later(traced: Traced, at: datetime, terms: TracingTerms) -> Traced:
    if traced.last_at is None or at <= traced.last_at:
        return traced
    days = (at - traced.last_at).total_seconds() / 86_400
    kept = 0.5 ** (days / (terms.fades * (1 + traced.n) ** terms.lasting))
    # What is forgotten was known; nobody comes to know by waiting.
    fallen = min(traced.knows, terms.known + (traced.knows - terms.known) * kept)
    return Traced(fallen, traced.n, at)


def take_in(traced: Traced, seen: Evidence, terms: TracingTerms) -> Traced:
    before = later(traced, seen.at, terms)
    knowing, guessing = _chances(seen.difficulty, seen.kind, terms)
    worth = seen.weight * terms.trust
    yes = before.knows * (knowing if seen.outcome else 1 - knowing) ** worth
    no = (1 - before.knows) * (guessing if seen.outcome else 1 - guessing) ** worth
    knows = yes / (yes + no)
    return Traced(knows + (1 - knows) * terms.learns, before.n + 1, seen.at)


def chance_of(
    traced: Traced, difficulty: float, at: datetime, terms: TracingTerms, kind: Kind = "criterion"
) -> float:
    now = later(traced, at, terms)
    knowing, guessing = _chances(difficulty, kind, terms)
    return now.knows * knowing + (1 - now.knows) * guessing


def _chances(difficulty: float, kind: Kind, terms: TracingTerms) -> tuple[float, float]:
    """The chance to do it right when one knows how, and when one does not."""
    hard = terms.step * (difficulty - 3)
    guess = terms.guess_item if kind == "quiz_item" else terms.guess
    return 1 - _moved(terms.slip, hard), _moved(guess, -hard)


def _moved(chance: float, logits: float) -> float:
    return 1 / (1 + (1 - chance) / chance * math.exp(-logits))
