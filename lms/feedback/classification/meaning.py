"""What a whole text means, as a vector: what a customer tells in words that training never met is near what it met."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from lms.feedback.classification.model import Numbers
from scenarios.speech_acts.embedding import SIZE, EmbeddingMissing, embed

AT_ONCE = 64


@cache
def missing() -> str | None:
    """Why meaning cannot be read on this machine; none where it can."""
    try:
        embed(["好"])
    except EmbeddingMissing as error:
        return str(error)
    return None


def meanings_of(texts: Sequence[str]) -> Numbers:
    """Return the vector of each text, (texts, SIZE); some 30 ms a text.

    Raises:
        EmbeddingMissing: see ``scenarios.speech_acts.embedding``.
    """
    if not texts:
        return np.zeros((0, SIZE), np.float32)
    return np.concatenate([embed(texts[at : at + AT_ONCE]) for at in range(0, len(texts), AT_ONCE)])
