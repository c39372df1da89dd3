"""The soak's own reading: it sees what must not be, and lets a customer speak."""

import pytest

from scenarios.loader import load, slugs
from scenarios.transcript import LOCALES, Locale
from tests.soak.reading import Shown, breaks
from tests.soak.visits import planned
from tests.unit.scenarios.test_role_check import BAD_CHINESE, BAD_ENGLISH, GOOD_CHINESE, GOOD_ENGLISH


def _breaks(line: str, locale: Locale, slug: str = "early-forgetting") -> list[str]:
    scenario = load(slug, locale)
    return breaks(
        Shown(
            line=line,
            scenario=scenario,
            heard="",
            earlier=(),
            told=(),
            hidden=scenario.facts,
        )
    )


@pytest.mark.parametrize("text", GOOD_ENGLISH)
def test_it_lets_an_english_customer_speak(text: str) -> None:
    assert _breaks(text, "en") == []


@pytest.mark.parametrize("text", GOOD_CHINESE)
def test_it_lets_a_chinese_customer_speak(text: str) -> None:
    assert _breaks(text, "zh-CN") == []


def test_it_sees_most_of_what_the_guard_sees_though_it_looks_otherwise() -> None:
    seen = [bool(_breaks(text, "en")) for text, _ in BAD_ENGLISH]
    seen += [bool(_breaks(text, "zh-CN")) for text, _ in BAD_CHINESE]
    assert sum(seen) >= 0.6 * len(seen)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_fact_told_before_it_is_earned_is_seen_in_every_scenario(locale: Locale) -> None:
    for slug in slugs():
        for fact in load(slug, locale).facts:
            assert all("the fact" in " ".join(_breaks(line, locale, slug)) for line in fact.lines)


def test_a_plan_spreads_languages_scenarios_and_trainees() -> None:
    plan = planned(200, seed=1)
    assert plan == planned(200, seed=1)
    for locale in LOCALES:
        mine = [(scenario.slug, trainee) for scenario, trainee in plan if scenario.locale == locale]
        assert len(mine) == 100
        assert {slug for slug, _ in mine} == set(slugs())
        assert len({trainee for _, trainee in mine}) == 16


def test_what_customers_of_other_visits_say_too_is_no_secret_of_this_one() -> None:
    assert _breaks("这句，你不知道，我不知道。", "zh-CN", "honest-urgent-transfer") == []
