"""The trained part of the full reader: a weight of every sign for every act, and where each act begins.

Added up are hashed n-grams of the words and of the customer's before them, what both mean as vectors, what two sides
of a meaning say together, and what the patterns left. ``python -m scenarios.speech_acts.training`` makes the weights.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scenarios.speech_acts.acts import SPEECH_ACTS, SpeechAct
from scenarios.speech_acts.features import PLACES, places, weighted
from scenarios.speech_acts.model_file import kept_in
from scenarios.speech_acts.recogniser import TRACES, Trace
from scenarios.transcript import Locale

FORMAT = 3
"""Raised whenever signs or file change, so that an old model is not read as a new one."""
EMBEDDING_SHARE = 2.0**0.5
BEFORE_SHARE = 0.5**0.5
TRACE_SHARE = 0.15**0.5
"""What a vector, the customer's vector and a trace count beside the n-grams, whose vector has unit length.

Chosen on the folds.
"""
PART_LESS = 0.3
PART_SHARE = 0.5
"""A sentence is believed for its turn when it says an act by so much more than the turn does, and then by half."""

_TRACE_AT = {(act, trace): at for at, (act, trace) in enumerate((a, t) for a in SPEECH_ACTS for t in TRACES)}

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """One language's model. Scores are log-odds; an act is done from its ``threshold`` on.

    Attributes:
        locale: its language.
        row_of: place → row of ``grams``, −1 where training never met the place often enough; (PLACES,) int32.
        rarity: inverse document frequency of each place, 0 where training never met it; (PLACES,).
        grams: (rows, acts).
        traces: (acts · TRACES, acts).
        meaning: (SIZE, acts).
        before: the same for the customer's words, (SIZE, acts).
        middle: the mean vector of training, (SIZE,), subtracted from every other.
        middle_before: the mean vector of the customers' words, (SIZE,).
        sides: the directions in which meanings differ most, (SIZE, sides).
        pairs: what two sides say together, (sides, sides, acts).
        bias: (acts,).
        threshold: (acts,).
        sure: from where on an act is hardly ever told wrongly, (acts,); infinite where no score says so.
        trained_on: digest of the labelled utterances it was made from.
    """

    locale: Locale
    row_of: npt.NDArray[np.int32]
    rarity: Numbers
    grams: Numbers
    traces: Numbers
    meaning: Numbers
    before: Numbers
    middle: Numbers
    middle_before: Numbers
    sides: Numbers
    pairs: Numbers
    bias: Numbers
    threshold: Numbers
    sure: Numbers
    trained_on: str

    def scores(
        self,
        text: str,
        context: str | None,
        traces: Collection[tuple[SpeechAct, Trace]],
        vector: Numbers,
        before: Numbers | None = None,
    ) -> Numbers:
        """Return the score of each of ``SPEECH_ACTS``.

        Args:
            text: what the trainee said.
            context: what the customer said before, if anything.
            traces: what the patterns left in ``text``.
            vector: what ``text`` means, (SIZE,).
            before: what ``context`` means, (SIZE,).
        """
        score = self.bias + self.by_words(text, context) + trace_signs([traces])[0] @ self.traces
        meant = centred(vector[None], self.middle)[0]
        score += meant @ self.meaning
        sides = meant @ self.sides
        score += sides @ np.tensordot(sides, self.pairs, 1)
        if before is not None:
            score += centred(before[None], self.middle_before, BEFORE_SHARE)[0] @ self.before
        return np.asarray(score, dtype=np.float32)

    def by_words(self, text: str, context: str | None) -> Numbers:
        """Return what the n-grams alone add to each score."""
        where, values = weighted(places(text, context, self.locale), self.rarity)
        return np.asarray(values @ self.grams[self.row_of[where]], dtype=np.float32)


def trace_signs(left: Collection[Collection[tuple[SpeechAct, Trace]]]) -> Numbers:
    """Return the traces of each utterance as signs, (utterances, acts · TRACES)."""
    signs = np.zeros((len(left), len(_TRACE_AT)), dtype=np.float32)
    for row, traces in enumerate(left):
        for trace in traces:
            signs[row, _TRACE_AT[trace]] = TRACE_SHARE
    return signs


def centred(vectors: Numbers, middle: Numbers, share: float = EMBEDDING_SHARE) -> Numbers:
    """Return vectors as signs: seen from the middle of all, each of length ``share``."""
    away = vectors - middle
    length = np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-6)
    return np.asarray(share * away / length, dtype=np.float32)


def together(whole: Numbers, parts: Collection[Numbers]) -> Numbers:
    """Return the scores of a turn, (acts,), given those of the whole and of each of its sentences.

    An act is often done in one sentence of several, and the whole has it watered down.
    """
    if len(parts) < 2:
        return whole
    loudest = np.max(list(parts), axis=0) - PART_LESS
    return np.asarray((1 - PART_SHARE) * whole + PART_SHARE * np.maximum(whole, loudest), dtype=np.float32)


def path_of(locale: Locale) -> Path:
    """Return where the model of a language is."""
    return Path(__file__).with_name(f"model.{locale}.npz")


def read_model(locale: Locale, path: Path | None = None) -> Model:
    """Read a model.

    Raises:
        ModelError: there is none, or it was made for another version of the program.
    """
    path = path or path_of(locale)
    cure = "make it with: python -m scenarios.speech_acts.training"
    made_for = {"format": FORMAT, "size": PLACES, "acts": list(SPEECH_ACTS)}
    with kept_in(path, made_for=made_for, cure=cure) as kept:
        row_of = np.full(PLACES, -1, dtype=np.int32)
        row_of[kept["places"]] = np.arange(len(kept["places"]), dtype=np.int32)
        rarity = np.zeros(PLACES, dtype=np.float32)
        rarity[kept["places"]] = kept["rarity"]
        return Model(
            locale=locale,
            row_of=row_of,
            rarity=rarity,
            grams=kept["grams"].astype(np.float32) * kept["scale"],
            pairs=_square(kept["pairs"].astype(np.float32) * kept["pairs_scale"], kept["sides"].shape[1]),
            trained_on=str(kept["trained_on"]),
            **{
                name: kept[name].astype(np.float32)
                for name in (
                    *("traces", "meaning", "before", "middle", "middle_before", "sides", "bias"),
                    "threshold",
                    "sure",
                )
            },
        )


def _square(upper: Numbers, sides: int) -> Numbers:
    """Return pairs as (sides, sides, acts), given those on and above the diagonal alone."""
    pairs = np.zeros((sides, sides, upper.shape[1]), dtype=np.float32)
    pairs[np.triu_indices(sides)] = upper
    return pairs
