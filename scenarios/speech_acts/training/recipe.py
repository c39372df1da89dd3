"""Makes a model: logistic regression an act, thresholds by cross-validation, n-grams kept in eight bits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scenarios.speech_acts.acts import HARMFUL, SPEECH_ACTS, SpeechAct
from scenarios.speech_acts.embedding import embed
from scenarios.speech_acts.features import PLACES, places, weighted
from scenarios.speech_acts.model import (
    BEFORE_SHARE,
    FORMAT,
    Model,
    Numbers,
    centred,
    together,
    trace_signs,
)
from scenarios.speech_acts.recogniser import PatternRecogniser, act_ids, recogniser_for
from scenarios.speech_acts.training.utterances import (
    FOLDS,
    Labelled,
    digest_of,
    files_of,
    folds_of,
    joined,
    utterances_in,
)
from scenarios.transcript import Locale

STRENGTH = 6.0
"""Inverse of the regularisation; chosen on the folds, as is what the rarer answer counts more (its share's root)."""
STEPS = 150
SIDES = 96
"""Directions of meaning that are paired; more gave nothing."""
LEAST_MET = 2
"""Utterances in which a place must be met to count."""
CUTS = np.arange(-2.5, 2.51, 0.1)
"""Where an act may begin, in log-odds."""
PRECISE = 0.95
"""The share of what is told that is right, from where on an act is told for sure."""
LEAST_TOLD = 8
"""Utterances that must be told before a share is believed."""
CLOSER = 0.5
"""How far an act's threshold is drawn to that of the middle act; few of an act's utterances tell it badly."""
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Trained:
    """A model as it is kept, and what the folds said of it.

    Attributes:
        arrays: what goes into the file.
        truth, patterns, full: (utterances, acts), the last as read by models that had not seen the utterance.
    """

    arrays: dict[str, npt.NDArray[np.generic]]
    truth: Flags
    patterns: Flags
    full: Flags


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs of utterances, one a row, and what they were made with; the arrays are named as in ``Model``."""

    locale: Locale
    met: npt.NDArray[np.int32]
    rarity: Numbers
    grams: Numbers
    traces: Numbers
    meaning: Numbers
    before: Numbers
    middle: Numbers
    middle_before: Numbers
    sides: Numbers

    def alike(self) -> Numbers:
        """Return how alike each two utterances are: the product of their signs; (utterances, utterances)."""
        beside = (self.grams, self.traces, self.before)
        meant, paired = self.meaning @ self.meaning.T, self.meaning @ self.sides
        return np.asarray(
            sum(x @ x.T for x in beside) + meant + (paired @ paired.T) ** 2 + 1, dtype=np.float32
        )

    def model(
        self,
        share: Numbers,
        learnt: npt.NDArray[np.int64],
        cuts: tuple[Numbers, Numbers],
        trained_on: str,
    ) -> Model:
        """Return the model that gives each act what the utterances ``learnt`` share out, (learnt, acts).

        ``cuts`` are where acts begin, and where they are sure.
        """
        row_of = np.full(PLACES, -1, dtype=np.int32)
        row_of[self.met] = np.arange(len(self.met), dtype=np.int32)
        paired = self.meaning[learnt] @ self.sides
        # Both halves of a square say the same: kept is the one on and above the diagonal, twice.
        twice = np.triu(np.full((SIDES, SIDES), 2, dtype=np.float32), 1) + np.eye(SIDES, dtype=np.float32)
        pairs = np.stack([paired.T @ (paired * each[:, None]) * twice for each in share.T], axis=-1)
        return Model(
            locale=self.locale,
            row_of=row_of,
            rarity=self.rarity,
            grams=self.grams[learnt].T @ share,
            traces=self.traces[learnt].T @ share,
            meaning=self.meaning[learnt].T @ share,
            before=self.before[learnt].T @ share,
            middle=self.middle,
            middle_before=self.middle_before,
            sides=self.sides,
            pairs=pairs,
            bias=share.sum(axis=0),
            threshold=cuts[0],
            sure=cuts[1],
            trained_on=trained_on,
        )


def train(locale: Locale) -> Trained:
    """Train a language's model on its labelled utterances. The same data give the same model."""
    files = files_of(locale)
    said, patterns = utterances_in(files), recogniser_for(locale)
    vector_of = _Vectors()
    vectors = vector_of([each.text for each in said])
    middle = vectors.mean(axis=0)
    fold, written = folds_of(said, centred(vectors, middle)), len(said)
    turns, theirs = joined(said, fold, locale)
    said, fold = [*said, *turns], np.concatenate([fold, theirs])
    signs = _signs(said, middle, patterns, vector_of)
    truth = _flags([each.acts for each in said])
    alone = _flags([frozenset(act_ids(patterns.recognise(each.text, each.context))) for each in said])
    alike, score = signs.alike(), np.zeros(truth.shape, dtype=np.float32)
    none = np.zeros(len(SPEECH_ACTS), dtype=np.float32)
    for number in range(FOLDS):
        learn, tell = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        share = _fit(alike[np.ix_(learn, learn)], truth[learn])
        model = signs.model(share, learn, (none, none), "")
        for at in tell.tolist():
            whole = alike[at, learn] @ share
            score[at] = together(whole, _scores_of_sentences(said[at], model, patterns, vector_of))
    cuts = np.array(
        [_cut(act, truth[:, at], score[:, at], alone[:, at]) for at, act in enumerate(SPEECH_ACTS)]
    )
    threshold = (cuts + CLOSER * (np.median(cuts) - cuts)).astype(np.float32)
    sure = np.array(
        [_sure(truth[:written, at], score[:written, at]) for at in range(len(SPEECH_ACTS))], dtype=np.float32
    )
    model = signs.model(_fit(alike, truth), np.arange(len(said)), (threshold, sure), digest_of(files))
    heard = (score >= threshold) | (alone & np.array([act in HARMFUL for act in SPEECH_ACTS]))
    return Trained(kept(model), truth[:written], alone[:written], heard[:written])


def kept(model: Model) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays of a model as its file holds them: much in eight bits, and no place that was never met."""
    met = np.flatnonzero(model.row_of >= 0).astype(np.int32)
    grams, scale = _eight_bits(model.grams)
    pairs, pairs_scale = _eight_bits(model.pairs[np.triu_indices(SIDES)])
    return {
        "format": np.array(FORMAT),
        "acts": np.array(SPEECH_ACTS),
        "size": np.array(PLACES),
        "places": met,
        "rarity": model.rarity[met].astype(np.float16),
        "grams": grams,
        "scale": scale,
        "traces": model.traces.astype(np.float32),
        "meaning": model.meaning.astype(np.float16),
        "before": model.before.astype(np.float16),
        "middle": model.middle.astype(np.float32),
        "middle_before": model.middle_before.astype(np.float32),
        "sides": model.sides.astype(np.float16),
        "pairs": pairs,
        "pairs_scale": pairs_scale,
        "bias": model.bias.astype(np.float32),
        "threshold": model.threshold.astype(np.float32),
        "sure": model.sure.astype(np.float32),
        "trained_on": np.array(model.trained_on),
    }


def _eight_bits(weights: Numbers) -> tuple[npt.NDArray[np.int8], Numbers]:
    """Return weights of each act, (…, acts), as whole numbers, and what one of them is worth, (acts,)."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


class _Vectors:
    """The vectors of texts, each embedded once."""

    def __init__(self) -> None:
        self._known: dict[str, Numbers] = {}

    def __call__(self, texts: Sequence[str]) -> Numbers:
        new = sorted({text for text in texts if text not in self._known})
        if new:
            self._known.update(zip(new, embed(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def _signs(
    said: Sequence[Labelled], middle: Numbers, patterns: PatternRecogniser, vector_of: _Vectors
) -> _Signs:
    locale = patterns.locale
    met, rarity, grams = _grams([places(each.text, each.context, locale) for each in said])
    meaning = centred(vector_of([each.text for each in said]), middle)
    heard = [at for at, each in enumerate(said) if each.context]
    theirs = vector_of([said[at].context or "" for at in heard])
    before = np.zeros_like(meaning)
    before[heard] = centred(theirs, theirs.mean(axis=0), BEFORE_SHARE)
    _, directions = np.linalg.eigh(meaning.T @ meaning)
    sides = directions[:, : -SIDES - 1 : -1]
    return _Signs(
        locale=locale,
        met=met,
        rarity=rarity,
        grams=grams,
        traces=trace_signs([patterns.traces(each.text, each.context) for each in said]),
        meaning=meaning,
        before=before,
        middle=middle,
        middle_before=theirs.mean(axis=0),
        sides=sides.astype(np.float32),
    )


def _scores_of_sentences(
    said: Labelled, model: Model, patterns: PatternRecogniser, vector_of: _Vectors
) -> list[Numbers]:
    """Return the scores of each sentence of an utterance; none where it is one alone."""
    parts = patterns.sentences(said.text)
    if len(parts) < 2:
        return []
    before = vector_of([said.context])[0] if said.context else None
    return [
        model.scores(part, said.context, patterns.traces(part, said.context), vector, before)
        for part, vector in zip(parts, vector_of(parts), strict=True)
    ]


def _flags(acts: Sequence[frozenset[SpeechAct]]) -> Flags:
    return np.array([[act in done for act in SPEECH_ACTS] for done in acts], dtype=bool)


def _grams(
    counted: Sequence[tuple[Counter[int], Counter[int]]],
) -> tuple[npt.NDArray[np.int32], Numbers, Numbers]:
    """Return the places met often enough, the rarity of every place, and the signs (utterances, places met)."""
    often = Counter(place for own, before in counted for place in own.keys() | before.keys())
    met = np.array(sorted(place for place, times in often.items() if times >= LEAST_MET), dtype=np.int32)
    rarity = np.zeros(PLACES, dtype=np.float32)
    rarity[met] = [np.log((1 + len(counted)) / (1 + often[int(place)])) + 1 for place in met]
    column = np.zeros(PLACES, dtype=np.int32)
    column[met] = np.arange(len(met))
    signs = np.zeros((len(counted), len(met)), dtype=np.float32)
    for row, each in enumerate(counted):
        where, values = weighted(each, rarity)
        np.add.at(signs[row], column[where], values)
    return met, rarity, signs


def _fit(alike: Numbers, truth: Flags) -> Numbers:
    """Return what each utterance gives to each act's weights, (utterances, acts).

    Logistic regression in its dual form, all acts at once, by accelerated gradient steps (Nesterov 1983): a product
    of two small matrices a step, however many signs there are.
    """
    target = truth.astype(np.float32)
    often = target.sum(axis=0)
    rarer = np.sqrt(np.maximum((len(target) - often) / np.maximum(often, 1), 1))
    weight = np.where(truth, rarer, 1).astype(np.float32)
    steepest, vector = 1.0, np.ones(len(target), dtype=np.float32)
    for _ in range(15):
        vector = alike @ vector
        steepest = float(np.linalg.norm(vector))
        vector = vector / steepest
    step = 1 / (steepest * weight.max(axis=0) / 4 + 1 / STRENGTH)
    share = ahead = np.zeros_like(target)
    pace = 1.0
    for _ in range(STEPS):
        wrong = weight * (1 / (1 + np.exp(-np.clip(alike @ ahead, -30, 30))) - target)
        moved = ahead - step * (wrong + ahead / STRENGTH)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = (moved + (pace - 1) / faster * (moved - share)).astype(np.float32)
        share, pace = moved, faster
    return np.asarray(share, dtype=np.float32)


def _cut(act: SpeechAct, truth: Flags, score: Numbers, alone: Flags) -> float:
    """Return where the act begins: where F1, averaged over near cuts, is best.

    What the patterns alone hear of a harmful act is told in any case.
    """
    told = [(score >= cut) | (alone & (act in HARMFUL)) for cut in CUTS]
    value = np.array([f1(truth, flags) for flags in told])
    return float(CUTS[int(np.convolve(np.pad(value, 2, "edge"), np.full(5, 0.2), "valid").argmax())])


def _sure(truth: Flags, score: Numbers) -> float:
    """Return the least cut from which on, at every higher one too, ``PRECISE`` of what is told is right."""
    sure = float("inf")
    for cut in CUTS[::-1].tolist():
        told = score >= cut
        if told.sum() < LEAST_TOLD:
            continue
        if truth[told].mean() < PRECISE:
            break
        sure = cut
    return sure


def f1(truth: Flags, told: Flags) -> float:
    """Return 2·TP / (2·TP + FP + FN) (van Rijsbergen 1979); 0 where nothing is done and nothing told."""
    right, wrong = int((truth & told).sum()), int((truth ^ told).sum())
    return 2 * right / (2 * right + wrong) if right or wrong else 0.0
