"""Makes a model: logistic regression an act, thresholds by cross-validation, weights kept in eight bits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from scenarios.speech_acts.acts import SPEECH_ACTS, SpeechAct
from scenarios.speech_acts.classifier import FORMAT
from scenarios.speech_acts.features import PLACES, places, weighted
from scenarios.speech_acts.recogniser import act_ids, patterns_of
from scenarios.transcript import Locale

FOLDS = 5
STRENGTH = 6.0
"""Inverse of the regularisation, scikit-learn's ``C``; chosen on the folds."""
LEAST_MET = 2
"""Utterances in which a place must be met to count."""
THRESHOLDS = np.arange(0.35, 0.71, 0.05)
"""Where the cut may lie; no further out, since a few dozen utterances an act decide it."""
SEED = 7

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A labelled utterance.

    Attributes:
        found: the acts the patterns find in it.
    """

    text: str
    context: str | None
    acts: frozenset[SpeechAct]
    found: frozenset[SpeechAct]


@dataclass(frozen=True, slots=True)
class Trained:
    """A model as it is kept, and what the folds said of it.

    Attributes:
        arrays: what goes into the file.
        truth, patterns, blend: (utterances, acts), the last as read by models that had not seen the utterance.
    """

    arrays: dict[str, npt.NDArray[np.generic]]
    truth: Flags
    patterns: Flags
    blend: Flags


def data_of(locale: Locale) -> Path:
    """Return the file of labelled utterances."""
    return Path(__file__).with_name(f"{locale}.jsonl")


def digest_of(path: Path) -> str:
    """Return what tells one state of the labelled utterances from another."""
    return sha256(path.read_bytes()).hexdigest()[:16]


def utterances_in(path: Path, locale: Locale) -> list[Utterance]:
    """Read labelled utterances and have the patterns read them.

    Raises:
        ValueError: a line holds an act that is none, or no text.
    """
    read, patterns = [], patterns_of(locale)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        said = json.loads(line)
        unknown = set(said["acts"]) - set(SPEECH_ACTS)
        if unknown or not str(said["text"]).strip():
            raise ValueError(f"{path.name}:{number}: no text, or acts that are none: {sorted(unknown)}")
        text, context = str(said["text"]), said.get("context") or None
        found = act_ids(patterns.recognise(text, context))
        read.append(Utterance(text, context, frozenset(said["acts"]), frozenset(found)))
    return read


def train(locale: Locale, path: Path | None = None) -> Trained:
    """Train a language's model on ``path``, by default on its labelled utterances."""
    path = path or data_of(locale)
    said = utterances_in(path, locale)
    truth, patterns = _flags([u.acts for u in said]), _flags([u.found for u in said])
    counted = [places(u.text, u.context, locale) for u in said]
    probability = np.zeros(truth.shape)
    folds = KFold(FOLDS, shuffle=True, random_state=SEED)
    for learn, tell in folds.split(counted):
        met, rarity = _met([counted[i] for i in learn])
        seen = _matrix([counted[i] for i in learn], patterns[learn], met, rarity)
        new = _matrix([counted[i] for i in tell], patterns[tell], met, rarity)
        weights, bias = _fit(seen, truth[learn])
        probability[tell] = 1 / (1 + np.exp(-(new @ weights + bias)))
    threshold = np.array([_cut(truth[:, at], probability[:, at]) for at in range(len(SPEECH_ACTS))])
    met, rarity = _met(counted)
    weights, bias = _fit(_matrix(counted, patterns, met, rarity), truth)
    grams, found = weights[: len(met)], weights[len(met) :]
    scale = np.maximum(np.abs(grams).max(axis=0), 1e-6) / 127
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "format": np.array(FORMAT),
        "acts": np.array(SPEECH_ACTS),
        "size": np.array(PLACES),
        "places": met,
        "rarity": rarity.astype(np.float16),
        "weights": np.rint(grams / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "found": found.astype(np.float32),
        "bias": bias.astype(np.float32),
        "threshold": threshold.astype(np.float32),
        "trained_on": np.array(digest_of(path)),
    }
    return Trained(arrays, truth, patterns, probability >= threshold)


def _flags(acts: Sequence[frozenset[SpeechAct]]) -> Flags:
    return np.array([[act in done for act in SPEECH_ACTS] for done in acts], dtype=bool)


Counted = tuple[Counter[int], Counter[int]]


def _met(counted: Sequence[Counted]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]:
    """Return the places met often enough, and the inverse document frequency of each."""
    often = Counter(place for own, before in counted for place in own.keys() | before.keys())
    met = sorted(place for place, times in often.items() if times >= LEAST_MET)
    rarity = [np.log((1 + len(counted)) / (1 + often[place])) + 1 for place in met]
    return np.array(met, dtype=np.int32), np.array(rarity)


def _matrix(
    counted: Sequence[Counted], found: Flags, met: npt.NDArray[np.int32], rarity: npt.NDArray[np.float64]
) -> csr_matrix:
    column = {int(place): at for at, place in enumerate(met)}
    weight = {int(place): float(value) for place, value in zip(met, rarity, strict=True)}
    rows, columns, values = [], [], []
    for row, each in enumerate(counted):
        for place, value in weighted(each, lambda place: weight.get(place, 0.0)):
            rows.append(row)
            columns.append(column[place])
            values.append(value)
    grams = csr_matrix((values, (rows, columns)), shape=(len(counted), len(met)))
    return hstack([grams, csr_matrix(found.astype(float))]).tocsr()


def _fit(
    seen: csr_matrix, truth: Flags
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    weights = np.zeros((seen.shape[1], truth.shape[1]))
    bias = np.full(truth.shape[1], -9.0)
    for at in range(truth.shape[1]):
        if not 0 < truth[:, at].sum() < len(truth):
            continue
        model = LogisticRegression(
            C=STRENGTH, class_weight="balanced", solver="liblinear", random_state=SEED, max_iter=400
        )
        model.fit(seen, truth[:, at])
        weights[:, at], bias[at] = model.coef_[0], model.intercept_[0]
    return weights, bias


def _cut(truth: Flags, probability: npt.NDArray[np.float64]) -> float:
    """Return the threshold with the best F1; of equals the one nearest the middle."""
    best = max(THRESHOLDS, key=lambda cut: (round(f1(truth, probability >= cut), 3), -abs(cut - 0.5)))
    return float(best)


def f1(truth: Flags, told: Flags) -> float:
    """Return 2·TP / (2·TP + FP + FN) (van Rijsbergen 1979); 0 where nothing is done and nothing told."""
    right, wrong = int((truth & told).sum()), int((truth ^ told).sum())
    return 2 * right / (2 * right + wrong) if right or wrong else 0.0
