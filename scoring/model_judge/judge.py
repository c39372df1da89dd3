"""The model judge: every question several times, in other orders; what the majority says, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from scenarios.chat_model import NO_USE, ChatModelError, Failure, Message, StructuredModel, Usage
from scenarios.model_answers import ModelUnavailable, unmasked
from scenarios.schema import Scenario
from scenarios.transcript import Transcript
from scoring.advising import advice_for
from scoring.assessment import Assessment, CriterionResult, Outcome
from scoring.model_judge.ballot import (
    TOKENS_A_QUESTION,
    Answer,
    Control,
    UnreadableBallot,
    control_for,
    messages_for,
    read,
    schema,
)
from scoring.rules_judge import SHIPPED
from scoring.schema import Criterion, Rubric, load_rubric
from scoring.statements import Statement, statements

SAMPLES = 3
"""How often every question is put; odd, so that there is a majority."""
A_BALLOT = 8
"""Questions put at once: with more, small models lose the thread; with fewer, the conversation is paid for again."""
MOST_EVIDENCE = 2
_BROKEN: frozenset[Failure] = frozenset({"cut", "empty"})
"""One answer that failed; the next may be whole. With any other failure the endpoint is as good as gone."""


class JudgeUnavailable(ModelUnavailable):
    """The model did not judge: nothing is known, and the rules' verdict stands."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model found.

    Attributes:
        assessment: with ``judge`` ``llm``; abstained from where the samples split or nothing usable came.
        model: who judged.
        prompt: a hash of everything that was asked.
        raw: the answers as they came, ballot by ballot.
        usage: tokens of all of them.
        refused: ballots that counted for nothing: unreadable, or with yes to a question whose answer is no.
    """

    assessment: Assessment
    model: str
    prompt: str
    raw: tuple[str, ...]
    usage: Usage
    refused: int


@dataclass(slots=True)
class _Sitting:
    """The ballots of one judgement, as they come in."""

    model: StructuredModel
    asked: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    usage: Usage = NO_USE
    refused: int = 0
    plain: bool = False
    votes: dict[str, list[tuple[Outcome, tuple[str, ...]]]] = field(default_factory=dict)

    def put(self, messages: Sequence[Message], questions: Sequence[str], names: Sequence[str]) -> str | None:
        """Put a ballot; the answer, or ``None`` where it broke off.

        Raises:
            JudgeUnavailable: the endpoint is gone.
        """
        self.asked.append("\n".join(message.content for message in messages))
        most = TOKENS_A_QUESTION * len(questions)
        try:
            if not self.plain:
                try:
                    return self._whole(
                        self.model.fill(messages, schema=schema(questions, names), max_tokens=most)
                    )
                except ChatModelError as error:
                    if error.failure != "refused":
                        raise
                    # An endpoint that knows no shapes is asked without; where this is refused too it was not that.
            found = self._whole(self.model.stream(messages, max_tokens=most))
            self.plain = True
            return found
        except ChatModelError as error:
            if error.failure in _BROKEN:
                return None
            raise JudgeUnavailable(error.failure, self.usage) from error

    def _whole(self, stream: Iterator[str] | object) -> str:
        try:
            return "".join(stream)  # type: ignore[arg-type]
        finally:
            self.usage += getattr(stream, "usage", NO_USE)


def judge_by_model(
    transcript: Transcript,
    model: StructuredModel,
    scenario: Scenario | None = None,
    rubric: Rubric | None = None,
    *,
    samples: int = SAMPLES,
    mask: Callable[[str], str] = unmasked,
) -> Judged:
    """Judge a conversation.

    The applicability of every question comes first; a yes that needs words to show it counts with a statement that
    is there, and so does the breach of a red line. Quotes are copied out of the transcript by the program.

    Args:
        transcript: what was said.
        model: who judges; it should answer at temperature 0.
        scenario: what was rehearsed. It tells the signs, which criteria apply, and better words for this scene.
        rubric: the questions; by default those of the scenario, else ``service-core``.
        samples: how often every question is put; odd.
        mask: takes personal data out of words before the model sees them.

    Raises:
        JudgeUnavailable: the endpoint does not answer.
        ValueError: ``samples`` is even or less than one.
    """
    if samples < 1 or samples % 2 == 0:
        raise ValueError(f"samples must be odd, not {samples}: an even number has no majority")
    rubric = rubric or load_rubric(scenario.rubric if scenario else SHIPPED)
    said = statements(transcript)
    shown = [statement for statement in said if not statement.withheld]
    told = {} if scenario is None else scenario.applies
    asked = [criterion for criterion in rubric.criteria if told.get(criterion.id) is not False]
    sitting = _Sitting(model)
    if shown:
        masked = {
            str(n): mask(turn.text) for n, turn in enumerate(transcript.turns) if turn.speaker == "customer"
        }
        masked |= {statement.name: mask(statement.text) for statement in shown}
        for sample in range(samples):
            for place, batch in enumerate(_batches(asked, sample)):
                control = control_for(transcript, sample + place)
                messages = messages_for(transcript, said, batch, control, scenario=scenario, masked=masked)
                _count(sitting, messages, batch, control, shown=shown, told=told)
    results = [
        _result(criterion, sitting.votes.get(criterion.id, []), shown, transcript, scenario, samples=samples)
        if criterion in asked
        else CriterionResult(id=criterion.id, outcome="not_applicable")
        for criterion in rubric.criteria
    ]
    return Judged(
        Assessment.of(rubric=rubric, transcript=transcript, judge="llm", results=results),
        model=model.name,
        prompt=sha256("\n\n".join(sitting.asked).encode()).hexdigest()[:16],
        raw=tuple(sitting.raw),
        usage=sitting.usage,
        refused=sitting.refused,
    )


def _batches(criteria: Sequence[Criterion], sample: int) -> list[list[Criterion]]:
    """Cut the questions into ballots, in another order for every sample: no question always stands last."""
    order = list(criteria)
    if sample:
        Random(sample).shuffle(order)  # noqa: S311  an order, not a secret
    count = -(-len(order) // A_BALLOT)
    return [order[place::count] for place in range(count)]


def _count(
    sitting: _Sitting,
    messages: Sequence[Message],
    batch: Sequence[Criterion],
    control: Control | None,
    *,
    shown: Sequence[Statement],
    told: dict[str, bool],
) -> None:
    names = [statement.name for statement in shown]
    questions = [criterion.id for criterion in batch]
    if control is not None:
        questions.insert(max(0, len(questions) - 1), control.id)
    answer = sitting.put(messages, questions, names)
    sitting.raw.append(answer or "")
    try:
        answers = read(answer or "", questions)
    except UnreadableBallot:
        sitting.refused += 1
        return
    if control is not None and answers[control.id].met:
        # Talked into it, or saying yes to everything: nothing on this ballot is worth anything.
        sitting.refused += 1
        return
    for criterion in batch:
        vote = _vote(criterion, answers[criterion.id], names, applies=told.get(criterion.id))
        if vote is not None:
            sitting.votes.setdefault(criterion.id, []).append(vote)


def _vote(
    criterion: Criterion, answer: Answer, names: Sequence[str], *, applies: bool | None
) -> tuple[Outcome, tuple[str, ...]] | None:
    """Return what an answer counts for; ``None`` where it claims what it does not show."""
    if not (answer.applies if applies is None else applies):
        return "not_applicable", ()
    proofs = tuple(name for name in answer.proofs if name in names)
    by_absence = criterion.shown_by == "absence"
    if answer.met:
        return ("met", () if by_absence else proofs) if by_absence or proofs else None
    if criterion.blocker and not proofs:
        return None
    return "not_met", proofs if by_absence else ()


def _result(
    criterion: Criterion,
    votes: Sequence[tuple[Outcome, tuple[str, ...]]],
    shown: Sequence[Statement],
    transcript: Transcript,
    scenario: Scenario | None,
    *,
    samples: int,
) -> CriterionResult:
    counted = Counter(outcome for outcome, _proofs in votes).most_common(1)
    if not counted or 2 * counted[0][1] <= samples:
        return CriterionResult(id=criterion.id, outcome="abstained")
    outcome = counted[0][0]
    named = Counter(name for voted, proofs in votes if voted == outcome for name in proofs)
    order = {statement.name: place for place, statement in enumerate(shown)}
    best = sorted(named, key=lambda name: (-named[name], order[name]))[:MOST_EVIDENCE]
    return CriterionResult(
        id=criterion.id,
        outcome=outcome,
        evidence=tuple(shown[order[name]].evidence for name in sorted(best, key=order.__getitem__)),
        advice=advice_for(criterion, scenario, transcript.locale).say if outcome == "not_met" else None,
    )
