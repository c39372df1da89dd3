"""All trials of one scenario in one language, summed up small enough to be kept beside hundreds of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from scenarios.mood import FEELINGS
from scenarios.schema import Scenario
from scoring.trials.findings import Finding
from scoring.trials.trainees import TRAINEES
from scoring.trials.trial import Trial

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one trainee's conversations came to.

    Attributes:
        scores: how often each score was reached, by score (0 to 100); ``passes`` how often it passed with it.
        endings: how often each ending was reached, by id.
        turns: fewest and most trainee turns.
        leaks: facts told before they were earned; ``repeats``, ``caught`` as in ``Trial``, all counted.
        timed_out: conversations that neither side ended before the visit's time was up.
        moods: least and most of each feeling, in the order of ``FEELINGS``.
    """

    trainee: str
    scores: Mapping[int, int]
    passes: Mapping[int, int]
    wanted: int
    endings: Mapping[str, int]
    turns: tuple[int, int]
    leaks: int
    repeats: int
    caught: int
    timed_out: int
    moods: tuple[Span, ...]

    @property
    def times(self) -> int:
        """Conversations played."""
        return sum(self.scores.values())

    @property
    def passed(self) -> int:
        """Conversations that passed."""
        return sum(self.passes.values())

    @property
    def span(self) -> tuple[int, int]:
        """Least and most score."""
        return min(self.scores), max(self.scores)

    @classmethod
    def of(cls, trainee: str, trials: Sequence[Trial], *, max_turns: int) -> Self:
        """Sum up the trials of one trainee; there is at least one."""
        return cls(
            trainee=trainee,
            scores=dict(sorted(Counter(t.score for t in trials).items())),
            passes=dict(sorted(Counter(t.score for t in trials if t.passed).items())),
            wanted=sum(t.wanted for t in trials),
            endings=dict(Counter(t.ending for t in trials).most_common()),
            turns=(min(t.turns for t in trials), max(t.turns for t in trials)),
            leaks=sum(len(t.leaks) for t in trials),
            repeats=sum(len(t.repeats) for t in trials),
            caught=sum(len(t.caught) for t in trials),
            timed_out=sum(t.turns >= max_turns for t in trials),
            moods=_around([t.moods for t in trials]),
        )

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """A tally as it was kept."""
        return cls(
            **{
                **kept,
                # JSON knows no keys but strings.
                "scores": {int(score): times for score, times in kept["scores"].items()},
                "passes": {int(score): times for score, times in kept["passes"].items()},
                "turns": tuple(kept["turns"]),
                "moods": tuple((low, high) for low, high in kept["moods"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as it is kept: its kind, whom it was seen with, the first time and how often."""

    kind: str
    trainee: str
    seed: int
    times: int
    score: int
    ending: str
    leaks: tuple[str, ...]

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """The note of a finding."""
        trial = finding.trial
        return cls(
            finding.kind, trial.trainee, trial.seed, finding.times, trial.score, trial.ending, trial.leaks
        )

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """A note as it was kept."""
        return cls(**{**kept, "leaks": tuple(kept["leaks"])})


@dataclass(frozen=True, slots=True)
class Summary:
    """One scenario in one language, played by all trainees.

    Attributes:
        text: SHA-256 of the scenario's text that was played.
        seeds: with how many seeds each trainee played.
        tallies: one a trainee, in the order of ``TRAINEES``.
        notes: what must not be; empty when all is as it should be.
    """

    slug: str
    locale: str
    text: str
    engine: str
    seeds: int
    tallies: tuple[Tally, ...]
    notes: tuple[Note, ...]

    @property
    def moods(self) -> tuple[Span, ...]:
        """Least and most of each feeling over all trainees, in the order of ``FEELINGS``."""
        return _around([tally.moods for tally in self.tallies])

    def as_json(self) -> dict[str, Any]:
        """Return the summary as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """A summary as it was kept."""
        return cls(
            **{
                **kept,
                "tallies": tuple(map(Tally.from_json, kept["tallies"])),
                "notes": tuple(map(Note.from_json, kept["notes"])),
            }
        )


def summarise(scenario: Scenario, trials: Iterable[Trial], found: Iterable[Finding], *, text: str) -> Summary:
    """Sum up the trials of one scenario; there is at least one.

    Args:
        scenario: what was played.
        trials: of one engine.
        found: what was found wrong in them.
        text: SHA-256 of the scenario's text.
    """
    by_trainee: dict[str, list[Trial]] = {}
    for trial in trials:
        by_trainee.setdefault(trial.trainee, []).append(trial)
    tallies = [
        Tally.of(trainee, by_trainee[trainee], max_turns=scenario.max_turns)
        for trainee in TRAINEES
        if trainee in by_trainee
    ]
    some = next(iter(by_trainee.values()))
    return Summary(
        slug=scenario.slug,
        locale=scenario.locale,
        text=text,
        engine=some[0].engine,
        seeds=len(some),
        tallies=tuple(tallies),
        notes=tuple(map(Note.of, found)),
    )


def _around(spans: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    return tuple(
        (min(span[place][0] for span in spans), max(span[place][1] for span in spans))
        for place in range(len(FEELINGS))
    )
