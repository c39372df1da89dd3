"""A visit is told by its trace: nothing moves without a cause, and a replay from the same seed is the same visit."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import SILENCE, Conversation, play
from scenarios.loader import load, locales_of, slugs
from scenarios.mood import FEELINGS
from scenarios.planner import advance
from scenarios.state import State
from scenarios.transcript import LOCALES, Locale

NAMED = {"no_progress", "nothing_said"}
"""Causes that are no speech act."""
PLACES = [(slug, locale) for slug in slugs() for locale in locales_of(slug)]


@cache
def _sentences(locale: Locale) -> tuple[str, ...]:
    """All that a trainee of the library says in a language, silence included."""
    said = {
        line
        for slug in slugs()
        if locale in locales_of(slug)
        for policy in ("good", "average", "bad")
        for line in getattr(load(slug, locale).trainees, policy)
    }
    return (*sorted(said), "")


@st.composite
def _visits(draw: st.DrawFn) -> tuple[str, Locale, list[str], int]:
    """A scenario, a script put together from any scenarios' sentences, and a seed."""
    slug, locale = draw(st.sampled_from(PLACES))
    script = draw(st.lists(st.sampled_from(_sentences(locale)), max_size=12))
    return slug, locale, script, draw(st.integers(0, 2**31))


@given(visit=_visits())
def test_no_mood_moves_without_a_cause_that_the_trace_names(
    visit: tuple[str, Locale, list[str], int],
) -> None:
    slug, locale, script, seed = visit
    conversation = play(load(slug, locale), BuiltInCustomer(), script, seed=seed)
    moods = [conversation.scenario.mood, *(step.mood for step in conversation.steps)]
    for (before, after), step in zip(pairwise(moods), conversation.steps, strict=True):
        assert {moved.cause for moved in step.moved} <= {*step.acts, *NAMED}
        for feeling in FEELINGS:
            told = getattr(before, feeling) + sum(m.by for m in step.moved if m.feeling == feeling)
            assert getattr(after, feeling) == pytest.approx(min(1.0, max(0.0, told)), abs=0.001)


@given(visit=_visits())
def test_a_visit_played_again_with_its_seed_is_the_same_in_every_state_and_word(
    visit: tuple[str, Locale, list[str], int],
) -> None:
    slug, locale, script, seed = visit
    first, again = (play(load(slug, locale), BuiltInCustomer(), script, seed=seed) for _ in range(2))
    assert again.turns == first.turns
    assert again.steps == first.steps
    assert again.state == first.state


@given(visit=_visits())
def test_the_recorded_acts_lead_through_the_same_states(visit: tuple[str, Locale, list[str], int]) -> None:
    """As a replay does: what was recognised then is taken as it was, whatever would be recognised now."""
    slug, locale, script, seed = visit
    scenario = load(slug, locale)
    played = play(scenario, BuiltInCustomer(), script, seed=seed)
    state = State.at_start(scenario).having_said(played.turns[0].text)
    answers = [step for step in played.steps[1:] if played.turns[step.turn - 1].speaker == "trainee"]
    for step in answers:
        said = played.turns[step.turn - 1].text
        plan = advance(scenario, state, text=said, acts=step.acts, seed=seed)
        assert (plan.state.mood, plan.earned, plan.met) == (step.mood, step.facts, step.objectives)
        assert plan.act == step.customer_act
        state = plan.state.having_said(played.turns[step.turn].text)


TURNS = 40


@pytest.mark.parametrize(("slug", "locale"), PLACES)
def test_forty_turns_bring_no_line_twice_unless_the_customer_ends_it(slug: str, locale: Locale) -> None:
    """A trainee who soothes and gets nowhere: the kind of visit that lasts longest."""
    scenario = load(slug, locale)
    for seed in range(2):
        conversation = Conversation(scenario, BuiltInCustomer(), seed=seed)
        list(conversation.open())
        for turn in range(TURNS):
            if conversation.ending is not None:
                break
            list(conversation.say(SOOTHING[locale][turn % len(SOOTHING[locale])]))
        lines = list(conversation.state.used)
        assert len(lines) == len(set(lines)), f"seed {seed}"
        assert conversation.ending is not None or conversation.state.turn == TURNS


SOOTHING: dict[Locale, tuple[str, ...]] = {
    "zh-CN": (
        "您着急，我特别理解。",
        "能跟我说说是怎么回事吗？",
        "谢谢您告诉我。",
        "嗯，您接着说。",
        "让您久等了，非常抱歉。",
        SILENCE["zh-CN"],
        "您的意思我明白了，您看我理解得对吗？",
    ),
    "en": (
        "I can see how worrying this is.",
        "Could you tell me what happened?",
        "Thank you for telling me.",
        "Please go on.",
        "I'm sorry you had to wait.",
        SILENCE["en"],
        "I see what you mean. Does that make sense so far?",
    ),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_some_visits_of_the_library_do_last_forty_turns(locale: Locale) -> None:
    """Otherwise the test above would say nothing."""
    longest = max(
        play(load(slug, there), BuiltInCustomer(), SOOTHING[locale] * 6).state.turn
        for slug, there in PLACES
        if there == locale
    )
    assert longest >= 20
