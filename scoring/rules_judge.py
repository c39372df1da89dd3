"""The rules judge: offline, deterministic, every answer with the trainee's words that prove it."""

from __future__ import annotations

from scenarios.schema import Scenario
from scenarios.speech_acts import Recogniser
from scenarios.transcript import Transcript
from scoring.advising import advice_for
from scoring.assessment import Assessment, CriterionResult, Outcome
from scoring.rules import QUESTIONS, Reading, Verdict, read
from scoring.schema import Criterion, Rubric, load_rubric

SHIPPED = "service-core"


def judge(
    transcript: Transcript,
    scenario: Scenario | None = None,
    rubric: Rubric | None = None,
    *,
    recogniser: Recogniser | None = None,
) -> Assessment:
    """Judge a conversation.

    Args:
        transcript: what was said; it may be empty, or hold one side alone.
        scenario: what was rehearsed. It tells the signs, which criteria apply, and better words for this scene.
        rubric: the questions; by default those of the scenario, else ``service-core``.
        recogniser: tells the trainee's acts; by default the patterns, in a millisecond a turn.

    Returns:
        The assessment. A criterion that the rules have no question for is abstained from.

    Raises:
        UnknownRubric: the scenario names a rubric that is not shipped.
    """
    asked = rubric or load_rubric(scenario.rubric if scenario else SHIPPED)
    reading = read(transcript, scenario, recogniser)
    results = [_result(criterion, reading, transcript) for criterion in asked.criteria]
    return Assessment.of(rubric=asked, transcript=transcript, judge="rules", results=results)


def _result(criterion: Criterion, reading: Reading, transcript: Transcript) -> CriterionResult:
    outcome, verdict = _answer(criterion.id, reading)
    advice = None
    if outcome == "not_met":
        advice = advice_for(criterion, reading.scenario, transcript.locale).say
    return CriterionResult(id=criterion.id, outcome=outcome, evidence=verdict.evidence, advice=advice)


def _answer(criterion: str, reading: Reading) -> tuple[Outcome, Verdict]:
    nothing = Verdict(False)
    question = QUESTIONS.get(criterion)
    if question is None:
        return "abstained", nothing
    told = reading.scenario.applies.get(criterion) if reading.scenario else None
    if not (question.applies(reading) if told is None else told):
        return "not_applicable", nothing
    verdict = question.answer(reading)
    return ("met" if verdict.met else "not_met"), verdict
