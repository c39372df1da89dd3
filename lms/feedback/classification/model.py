"""The trained part: a weight of every gram for every label, and of meaning. ``lms feedback train`` makes it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lms.feedback.classification.features import PLACES, place_of
from lms.feedback.classification.labels import HEADS
from scenarios.speech_acts.model_file import kept_in
from scenarios.transcript import Locale

FORMAT = 2
"""Raised whenever features or file change, so that an old model is not read as a new one."""
MEANING = 1.0
"""Length of the vector of meaning beside that of the grams, which is 1; chosen on the folds of the training set."""
LABELS = tuple(f"{head}={label}" for head, labels in HEADS.items() for label in labels)

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What one way of reading goes by.

    Attributes:
        grams: (rows, LABELS).
        bias: (LABELS,).
        meaning: of the vector that stands for a text's meaning, (SIZE, LABELS); none where words alone are read.
    """

    grams: Numbers
    bias: Numbers
    meaning: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """One language's model.

    Attributes:
        row_of: place → row of the grams' weights, −1 where training never met it often enough; (PLACES,).
        rarity: inverse document frequency of each row; (rows,).
        quick: for words alone.
        full: for words and meaning together.
        middle: the mean of the vectors it learned from, (SIZE,): what all feedback has in common tells nothing.
        trained_on: digest of the labelled texts it was made from.
    """

    row_of: npt.NDArray[np.int32]
    rarity: Numbers
    quick: Weights
    full: Weights
    middle: Numbers
    trained_on: str

    def signs(self, grams: Counter[str]) -> tuple[list[str], npt.NDArray[np.int32], Numbers]:
        """Return the known grams, their rows and values; the values together have unit length."""
        names = list(grams)
        rows = self.row_of[np.fromiter(map(place_of, names), dtype=np.int32, count=len(names))]
        often = np.fromiter(grams.values(), dtype=np.float32, count=len(names))
        known = rows >= 0
        rows, often = rows[known], often[known]
        values = (1 + np.log(often)) * self.rarity[rows]
        values /= np.sqrt(values @ values) or 1.0
        return [name for name, is_known in zip(names, known, strict=True) if is_known], rows, values

    def about(self, meaning: Numbers) -> Numbers:
        """Return a vector of meaning as the weights are for it: less the ``middle``, and MEANING long; (SIZE,)."""
        apart = meaning - self.middle
        told: Numbers = apart * (MEANING / (np.sqrt(apart @ apart) or 1.0))
        return told

    def save(self, path: Path) -> None:
        """Write the model, its weights in eight bits, over the one at ``path`` in one stroke."""
        assert self.full.meaning is not None, "a model is saved with what it knows of meaning"
        part = path.with_suffix(".part.npz")
        kept: dict[str, Any] = {
            "format": np.array(FORMAT),
            "labels": np.array(LABELS),
            "places": np.flatnonzero(self.row_of >= 0).astype(np.int32),
            "rarity": self.rarity.astype(np.float16),
            "quick_bias": self.quick.bias,
            "full_bias": self.full.bias,
            "middle": self.middle.astype(np.float16),
            "trained_on": np.array(self.trained_on),
        }
        kept |= _eight_bits("quick", self.quick.grams) | _eight_bits("full", self.full.grams)
        kept |= _eight_bits("meaning", self.full.meaning)
        np.savez_compressed(part, **kept)
        part.replace(path)


def path_of(locale: Locale) -> Path:
    """Return where the model of a language is."""
    return Path(__file__).with_name(f"model.{locale}.npz")


def read_model(locale: Locale, path: Path | None = None) -> Model:
    """Read a model.

    Raises:
        ModelError: there is none, or it was made for another version of the program.
    """
    path = path or path_of(locale)
    cure = "make it with: lms feedback train"
    with kept_in(path, made_for={"format": FORMAT, "labels": list(LABELS)}, cure=cure) as kept:
        row_of = np.full(PLACES, -1, dtype=np.int32)
        row_of[kept["places"]] = np.arange(len(kept["places"]), dtype=np.int32)
        return Model(
            row_of=row_of,
            rarity=kept["rarity"].astype(np.float32),
            quick=Weights(_numbers(kept, "quick"), kept["quick_bias"].astype(np.float32)),
            full=Weights(
                _numbers(kept, "full"), kept["full_bias"].astype(np.float32), _numbers(kept, "meaning")
            ),
            middle=kept["middle"].astype(np.float32),
            trained_on=str(kept["trained_on"]),
        )


def _eight_bits(name: str, weights: Numbers) -> dict[str, npt.NDArray[Any]]:
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    return {name: np.round(weights / scale).astype(np.int8), f"{name}_scale": scale.astype(np.float32)}


def _numbers(kept: Mapping[str, npt.NDArray[Any]], name: str) -> Numbers:
    numbers: Numbers = kept[name].astype(np.float32) * kept[f"{name}_scale"]
    return numbers
