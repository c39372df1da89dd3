"""What an observation comes to: pure, by the same rubric and the same pass mark as a rehearsal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lms.platform.errors import Refused
from lms.platform.i18n import mark
from scoring.assessment import DECIDED, CriterionResult, Outcome, crossed, total
from scoring.schema import Rubric

Verdict = Literal["ready", "not_yet", "red_line"]
MARKS: tuple[Outcome, ...] = ("met", "not_met", "not_applicable")
FEWEST = 5
"""Questions that must have been answered yes or no, red lines aside, for an observation to tell something."""


@dataclass(frozen=True)
class Judged:
    """All answers, and what they come to.

    Attributes:
        outcomes: of every criterion; what was left open did not come up.
        score: 0 to 100.
        blocked_by: red lines that were crossed.
    """

    outcomes: dict[str, Outcome]
    score: int
    blocked_by: tuple[str, ...]
    verdict: Verdict


def known_marks(rubric: Rubric, given: Mapping[str, str]) -> dict[str, Outcome]:
    """The answers to the rubric's questions among what was sent."""
    return {
        criterion.id: outcome
        for criterion in rubric.criteria
        for outcome in MARKS
        if given.get(criterion.id) == outcome
    }


def judge_work(rubric: Rubric, given: Mapping[str, str], notes: Mapping[str, str]) -> Judged:
    """Judge what was seen.

    A crossed red line is not ready whatever the rest says; else the total decides, from the rubric's pass mark on.

    Args:
        rubric: what was marked.
        given: answers by criterion; an ordinary question that is left open did not come up.
        notes: words by criterion.

    Raises:
        Refused: a red line is left open, too few questions are answered, or nobody wrote what happened at a red line.
    """
    marks = known_marks(rubric, given)
    if any(criterion.blocker and criterion.id not in marks for criterion in rubric.criteria):
        raise Refused(
            mark("Answer each red line, please: kept, crossed, or it did not come up. The rest is kept.")
        )
    decided = [one for one in rubric.criteria if not one.blocker and marks.get(one.id) in DECIDED]
    if len(decided) < FEWEST:
        raise Refused(
            mark(
                "Answer at least {count} questions with yes or no, so that the observation tells something. "
                "What you have marked is kept."
            ),
            count=FEWEST,
        )
    outcomes: dict[str, Outcome] = {one.id: marks.get(one.id, "not_applicable") for one in rubric.criteria}
    results = [CriterionResult(id=id_, outcome=outcome) for id_, outcome in outcomes.items()]
    blocked, score = crossed(rubric, results), total(rubric, results)
    if any(not notes.get(id_, "").strip() for id_ in blocked):
        raise Refused(
            mark(
                "A red line was crossed: write in a sentence what happened, without saying who the customer is."
            )
        )
    verdict: Verdict = "red_line" if blocked else "ready" if score >= rubric.pass_mark else "not_yet"
    return Judged(outcomes, score, blocked, verdict)
