"""Advice written by a language model: about what was missed and no more, shown only where it keeps every rule."""

from scoring.model_advice.points import Visited
from scoring.model_advice.writing import (
    MOST,
    AdviceUnavailable,
    Dropped,
    Written,
    advise_by_model,
    as_json,
    from_json,
)

__all__ = [
    "MOST",
    "AdviceUnavailable",
    "Dropped",
    "Visited",
    "Written",
    "advise_by_model",
    "as_json",
    "from_json",
]
