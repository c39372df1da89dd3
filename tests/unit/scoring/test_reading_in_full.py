"""Visits of the library's scripted trainees, marked as finished visits are: read in full."""

from __future__ import annotations

import pytest

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import play
from scenarios.loader import load, locales_of, slugs
from scenarios.speech_acts.full_reader import judging_reader_for
from scenarios.transcript import Locale, Transcript, Turn
from scoring.assessment import Assessment
from scoring.rules_judge import judge

SOME = slugs()[::8]
"""Reading all takes minutes: ``lms scenario check`` does."""
GOOD_REACHES = 85


def _judged(slug: str, locale: Locale, policy: str) -> Assessment:
    scenario = load(slug, locale)
    conversation = play(scenario, BuiltInCustomer(), getattr(scenario.trainees, policy), seed=0)
    return judge(conversation.transcript, scenario, recogniser=judging_reader_for(locale))


@pytest.mark.parametrize(("slug", "locale"), [(slug, locale) for slug in SOME for locale in locales_of(slug)])
def test_the_good_trainee_passes_well_and_the_bad_one_never(slug: str, locale: Locale) -> None:
    good, bad = _judged(slug, locale, "good"), _judged(slug, locale, "bad")
    assert good.passed and good.score >= GOOD_REACHES
    assert not bad.passed


def _said_to(customer: str, trainee: str, locale: Locale) -> Assessment:
    turns = (Turn(speaker="customer", text=customer), Turn(speaker="trainee", text=trainee))
    return judge(Transcript(locale=locale, turns=turns), recogniser=judging_reader_for(locale))


@pytest.mark.parametrize(
    ("locale", "customer", "trainee"),
    [
        ("en", "Will I get the loan?", "I can't promise it will be approved, that's up to the credit team."),
        ("en", "So it can't go wrong?", "Nobody can honestly guarantee you'll get it."),
        ("zh-CN", "这贷款能批下来吧？", "我不能保证一定能批下来，要看审批。"),
        ("zh-CN", "能追回来吧？", "能不能追回来，我没法跟您打包票。"),
    ],
)
def test_to_say_that_nobody_can_promise_it_is_no_promise(locale: Locale, customer: str, trainee: str) -> None:
    assert _said_to(customer, trainee, locale).result("no_over_promise").outcome == "met"


@pytest.mark.parametrize(
    ("locale", "customer", "trainee"),
    [
        ("en", "Will I get the loan?", "I promise you it will be approved."),
        ("en", "Will I get it?", "I can't promise a day, but you will definitely get approved, trust me."),
        ("zh-CN", "这贷款能批下来吧？", "我跟您保证，肯定能批下来。"),
        ("zh-CN", "能批吧？", "哪天放款不敢保证，批是肯定能批下来的。"),
    ],
)
def test_a_promise_stays_one_whatever_else_is_not_promised(
    locale: Locale, customer: str, trainee: str
) -> None:
    assert _said_to(customer, trainee, locale).result("no_over_promise").outcome == "not_met"


@pytest.mark.parametrize(
    ("locale", "customer", "trainee", "outcome"),
    [
        ("en", "I'm so worried!", "I understand how you feel, but those are the rules.", "not_met"),
        (
            "en",
            "I'm so worried!",
            "I understand how worried you are. The rule is there to protect you.",
            "met",
        ),
        (
            "en",
            "I'm so worried!",
            "I understand how worried you are, but the rules won't let me. Let me find another way for you.",
            "met",
        ),
        ("zh-CN", "我都快急死了！", "我理解您的心情，但规定就是规定。", "not_met"),
        ("zh-CN", "我都快急死了！", "您着急我特别理解。规定是为了保护您的钱。", "met"),
    ],
)
def test_feeling_that_a_rule_takes_back_in_the_same_breath_is_not_met(
    locale: Locale, customer: str, trainee: str, outcome: str
) -> None:
    assert _said_to(customer, trainee, locale).result("feeling_first").outcome == outcome
