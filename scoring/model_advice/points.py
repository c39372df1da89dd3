"""What advice can be about: what was missed, and the turns where it could have been said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scenarios.schema import Condition, Scenario
from scenarios.transcript import Transcript
from scoring.assessment import Assessment
from scoring.progress import wanted_words
from scoring.rules import read
from scoring.rules.due import turn_due
from scoring.schema import Criterion, Rubric
from scoring.statements import addresses_the_judge


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit that has ended, with what there is to know of it.

    Attributes:
        told: the facts the customer told, by id, with the customer's turn, over all turns.
        reached: the objectives that were reached.
    """

    transcript: Transcript
    assessment: Assessment
    rubric: Rubric
    scenario: Scenario
    told: Mapping[str, int]
    reached: Collection[str]

    def known_at(self, turn: int) -> str:
        """Everything that could be known when a trainee's turn was said: the brief, what was told, what was said."""
        brief, persona = self.scenario.brief, self.scenario.persona
        texts = [self.scenario.title, self.scenario.summary, persona.called]
        texts += [brief.situation, brief.task, *brief.known]
        texts += [fact.text for fact in self.scenario.facts if self.told.get(fact.id, turn) < turn]
        texts += [
            said.text for said in self.transcript.turns[: turn + 1] if not addresses_the_judge(said.text)
        ]
        return "\n".join(texts)

    def untold_at(self, turn: int) -> list[str]:
        """The words that give away what the customer had not told by then."""
        return [
            mark
            for fact in self.scenario.facts
            if self.told.get(fact.id, turn) >= turn
            for mark in fact.marks
        ]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was missed.

    Attributes:
        name: the id of the criterion, or of the objective.
        question: what it asks for, in the language of the visit.
        turns: the trainee's turns, over all turns, in which it could have been done.
        example: authored words that do it.
        criterion: the criterion; ``None`` where it is an objective.
        wanted: what an objective asks of the words; any of these.
    """

    name: str
    question: str
    turns: tuple[int, ...]
    example: str
    criterion: Criterion | None = None
    wanted: tuple[Condition, ...] = ()


def points_of(visit: Visited) -> tuple[Point, ...]:
    """Return what was missed and can be told from words: criteria first, in the order of the rubric.

    A fault is said anew where it was said; what was left out, where it was due or later.
    """
    locale, scenario = visit.transcript.locale, visit.scenario
    reading = read(visit.transcript, scenario)
    spoken = [turn.index for turn in reading.trainee]
    found = []
    for result in visit.assessment.criteria:
        if result.outcome != "not_met":
            continue
        criterion = visit.rubric.criterion(result.id)
        due = turn_due(result.id, reading)
        at = {e.turn for e in result.evidence} or {turn for turn in spoken if due is not None and turn >= due}
        own = scenario.advice.get(result.id) or criterion.advice.said_in(locale)
        if turns := tuple(turn for turn in spoken if turn in at):
            question = criterion.question.said_in(locale)
            found.append(Point(result.id, question, turns, own.say, criterion=criterion))
    names = {point.name for point in found}
    for objective in scenario.objectives:
        wanted = wanted_words(objective, scenario)
        if objective.id in visit.reached or objective.id in names or not wanted or not spoken:
            continue
        found.append(Point(objective.id, objective.text, tuple(spoken), objective.hint, wanted=wanted))
    return tuple(found)
