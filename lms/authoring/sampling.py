"""One trial as a conversation to read: who said what, and what it did to the customer."""

from dataclasses import dataclass
from datetime import datetime

from lms.practice.views import TurnView
from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import Conversation, recite
from scenarios.schema import Ending, Scenario
from scoring.assessment import Assessment
from scoring.rules_judge import judge
from scoring.trials.trainees import turns_of


@dataclass(frozen=True)
class Sample:
    """One conversation of one trainee."""

    trainee: str
    seed: int
    turns: tuple[TurnView, ...]
    ending: Ending
    assessment: Assessment


def play_sample(scenario: Scenario, trainee: str, seed: int, *, at: datetime) -> Sample:
    """Play ``scenario`` by ``trainee`` (of ``TRAINEES``); every turn is said to have been spoken ``at`` that moment."""
    conversation = Conversation(scenario, BuiltInCustomer(), seed=seed)
    recite(conversation, turns_of(trainee, conversation))
    assert conversation.ending is not None, "a visit that was stopped has an ending"
    steps = {step.turn: step for step in conversation.steps}
    turns = []
    for seq, turn in enumerate(conversation.turns):
        step = steps.get(seq)
        # The acts of a trainee's turn stand in the step of the customer's answer to it.
        answer = steps.get(seq + 1)
        turns.append(
            TurnView(seq, turn.speaker, turn.text, at, acts=answer.acts if answer else ())
            if step is None
            else TurnView(
                seq,
                turn.speaker,
                turn.text,
                at,
                mood=step.mood,
                moved=step.moved,
                facts=step.facts,
                objectives=step.objectives,
                customer_act=step.customer_act,
                engine=step.engine,
                notes=step.notes,
            )
        )
    return Sample(trainee, seed, tuple(turns), conversation.ending, judge(conversation.transcript, scenario))
