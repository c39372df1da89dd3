"""Trials summed up: what is counted, what is kept, and the process that plays them."""

from __future__ import annotations

import io
import json

from scenarios.built_in import BuiltInCustomer
from scenarios.mood import FEELINGS
from scoring.trials import TRAINEES, Summary, Trial, findings, summarise, try_out
from scoring.trials.player import play
from tests.a_scenario import a_scenario

SCENARIO = a_scenario()


def _played(seeds: int = 3) -> list[Trial]:
    return [try_out(SCENARIO, who, BuiltInCustomer(), seed=seed) for who in TRAINEES for seed in range(seeds)]


def _summary(trials: list[Trial]) -> Summary:
    return summarise(SCENARIO, trials, findings(trials, difficulty=5), text="0" * 64)


def test_every_conversation_is_counted_once() -> None:
    trials = _played()
    summary = _summary(trials)
    assert (summary.seeds, summary.engine) == (3, "built-in")
    assert [tally.trainee for tally in summary.tallies] == list(TRAINEES)
    for tally in summary.tallies:
        mine = [trial for trial in trials if trial.trainee == tally.trainee]
        assert tally.times == len(mine) == sum(tally.endings.values())
        assert tally.span == (min(t.score for t in mine), max(t.score for t in mine))
        assert tally.passed == sum(t.passed for t in mine)
        assert tally.turns == (min(t.turns for t in mine), max(t.turns for t in mine))


def test_moods_span_all_trainees() -> None:
    trials = _played()
    for place, (low, high) in enumerate(_summary(trials).moods):
        assert low == min(t.moods[place][0] for t in trials), FEELINGS[place]
        assert high == max(t.moods[place][1] for t in trials), FEELINGS[place]


def test_a_visit_that_only_the_clock_ends_is_counted() -> None:
    short = a_scenario(max_turns=6)
    trials = [try_out(short, "only_questions", BuiltInCustomer(), seed=0)]
    (tally,) = summarise(short, trials, (), text="").tallies
    assert (trials[0].turns, tally.timed_out) == (6, 1)
    (tally,) = _summary([try_out(SCENARIO, "good", BuiltInCustomer(), seed=0)]).tallies
    assert tally.timed_out == 0


def test_what_is_kept_is_read_back_as_it_was() -> None:
    summary = _summary(_played())
    assert summary.notes, "three trainees who say the same are found out"
    assert Summary.from_json(json.loads(json.dumps(summary.as_json()))) == summary
    trial = _played(1)[0]
    assert Trial.from_json(json.loads(json.dumps(trial.as_json()))) == trial


def test_the_player_answers_every_seed_with_the_trials_of_all_trainees() -> None:
    out = io.StringIO()
    play(io.StringIO(f"{SCENARIO.model_dump_json(exclude_defaults=True)}\n4\n0\n"), out)
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert [Trial.from_json(kept) for kept in first] == [
        try_out(SCENARIO, trainee, BuiltInCustomer(), seed=4) for trainee in TRAINEES
    ]
    assert {kept["seed"] for kept in second} == {0}


def test_the_player_says_what_is_wrong_with_a_scenario_and_goes_on() -> None:
    broken = SCENARIO.model_copy(update={"rubric": "no-such-rubric"})
    out = io.StringIO()
    play(io.StringIO(f"{broken.model_dump_json(exclude_defaults=True)}\n0\n1\n"), out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(answers) == 2
    assert all("no-such-rubric" in answer["failure"] for answer in answers)
