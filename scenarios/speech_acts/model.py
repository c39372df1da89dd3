"""The trained part of the full reader: what the words, the patterns' traces and the heard turn weigh, act by act.

Added up are hashed n-grams of the words and of the customer's before them, what the patterns left, and what the trained
layers heard (``hearing``); each act begins somewhere. ``python -m scenarios.speech_acts.training`` makes the weights.
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

FORMAT = 4
"""Raised whenever signs or file change, so that an old model is not read as a new one."""
TRACE_SHARE = 0.15**0.5
"""What a trace counts beside the n-grams, whose vector has unit length."""
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
        share: what the heard log-odds count; the rest is the words' and traces', scaled already.
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
    share: float
    bias: Numbers
    threshold: Numbers
    sure: Numbers
    trained_on: str

    def scores(
        self,
        text: str,
        context: str | None,
        traces: Collection[tuple[SpeechAct, Trace]],
        heard: Numbers,
    ) -> Numbers:
        """Return the score of each of ``SPEECH_ACTS``.

        Args:
            text: what the trainee said.
            context: what the customer said before, if anything.
            traces: what the patterns left in ``text``.
            heard: the log-odds that ``hearing.heard`` gives ``text`` after ``context``, (acts,).
        """
        score = self.bias + self.by_words(text, context) + trace_signs([traces])[0] @ self.traces
        return np.asarray(score + self.share * heard, dtype=np.float32)

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
            share=float(kept["share"]),
            trained_on=str(kept["trained_on"]),
            **{name: kept[name].astype(np.float32) for name in ("traces", "bias", "threshold", "sure")},
        )
