"""Visits of the library's scripted trainees, judged as ``lms score`` judges: read in full."""

from __future__ import annotations

import pytest

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import play
from scenarios.loader import load, locales_of, slugs
from scenarios.speech_acts.full_reader import judging_reader_for
from scenarios.transcript import Locale
from scoring.assessment import Assessment
from scoring.rules_judge import judge

SOME = slugs()[::8]
"""Reading all takes minutes: docs/calibration/readings.md tells of all."""
MISREAD = {("loan-refused", "en")}
"""A good visit that reading in full still marks down, for a promise that is none."""
GOOD_REACHES = 85


def _judged(slug: str, locale: Locale, policy: str) -> Assessment:
    scenario = load(slug, locale)
    conversation = play(scenario, BuiltInCustomer(), getattr(scenario.trainees, policy), seed=0)
    return judge(conversation.transcript, scenario, recogniser=judging_reader_for(locale))


@pytest.mark.parametrize(("slug", "locale"), [(slug, locale) for slug in SOME for locale in locales_of(slug)])
def test_the_good_trainee_passes_well_and_the_bad_one_never(slug: str, locale: Locale) -> None:
    good, bad = _judged(slug, locale, "good"), _judged(slug, locale, "bad")
    assert (good.passed and good.score >= GOOD_REACHES) or (slug, locale) in MISREAD
    assert not bad.passed
