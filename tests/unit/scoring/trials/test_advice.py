"""What the debrief tells somebody to say earns the criterion it was said for, and breaks nothing."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.loader import load, locales_of, slugs
from scenarios.transcript import Locale
from scoring.trials import shortfalls, unreached
from tests.a_scenario import a_scenario


@pytest.mark.parametrize(
    ("slug", "locale"), [(slug, locale) for slug in slugs() for locale in locales_of(slug)]
)
def test_all_advice_in_the_library_keeps_its_word(slug: str, locale: Locale) -> None:
    assert shortfalls(load(slug, locale)) == ()


@pytest.mark.parametrize(
    ("slug", "locale"), [(slug, locale) for slug in slugs() for locale in locales_of(slug)]
)
def test_all_advice_in_the_library_reaches_the_objective_that_asks_for_the_same(
    slug: str, locale: Locale
) -> None:
    assert unreached(load(slug, locale)) == ()


def test_advice_that_does_not_do_what_the_objective_asks_for_is_found() -> None:
    objectives = [
        {"id": "heard", "text": "She is owed it.", "hint": "Own up.", "met_by": {"any": ["apologise"]}},
        {"id": "promised", "text": "She knows.", "hint": "A time.", "met_by": {"any": ["commit_time"]}},
    ]
    advice = {
        "apology": {"say": "How unpleasant for everybody.", "why": "It works."},
        "time_given": {"say": "I'll ring you by five this afternoon.", "why": "It works."},
    }
    (found,) = unreached(a_scenario(objectives=objectives, advice=advice))
    assert (found.criterion, found.objective) == ("apology", "heard")
    assert "apologise" not in found.heard


def _advising(criterion: str, say: str, **changes: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    advice = {criterion: {"say": say, "why": "It works."}}
    found = shortfalls(a_scenario(advice=advice, **changes))
    return tuple((shortfall.criterion, shortfall.crossed) for shortfall in found)


def test_words_that_do_what_they_are_advice_for_are_not_found() -> None:
    assert _advising("apology", "I'm so sorry that you had to wait.") == ()
    assert _advising("no_forbidden", "I didn't put that well. Let me explain it another way.") == ()


def test_words_that_sound_kind_and_do_not_earn_the_criterion_are_found_with_what_was_heard() -> None:
    advice = {"apology": {"say": "I'll ring you by five, Ms Wei.", "why": "It works."}}
    (found,) = shortfalls(a_scenario(advice=advice))
    assert (found.slug, found.locale, found.criterion, found.own) == ("lost-umbrella", "en", "apology", True)
    assert "commit_time" in found.heard
    assert "apologise" not in found.heard
    assert found.say == "I'll ring you by five, Ms Wei."
    assert found.after == "Good morning first way."
    assert found.crossed == ()


def test_words_that_cross_a_red_line_are_found_even_where_they_earn_their_criterion() -> None:
    assert _advising("apology", "I'm so sorry, you idiot.") == (("apology", ("no_forbidden",)),)


def test_a_red_line_may_be_crossed_only_after_what_the_customer_says_later() -> None:
    say = "I'm sorry. He has four thousand left in it."
    fact = {
        "id": "husband",
        "text": "It is her husband's.",
        "marks": ["my husband"],
        "earned_by": {"any": ["ask_open"]},
        "lines": [f"It is my husband's account, {what}." for what in ("you see", "that", "really")],
    }
    assert _advising("apology", say, facts=[fact], objectives=_OBJECTIVES) == (("apology", ("no_leak",)),)


_OBJECTIVES = [
    {"id": "heard", "text": "She feels heard.", "hint": "Listen.", "met_by": {"any": ["empathise"]}},
    {"id": "promised", "text": "She knows.", "hint": "A time.", "met_by": {"any": ["commit_time"]}},
]


def test_not_to_sell_keeps_a_criterion_about_selling() -> None:
    say = "Until you have decided I won't suggest anything."
    assert _advising("suitable_and_disclosed", say) == ()


def test_the_rubrics_advice_is_not_tried_where_the_scenario_rules_the_criterion_out() -> None:
    ruled_out = {"no_leak": False, "closing": False}
    assert shortfalls(a_scenario(applies=ruled_out)) == ()
