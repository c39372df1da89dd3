"""Enough exams to compare marks on, and marks as somebody may find them."""

from sqlalchemy import insert, select
from sqlmodel import col

from lms.platform.identifiers import new_id
from lms.practice import BlindSheet, Practice
from lms.practice.tables import Assessment, Attempt, HeardActs, Turn
from scoring.assessment import Outcome

ENOUGH = 10


def another(practice: Practice, exam: str) -> str:
    """The same exam once more, as if it had been sat another time."""
    copy = new_id()
    with practice.context.database.transaction() as connection:
        for table, key in (
            (Attempt, Attempt.id),
            (Turn, Turn.attempt_id),
            (Assessment, Assessment.attempt_id),
            (HeardActs, HeardActs.attempt_id),
        ):
            for row in connection.execute(select(table).where(col(key) == exam)).mappings().all():
                changed = dict(row) | {"attempt_id": copy, "id": new_id()}
                if table is Attempt:
                    changed = dict(row) | {"id": copy, "origin_id": copy, "exam_of": None}
                connection.execute(insert(table).values({k: v for k, v in changed.items() if k in row}))
    return copy


def as_found(sheet: BlindSheet) -> dict[str, Outcome]:
    """Every other exam good throughout, the others not."""
    outcome: Outcome = "met" if sheet.place % 2 else "not_met"
    return {criterion.id: outcome for criterion in sheet.rubric.criteria}
