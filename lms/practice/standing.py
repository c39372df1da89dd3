"""How far somebody is: figures, never words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, Row, Select, and_, case, distinct, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import col

from lms.people import Action, Actor, Deed, Note, find_person, record_reading, require, right_to
from lms.practice.closing import close_overdue
from lms.practice.stage import Practice
from lms.practice.tables import Attempt

LONGEST_VISIT = 45
"""Minutes one attempt counts at most: a conversation left open over lunch was not practised all the while."""


@dataclass(frozen=True)
class Progress:
    """How far somebody is. Void exams count for nothing.

    Attributes:
        tried: scenarios finished at least once.
        passed: scenarios passed at least once.
        exams_passed: scenarios whose exam was passed.
        minutes: practised, over finished attempts.
        attempts: finished attempts.
        last_at: the last beginning or end of an attempt.
    """

    person_id: str
    tried: int = 0
    passed: int = 0
    exams_passed: int = 0
    minutes: int = 0
    attempts: int = 0
    last_at: datetime | None = None


def progress(practice: Practice, *, actor: Actor, person_id: str | None = None) -> Progress:
    """How far a person is, the actor when none is named.

    Raises:
        NotFound: there is no such person, or not for this actor.
        Forbidden: the actor may know the person, but not how far they are.
    """
    about = person_id or actor.person_id
    if about == actor.person_id:
        require(actor, Action.READ_PROGRESS)
        close_overdue(practice, person_id=about)
    else:
        person = find_person(practice.context, actor=actor, person_id=about)
        require(actor, Action.READ_PROGRESS, person_id=about, unit_id=person.unit_id)
        why = right_to(actor, Action.READ_PROGRESS, person_id=about, unit_id=person.unit_id)
        record_reading(practice.context, actor=actor, note=Note(Deed.READ_PROGRESS, why, about))
    return progress_of(practice, [about])[about]


def progress_of(practice: Practice, person_ids: Collection[str]) -> dict[str, Progress]:
    """How far each of some people is, for services: nothing here asks who wants to know."""
    found = _read(practice, _figures().where(col(Attempt.person_id).in_(sorted(person_ids))))
    return {person_id: found.get(person_id, Progress(person_id)) for person_id in person_ids}


class MinutesBetween(FunctionElement[float]):
    """Minutes from one moment to another, as a database counts them."""

    type = Float()
    name = "minutes_between"
    inherit_cache = True


@compiles(MinutesBetween, "sqlite")
def _in_sqlite(element: MinutesBetween, compiler: SQLCompiler, **options: Any) -> str:
    begun, ended = (compiler.process(clause, **options) for clause in element.clauses)
    return f"((julianday({ended}) - julianday({begun})) * 1440.0)"


@compiles(MinutesBetween, "postgresql")
def _in_postgresql(element: MinutesBetween, compiler: SQLCompiler, **options: Any) -> str:
    begun, ended = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(EXTRACT(EPOCH FROM ({ended} - {begun}))::float8 / 60.0)"


def _figures() -> Select[*tuple[Any, ...]]:
    """One row a person, whoever has an attempt."""
    counts = and_(col(Attempt.closed_at).is_not(None), col(Attempt.void).is_(False))
    passed = and_(counts, col(Attempt.passed).is_(True))
    minutes = MinutesBetween(col(Attempt.opened_at), col(Attempt.closed_at))
    slug = col(Attempt.slug)
    figures: Select[*tuple[Any, ...]] = select(
        col(Attempt.person_id),
        func.count(distinct(case((counts, slug)))).label("tried"),
        func.count(distinct(case((passed, slug)))).label("passed"),
        func.count(distinct(case((and_(passed, col(Attempt.mode) == "exam"), slug)))).label("exams_passed"),
        func.sum(case((counts, _at_most(minutes, LONGEST_VISIT)), else_=0.0)).label("minutes"),
        func.sum(case((counts, 1), else_=0), type_=Integer).label("attempts"),
        func.max(func.coalesce(col(Attempt.closed_at), col(Attempt.opened_at))).label("last_at"),
    )
    return figures.group_by(col(Attempt.person_id))


def _at_most(value: ColumnElement[float], most: float) -> ColumnElement[float]:
    return case((value > most, float(most)), else_=value)


def _read(practice: Practice, query: Select[*tuple[Any, ...]]) -> dict[str, Progress]:
    with practice.context.database.reading() as connection:
        return {row.person_id: _progress(row) for row in connection.execute(query)}


def _progress(row: Row[Any]) -> Progress:
    return Progress(
        person_id=row.person_id,
        tried=row.tried,
        passed=row.passed,
        exams_passed=row.exams_passed,
        minutes=round(row.minutes),
        attempts=row.attempts,
        last_at=row.last_at,
    )
