"""A reply on trial: what a sentence would earn, break or reach if it were said there."""

from __future__ import annotations

from collections.abc import Mapping

from scenarios.planner import holds
from scenarios.schema import Condition, Scenario
from scenarios.speech_acts import SpeechAct
from scenarios.state import State
from scenarios.transcript import Transcript, Turn
from scoring.rules import QUESTIONS, Reading, read
from scoring.schema import Criterion

KEPT = frozenset({"not_over_questioned", "suitable_and_disclosed"})
"""Criteria that can also be kept by leaving something alone, as every red line is.

Their advice may be not to ask, or not to sell: it must not break them, and need not show the opposite.
"""
SAME: Mapping[str, frozenset[SpeechAct]] = {
    "apology": frozenset({"apologise"}),
    "clear_need": frozenset({"ask_open", "ask_purpose", "restate"}),
    "complaint_taken": frozenset({"accept_complaint"}),
    "feeling_first": frozenset({"empathise"}),
    "fraud_probed": frozenset({"ask_purpose"}),
    "fraud_stopped": frozenset({"warn_fraud", "involve_trusted"}),
    "identity_checked": frozenset({"verify_identity"}),
    "person_offered": frozenset({"offer_person"}),
    "plain_words": frozenset({"explain_plain", "give_reason"}),
    "time_given": frozenset({"commit_time"}),
}
"""The acts that a criterion asks for. An objective that asks for nothing else asks for the same thing.

Criteria are left out whose advice may be about one of several things to do (``owned``, ``reason_and_way``,
``closing``): which of a scenario's objectives it is about cannot be told from its acts.
"""


def said_alone(say: str, after: str, scenario: Scenario) -> Reading:
    """Return a visit as the rules read it in which ``say`` is all the trainee says, in answer to ``after``."""
    turns = (Turn(speaker="customer", text=after), Turn(speaker="trainee", text=say))
    transcript = Transcript(scenario=scenario.slug, locale=scenario.locale, signs=scenario.signs, turns=turns)
    return read(transcript, scenario)


def earns(criterion: Criterion, reading: Reading) -> bool:
    """Tell whether what was said does what a criterion asks for; of what can be kept, that it was not broken."""
    if criterion.blocker or criterion.id in KEPT:
        return not breaks(criterion.id, reading)
    return QUESTIONS[criterion.id].answer(reading).met


def breaks(criterion: str, reading: Reading) -> bool:
    """Tell whether what was said is a fault against a criterion."""
    question = QUESTIONS.get(criterion)
    return question is not None and question.applies(reading) and not question.answer(reading).met


def reaches(say: str, acts: tuple[SpeechAct, ...], wanted: Condition, scenario: Scenario) -> bool:
    """Tell whether a sentence does what a condition asks of the words, all else being as it should be."""
    of_the_words = Condition(any=wanted.any, none=wanted.none, words=wanted.words)
    state = State.at_start(scenario)
    return holds(of_the_words, state=state, mood=state.mood, acts=acts, done={}, text=say)
