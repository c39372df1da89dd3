"""What to say differently, the most useful first, and what was done well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from scenarios.role_check import sentences
from scenarios.schema import Objective, Scenario
from scenarios.spacing import bare
from scenarios.speech_acts import HARMFUL, SpeechAct, act_ids, recogniser_for
from scenarios.transcript import Locale, Transcript
from scoring.advising import advice_for
from scoring.assessment import Assessment, CriterionResult, Evidence
from scoring.exemplar import exemplar_of
from scoring.progress import Progress, wanted_words
from scoring.reply import SAME
from scoring.rules import Reading, read
from scoring.rules.due import free_turn, may_wait, speaks_too_soon, turn_due
from scoring.rules.reading import Sign
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

_BROAD = frozenset({"plain_words", "clear_need"})
"""Criteria about a manner: who asks or explains something else in that manner does another thing."""
_STOCK = frozenset({"greeting", "clear_need", "closing"})
"""Criteria that two polite phrases meet. They are praised only in a visit that was not a bad one."""
_PRAISED_FOR: Mapping[str, frozenset[SpeechAct]] = {
    **SAME,
    "paced": frozenset({"check_understanding", "one_step"}),
    "plain_words": frozenset({"explain_plain"}),
    "reason_and_way": frozenset({"offer_choice", "offer_help", "offer_person", "next_step"}),
}
"""The acts, one of which a sentence must hold to be praised for a criterion."""
_TAKES_BACK: Mapping[Locale, re.Pattern[str]] = {
    "zh-CN": re.compile("不过|可是|但是?|只是|然而"),
    "en": re.compile(r"\b(?:but|however|though|only)\b", re.IGNORECASE),
}
"""What follows in a sentence that takes back what was said in it."""
_WIDE = frozenset({"owned"})
"""Criteria that are met in so many ways that what meets them need be nothing to praise."""
_NOTHING_GOOD = 20
"""The score below which nothing is praised: one phrase that happens to fit is no achievement."""
_NOT_BAD = 40
"""The score from which a visit is no bad one."""
_SHORTEST: Mapping[Locale, int] = {"zh-CN": 6, "en": 16}
"""Letters of a sentence below which it is no proof that anything was done well."""
_SAME_RUN: Mapping[Locale, int] = {"zh-CN": 9, "en": 30}
"""Letters in a row that two pieces of advice have in common when they are the same advice."""
_SPOILS: tuple[Sign, ...] = (*HARMFUL - {"use_jargon"}, "curt", "forbidden")
"""What a turn is not praised with, whatever else it does."""
_AIM = 5.0
"""The use of an objective that was within reach: a criterion's of the lightest kind is less, a heavy one's is more."""
_VAIN = 12
"""What it takes from the use of better words that no turn could have said."""
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
    *,
    progress: Progress | None = None,
    reading: Reading | None = None,
) -> tuple[Suggestion, ...]:
    """Return what would have helped most, at most ``most`` of them, each criterion and objective once.

    Crossed red lines come first; then what weighs most, where this customer's need and the scene's own advice
    count beside the criterion's weight. Of what is about as useful (``_ABOUT``), what would be said in another
    turn goes first: three remarks on one sentence teach less than one on each of three. What the customer never
    told comes last, for no turn could have answered it.

    Args:
        assessment: the marks.
        transcript: what was said.
        rubric: what the marks rest on.
        scenario: what was rehearsed, where it is known.
        most: how many.
        progress: how far the visit came; with it, objectives that were within reach count too.
        reading: the transcript as the rules read it, where it has been read already.
    """
    reading = reading or read(transcript, scenario)
    missed = [rubric.criterion(result.id) for result in assessment.criteria if result.outcome == "not_met"]
    left = [_suggestion(assessment.result(one.id), reading, rubric, transcript, scenario) for one in missed]
    if scenario is not None and progress is not None:
        left += _aims(progress, {one.id for one in missed}, reading, rubric, scenario)
    uses = {id(one): _use_of(one, reading, rubric, scenario) for one in left}
    left.sort(key=lambda one: -uses[id(one)])
    found: list[Suggestion] = []
    while left and len(found) < most:
        taken = [suggestion.turn for suggestion in found]
        equal = [one for one in left if uses[id(one)] > uses[id(left[0])] - _ABOUT]
        # The first of the least repeated: they stand in the order of their use.
        chosen = min(equal, key=lambda one: taken.count(one.turn))
        left.remove(chosen)
        if not any(_alike(chosen.say, one.say, transcript.locale) for one in found):
            found.append(_where_there_is_room(chosen, taken, assessment, reading))
    return tuple(found)


def _alike(one: str, other: str, locale: Locale) -> bool:
    """Tell whether two sentences have a long run of words in common."""
    first, second = bare(one), bare(other)
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return match.size >= _SAME_RUN[locale]


def _where_there_is_room(
    one: Suggestion, taken: list[int | None], assessment: Assessment, reading: Reading
) -> Suggestion:
    """Return a suggestion for a turn that none goes to yet, where what it says can wait."""
    if one.turn is None or one.turn not in taken:
        return one
    fixed = one.criterion and assessment.result(one.criterion).evidence
    if fixed or not may_wait(one.criterion, one.turn, reading):
        return one
    later = free_turn(one.turn, reading, [turn for turn in taken if turn is not None])
    return one if later is None or later in taken else replace(one, turn=later)


def joined(
    authored: tuple[Suggestion, ...],
    written: tuple[Suggestion, ...],
    assessment: Assessment,
    rubric: Rubric,
    most: int = 3,
) -> tuple[Suggestion, ...]:
    """Return a model's advice with the authored in the places it leaves free, at most ``most``, each point once.

    Crossed red lines come first, in whoever's words. What the marks that count find nothing wrong with is left out, and
    of the authored advice what belongs to a turn that has none yet goes first.
    """
    missed = {result.id for result in assessment.criteria if result.outcome == "not_met"}
    fit = [one for one in written if one.objective or one.criterion in missed]
    points = {(one.criterion, one.objective) for one in fit}
    rest = [one for one in authored if (one.criterion, one.objective) not in points]
    taken = {one.turn for one in fit}
    together = [*fit, *sorted(rest, key=lambda one: one.turn in taken)]
    together.sort(key=lambda one: not (one.criterion and rubric.criterion(one.criterion).blocker))
    return tuple(together[:most])


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
    assessment: Assessment,
    transcript: Transcript,
    rubric: Rubric,
    shown: tuple[Suggestion, ...] = (),
    scenario: Scenario | None = None,
    *,
    reading: Reading | None = None,
) -> tuple[str, Evidence] | None:
    """Return the criterion that was met best, and the words that met it; ``None`` if nothing was.

    What this customer asked for goes before what everybody is owed. To have left something alone is no achievement,
    and a turn that hurts, blames or is curt proves nothing good; after a crossed red line only what the customer asked
    for is worth a word. Nor is a reply praised that one of ``shown`` says should have been another one: not where it is
    all that was said in that turn, and else only for want of any other. ``reading`` is the transcript as the rules read
    it, where it has been read already.
    """
    if assessment.score < _NOTHING_GOOD:
        return None
    heard = reading or read(transcript, scenario)
    spoiled = {turn.index for turn in heard.trainee if turn.holds(*_SPOILS)}
    spoiled |= {
        evidence.turn
        for result in assessment.criteria
        if result.outcome == "not_met" and rubric.criterion(result.id).blocker
        for evidence in result.evidence
    }
    said = {turn for turn, spoken in enumerate(transcript.turns) if spoken.speaker == "trainee"} - spoiled
    faulted = {suggestion.turn for suggestion in shown}
    proven = [
        (result, evidence)
        for result in assessment.criteria
        if rubric.criterion(result.id).shown_by != "absence"
        and result.id not in _WIDE
        and (result.id in _ASKED_FOR or not assessment.blocked_by)
        and (result.id not in _STOCK or assessment.score >= _NOT_BAD)
        for evidence in praised(result, assessment)
        if evidence.turn in said and _tells(result.id, evidence, transcript, heard)
    ]
    clean = [pair for pair in proven if pair[1].turn not in faulted]
    rest = [pair for pair in proven if not _is_all(pair[1], transcript)]
    candidates = clean or rest
    if not candidates:
        return None
    best = max((result for result, _ in candidates), key=lambda result: _praise(result, rubric))
    proofs = [evidence for result, evidence in candidates if result is best]
    # The longest says most to somebody who reads it without the conversation around it.
    whole = [Evidence(turn=proof.turn, quote=_whole(proof, transcript)) for proof in proofs]
    return best.id, max(whole, key=lambda evidence: len(evidence.quote))


def _tells(criterion: str, evidence: Evidence, transcript: Transcript, reading: Reading) -> bool:
    """Tell whether the sentence of a proof shows by itself that something was done, and what."""
    whole = _whole(evidence, transcript)
    if len(bare(whole)) < _SHORTEST[transcript.locale]:
        return False
    if _TAKES_BACK[transcript.locale].search(whole, whole.index(evidence.quote) + len(evidence.quote)):
        return False
    if criterion not in _PRAISED_FOR:
        return True
    before = transcript.turns[evidence.turn - 1].text if evidence.turn else None
    acts = {
        *act_ids(recogniser_for(transcript.locale).recognise(whole, before)),
        *_heard_in(whole, evidence, reading),
    }
    return not _PRAISED_FOR[criterion].isdisjoint(acts)


def _heard_in(sentence: str, evidence: Evidence, reading: Reading) -> set[Sign]:
    """Return the signs that were heard in a sentence of a turn, in whatever words."""
    turn = next(turn for turn in reading.trainee if turn.index == evidence.turn)
    start = turn.text.index(sentence)
    return {sign for sign, found in turn.signs.items() if start <= found.place.start < start + len(sentence)}


def _whole(evidence: Evidence, transcript: Transcript) -> str:
    """Return the sentence that a quote stands in; the quote itself where it runs over several."""
    said = (sentence.strip() for sentence in sentences(transcript.turns[evidence.turn].text))
    return next((sentence for sentence in said if evidence.quote in sentence), evidence.quote)


def _is_all(evidence: Evidence, transcript: Transcript) -> bool:
    return bare(evidence.quote) == bare(transcript.turns[evidence.turn].text)


def _praise(result: CriterionResult, rubric: Rubric) -> float:
    # "What can I do for you?" asks for the need, and everybody says it.
    return _use(result.id, rubric, None) - 2 * (result.id == "clear_need")


def _use_of(one: Suggestion, reading: Reading, rubric: Rubric, scenario: Scenario | None) -> float:
    if one.objective:
        return _AIM
    use = _use(one.criterion, rubric, scenario)
    blocker = rubric.criterion(one.criterion).blocker
    untold = one.criterion == "fraud_stopped" and speaks_too_soon(one.criterion, reading)
    # Nobody can warn of what was not found out: to find it out goes first.
    vain = one.turn is None or (untold and reading.heard("fraud_sign") is None)
    return use - _VAIN * (vain and not blocker)


def _use(id_: str, rubric: Rubric, scenario: Scenario | None) -> int:
    criterion = rubric.criterion(id_)
    use = 100 * criterion.blocker + 2 * criterion.weight
    use += 3 * (id_ in _ASKED_FOR)
    return use + (scenario is not None and id_ in scenario.advice)


def _suggestion(
    result: CriterionResult,
    reading: Reading,
    rubric: Rubric,
    transcript: Transcript,
    scenario: Scenario | None,
) -> Suggestion:
    criterion = rubric.criterion(result.id)
    advice = advice_for(criterion, scenario, transcript.locale)
    turn = result.evidence[0].turn if result.evidence else turn_due(result.id, reading)
    anybodys = criterion.advice.said_in(transcript.locale)
    say, why = advice.say, advice.why
    if scenario is not None and advice is anybodys:
        # The scene's own good trainee speaks to this customer, and the rubric to no one in particular.
        say = _unless_said(exemplar_of(scenario, rubric).meeting(result.id), reading) or say
    elif speaks_too_soon(result.id, reading):
        # What the customer kept back is to be found out at the next try, and not read here.
        say, why = anybodys.say, anybodys.why
    return Suggestion(criterion=result.id, say=say, why=why, turn=turn)


def _aims(
    progress: Progress, missed: set[str], reading: Reading, rubric: Rubric, scenario: Scenario
) -> list[Suggestion]:
    """Return the objectives that nothing but words was missing for, in the order of the scenario."""
    found: list[Suggestion] = []
    for objective in scenario.objectives:
        if objective.id in progress.reached or _is_missed_as(missed, objective, scenario):
            continue
        taken = [one.turn for one in found if one.turn is not None]
        since = [progress.since(condition) for condition in wanted_words(objective, scenario)]
        turns = [free_turn(turn, reading, taken) for turn in since if turn is not None]
        say = _unless_said(exemplar_of(scenario, rubric).reaching.get(objective.id), reading)
        if turns and turns[0] is not None and say is not None and not progress.gives_away(say, scenario):
            found.append(Suggestion("", say, objective.hint, turns[0], objective=objective.id))
    return found


def _is_missed_as(missed: set[str], objective: Objective, scenario: Scenario) -> bool:
    """Tell whether one of the criteria that were missed asks for what an objective asks for."""
    asked = frozenset(act for condition in wanted_words(objective, scenario) for act in condition.any)
    return any(
        asked & acts if criterion not in _BROAD else asked and asked <= acts
        for criterion, acts in SAME.items()
        if criterion in missed
    )


def _unless_said(words: str | None, reading: Reading) -> str | None:
    if words is None or any(bare(words) in bare(turn.text) for turn in reading.trainee):
        return None
    return words
