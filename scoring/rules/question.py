"""A question and its answer: whether it applies, then whether it is met, with the words that prove it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scoring.assessment import Evidence
from scoring.rules.reading import Found, Reading, proofs


@dataclass(frozen=True, slots=True)
class Verdict:
    """Met or not, and the trainee's words that show it. Empty where nothing was said that could."""

    met: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion by rules.

    Attributes:
        applies: whether the conversation called for it.
        answer: whether it was done; asked only where it applies, or where the scenario says that it does.
    """

    applies: Callable[[Reading], bool]
    answer: Callable[[Reading], Verdict]


def always(reading: Reading) -> bool:
    """Apply to every conversation in which anything was said."""
    return bool(reading.trainee or reading.customer)


def met(*found: Found | None) -> Verdict:
    """Return that it was done, by these words."""
    return Verdict(True, proofs(*found))


def missing() -> Verdict:
    """Return that it was not done; what was not said cannot be quoted."""
    return Verdict(False)


def breached(*found: Found | None) -> Verdict:
    """Return that the opposite was done, by these words."""
    return Verdict(False, proofs(*found))
