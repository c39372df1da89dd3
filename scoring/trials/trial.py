"""One conversation played by one trainee, and what is of interest in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from scenarios.conversation import Conversation, recite
from scenarios.customer import Customer
from scenarios.mood import FEELINGS
from scenarios.schema import Scenario
from scenarios.state import mark_of
from scoring.heard_acts import hear
from scoring.rules_judge import judge
from scoring.trials.trainees import turns_of


@dataclass(frozen=True, slots=True)
class Trial:
    """One conversation.

    Attributes:
        ending: id of the ending; ``wanted`` whether it is the one to be reached.
        finished: the trainee came to the end of their script.
        turns: trainee turns taken.
        leaks: ids of facts whose marks the customer spoke before they were earned.
        repeats: customer lines spoken before, stage directions aside.
        caught: notes of the trace: what a model said out of role, and where the built-in customer stepped in.
        moods: least and most of each feeling, in the order of ``FEELINGS``.
        marks: what it would be marked with as somebody's visit, read in full, and ``marks_pass`` whether these marks
            pass; none where that was not asked for.
    """

    slug: str
    locale: str
    engine: str
    trainee: str
    seed: int
    score: int
    passed: bool
    ending: str
    wanted: bool
    finished: bool
    turns: int
    leaks: tuple[str, ...]
    repeats: tuple[str, ...]
    caught: tuple[str, ...]
    moods: tuple[tuple[float, float], ...]
    marks: int | None = None
    marks_pass: bool | None = None

    def as_json(self) -> dict[str, object]:
        """Return the trial as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """A trial as it was kept."""
        lists = {name: tuple(kept[name]) for name in ("leaks", "repeats", "caught")}
        return cls(**{**kept, **lists, "moods": tuple((low, high) for low, high in kept["moods"])})


def try_out(scenario: Scenario, trainee: str, customer: Customer, *, seed: int, marks: bool = False) -> Trial:
    """Play ``scenario`` by ``trainee`` (of ``TRAINEES``) and judge it by the rules, by patterns as the customer hears.

    Args:
        scenario: what is tried.
        trainee: who tries it.
        customer: who plays.
        seed: of the customer.
        marks: whether to mark it as a visit is marked besides, in full: some tenths of a second.
    """
    conversation = Conversation(scenario, customer, seed=seed)
    finished = recite(conversation, turns_of(trainee, conversation))
    assert conversation.ending is not None, "a visit that was stopped has an ending"
    transcript = conversation.transcript
    verdict = judge(transcript, scenario)
    marked = judge(transcript, scenario, recogniser=hear(transcript).again(transcript)) if marks else None
    lines = [turn.text for turn in conversation.turns if turn.speaker == "customer"]
    said = [mark_of(line) for line in lines]
    repeats = [line for place, line in enumerate(lines) if said[place] in said[:place]]
    moods = [step.mood for step in conversation.steps]
    return Trial(
        slug=scenario.slug,
        locale=scenario.locale,
        engine=customer.engine,
        trainee=trainee,
        seed=seed,
        score=verdict.score,
        passed=verdict.passed,
        ending=conversation.ending.id,
        wanted=conversation.ending.wanted,
        finished=finished,
        turns=sum(turn.speaker == "trainee" for turn in conversation.turns),
        leaks=_leaks(conversation),
        repeats=tuple(repeats),
        caught=tuple(note for step in conversation.steps for note in step.notes),
        moods=tuple((min(getattr(m, f) for m in moods), max(getattr(m, f) for m in moods)) for f in FEELINGS),
        marks=None if marked is None else marked.score,
        marks_pass=None if marked is None else marked.passed,
    )


def _leaks(conversation: Conversation) -> tuple[str, ...]:
    """Facts whose marks stand in what the customer said before the fact was earned."""
    found, earned = [], set[str]()
    for step in conversation.steps:
        earned.update(step.facts)
        said = conversation.turns[step.turn].text.casefold()
        found += [
            fact.id
            for fact in conversation.scenario.facts
            if fact.id not in earned and any(mark.casefold() in said for mark in fact.marks)
        ]
    return tuple(found)
