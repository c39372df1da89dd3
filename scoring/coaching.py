"""What to say differently, the most useful first, and what was done well."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.schema import Scenario
from scenarios.spacing import bare
from scenarios.transcript import Transcript
from scoring.advising import advice_for
from scoring.assessment import Assessment, CriterionResult, Evidence
from scoring.rules import Reading, read
from scoring.rules.due import turn_due
from scoring.schema import Rubric

_ASKED_FOR = frozenset(
    {
        "feeling_first",
        "apology",
        "complaint_taken",
        "person_offered",
        "paced",
        "fraud_probed",
        "fraud_stopped",
    }
)
"""What this customer's own words or state called for, as against what is due to everybody."""

_ABOUT = 2
"""Two uses are about the same when less than one step of a criterion's weight lies between them."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to say differently.

    Attributes:
        criterion: the criterion it would meet; empty where it is an objective that it would reach.
        say: words one could really say.
        why: one line on why they work.
        turn: the trainee turn, over all turns, that would be said differently; ``None`` where none was due.
        objective: the objective it would reach; empty where it is a criterion.
        by_model: whether a model wrote it for this very visit; else its words were authored.
    """

    criterion: str
    say: str
    why: str
    turn: int | None
    objective: str = ""
    by_model: bool = False


def suggestions(
    assessment: Assessment,
    transcript: Transcript,
    rubric: Rubric,
    scenario: Scenario | None = None,
    most: int = 3,
) -> tuple[Suggestion, ...]:
    """Return what would have helped most, at most ``most`` of them, each criterion once.

    Crossed red lines come first; then what weighs most, where this customer's need and the scene's own advice
    count beside the criterion's weight. Of what is about as useful (``_ABOUT``), what would be said in another
    turn goes first: three remarks on one sentence teach less than one on each of three.
    """
    missed = [result for result in assessment.criteria if result.outcome == "not_met"]
    if not missed:
        return ()
    missed.sort(key=lambda result: -_use(result, rubric, scenario))
    reading = read(transcript, scenario)
    left = [
        (_use(result, rubric, scenario), _suggestion(result, reading, rubric, transcript, scenario))
        for result in missed
    ]
    found: list[Suggestion] = []
    while left and len(found) < most:
        best, taken = left[0][0], [suggestion.turn for suggestion in found]
        equal = [pair for pair in left if pair[0] > best - _ABOUT]
        # The first of the least repeated: they stand in the order of their use.
        chosen = min(equal, key=lambda pair: taken.count(pair[1].turn))
        left.remove(chosen)
        found.append(chosen[1])
    return tuple(found)


def praised(result: CriterionResult, assessment: Assessment) -> tuple[Evidence, ...]:
    """Return the proofs that a criterion was met by words that are no proof of a fault as well.

    One sentence can meet one criterion and break another; it is then to be said differently, and not praised.
    """
    if result.outcome != "met":
        return ()
    faults = [e for other in assessment.criteria if other.outcome == "not_met" for e in other.evidence]
    return tuple(e for e in result.evidence if not any(_overlap(e, fault) for fault in faults))


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.turn == other.turn and (one.quote in other.quote or other.quote in one.quote)


def done_well(
    assessment: Assessment, transcript: Transcript, rubric: Rubric, shown: tuple[Suggestion, ...] = ()
) -> tuple[str, Evidence] | None:
    """Return the criterion that was met best, and the words that met it; ``None`` if nothing was.

    What this customer asked for goes before what everybody is owed, a red line that was not crossed is no
    achievement, and a turn that crossed one proves nothing good. Nor is a reply praised that one of ``shown`` says
    should have been another one: not where it is all that was said in that turn, and else only for want of any other.
    """
    crossed = {
        evidence.turn
        for result in assessment.criteria
        if result.outcome == "not_met" and rubric.criterion(result.id).blocker
        for evidence in result.evidence
    }
    said = {turn for turn, spoken in enumerate(transcript.turns) if spoken.speaker == "trainee"} - crossed
    faulted = {suggestion.turn for suggestion in shown}
    proven = [
        (result, evidence)
        for result in assessment.criteria
        if not rubric.criterion(result.id).blocker
        for evidence in praised(result, assessment)
        if evidence.turn in said
    ]
    clean = [pair for pair in proven if pair[1].turn not in faulted]
    rest = [pair for pair in proven if not _is_all(pair[1], transcript)]
    candidates = clean or rest
    if not candidates:
        return None
    best = max((result for result, _ in candidates), key=lambda result: _use(result, rubric, None))
    proofs = [evidence for result, evidence in candidates if result is best]
    # Of several proofs the longest says most to somebody who reads it without the conversation around it.
    return best.id, max(proofs, key=lambda evidence: len(evidence.quote))


def _is_all(evidence: Evidence, transcript: Transcript) -> bool:
    return bare(evidence.quote) == bare(transcript.turns[evidence.turn].text)


def _use(result: CriterionResult, rubric: Rubric, scenario: Scenario | None) -> int:
    criterion = rubric.criterion(result.id)
    use = 100 * criterion.blocker + 2 * criterion.weight
    use += 3 * (result.id in _ASKED_FOR)
    return use + (scenario is not None and result.id in scenario.advice)


def _suggestion(
    result: CriterionResult,
    reading: Reading,
    rubric: Rubric,
    transcript: Transcript,
    scenario: Scenario | None,
) -> Suggestion:
    advice = advice_for(rubric.criterion(result.id), scenario, transcript.locale)
    turn = result.evidence[0].turn if result.evidence else turn_due(result.id, reading)
    return Suggestion(criterion=result.id, say=advice.say, why=advice.why, turn=turn)
