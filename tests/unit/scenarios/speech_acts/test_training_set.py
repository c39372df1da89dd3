"""What a recogniser may be trained on: acts that are acts, enough of each, and no line of the sets that judge it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import scenarios.speech_acts
from scenarios.speech_acts import SPEECH_ACTS
from scenarios.transcript import LOCALES, Locale

TRAINING = Path(scenarios.speech_acts.__file__).with_name("training")
LEAST = 45
"""Utterances that do an act, at least."""


def utterances(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def trained_on(locale: Locale) -> list[dict[str, Any]]:
    """What a recogniser is trained on, or waits to be."""
    return [line for path in sorted(TRAINING.rglob(f"*{locale}.jsonl")) for line in utterances(path)]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_utterance_has_words_and_acts_of_the_taxonomy(locale: Locale) -> None:
    for line in trained_on(locale):
        assert set(line) - {"voice"} == {"text", "context", "acts"}
        assert line["text"].strip()
        assert set(line["acts"]) <= set(SPEECH_ACTS), line


@pytest.mark.parametrize("locale", LOCALES)
def test_every_act_is_done_often_enough_to_learn_it_and_many_lines_do_none(locale: Locale) -> None:
    counts = Counter(act for line in trained_on(locale) for act in line["acts"])
    assert min(counts[act] for act in SPEECH_ACTS) >= LEAST
    assert sum(not line["acts"] for line in trained_on(locale)) >= 250


@pytest.mark.parametrize("locale", LOCALES)
def test_no_line_stands_in_a_set_that_judges(locale: Locale) -> None:
    here = Path(__file__).parent
    judged = {
        line["text"].strip().casefold()
        for part in ("development", "heldout", "unseen2", "unseen3")
        for line in utterances(here / f"{part}.{locale}.jsonl")
    }
    assert not judged & {line["text"].strip().casefold() for line in trained_on(locale)}
