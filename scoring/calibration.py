"""Calibration: how far people who marked the same conversations agree with each other, and each judge with them.

Criterion by criterion as they were answered; dimension by dimension, and in all, as ordered levels of the share that
was met. A mark is believed when it is no further from people than people are from each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from scoring.agreement import NOTHING, Agreement, Figure, change, measure
from scoring.assessment import CriterionResult, Outcome, share_met, total
from scoring.schema import Rubric

SCALE: tuple[Outcome, ...] = ("met", "not_met", "not_applicable")
"""The marks that are compared. Who abstained has not marked."""
LEVELS = (0, 1, 2, 3, 4)
"""Marks of a dimension, each a fifth of the points, 0 to 100."""
FEWEST = 10
"""Conversations marked by two people below which nothing is flagged: the figures say next to nothing yet."""
TOTAL = "total"

Part = Literal["criterion", "dimension", "total"]
_Marks = Mapping[str, Mapping[str, Outcome | int]]
Why = Literal["people", "judge"]
"""Why a line is flagged: people do not agree on it with each other, or the judge that counts does not with people."""


@dataclass(frozen=True)
class Marker:
    """Somebody, or a judge, who marked conversations.

    Attributes:
        name: how they are called.
        outcomes: by conversation, then by criterion; what is left out was not marked.
        machine: whether it is a judge of ours rather than a person.
    """

    name: str
    outcomes: Mapping[str, Mapping[str, Outcome]] = field(default_factory=dict)
    machine: bool = False


@dataclass(frozen=True)
class Line:
    """What was found of a criterion, of a dimension, or of the total.

    Attributes:
        id: of the criterion or dimension; ``total`` for all.
        people: how far people agree with each other; none where no two marked the same conversation.
        judges: how far each judge agrees with people, by its name.
    """

    id: str
    part: Part
    people: Agreement | None
    judges: Mapping[str, Agreement]

    @property
    def tells(self) -> bool:
        """Whether enough was marked by two people for a flag, or its absence, to mean something."""
        return self.people is not None and self.people.n >= FEWEST

    def flagged(self, *, bar: float, judge: str) -> Why | None:
        """Why this is not to be relied on in an exam; none where it is, or where too little was marked to tell.

        Args:
            bar: the least agreement.
            judge: the one exams count by.
        """
        for why, found in (("people", self.people), ("judge", self.judges.get(judge))):
            if found is None or found.n < FEWEST or found.counts.value is None:
                continue
            if found.counts.value < bar:
                return "people" if why == "people" else "judge"
        return None


def calibrate(markers: Sequence[Marker], rubric: Rubric) -> tuple[Line, ...]:
    """Compare what markers found: each criterion, each dimension that gives points, and the total, in this order."""
    people, judges = _sorted_out(markers, rubric)
    lines = []
    for id_, part, scale in _asked(rubric):
        ordered = part != "criterion"
        between = measure(list(combinations([marks[id_] for marks in people], 2)), scale, ordered=ordered)
        with_people = {
            name: measure([(marks[id_], person[id_]) for person in people], scale, ordered=ordered)
            for name, marks in judges.items()
        }
        lines.append(Line(id_, part, between, {name: found for name, found in with_people.items() if found}))
    return tuple(lines)


def drift(
    earlier: Sequence[Marker], later: Sequence[Marker], rubric: Rubric, *, judge: str
) -> dict[str, Figure]:
    """How much a judge's agreement with people changed between two occasions, by line; negative where it fell.

    Lines that were not marked on both occasions are left out.
    """
    first, second = _sorted_out(earlier, rubric), _sorted_out(later, rubric)
    changes = {}
    for id_, part, scale in _asked(rubric):
        pairs = [
            [(judges[judge][id_], person[id_]) for person in people] if judge in judges else []
            for people, judges in (first, second)
        ]
        found = change(pairs[0], pairs[1], scale, ordered=part != "criterion")
        if found != NOTHING:
            changes[id_] = found
    return changes


def levels_of(outcomes: Mapping[str, Outcome], rubric: Rubric) -> dict[str, int]:
    """The level, 0 to 4, of each dimension in one conversation, and of the total.

    Those in which nothing was decided, or not every question was marked, are left out.
    """
    levels = {}
    for dimension in rubric.dimensions:
        asked = [criterion for criterion in rubric.criteria if criterion.dimension == dimension.id]
        if all(criterion.id in outcomes for criterion in asked):
            share = share_met((criterion, outcomes[criterion.id]) for criterion in asked)
            if share is not None:
                levels[dimension.id] = _level(share)
    if levels and all(criterion.id in outcomes for criterion in rubric.criteria):
        results = [CriterionResult(id=c.id, outcome=outcomes[c.id]) for c in rubric.criteria]
        levels[TOTAL] = _level(total(rubric, results))
    return levels


def _level(share: int) -> int:
    return min(share // 20, LEVELS[-1])


def _asked(rubric: Rubric) -> Iterable[tuple[str, Part, Sequence[Outcome | int]]]:
    for criterion in rubric.criteria:
        yield criterion.id, "criterion", SCALE
    for dimension in rubric.dimensions:
        if any(c.dimension == dimension.id and not c.blocker for c in rubric.criteria):
            yield dimension.id, "dimension", LEVELS
    yield TOTAL, "total", LEVELS


def _sorted_out(markers: Sequence[Marker], rubric: Rubric) -> tuple[list[_Marks], dict[str, _Marks]]:
    """What each person marked, and what each judge did, by line and conversation."""
    people = [_by_line(marker, rubric) for marker in markers if not marker.machine]
    return people, {marker.name: _by_line(marker, rubric) for marker in markers if marker.machine}


def _by_line(marker: Marker, rubric: Rubric) -> _Marks:
    marks: dict[str, dict[str, Outcome | int]] = {id_: {} for id_, _part, _scale in _asked(rubric)}
    for conversation, outcomes in marker.outcomes.items():
        for id_, mark in (*outcomes.items(), *levels_of(outcomes, rubric).items()):
            if id_ in marks:
                marks[id_][conversation] = mark
    return marks
