"""The assessment: what a judge found, criterion by criterion, each with its proof. TAXONOMY, *Exchanged shapes*."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_serializer, model_validator

from scenarios.transcript import Transcript
from scoring.schema import Criterion, Rubric

Outcome = Literal["met", "not_met", "not_applicable", "abstained"]
JudgeName = Literal["rules", "llm", "person"]
DECIDED: frozenset[Outcome] = frozenset({"met", "not_met"})


class UnprovenQuote(ValueError):
    """Evidence quotes words that the trainee did not say in that turn."""


class IncompleteAssessment(ValueError):
    """The results do not answer each of the rubric's criteria exactly once."""


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Frozen):
    """The trainee's own words, verbatim. ``turn`` counts from 0 over all turns of the transcript."""

    turn: Annotated[int, Field(ge=0)]
    quote: Annotated[str, Field(min_length=1)]


class CriterionResult(_Frozen):
    """The answer to one question.

    Attributes:
        evidence: what proves a ``met`` or a breach; empty where no words could (a thing that was not done).
        advice: words to say instead, for what was not met.
    """

    id: str
    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    advice: str | None = None

    @model_serializer
    def _without_what_is_absent(self) -> dict[str, object]:
        evidence = [{"turn": e.turn, "quote": e.quote} for e in self.evidence]
        fields: dict[str, object] = {"id": self.id, "outcome": self.outcome, "evidence": evidence}
        return fields if self.advice is None else {**fields, "advice": self.advice}


class Assessment(_Frozen):
    """What one judge found in one transcript.

    Make one with ``Assessment.of``, which computes the total, or read a stored one with ``Assessment.read``.
    Either way, a quote that is not in the transcript is rejected.

    Attributes:
        score: 0 to 100.
        blocked_by: the red lines that were crossed.
    """

    rubric: str
    rubric_version: int
    judge: JudgeName
    score: Annotated[int, Field(ge=0, le=100)]
    passed: bool
    blocked_by: tuple[str, ...] = ()
    criteria: tuple[CriterionResult, ...]

    @model_validator(mode="after")
    def _is_proven(self, info: ValidationInfo) -> Self:
        transcript = info.context.get("transcript") if isinstance(info.context, Mapping) else None
        if isinstance(transcript, Transcript):
            for result in self.criteria:
                for evidence in result.evidence:
                    if not is_said(evidence, transcript):
                        raise UnprovenQuote(
                            f"criteria.{result.id}: turn {evidence.turn} does not hold the trainee's words "
                            f"“{evidence.quote}”; quote what is there, letter by letter"
                        )
        return self

    @classmethod
    def of(
        cls, *, rubric: Rubric, transcript: Transcript, judge: JudgeName, results: Iterable[CriterionResult]
    ) -> Assessment:
        """Return the assessment that ``results`` amount to.

        Raises:
            IncompleteAssessment: a criterion is missing, unknown or answered twice.
            ValidationError: a quote is not in the trainee's turn.
        """
        answers = tuple(results)
        asked = [criterion.id for criterion in rubric.criteria]
        if sorted(asked) != sorted(result.id for result in answers):
            raise IncompleteAssessment(
                f"{rubric.id} asks {', '.join(asked)}; answered: {', '.join(result.id for result in answers)}"
            )
        blocked = crossed(rubric, answers)
        score = total(rubric, answers)
        data = {
            "rubric": rubric.id,
            "rubric_version": rubric.version,
            "judge": judge,
            "score": score,
            "passed": score >= rubric.pass_mark and not blocked,
            "blocked_by": blocked,
            "criteria": tuple(sorted(answers, key=lambda result: asked.index(result.id))),
        }
        return cls.model_validate(data, context={"transcript": transcript})

    @classmethod
    def read(cls, stored: str | bytes, transcript: Transcript) -> Assessment:
        """Return a stored assessment of ``transcript``.

        Raises:
            ValidationError: the text has another shape, or quotes what was not said.
        """
        return cls.model_validate_json(stored, context={"transcript": transcript})

    def result(self, criterion: str) -> CriterionResult:
        """Return the answer to one criterion.

        Raises:
            KeyError: it was not asked.
        """
        for result in self.criteria:
            if result.id == criterion:
                return result
        raise KeyError(criterion)

    def leaving_out(self, rubric: Rubric, criteria: Collection[str]) -> Assessment:
        """Return the same findings, counted without some questions: these give no points, cost none and cap nothing."""
        counted = [result for result in self.criteria if result.id not in criteria]
        blocked, score = crossed(rubric, counted), total(rubric, counted)
        passed = score >= rubric.pass_mark and not blocked
        return self.model_copy(update={"score": score, "passed": passed, "blocked_by": blocked})

    def as_json(self) -> dict[str, object]:
        """Return the assessment in the exchanged shape; what is absent is left out."""
        return self.model_dump(mode="json")


def is_said(evidence: Evidence, transcript: Transcript) -> bool:
    """Tell whether the quote stands, letter by letter, in a turn of the trainee."""
    if evidence.turn >= len(transcript.turns):
        return False
    turn = transcript.turns[evidence.turn]
    return turn.speaker == "trainee" and evidence.quote in turn.text


def crossed(rubric: Rubric, results: Iterable[CriterionResult]) -> tuple[str, ...]:
    """Return the blockers that were breached, in the order of the results."""
    return tuple(r.id for r in results if r.outcome == "not_met" and rubric.criterion(r.id).blocker)


def total(rubric: Rubric, results: Iterable[CriterionResult]) -> int:
    """Return the total, 0 to 100.

    The weighted share of what was met among what was decided, blockers aside, rounded half up; 0 where nothing
    was decided. Each breached blocker holds it under its cap.
    """
    answers = tuple(results)
    share = share_met((rubric.criterion(result.id), result.outcome) for result in answers)
    caps = [rubric.criterion(id_).cap or 0 for id_ in crossed(rubric, answers)]
    return min([share or 0, *caps])


def dimension_scores(
    assessment: Assessment, rubric: Rubric, *, without: Collection[str] = ()
) -> dict[str, int | None]:
    """Return the score of each dimension, 0 to 100, ``None`` where none of its criteria was decided.

    In the order of the rubric; a dimension that holds only blockers gives no points and is left out.

    Args:
        assessment: the findings.
        rubric: by which they were made.
        without: criteria that count for nothing, as in ``Assessment.leaving_out``.
    """
    counted = [result for result in assessment.criteria if result.id not in without]
    pairs = [(rubric.criterion(result.id), result.outcome) for result in counted]
    return {
        dimension.id: share_met(pair for pair in pairs if pair[0].dimension == dimension.id)
        for dimension in rubric.dimensions
        if any(c.dimension == dimension.id and not c.blocker for c in rubric.criteria)
    }


def share_met(pairs: Iterable[tuple[Criterion, Outcome]]) -> int | None:
    """Return the weighted share of what was met among what was decided, 0 to 100, blockers aside, rounded half up.

    ``None`` where nothing was decided.
    """
    decided = [(c.weight, outcome) for c, outcome in pairs if not c.blocker and outcome in DECIDED]
    if not decided:
        return None
    met = sum(weight for weight, outcome in decided if outcome == "met")
    return math.floor(100 * met / sum(weight for weight, _ in decided) + 0.5)
