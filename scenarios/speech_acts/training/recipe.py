"""Makes a model: logistic regression an act over words and traces, blended with what ``tuning`` made to hear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from scenarios.speech_acts.acts import HARMFUL, SPEECH_ACTS, SpeechAct
from scenarios.speech_acts.features import PLACES, places, weighted
from scenarios.speech_acts.model import FORMAT, Numbers, trace_signs
from scenarios.speech_acts.recogniser import PatternRecogniser, act_ids, recogniser_for
from scenarios.speech_acts.training.utterances import (
    TOLD,
    Labelled,
    digest_of,
    files_of,
    joined,
    left_out,
    utterances_in,
)
from scenarios.transcript import LOCALES, Locale

STRENGTH = 6.0
"""Inverse of the regularisation; the rarer answer counts more by the root of its share. Both were chosen on folds."""
STEPS = 150
LEAST_MET = 2
"""Utterances in which a place must be met to count."""
SHARES = np.arange(0.4, 0.91, 0.05)
"""What the heard score may count of the whole."""
CUTS = np.arange(-2.5, 2.51, 0.1)
"""Where an act may begin, in log-odds."""
PRECISE = 0.85
"""The share of what is told that is right, from where on an act is told for sure."""
LEAST_TOLD = 8
"""Utterances that must be told before a share is believed."""
CLOSER = 0.5
"""How far an act's threshold is drawn to that of the middle act; few of an act's utterances tell it badly."""
Flags = npt.NDArray[np.bool_]


class NotHeard(RuntimeError):
    """The trained layers have not heard these utterances; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model as it is kept, and what the part that was left out says of it.

    Attributes:
        arrays: what goes into the file.
        truth, patterns, full: (utterances left out, acts), the last as read by a model that had not seen them.
    """

    arrays: dict[str, npt.NDArray[np.generic]]
    truth: Flags
    patterns: Flags
    full: Flags


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words and traces of utterances weigh for each act."""

    patterns: PatternRecogniser
    met: npt.NDArray[np.int32]
    rarity: Numbers
    grams: Numbers
    traces: Numbers
    bias: Numbers

    def scores(self, said: Sequence[Labelled]) -> Numbers:
        signs = _grams([places(each.text, each.context, self.patterns.locale) for each in said], self.rarity)
        traces = trace_signs([self.patterns.traces(each.text, each.context) for each in said])
        return np.asarray(signs[:, self.met] @ self.grams + traces @ self.traces + self.bias, np.float32)


def train(locale: Locale) -> Trained:
    """Train a language's model on its labelled utterances. The same data give the same model.

    Raises:
        NotHeard: ``tuning`` was made with other utterances.
    """
    patterns, said, out, heard = recogniser_for(locale), *_heard(locale)
    unseen = [each for each, is_out in zip(said, out.tolist(), strict=True) if is_out]
    seen = [each for each, is_out in zip(said, out.tolist(), strict=True) if not is_out]
    truth = _flags([each.acts for each in unseen])
    alone = _flags([act_ids(patterns.recognise(each.text, each.context)) for each in unseen])
    by_words = _fitted(seen, patterns).scores(unseen)
    share, threshold = max(
        ((share, _thresholds(truth, _blend(share, heard, by_words), alone)) for share in SHARES.tolist()),
        key=lambda each: _mean_f1(truth, _told(_blend(each[0], heard, by_words), each[1], alone)),
    )
    score = _blend(share, heard, by_words)
    sure = np.array([_sure(truth[:, at], score[:, at]) for at in range(len(SPEECH_ACTS))], dtype=np.float32)
    words, files = _fitted(said, patterns), files_of(locale)
    arrays = kept(words, share, threshold, sure, digest_of(files))
    return Trained(arrays, truth, alone, _told(score, threshold, alone))


def _heard(locale: Locale) -> tuple[list[Labelled], Flags, Numbers]:
    """Return a language's utterances, which of them were left out, and what these were heard as, (left out, acts)."""
    files = [path for each in LOCALES for path in files_of(each)]
    said = {each: utterances_in(files_of(each)) for each in LOCALES}
    out = left_out([one for each in LOCALES for one in said[each]])
    of = np.repeat([each == locale for each in LOCALES], [len(said[each]) for each in LOCALES])
    with np.load(TOLD, allow_pickle=False) as told:
        if str(told["trained_on"]) != digest_of(files):
            raise NotHeard("first: python -m scenarios.speech_acts.training.tuning")
        return said[locale], out[of], told["scores"][of[out]].astype(np.float32)


def _blend(share: float, heard: Numbers, by_words: Numbers) -> Numbers:
    return np.asarray(share * heard + (1 - share) * by_words, dtype=np.float32)


def kept(
    words: _Words, share: float, threshold: Numbers, sure: Numbers, trained_on: str
) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays of a model as its file holds them: n-grams in eight bits, and no place that was never met."""
    rest = np.float32(1 - share)
    grams, scale = _eight_bits(words.grams * rest)
    return {
        "format": np.array(FORMAT),
        "acts": np.array(SPEECH_ACTS),
        "size": np.array(PLACES),
        "places": words.met,
        "rarity": words.rarity[words.met].astype(np.float16),
        "grams": grams,
        "scale": scale,
        "traces": words.traces * rest,
        "bias": words.bias * rest,
        "share": np.array(share),
        "threshold": threshold,
        "sure": sure,
        "trained_on": np.array(trained_on),
    }


def _eight_bits(weights: Numbers) -> tuple[npt.NDArray[np.int8], Numbers]:
    """Return weights of each act, (…, acts), as whole numbers, and what one of them is worth, (acts,)."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def _fitted(said: Sequence[Labelled], patterns: PatternRecogniser) -> _Words:
    """Return the weights that utterances, and turns joined from them, give."""
    said = [*said, *joined(said, patterns.locale)]
    counted = [places(each.text, each.context, patterns.locale) for each in said]
    often = Counter(place for own, before in counted for place in own.keys() | before.keys())
    met = np.array(sorted(place for place, times in often.items() if times >= LEAST_MET), dtype=np.int32)
    rarity = np.zeros(PLACES, dtype=np.float32)
    rarity[met] = [np.log((1 + len(counted)) / (1 + often[int(place)])) + 1 for place in met]
    grams = _grams(counted, rarity)
    traces = trace_signs([patterns.traces(each.text, each.context) for each in said])
    alike = np.asarray((grams @ grams.T).todense(), dtype=np.float32) + traces @ traces.T + 1
    share = _fit(alike, _flags([each.acts for each in said]))
    of_places = np.asarray(grams[:, met].T @ share, dtype=np.float32)
    return _Words(patterns, met, rarity, of_places, traces.T @ share, share.sum(axis=0))


def _grams(counted: Sequence[tuple[Counter[int], Counter[int]]], rarity: Numbers) -> csr_array:
    """Return the n-grams of utterances as signs, (utterances, PLACES)."""
    signs = [weighted(each, rarity) for each in counted]
    ends = np.cumsum([0, *(len(where) for where, _ in signs)])
    where, values = (np.concatenate(part) for part in zip(*signs, strict=True))
    return csr_array((values, where, ends), shape=(len(counted), PLACES))


def _flags(acts: Sequence[Collection[SpeechAct]]) -> Flags:
    return np.array([[act in done for act in SPEECH_ACTS] for done in acts], dtype=bool)


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


def _thresholds(truth: Flags, score: Numbers, alone: Flags) -> Numbers:
    cuts = np.array(
        [_cut(act, truth[:, at], score[:, at], alone[:, at]) for at, act in enumerate(SPEECH_ACTS)]
    )
    return np.asarray(cuts + CLOSER * (np.median(cuts) - cuts), dtype=np.float32)


def _cut(act: SpeechAct, truth: Flags, score: Numbers, alone: Flags) -> float:
    """Return where the act begins: where F1, averaged over near cuts, is best.

    What the patterns alone hear of a harmful act is told in any case.
    """
    told = [(score >= cut) | (alone & (act in HARMFUL)) for cut in CUTS]
    value = np.array([f1(truth, flags) for flags in told])
    return float(CUTS[int(np.convolve(np.pad(value, 2, "edge"), np.full(5, 0.2), "valid").argmax())])


def _told(score: Numbers, threshold: Numbers, alone: Flags) -> Flags:
    found: Flags = (score >= threshold) | (alone & np.array([act in HARMFUL for act in SPEECH_ACTS]))
    return found


def _mean_f1(truth: Flags, told: Flags) -> float:
    return float(np.mean([f1(truth[:, at], told[:, at]) for at in range(len(SPEECH_ACTS))]))


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
