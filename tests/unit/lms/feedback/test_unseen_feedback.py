"""A second set that nothing was trained on or chosen by: written to the definitions, and hard on the kinds."""

from functools import cache
from pathlib import Path

import pytest

from lms.feedback.classification.classifier import classifier_for, classify
from lms.feedback.classification.labels import CAUSES, KINDS
from lms.feedback.classification.meaning import meanings_of
from lms.feedback.classification.training.recipe import figures_both_ways
from lms.feedback.classification.training.texts import Labelled, held_out, read_texts, shipped
from scenarios.transcript import LOCALES, Locale

UNSEEN = Path(__file__).parent / "unseen"
FLOORS: dict[Locale, dict[str, float]] = {
    "zh-CN": {
        "cause macro F1": 0.71,
        "kind accuracy": 0.79,
        "kind macro F1": 0.75,
        "urgent recall": 0.95,
        "quick cause macro F1": 0.68,
        "quick kind macro F1": 0.68,
        "quick urgent recall": 0.95,
    },
    "en": {
        "cause macro F1": 0.75,
        "kind accuracy": 0.86,
        "kind macro F1": 0.83,
        "urgent recall": 0.95,
        "quick cause macro F1": 0.67,
        "quick kind macro F1": 0.72,
        "quick urgent recall": 0.95,
    },
}


@cache
def _unseen(locale: Locale) -> tuple[Labelled, ...]:
    return tuple(read_texts(UNSEEN / f"{locale}.jsonl"))


@cache
def _reached(locale: Locale) -> dict[str, float]:
    texts = _unseen(locale)
    return figures_both_ways(texts, meanings_of([text.text for text in texts]), classifier_for(locale))


@pytest.mark.parametrize(
    "locale, figure", [(locale, figure) for locale in LOCALES for figure in FLOORS[locale]]
)
def test_texts_nobody_chose_by_are_read_no_worse_than_this(locale: Locale, figure: str) -> None:
    assert _reached(locale)[figure] >= FLOORS[locale][figure]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_unseen_text_is_trained_on_or_held_out(locale: Locale) -> None:
    elsewhere = {text.text for text in (*shipped(locale), *held_out(locale))}
    assert not {text.text for text in _unseen(locale)} & elsewhere


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_and_every_cause_is_among_the_unseen_texts(locale: Locale) -> None:
    assert {text.kind for text in _unseen(locale)} == set(KINDS)
    assert {text.cause for text in _unseen(locale)} == {*CAUSES, None}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I recommend a small bench by the door.", "suggestion"),
        ("Whom do I thank? The guard brought my bag back.", "praise"),
        ("大堂的小伙子下雨天把我送上车，全程没提一句产品。", "praise"),
        ("希望每个网点门口都能放一把轮椅。", "suggestion"),
    ],
)
def test_what_the_writer_wants_done_decides_the_kind(text: str, kind: str) -> None:
    assert classify(text).kind == kind
