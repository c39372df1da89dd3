"""Makes a model from labelled texts, and measures one: softmax regressions over grams, by L-BFGS."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from json import dumps

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

from lms.feedback.classification.classifier import Classified, Classifier
from lms.feedback.classification.features import PLACES, grams_of, place_of
from lms.feedback.classification.labels import HEADS, NO_CAUSE
from lms.feedback.classification.model import Model, Numbers, Weights
from lms.feedback.classification.training.texts import Labelled
from scenarios.transcript import Locale

STRICTNESS, STRICTNESS_OF_MEANING = 0.25, 0.3
"""Weight of the squared weights against one text; chosen by reading each hand's texts with what the others wrote."""
MEANING_COUNTS = 0.5
"""What meaning says is taken for so much of what words say; chosen in the same way."""
MET_AT_LEAST = 3
"""Texts a gram must be met in to be learnt from."""


@dataclass(frozen=True)
class Lesson:
    """What is learned from in one language.

    Attributes:
        texts: labelled.
        meanings: the vector of each text, see ``meaning.meanings_of``; (texts, SIZE).
    """

    texts: Sequence[Labelled]
    meanings: Numbers

    def apart(self) -> Numbers:
        """Return the vectors less their mean, each of unit length."""
        told = self.meanings - self.meanings.mean(axis=0)
        lengths: Numbers = np.sqrt((told**2).sum(axis=1, keepdims=True))
        apart: Numbers = told / np.maximum(lengths, 1e-9)
        return apart


def train(lesson: Lesson, locale: Locale, others: Sequence[Lesson] = ()) -> Model:
    """Return a model made from labelled texts; the same texts give the same model.

    Words and meaning are learned from apart and their log-odds added up: learned from together, meaning took over what
    words tell more surely of a hand that nothing was learned from.

    Args:
        lesson: what is learned from.
        locale: its language.
        others: in other languages: their words teach nothing here, what they mean does.
    """
    texts = lesson.texts
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
    bare = Model(row_of, rarity, nothing, nothing, lesson.meanings.mean(axis=0), digest_of(texts))
    signs = _matrix([bare.signs(grams)[1:] for grams in counted], len(kept))
    all_texts = [text for each in (lesson, *others) for text in each.texts]
    about = np.concatenate([each.apart() for each in (lesson, *others)])
    meaning = _learned(all_texts, about, STRICTNESS_OF_MEANING)
    return replace(
        bare,
        words=_learned(texts, signs, STRICTNESS),
        meaning=Weights(meaning.slopes * MEANING_COUNTS, meaning.bias * MEANING_COUNTS),
    )


def _learned(texts: Sequence[Labelled], signs: "csr_array | Numbers", strictness: float) -> Weights:
    """Return weights and bias of all heads side by side."""
    weights, bias = [], []
    for head, labels in HEADS.items():
        told = [getattr(text, head) or NO_CAUSE for text in texts]
        truth = np.array([labels.index(label) for label in told])
        slopes, start = _softmax(signs, truth, len(labels), strictness)
        weights.append(slopes)
        bias.append(start)
    return Weights(
        np.concatenate(weights, axis=1).astype(np.float32), np.concatenate(bias).astype(np.float32)
    )


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


def _softmax(
    signs: "csr_array | Numbers", told: np.ndarray, labels: int, strictness: float
) -> tuple[np.ndarray, np.ndarray]:
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
        pull = np.concatenate([(signs.T @ away + strictness * slopes).ravel(), away.sum(axis=0)])
        return missed + strictness / 2 * float(np.sum(slopes**2)), pull

    found = minimize(
        loss, np.zeros((width + 1) * labels), jac=True, method="L-BFGS-B", options={"maxiter": 120}
    )
    return found.x[: width * labels].reshape(width, labels), found.x[width * labels :]


QUICK = ("cause macro F1", "kind accuracy", "kind macro F1", "urgent recall")
"""What is told of the quick reading, beside all of the full one."""


def figures_both_ways(
    texts: Sequence[Labelled], meanings: Numbers, classifier: Classifier
) -> dict[str, float]:
    """Return what a classifier reaches in full, and of its quick reading the figures that count most.

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
    by_kind = per_label([(text.kind, got.kind) for text, got in zip(texts, found, strict=True)])
    result["kind macro F1"] = float(np.mean([f1 for _, _, f1, _ in by_kind.values()]))
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
