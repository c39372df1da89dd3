"""What must hold over all trials of a scenario, and what is said where it does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.trials.trainees import ODD, POLICIES
from scoring.trials.trial import Trial

GOOD_REACHES = 85
"""Score that the good trainee must reach, whatever the seed."""
HARD = 4
"""Difficulty from which the average trainee fails at least half the time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be.

    Attributes:
        kind: a name for counting.
        trial: where it was seen, the first time.
        times: how often.
    """

    kind: str
    trial: Trial
    times: int


def findings(trials: Iterable[Trial], *, difficulty: int) -> tuple[Finding, ...]:
    """Return what is wrong with one scenario in one language, each kind once a trainee."""
    trials = tuple(trials)
    seen: dict[tuple[str, str], list[Trial]] = {}
    for trial in trials:
        for kind in _wrong(trial):
            seen.setdefault((kind, trial.trainee), []).append(trial)
    found = [Finding(kind, where[0], len(where)) for (kind, _), where in seen.items()]
    by_policy = {policy: [t for t in trials if t.trainee == policy] for policy in POLICIES}
    if all(by_policy.values()):
        bad, average, good = (by_policy[p] for p in ("bad", "average", "good"))
        if not _top(bad) < _least(average) <= _top(average) < _least(good):
            found.append(Finding("not_apart", average[0], 1))
        failed = sum(not t.passed or not t.wanted for t in average)
        if difficulty >= HARD and 2 * failed < len(average):
            found.append(Finding("too_easy", average[0], len(average) - failed))
    return tuple(found)


def _wrong(trial: Trial) -> Iterable[str]:
    if trial.leaks:
        yield "leak"
    if trial.repeats:
        yield "repeat"
    if trial.trainee == "good":
        if not trial.wanted:
            yield "good_misses_the_ending"
        if not trial.passed or trial.score < GOOD_REACHES:
            yield "good_scores_low"
        if trial.marks is not None and (not trial.marks_pass or trial.marks < GOOD_REACHES):
            yield "good_marked_low"
        if not trial.finished:
            yield "good_is_cut_short"
    elif trial.wanted:
        yield "won_without_merit"
    if trial.trainee == "bad" and trial.passed:
        yield "bad_passes"
    if trial.trainee == "bad" and trial.marks_pass:
        yield "bad_marked_passing"
    if trial.trainee in ODD and trial.passed:
        yield "odd_passes"


def _top(trials: list[Trial]) -> int:
    return max(t.score for t in trials)


def _least(trials: list[Trial]) -> int:
    return min(t.score for t in trials)
