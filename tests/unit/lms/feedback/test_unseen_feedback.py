"""A second set that nothing was trained on or chosen by: written to the written definitions, hard on the kinds."""

import json
from functools import cache
from pathlib import Path

import pytest

from lms.feedback.classification.classifier import classifier_for, classify
from lms.feedback.classification.meaning import meanings_of
from lms.feedback.classification.training.recipe import figures_both_ways
from lms.feedback.classification.training.texts import Labelled, held_out, read_texts, shipped
from scenarios.transcript import LOCALES, Locale

UNSEEN = Path(__file__).parent / "unseen"


@cache
def _unseen(locale: Locale) -> tuple[Labelled, ...]:
    return tuple(read_texts(UNSEEN / f"{locale}.jsonl"))


@cache
def _reached(locale: Locale) -> dict[str, float]:
    texts = _unseen(locale)
    return figures_both_ways(texts, meanings_of([text.text for text in texts]), classifier_for(locale))
