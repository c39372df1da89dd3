"""The judge agrees with a person who labelled free conversations, criterion by criterion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios.transcript import LOCALES, Locale, Transcript
from scoring.agreement import measure
from scoring.calibration import SCALE
from scoring.rules_judge import judge

LABELLED = sorted((Path(__file__).parent / "transcripts").glob("*.json"))


def marks(locale: Locale) -> tuple[dict[str, str], dict[str, str]]:
    """Return the person's and the judge's outcome, for every criterion of every conversation."""
    person: dict[str, str] = {}
    machine: dict[str, str] = {}
    for path in LABELLED:
        shape: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        transcript = Transcript.model_validate(shape["transcript"])
        if transcript.locale == locale:
            for result in judge(transcript).criteria:
                person[f"{path.stem} {result.id}"] = shape["outcomes"][result.id]
                machine[f"{path.stem} {result.id}"] = result.outcome
    return person, machine


@pytest.mark.parametrize("locale", LOCALES)
def test_the_judge_agrees_with_a_person(locale: Locale) -> None:
    found = measure([marks(locale)], SCALE)

    assert found is not None and found.n >= 12 * 22
    assert found.kappa.value is not None and found.kappa.value >= 0.85


def test_a_conversation_with_a_crossed_red_line_never_passes_and_a_good_one_does() -> None:
    for path in LABELLED:
        transcript = Transcript.model_validate(json.loads(path.read_text(encoding="utf-8"))["transcript"])
        passed = judge(transcript).passed
        if path.stem.endswith("-good"):
            assert passed, path.stem
        if path.stem.endswith("-bad"):
            assert not passed, path.stem
