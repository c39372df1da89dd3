"""Whether advice keeps its word: each sentence, said alone, earns the criterion it is advice for and breaks nothing."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.schema import Scenario
from scenarios.speech_acts import SpeechAct, act_ids, recogniser_for
from scoring.reply import SAME, breaks, earns, reaches, said_alone
from scoring.rules import QUESTIONS
from scoring.schema import Criterion, Rubric, load_rubric


@dataclass(frozen=True, slots=True)
class Unreached:
    """An objective that its scenario's own advice, asking for the same thing, does not reach."""

    slug: str
    locale: str
    criterion: str
    objective: str
    say: str
    heard: tuple[SpeechAct, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An advice sentence that does not do what it is advice for.

    Attributes:
        criterion: whose advice it is.
        own: whether the scenario wrote it; otherwise it is the rubric's.
        say: the sentence.
        after: the opening it was said after; ``None`` where it falls short only in the light of what else the customer
            says.
        heard: the speech acts and cues that the rules hear in it.
        crossed: the red lines it crosses; empty where it only fails to earn its criterion.
    """

    slug: str
    locale: str
    criterion: str
    own: bool
    say: str
    after: str | None
    heard: tuple[str, ...]
    crossed: tuple[str, ...] = ()


def shortfalls(scenario: Scenario) -> tuple[Shortfall, ...]:
    """Return the advice of one scenario, its own and the rubric's where it has none, that falls short.

    A sentence is tried where the whole visit still lies ahead: as the only reply to each opening. There it must earn
    its criterion, whether or not the visit has called for it yet, and cross no red line. The scenario's own is tried
    once more in the light of everything the customer may say, where it must still cross none. The rubric's is not
    tried where the scenario rules the criterion out, and none is where rules cannot answer it.

    Raises:
        UnknownRubric: the scenario names a rubric that is not shipped.
    """
    rubric = load_rubric(scenario.rubric)
    return tuple(found for criterion in rubric.criteria if (found := _tried(criterion, rubric, scenario)))


def unreached(scenario: Scenario) -> tuple[Unreached, ...]:
    """Return the objectives that the scenario's own advice does not reach though both ask for the same thing.

    A sentence is tried at its most fitting place: whatever was to be told and reached before has been, and the customer
    is as well disposed as the objective wants. What is then still wanting is wanting in the words.
    """
    recogniser, found = recogniser_for(scenario.locale), []
    for criterion, same in SAME.items():
        own = scenario.advice.get(criterion)
        if own is None:
            continue
        acts = act_ids(recogniser.recognise(own.say, scenario.opening[0]))
        found += [
            Unreached(scenario.slug, scenario.locale, criterion, objective.id, own.say, acts)
            for objective in scenario.objectives
            if objective.met_by.any
            and same.issuperset(objective.met_by.any)
            and not reaches(own.say, acts, objective.met_by, scenario)
        ]
    return tuple(found)


def _tried(criterion: Criterion, rubric: Rubric, scenario: Scenario) -> Shortfall | None:
    own = scenario.advice.get(criterion.id)
    if criterion.id not in QUESTIONS or (own is None and _is_ruled_out(criterion.id, scenario)):
        return None
    say = (own or criterion.advice.said_in(scenario.locale)).say
    places: list[str | None] = [*scenario.opening, *([None] if own else [])]
    for after in places:
        reading = said_alone(say, after or _all_the_customer_says(scenario), scenario)
        crossed = tuple(c.id for c in rubric.criteria if c.blocker and breaks(c.id, reading))
        if crossed or (after is not None and not earns(criterion, reading)):
            heard = tuple(sorted({sign for turn in reading.trainee for sign in turn.signs}))
            return Shortfall(
                scenario.slug, scenario.locale, criterion.id, own is not None, say, after, heard, crossed
            )
    return None


def _is_ruled_out(criterion: str, scenario: Scenario) -> bool:
    # Where fraud is under way, asking is a duty: words for an ordinary withdrawal have no place.
    innocent = criterion == "not_over_questioned" and scenario.signs.fraud
    return bool(innocent) or scenario.applies.get(criterion) is False


def _all_the_customer_says(scenario: Scenario) -> str:
    """Return a line of every act, fact and objective: whatever colours the meaning of an answer stands in one."""
    told = [lines.calm[0] for lines in scenario.lines.values()]
    told += [fact.lines[0] for fact in scenario.facts]
    told += [objective.lines[0] for objective in scenario.objectives if objective.lines]
    return "\n".join(told)
