"""The trained part: a weight of every gram for every label. ``lms feedback train`` makes it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lms.feedback.classification.features import PLACES, place_of
from lms.feedback.classification.labels import HEADS
from scenarios.speech_acts.model_file import kept_in
from scenarios.transcript import Locale

FORMAT = 1
"""Raised whenever features or file change, so that an old model is not read as a new one."""
LABELS = tuple(f"{head}={label}" for head, labels in HEADS.items() for label in labels)

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """One language's model.

    Attributes:
        row_of: place → row of ``weights``, −1 where training never met it often enough; (PLACES,).
        rarity: inverse document frequency of each row; (rows,).
        weights: (rows, LABELS).
        bias: (LABELS,).
        trained_on: digest of the labelled texts it was made from.
    """

    row_of: npt.NDArray[np.int32]
    rarity: Numbers
    weights: Numbers
    bias: Numbers
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

    def save(self, path: Path) -> None:
        """Write the model, its weights in eight bits, over the one at ``path`` in one stroke."""
        scale = np.maximum(np.abs(self.weights).max(axis=0), 1e-6) / 127
        part = path.with_suffix(".part.npz")
        np.savez_compressed(
            part,
            format=np.array(FORMAT),
            labels=np.array(LABELS),
            places=np.flatnonzero(self.row_of >= 0).astype(np.int32),
            rarity=self.rarity.astype(np.float16),
            weights=np.round(self.weights / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            bias=self.bias,
            trained_on=np.array(self.trained_on),
        )
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
            weights=kept["weights"].astype(np.float32) * kept["scale"],
            bias=kept["bias"].astype(np.float32),
            trained_on=str(kept["trained_on"]),
        )
