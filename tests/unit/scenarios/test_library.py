"""Every scenario of the library, in every language, played by its own scripted trainees."""

from __future__ import annotations

from functools import cache

import pytest

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import Conversation, play
from scenarios.loader import load, locales_of, slugs
from scenarios.schema import Scenario
from scenarios.state import mark_of
from scenarios.transcript import LOCALES, Locale
from scoring.assessment import Assessment
from scoring.rules_judge import judge

SEEDS = range(5)
"""Seeds tried here; ``lms scenario check SLUG --seeds 20`` tries as many as one likes."""
POLICIES = ("good", "average", "bad")
GOOD_REACHES = 85
LEAST_ANSWERS = 9
"""Plain questions that a customer has an answer of their own to."""
HARD = 4
"""Difficulty from which being polite is not enough to pass."""
BAD_ENDINGS = frozenset({"left", "complained", "defrauded", "data_leaked"})

each_slug = pytest.mark.parametrize("slug", slugs())
each_scenario = pytest.mark.parametrize(
    ("slug", "locale"), [(slug, locale) for slug in slugs() for locale in locales_of(slug)]
)


@cache
def _played(slug: str, locale: Locale, policy: str, seed: int) -> tuple[Conversation, Assessment]:
    scenario = load(slug, locale)
    conversation = play(scenario, BuiltInCustomer(), getattr(scenario.trainees, policy), seed=seed)
    return conversation, judge(conversation.transcript, scenario)


def _scores(slug: str, locale: Locale, policy: str) -> list[int]:
    return [_played(slug, locale, policy, seed)[1].score for seed in SEEDS]


def _shape(scenario: Scenario) -> dict[str, object]:
    """Return what two languages of one scenario must have in common."""
    return {
        "slug": scenario.slug,
        "version": scenario.version,
        "segment": scenario.segment,
        "channel": scenario.channel,
        "tier": scenario.tier,
        "difficulty": scenario.difficulty,
        "competencies": scenario.competencies,
        "jobs": scenario.jobs,
        "minutes": scenario.minutes,
        "max_turns": scenario.max_turns,
        "rubric": scenario.rubric,
        "signs": scenario.signs,
        "applies": scenario.applies,
        "mood": scenario.mood,
        "temperament": scenario.persona.temperament,
        "abilities": scenario.persona.abilities,
        "portrait": scenario.persona.portrait,
        "sources": [(source.effective, bool(source.clause)) for source in scenario.sources],
        "facts": [fact.id for fact in scenario.facts],
        "objectives": [(objective.id, objective.customer) for objective in scenario.objectives],
        "endings": [
            (ending.id, ending.kind, ending.wanted, ending.at_once, ending.when)
            for ending in scenario.endings
        ],
        "advice": sorted(scenario.advice),
        "answers": [(answer.facts, answer.objectives) for answer in scenario.answers],
    }


@each_slug
def test_a_scenario_is_written_in_every_language(slug: str) -> None:
    assert locales_of(slug) == LOCALES


@each_slug
def test_its_languages_tell_the_same_visit(slug: str) -> None:
    first, *others = (_shape(load(slug, locale)) for locale in locales_of(slug))
    for other in others:
        assert other == first


@each_scenario
def test_it_answers_plain_questions(slug: str, locale: Locale) -> None:
    scenario = load(slug, locale)
    assert len(scenario.answers) >= LEAST_ANSWERS
    assert len({answer.lines for answer in scenario.answers}) == len(scenario.answers)


@each_scenario
def test_a_fact_can_be_known_by_its_marks_once_it_is_told(slug: str, locale: Locale) -> None:
    for fact in load(slug, locale).facts:
        for line in fact.lines:
            assert any(mark.casefold() in line.casefold() for mark in fact.marks), line


@each_scenario
def test_the_good_trainee_reaches_the_wanted_ending_and_passes_well(slug: str, locale: Locale) -> None:
    for seed in SEEDS:
        conversation, assessment = _played(slug, locale, "good", seed)
        assert conversation.ending is not None
        missed = [result.id for result in assessment.criteria if result.outcome == "not_met"]
        assert conversation.ending.wanted, f"seed {seed}: {conversation.ending.id}"
        assert assessment.passed, f"seed {seed}: {missed}"
        assert assessment.score >= GOOD_REACHES, f"seed {seed}: {missed}"


@each_scenario
def test_the_good_trainee_is_let_finish(slug: str, locale: Locale) -> None:
    """A customer who leaves before the good clerk's farewell leaves them without their closing."""
    for seed in SEEDS:
        conversation, _ = _played(slug, locale, "good", seed)
        spoken = [turn.text for turn in conversation.turns if turn.speaker == "trainee"]
        assert spoken[-1] == load(slug, locale).trainees.good[-1], f"seed {seed}"


@each_scenario
def test_the_bad_trainee_never_passes_and_ends_badly(slug: str, locale: Locale) -> None:
    for seed in SEEDS:
        conversation, assessment = _played(slug, locale, "bad", seed)
        assert conversation.ending is not None
        assert not assessment.passed, f"seed {seed}"
        assert conversation.ending.kind in BAD_ENDINGS, f"seed {seed}: {conversation.ending.id}"


@each_scenario
def test_the_average_trainee_lies_between_and_misses_the_wanted_ending(slug: str, locale: Locale) -> None:
    good, average, bad = (_scores(slug, locale, policy) for policy in POLICIES)
    assert max(bad) < min(average) <= max(average) < min(good)
    for seed in SEEDS:
        conversation, assessment = _played(slug, locale, "average", seed)
        assert conversation.ending is not None
        assert not conversation.ending.wanted, f"seed {seed}"
        assert not (assessment.passed and load(slug, locale).difficulty >= HARD), f"seed {seed}"


@each_scenario
def test_the_customer_says_nothing_twice(slug: str, locale: Locale) -> None:
    for policy in POLICIES:
        for seed in SEEDS:
            conversation, _ = _played(slug, locale, policy, seed)
            lines = [turn.text for turn in conversation.turns if turn.speaker == "customer"]
            assert len({mark_of(line) for line in lines}) == len(lines), f"{policy}, seed {seed}: {lines}"


@each_scenario
def test_no_fact_is_heard_before_it_is_earned(slug: str, locale: Locale) -> None:
    facts = load(slug, locale).facts
    for policy in POLICIES:
        for seed in SEEDS:
            conversation, _ = _played(slug, locale, policy, seed)
            earned: set[str] = set()
            for step in conversation.steps:
                earned.update(step.facts)
                heard = conversation.turns[step.turn].text.casefold()
                for fact in facts:
                    given_away = [mark for mark in fact.marks if mark.casefold() in heard]
                    assert fact.id in earned or not given_away, f"{policy}, seed {seed}: {heard}"
