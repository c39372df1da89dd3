"""Measuring a round of blind marking, as soon as enough people have marked all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlmodel import col

from lms.practice.calibration.drafting import forget_drafts
from lms.practice.calibration.judging import judged_now
from lms.practice.calibration.tables import (
    CalibrationItem,
    CalibrationLine,
    CalibrationRound,
    CalibrationSheet,
)
from lms.practice.stage import Practice
from lms.practice.tables import Assessment as AssessmentTable
from scoring.schema import load_rubric

if TYPE_CHECKING:
    from scoring.calibration import Marker

JUDGES = ("rules", "llm")


def measure_if_done(practice: Practice, *, round_id: str) -> bool:
    """Measure a round of which enough people have marked everything; once is enough, however often it is called.

    Returns:
        Whether it is measured.
    """
    with practice.context.database.reading() as connection:
        row = connection.execute(
            select(CalibrationRound).where(col(CalibrationRound.id) == round_id)
        ).one_or_none()
        if row is None or row.measured_at is not None:
            return row is not None
        whole = marked_all_by(connection, round_id)
        if len(whole) < row.needed:
            return False
    anew = judged_now(practice, round_id=round_id, rubric=row.rubric, version=row.rubric_version)
    with practice.context.database.reading() as connection:
        markers = marks_of_round(connection, round_id, whole, anew)
        before = _round_before(connection, row.rubric)
        earlier = marks_of_round(connection, before, marked_all_by(connection, before)) if before else []
    lines = _lines(round_id, markers, earlier, row.rubric)
    with practice.context.database.transaction() as connection:
        won = connection.execute(
            update(CalibrationRound)
            .where(col(CalibrationRound.id) == round_id, col(CalibrationRound.measured_at).is_(None))
            .values(measured_at=practice.context.now())
        )
        if won.rowcount:
            connection.execute(insert(CalibrationLine), lines)
            if anew:
                connection.execute(
                    update(CalibrationItem)
                    .where(
                        col(CalibrationItem.round_id) == round_id,
                        col(CalibrationItem.place) == bindparam("at"),
                    )
                    .values(judged=bindparam("found")),
                    [{"at": place, "found": dict(found)} for place, found in anew.items()],
                )
            forget_drafts(connection, round_id=round_id)
    return True


def _lines(
    round_id: str, markers: Sequence[Marker], earlier: Sequence[Marker], rubric_id: str
) -> list[dict[str, Any]]:
    from scoring.calibration import calibrate, drift

    rubric = load_rubric(rubric_id)
    changes = drift(earlier, markers, rubric, judge=rubric.exam_judge) if earlier else {}
    return [
        {
            "round_id": round_id,
            "line": line.id,
            "part": line.part,
            "people": line.people and asdict(line.people),
            "judges": {name: asdict(found) for name, found in line.judges.items()},
            "change": asdict(changes[line.id]) if line.id in changes else None,
            "told": line.tells,
            "why": line.flagged(bar=rubric.bar, judge=rubric.exam_judge),
        }
        for line in calibrate(markers, rubric)
    ]


def marked_all_by(connection: Connection, round_id: str) -> list[str]:
    """Who has marked every exam of a round."""
    items = select(col(CalibrationItem.place)).where(col(CalibrationItem.round_id) == round_id)
    size = len(connection.execute(items).all())
    marked = marked_by(connection, [round_id]).get(round_id, {})
    return sorted(person for person, count in marked.items() if count == size)


def marks_of_round(
    connection: Connection,
    round_id: str,
    people: Sequence[str],
    anew: Mapping[int, Mapping[str, str]] | None = None,
) -> list[Marker]:
    """What these people and every judge found in the exams of a round.

    What is measured is the rules judge that marks now: what it found when the round was measured counts before what an
    exam had been marked with. ``anew`` is that of a round about to be measured, by place.
    """
    from scoring.calibration import Marker

    found: dict[str, dict[str, dict[str, Any]]] = {}
    sheets = connection.execute(
        select(CalibrationSheet).where(
            col(CalibrationSheet.round_id) == round_id, col(CalibrationSheet.person_id).in_(people)
        )
    )
    for sheet in sheets:
        found.setdefault(sheet.person_id, {})[str(sheet.place)] = sheet.outcomes
    verdicts = connection.execute(
        select(
            col(CalibrationItem.place),
            col(CalibrationItem.judged),
            col(AssessmentTable.judge),
            col(AssessmentTable.body),
        )
        .join(AssessmentTable, col(AssessmentTable.attempt_id) == col(CalibrationItem.attempt_id))
        .join(CalibrationRound, col(CalibrationRound.id) == col(CalibrationItem.round_id))
        .where(
            col(CalibrationItem.round_id) == round_id,
            col(AssessmentTable.judge).in_(JUDGES),
            # What a judge found by other questions is no mark of these.
            col(AssessmentTable.rubric) == col(CalibrationRound.rubric),
            col(AssessmentTable.rubric_version) == col(CalibrationRound.rubric_version),
        )
        .order_by(col(AssessmentTable.at), col(AssessmentTable.id))
    )
    for row in verdicts:
        outcomes = {result["id"]: result["outcome"] for result in row.body["criteria"]}
        if row.judge == "rules":
            outcomes = dict((anew or {}).get(row.place) or row.judged or outcomes)
        found.setdefault(row.judge, {})[str(row.place)] = outcomes
    return [Marker(name, outcomes, machine=name in JUDGES) for name, outcomes in found.items()]


def _round_before(connection: Connection, rubric: str) -> str | None:
    return connection.execute(
        select(col(CalibrationRound.id))
        .where(col(CalibrationRound.rubric) == rubric, col(CalibrationRound.measured_at).is_not(None))
        .order_by(col(CalibrationRound.measured_at).desc(), col(CalibrationRound.id).desc())
        .limit(1)
    ).scalar()


def marked_by(connection: Connection, rounds: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """How many exams each person has marked, by round."""
    rows = connection.execute(
        select(col(CalibrationSheet.round_id), col(CalibrationSheet.person_id), func.count().label("marked"))
        .where(col(CalibrationSheet.round_id).in_(rounds))
        .group_by(col(CalibrationSheet.round_id), col(CalibrationSheet.person_id))
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.round_id, {})[row.person_id] = row.marked
    return found
