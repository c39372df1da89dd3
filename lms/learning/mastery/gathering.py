"""What a drill, or an observation at work, tells of which competency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from lms.catalogue.teaching.competencies import CriterionEvidence, EvidenceMap
from lms.learning.mastery.evidence import EASIEST, HARDEST, HEAVIEST, ORDINARY, Evidence

_SAID = {"met": True, "not_met": False}
"""What did not apply or was not judged tells nothing."""


def evidence_of_drill(
    told: EvidenceMap,
    *,
    attempt: str,
    outcomes: Mapping[str, str],
    difficulty: float,
    competencies: Sequence[str],
    wanted: bool | None,
    at: datetime,
) -> tuple[Evidence, ...]:
    """Return the evidence in a drill that was judged, in the order of the criteria.

    Args:
        told: what is evidence for what.
        attempt: its id; a piece is found again under ``attempt#criterion``, the ending under ``attempt#ending``.
        outcomes: met, not_met, not_applicable or abstained, by criterion; one that is not mapped is passed over.
        difficulty: of the scenario, 1 to 5.
        competencies: that the scenario trains.
        wanted: whether it ended as wanted; none where it was broken off or is not known.
        at: when it was closed, aware.
    """
    found = list(_of_criteria(told, attempt, outcomes, difficulty, at))
    if wanted is not None:
        found += [
            Evidence(
                competency,
                "criterion",
                f"{attempt}#ending",
                wanted,
                difficulty,
                at,
                told.wanted_ending.weight,
            )
            for competency in told.wanted_ending.competencies
            if competency in competencies
        ]
    return tuple(found)


def evidence_of_observation(
    told: EvidenceMap, *, observation: str, outcomes: Mapping[str, str], at: datetime
) -> tuple[Evidence, ...]:
    """Return the evidence in an observation at work, in the order of the criteria.

    Real customers have no difficulty written beside them: they count as ordinary ones. What was seen at work is worth
    more than the same in a rehearsal, by ``told.other.observation``.

    Args:
        told: what is evidence for what.
        observation: its id; a piece is found again under ``observation#criterion``.
        outcomes: met, not_met or not_applicable, by criterion.
        at: when it was signed, aware.
    """
    return tuple(
        replace(piece, kind="observation", weight=min(piece.weight * told.other.observation, HEAVIEST))
        for piece in _of_criteria(told, observation, outcomes, ORDINARY, at)
    )


def _of_criteria(
    told: EvidenceMap, attempt: str, outcomes: Mapping[str, str], difficulty: float, at: datetime
) -> Iterator[Evidence]:
    for criterion, reading in told.criteria.items():
        outcome = _SAID.get(outcomes.get(criterion, ""))
        if outcome is None:
            continue
        hard = min(max(difficulty + reading.shift, EASIEST), HARDEST)
        for competency, weight in _worth(reading, kept=outcome).items():
            yield Evidence(competency, "criterion", f"{attempt}#{criterion}", outcome, hard, at, weight)


def _worth(reading: CriterionEvidence, *, kept: bool) -> Mapping[str, float]:
    return reading.speaks_for if kept else {**reading.speaks_for, **reading.when_broken}
