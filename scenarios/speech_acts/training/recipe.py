"""Makes a model: logistic regression an act, thresholds by cross-validation, n-grams kept in eight bits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scenarios.speech_acts.acts import SPEECH_ACTS, SpeechAct
from scenarios.speech_acts.embedding import embed
from scenarios.speech_acts.features import PLACES, places, weighted
from scenarios.speech_acts.model import FORMAT, Numbers, centred, trace_signs
from scenarios.speech_acts.recogniser import act_ids, recogniser_for
from scenarios.speech_acts.training.utterances import (
    FOLDS,
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
LEAST_MET = 2
"""Utterances in which a place must be met to count."""
CUTS = np.arange(-2.5, 2.51, 0.1)
"""Where an act may begin, in log-odds."""
RED: frozenset[SpeechAct] = frozenset({"rude", "over_promise", "leak_privacy", "aid_fraud"})
LEAST_PRECISION = 0.9
"""No red line is told on less: a clerk who is told of an insult that was none believes nothing else.

Where the folds do not reach it, the most precise cut is taken.
"""
LEAST_TOLD = 10
"""Utterances that are told at least, for a precision to mean something."""

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


def train(locale: Locale) -> Trained:
    """Train a language's model on its labelled utterances. The same data give the same model."""
    files = files_of(locale)
    said, patterns = utterances_in(files), recogniser_for(locale)
    alone = _flags([frozenset(act_ids(patterns.recognise(each.text, each.context))) for each in said])
    vectors = embed([each.text for each in said])
    middle = vectors.mean(axis=0)
    fold, written = folds_of(said, centred(vectors, middle)), len(said)
    turns, theirs = joined(said, fold, locale)
    said, fold = [*said, *turns], np.concatenate([fold, theirs])
    meaning = centred(np.concatenate([vectors, embed([each.text for each in turns])]), middle)
    truth = _flags([each.acts for each in said])
    traces = trace_signs([patterns.traces(each.text, each.context) for each in said])
    met, rarity, grams = _grams([places(each.text, each.context, locale) for each in said])
    alike = grams @ grams.T + traces @ traces.T + meaning @ meaning.T + 1
    score = np.zeros(truth.shape, dtype=np.float32)
    for number in range(FOLDS):
        learn, tell = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        score[tell] = alike[np.ix_(tell, learn)] @ _fit(alike[np.ix_(learn, learn)], truth[learn])
    threshold = np.array([_cut(act, truth[:, at], score[:, at]) for at, act in enumerate(SPEECH_ACTS)])
    share = _fit(alike, truth)
    weights = grams.T @ share
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "format": np.array(FORMAT),
        "acts": np.array(SPEECH_ACTS),
        "size": np.array(PLACES),
        "places": met,
        "rarity": rarity[met].astype(np.float16),
        "grams": np.rint(weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "traces": (traces.T @ share).astype(np.float32),
        "meaning": (meaning.T @ share).astype(np.float16),
        "middle": middle.astype(np.float32),
        "bias": share.sum(axis=0).astype(np.float32),
        "threshold": threshold.astype(np.float32),
        "trained_on": np.array(digest_of(files)),
    }
    return Trained(arrays, truth[:written], alone, score[:written] >= threshold)


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


def _cut(act: SpeechAct, truth: Flags, score: Numbers) -> float:
    """Return where the act begins: where F1, averaged over near cuts, is best; a red line not below its precision."""
    told = [score >= cut for cut in CUTS]
    value = np.array([f1(truth, flags) for flags in told])
    smooth = np.convolve(np.pad(value, 2, "edge"), np.full(5, 0.2), "valid")
    if act in RED:
        precision = np.array([(truth & t).sum() / max(t.sum(), LEAST_TOLD) for t in told])
        smooth = np.where(precision >= min(LEAST_PRECISION, precision.max()), smooth, -1.0)
    return float(CUTS[int(smooth.argmax())])


def f1(truth: Flags, told: Flags) -> float:
    """Return 2·TP / (2·TP + FP + FN) (van Rijsbergen 1979); 0 where nothing is done and nothing told."""
    right, wrong = int((truth & told).sum()), int((truth ^ told).sum())
    return 2 * right / (2 * right + wrong) if right or wrong else 0.0
