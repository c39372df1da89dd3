"""The recogniser keeps up with people's labels: F1 over the utterances it was written with, and over others."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from scenarios.speech_acts import SPEECH_ACTS, act_ids, recogniser_for
from scenarios.transcript import LOCALES, Locale

FLOORS = {"development": 0.88, "heldout": 0.6}
"""Least micro-F1 over all acts, ten points or less below what was measured. Patterns carry over to other
people's words much less well than to those they were written with: hence the two numbers."""


@cache
def _labelled(part: str, locale: Locale) -> tuple[dict[str, object], ...]:
    path = Path(__file__).with_name(f"{part}.{locale}.jsonl")
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def _micro_f1(part: str, locale: Locale) -> float:
    """Return 2·TP / (2·TP + FP + FN) over all acts and utterances (van Rijsbergen 1979)."""
    recogniser, counts = recogniser_for(locale), Counter[str]()
    for line in _labelled(part, locale):
        context = line.get("context")
        heard = set(act_ids(recogniser.recognise(str(line["text"]), str(context) if context else None)))
        done = set(line["acts"])  # type: ignore[call-overload]
        counts["right"] += len(heard & done)
        counts["wrong"] += len(heard ^ done)
    return 2 * counts["right"] / (2 * counts["right"] + counts["wrong"])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("part", FLOORS)
def test_the_recogniser_agrees_with_the_labels(part: str, locale: Locale) -> None:
    assert _micro_f1(part, locale) >= FLOORS[part]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("part", FLOORS)
def test_every_act_is_labelled(part: str, locale: Locale) -> None:
    counts = Counter(act for line in _labelled(part, locale) for act in line["acts"])  # type: ignore[attr-defined]
    assert set(counts) == set(SPEECH_ACTS)
    assert min(counts.values()) >= 2, counts.most_common()[-3:]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_utterance_is_in_both_parts(locale: Locale) -> None:
    texts = [{str(line["text"]).strip().casefold() for line in _labelled(part, locale)} for part in FLOORS]
    assert not texts[0] & texts[1]
