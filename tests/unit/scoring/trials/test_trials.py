"""Scenarios are tried by their own trainees and by odd ones; what must hold is said where it does not."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import Conversation
from scenarios.loader import load, locales_of, slugs
from scenarios.transcript import LOCALES, Locale
from scoring.trials import ODD, POLICIES, TRAINEES, Trial, findings, is_marked, try_out
from scoring.trials.trainees import turns_of
from tests.a_scenario import a_scenario


@pytest.mark.parametrize(
    ("slug", "locale"), [(slug, locale) for slug in slugs() for locale in locales_of(slug)]
)
def test_no_odd_trainee_wins_gets_told_what_was_not_earned_or_hears_a_line_twice(
    slug: str, locale: Locale
) -> None:
    scenario = load(slug, locale)
    trials = [try_out(scenario, trainee, BuiltInCustomer(), seed=7) for trainee in ODD]
    assert [(f.kind, f.trial.trainee, f.trial.ending) for f in findings(trials, difficulty=1)] == []
    assert all(trial.turns <= scenario.max_turns for trial in trials)


def _somebody(trainee: str = "good", **changes: object) -> Trial:
    trial = try_out(a_scenario(), trainee, BuiltInCustomer(), seed=0)
    fine = replace(trial, score=90, passed=True, wanted=True, finished=True, leaks=(), repeats=())
    return replace(fine, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "trial"),
    [
        ("leak", _somebody(leaks=("umbrella",))),
        ("repeat", _somebody(repeats=("Well.",))),
        ("good_misses_the_ending", _somebody(wanted=False)),
        ("good_scores_low", _somebody(score=84)),
        ("good_scores_low", _somebody(passed=False)),
        ("good_is_cut_short", _somebody(finished=False)),
        ("won_without_merit", _somebody("average", passed=False)),
        ("bad_passes", _somebody("bad", wanted=False)),
        ("good_marked_low", _somebody(marks=84, marks_pass=True)),
        ("good_marked_low", _somebody(marks=40, marks_pass=False)),
        ("bad_marked_passing", _somebody("bad", passed=False, wanted=False, marks=72, marks_pass=True)),
        ("odd_passes", _somebody("only_apologies", wanted=False)),
    ],
)
def test_what_must_not_be_is_found(kind: str, trial: Trial) -> None:
    assert [finding.kind for finding in findings([trial], difficulty=2)] == [kind]


def test_what_is_as_it_should_be_is_not_found() -> None:
    trials = [
        _somebody(score=95),
        _somebody("average", score=60, passed=False, wanted=False),
        _somebody("bad", score=20, passed=False, wanted=False),
        _somebody("jokes", score=20, passed=False, wanted=False),
    ]
    assert findings(trials, difficulty=5) == ()


def test_a_scenario_must_hold_its_trainees_apart_and_not_be_too_easy() -> None:
    good, bad = _somebody(score=90), _somebody("bad", score=70, passed=False, wanted=False)
    close = _somebody("average", score=65, passed=False, wanted=False)
    assert [f.kind for f in findings([good, close, bad], difficulty=5)] == ["not_apart"]
    easy = _somebody("average", score=80)
    assert "too_easy" in [f.kind for f in findings([good, easy, bad], difficulty=4)]
    assert "too_easy" not in [f.kind for f in findings([good, easy, bad], difficulty=3)]


def test_a_finding_counts_how_often_it_was_seen() -> None:
    trials = [_somebody(seed=seed, wanted=False) for seed in range(3)]
    (finding,) = findings(trials, difficulty=2)
    assert (finding.times, finding.trial.seed) == (3, 0)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("trainee", TRAINEES)
def test_every_trainee_has_something_to_say_or_to_keep_silent_about(trainee: str, locale: Locale) -> None:
    conversation = Conversation(a_scenario(locale=locale), BuiltInCustomer())
    list(conversation.open())
    said = list(islice(turns_of(trainee, conversation), 4))
    assert said
    if trainee == "copies":
        assert said[0] in conversation.turns[0].text
    if trainee not in POLICIES:
        assert len(said) == 4


def test_a_trial_is_the_same_for_the_same_seed() -> None:
    first, second = (try_out(a_scenario(), "average", BuiltInCustomer(), seed=4) for _ in range(2))
    assert first == second
    assert first.as_json()["trainee"] == "average"


def test_a_trial_is_marked_as_a_visit_is_once_for_each_of_a_scenarios_own_trainees() -> None:
    assert [is_marked(trainee, seed) for trainee in ("good", "bad", "jokes") for seed in (0, 1)] == [
        True,
        False,
        True,
        False,
        False,
        False,
    ]
    without, marked = (
        try_out(a_scenario(), "good", BuiltInCustomer(), seed=0, marks=marks) for marks in (False, True)
    )
    assert without.marks is None and without.marks_pass is None
    assert marked.marks is not None and marked.score == without.score
    assert Trial.from_json(marked.as_json()) == marked


def test_a_trial_that_was_kept_before_marks_were_is_still_read() -> None:
    kept = _somebody().as_json()
    del kept["marks"], kept["marks_pass"]
    assert Trial.from_json(kept).marks is None
