"""Makes a model from labelled texts, and measures one: softmax regressions over grams, by L-BFGS."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from json import dumps

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

from lms.feedback.classification.classifier import Classified, Classifier
from lms.feedback.classification.features import PLACES, grams_of, place_of
from lms.feedback.classification.labels import HEADS, NO_CAUSE
from lms.feedback.classification.model import Model, Numbers, Weights
from lms.feedback.classification.training.texts import Labelled
from scenarios.transcript import Locale

STRICTNESS = 0.25
"""Weight of the squared weights against one text; chosen on the folds of the training set."""
MET_AT_LEAST = 3
"""Texts a gram must be met in to be learnt from."""


def train(texts: Sequence[Labelled], locale: Locale, meanings: Numbers) -> Model:
    """Return a model made from labelled texts; the same texts give the same model.

    Args:
        texts: what is learned from.
        locale: their language.
        meanings: the vector of each text, see ``meaning.meanings_of``; (texts, SIZE).
    """
    counted = [grams_of(text.text, locale) for text in texts]
    met_in = np.bincount(
        np.array(
            [place for grams in counted for place in {place_of(gram) for gram in grams}], dtype=np.int64
        ),
        minlength=PLACES,
    )
    kept = np.flatnonzero(met_in >= MET_AT_LEAST)
    row_of = np.full(PLACES, -1, dtype=np.int32)
    row_of[kept] = np.arange(len(kept), dtype=np.int32)
    rarity = np.log((1 + len(texts)) / (1 + met_in[kept])).astype(np.float32) + 1
    nothing = Weights(np.zeros((len(kept), 0), np.float32), np.zeros(0, np.float32))
    bare = Model(row_of, rarity, nothing, nothing, meanings.mean(axis=0), digest_of(texts))
    signs = _matrix([bare.signs(grams)[1:] for grams in counted], len(kept))
    about = csr_array(np.array([bare.about(meaning) for meaning in meanings]))
    quick, quick_bias = _learned(texts, signs)
    full, full_bias = _learned(texts, csr_array(hstack([signs, about])))
    return replace(
        bare,
        quick=Weights(quick, quick_bias),
        full=Weights(full[: len(kept)], full_bias, full[len(kept) :]),
    )


def _learned(texts: Sequence[Labelled], signs: csr_array) -> tuple[Numbers, Numbers]:
    """Return weights and bias of all heads side by side."""
    weights, bias = [], []
    for head, labels in HEADS.items():
        told = [getattr(text, head) or NO_CAUSE for text in texts]
        slopes, start = _softmax(signs, np.array([labels.index(label) for label in told]), len(labels))
        weights.append(slopes)
        bias.append(start)
    return np.concatenate(weights, axis=1).astype(np.float32), np.concatenate(bias).astype(np.float32)


def digest_of(texts: Sequence[Labelled]) -> str:
    """Return the digest of labelled texts, by which a model is known to be theirs."""
    told = sorted(dumps(text.as_dict(), ensure_ascii=False, sort_keys=True) for text in texts)
    return sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()


def _matrix(rows: Sequence[tuple[np.ndarray, Numbers]], width: int) -> csr_array:
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    return csr_array(
        (
            np.concatenate([values for _, values in rows]),
            np.concatenate([places for places, _ in rows]),
            ends,
        ),
        shape=(len(rows), width),
    )


def _softmax(signs: csr_array, told: np.ndarray, labels: int) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and bias; rare labels count more, by the root of how rare they are."""
    width = signs.shape[1]
    often = np.maximum(np.bincount(told, minlength=labels), 1)
    each = np.sqrt(len(told) / labels / often)[told]
    truth = np.eye(labels)[told]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        slopes, start = flat[: width * labels].reshape(width, labels), flat[width * labels :]
        score = signs @ slopes + start
        score -= score.max(axis=1, keepdims=True)
        odds = np.exp(score)
        chance = odds / odds.sum(axis=1, keepdims=True)
        missed = -np.sum(each * np.log(np.maximum(chance[np.arange(len(told)), told], 1e-12)))
        away = each[:, None] * (chance - truth)
        pull = np.concatenate([(signs.T @ away + STRICTNESS * slopes).ravel(), away.sum(axis=0)])
        return missed + STRICTNESS / 2 * float(np.sum(slopes**2)), pull

    found = minimize(
        loss, np.zeros((width + 1) * labels), jac=True, method="L-BFGS-B", options={"maxiter": 120}
    )
    return found.x[: width * labels].reshape(width, labels), found.x[width * labels :]


QUICK = ("cause macro F1", "kind accuracy", "urgent recall")
"""What is told of the quick reading, beside all of the full one."""


def figures_both_ways(
    texts: Sequence[Labelled], meanings: Numbers, classifier: Classifier
) -> dict[str, float]:
    """Return what a classifier reaches in full, and of its quick reading the three figures that count most.

    Args:
        texts: labelled.
        meanings: the vector of each text; (texts, SIZE).
        classifier: with no model, both are its rules.
    """
    about = {text.text: meaning for text, meaning in zip(texts, meanings, strict=True)}
    full = figures(texts, lambda text: classifier.classify(text, about[text]))
    quick = figures(texts, classifier.classify)
    return full | {f"quick {name}": quick[name] for name in QUICK}


def figures(texts: Sequence[Labelled], read: Callable[[str], Classified]) -> dict[str, float]:
    """Return what a classifier reaches on labelled texts, each figure 0–1."""
    found = [read(text.text) for text in texts]
    result = {
        f"{head} accuracy": float(
            np.mean([getattr(a, head) == getattr(b, head) for a, b in zip(texts, found, strict=True)])
        )
        for head in HEADS
    }
    pairs = [(text.cause or NO_CAUSE, got.cause or NO_CAUSE) for text, got in zip(texts, found, strict=True)]
    by_cause = per_label(pairs)
    result["cause macro F1"] = float(
        np.mean([f1 for label, (_, _, f1, _) in by_cause.items() if label != NO_CAUSE])
    )
    urgent = [
        got.severity == "urgent" for text, got in zip(texts, found, strict=True) if text.severity == "urgent"
    ]
    result["urgent recall"] = float(np.mean(urgent)) if urgent else 1.0
    named = [
        text.severity == "urgent" for text, got in zip(texts, found, strict=True) if got.severity == "urgent"
    ]
    result["urgent precision"] = float(np.mean(named)) if named else 1.0
    flags = [(set(text.flags), set(got.flags)) for text, got in zip(texts, found, strict=True)]
    result["flags exact"] = float(np.mean([a == b for a, b in flags]))
    return result


def per_label(pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float, float, int]]:
    """Return precision, recall, F1 and count of each label that is true of some text."""
    right = Counter(a for a, b in pairs if a == b)
    true, named = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return {
        label: (
            right[label] / named[label] if named[label] else 0.0,
            right[label] / often,
            2 * right[label] / (often + named[label]),
            often,
        )
        for label, often in sorted(true.items())
    }
