"""The trained part: a weight of every gram for every label, and of meaning. ``lms feedback train`` makes it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from lms.feedback.classification.features import PLACES, place_of
from lms.feedback.classification.labels import HEADS
from lms.platform.settings import BadSettings, load_settings
from scenarios.speech_acts.model_file import ModelError, kept_in
from scenarios.transcript import Locale

FORMAT = 3
"""Raised whenever features or file change, so that an old model is not read as a new one."""
LABELS = tuple(f"{head}={label}" for head, labels in HEADS.items() for label in labels)

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What one way of reading goes by.

    Attributes:
        slopes: of what is read, (rows, LABELS): a row for each gram, or for each number of a vector of meaning.
        bias: (LABELS,).
    """

    slopes: Numbers
    bias: Numbers


@dataclass(frozen=True)
class Model:
    """One language's model.

    Attributes:
        row_of: place → row of the grams' weights, −1 where training never met it often enough; (PLACES,).
        rarity: inverse document frequency of each row; (rows,).
        words: for the grams of a text.
        meaning: for the vector of its meaning; added to what the words say where that is read as well.
        middle: the mean of the vectors it learned from, (SIZE,): what all feedback has in common tells nothing.
        trained_on: digest of the labelled texts of its language it was made from.
    """

    row_of: npt.NDArray[np.int32]
    rarity: Numbers
    words: Weights
    meaning: Weights
    middle: Numbers
    trained_on: str
    rows_by_gram: "_Rows" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the table of rows that were asked for, which is filled as texts are read."""
        object.__setattr__(self, "rows_by_gram", _Rows(self.row_of))

    def signs(self, grams: Counter[str]) -> tuple[list[str], npt.NDArray[np.int32], Numbers]:
        """Return the known grams, their rows and values; the values together have unit length."""
        row_of = self.rows_by_gram
        known = [(name, row, often) for name, often in grams.items() if (row := row_of[name]) >= 0]
        if not known:
            return [], np.zeros(0, np.int32), np.zeros(0, np.float32)
        names, places, times = zip(*known, strict=True)
        rows, often = np.array(places, dtype=np.int32), np.array(times, dtype=np.float32)
        values = (1 + np.log(often)) * self.rarity[rows]
        values /= np.sqrt(values @ values) or 1.0
        return list(names), rows, values

    def about(self, meaning: Numbers) -> Numbers:
        """Return a vector of meaning as the weights are for it: less the ``middle``, and of unit length; (SIZE,)."""
        apart = meaning - self.middle
        told: Numbers = apart / (np.sqrt(apart @ apart) or 1.0)
        return told

    def save(self, path: Path) -> None:
        """Write the model, its weights in eight bits, over the one at ``path`` in one stroke."""
        part = path.with_suffix(".part.npz")
        kept: dict[str, Any] = {
            "format": np.array(FORMAT),
            "labels": np.array(LABELS),
            "places": np.flatnonzero(self.row_of >= 0).astype(np.int32),
            "rarity": self.rarity.astype(np.float16),
            "words_bias": self.words.bias,
            "meaning_bias": self.meaning.bias,
            "middle": self.middle.astype(np.float16),
            "trained_on": np.array(self.trained_on),
        }
        kept |= _eight_bits("words", self.words.slopes) | _eight_bits("meaning", self.meaning.slopes)
        np.savez_compressed(part, **kept)
        part.replace(path)


class _Rows(dict[str, int]):
    """Gram → row, worked out once: most grams of a text were in one before. Emptied before it outgrows 20 MB."""

    MOST = 1 << 17

    def __init__(self, row_of: npt.NDArray[np.int32]) -> None:
        super().__init__()
        # The same numbers: NumPy takes longer to give out a single one.
        self._row_of: memoryview[int] = row_of.data

    def __missing__(self, gram: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        row = self[gram] = self._row_of[place_of(gram)]
        return row


def path_of(locale: Locale) -> Path:
    """Return where an installation keeps the model it trained: in its home.

    Raises:
        BadSettings: where its home is cannot be told.
    """
    return load_settings().home / "models" / f"feedback.{locale}.npz"


def shipped_path_of(locale: Locale) -> Path:
    """Return where the model of a language is that ships."""
    return Path(__file__).with_name(f"model.{locale}.npz")


@dataclass(frozen=True, slots=True)
class InUse:
    """The model that reads a language.

    Attributes:
        model: the installation's own, else the shipped one.
        path: where it lies.
        wrong: why the installation's own does not read, where there is one.
    """

    model: Model
    path: Path
    wrong: str | None = None


def in_use(locale: Locale) -> InUse:
    """Return the model of a language that this installation trained; the shipped one where that is none or of no use.

    Raises:
        ModelError: the shipped one is of no use either.
    """
    wrong = None
    try:
        own = path_of(locale)
        if own.is_file():
            return InUse(read_model(locale, own), own)
    except (ModelError, BadSettings, OSError) as error:
        wrong = str(error)
    shipped = shipped_path_of(locale)
    return InUse(read_model(locale, shipped), shipped, wrong)


def as_kept(model: Model) -> Model:
    """Return a model as it is once it was written and read: its weights in eight bits."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        model.save(path)
        return _read(path)


def read_model(locale: Locale, path: Path | None = None) -> Model:
    """Read a model, the shipped one unless a path says which.

    Raises:
        ModelError: there is none, or it was made for another version of the program.
    """
    return _read(path or shipped_path_of(locale))


def _read(path: Path) -> Model:
    cure = "make it with: lms feedback train"
    with kept_in(path, made_for={"format": FORMAT, "labels": list(LABELS)}, cure=cure) as kept:
        row_of = np.full(PLACES, -1, dtype=np.int32)
        row_of[kept["places"]] = np.arange(len(kept["places"]), dtype=np.int32)
        return Model(
            row_of=row_of,
            rarity=kept["rarity"].astype(np.float32),
            words=Weights(_numbers(kept, "words"), kept["words_bias"].astype(np.float32)),
            meaning=Weights(_numbers(kept, "meaning"), kept["meaning_bias"].astype(np.float32)),
            middle=kept["middle"].astype(np.float32),
            trained_on=str(kept["trained_on"]),
        )


def _eight_bits(name: str, weights: Numbers) -> dict[str, npt.NDArray[Any]]:
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    return {name: np.round(weights / scale).astype(np.int8), f"{name}_scale": scale.astype(np.float32)}


def _numbers(kept: Mapping[str, npt.NDArray[Any]], name: str) -> Numbers:
    numbers: Numbers = kept[name].astype(np.float32) * kept[f"{name}_scale"]
    return numbers
