"""Writing down what was done, and bringing the enrolments it touches up to date in the same transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlmodel import col

from lms.catalogue.teaching import Curriculum, Shelf
from lms.learning.standing import Excused, Outcome, Result, Standing, standing
from lms.learning.tables import Enrolment, LearningResult, Leave, Waiver
from lms.platform.identifiers import new_id
from lms.platform.working_days import Span, months_later

BATCH = 400
"""People looked at together: few enough for the longest list of ids that a database takes."""

T = TypeVar("T")


@dataclass(frozen=True)
class Done:
    """One result to write down.

    Attributes:
        source: what it came from; the same one is written once.
    """

    person_id: str
    kind: str
    ref: str
    outcome: Outcome
    at: datetime
    score: int | None = None
    version: int = 0
    source: str | None = None
    by_person_id: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class History:
    """All that standings are reckoned from, of some people."""

    results: dict[str, list[Result]]
    waivers: dict[str, list[Excused]]
    absences: dict[str, list[Span]]


def record(connection: Connection, shelf: Shelf, done: Sequence[Done], *, today: date, now: datetime) -> None:
    """Write results down and bring their people's enrolments up to date; what was written before is left out."""
    sources = [one.source for one in done if one.source is not None]
    known: set[str | None] = set()
    for batch in _batches(sources):
        known |= set(
            connection.execute(
                select(col(LearningResult.source)).where(col(LearningResult.source).in_(batch))
            ).scalars()
        )
    fresh = [one for one in done if one.source is None or one.source not in known]
    if not fresh:
        return
    connection.execute(insert(LearningResult), [row_of(one) for one in fresh])
    refresh(connection, shelf, {one.person_id for one in fresh}, today=today, now=now)


def refresh(
    connection: Connection, shelf: Shelf, person_ids: Collection[str], *, today: date, now: datetime
) -> None:
    """Reckon the open enrolments of some people anew and write down what has changed."""
    for batch in _batches(sorted(person_ids)):
        enrolments = connection.execute(
            select(Enrolment).where(col(Enrolment.person_id).in_(batch), col(Enrolment.state) == "open")
        ).all()
        if not enrolments:
            continue
        history = history_of(connection, {row.person_id for row in enrolments})
        changed: list[dict[str, Any]] = []
        finished: dict[tuple[str, str], Done] = {}
        for row in enrolments:
            curriculum = shelf.curricula.get(row.curriculum)
            if curriculum is None:
                continue
            stands = standing_of(row, curriculum, shelf, history, today=today)
            values = _columns(row, curriculum, shelf, stands, today=today)
            if any(getattr(row, name) != value for name, value in values.items()):
                changed.append({**values, "at_id": row.id, "changed_at": now})
            for one in _ended_now(row, stands, shelf, history, now):
                finished[one.person_id, one.ref] = one
        if finished:
            connection.execute(insert(LearningResult), [row_of(one) for one in finished.values()])
        if changed:
            names = [name for name in changed[0] if name != "at_id"]
            connection.execute(
                update(Enrolment)
                .where(col(Enrolment.id) == bindparam("at_id"))
                .values({name: bindparam(name) for name in names}),
                changed,
            )


def standing_of(
    row: Row[*tuple[Enrolment]], curriculum: Curriculum, shelf: Shelf, history: History, *, today: date
) -> Standing:
    """Where a person stands in an enrolment's round."""
    person = row.person_id
    return standing(
        curriculum,
        shelf.courses,
        history.results.get(person, ()),
        started_on=row.started_on,
        counts_from=row.counts_from,
        today=today,
        excused=history.waivers.get(person, ()),
        absences=history.absences.get(person, ()),
        due_by=row.due_by,
    )


def history_of(connection: Connection, person_ids: Collection[str]) -> History:
    """What some people did, what they were let off, and when they were away."""
    results: dict[str, list[Result]] = defaultdict(list)
    waivers: dict[str, list[Excused]] = defaultdict(list)
    absences: dict[str, list[Span]] = defaultdict(list)
    for batch in _batches(sorted(person_ids)):
        for row in connection.execute(
            select(LearningResult)
            .where(col(LearningResult.person_id).in_(batch))
            .order_by(col(LearningResult.at))
        ):
            results[row.person_id].append(
                Result(row.kind, row.ref, Outcome(row.outcome), row.at, row.score, row.version)
            )
        for waiver in connection.execute(
            select(Waiver).where(col(Waiver.person_id).in_(batch), col(Waiver.taken_back_at).is_(None))
        ):
            waivers[waiver.person_id].append(Excused(waiver.course, waiver.until))
        for leave in connection.execute(select(Leave).where(col(Leave.person_id).in_(batch))):
            absences[leave.person_id].append((leave.starts_on, leave.ends_on))
    return History(results, waivers, absences)


def _columns(
    row: Row[*tuple[Enrolment]], curriculum: Curriculum, shelf: Shelf, stands: Standing, *, today: date
) -> dict[str, Any]:
    """What the enrolment's row is to say of where its person stands."""
    completed_on, valid_until = row.completed_on, row.valid_until
    if stands.complete:
        completed_on = max((one.done_on for one in stands.required if one.done_on), default=today)
        if curriculum.recertify:
            # A renewal made early loses nothing of the term that still ran.
            base = max(completed_on, row.due_by) if row.due_by and row.round > 1 else completed_on
            valid_until = months_later(base, curriculum.recertify.months)
    return {
        "state": "completed" if stands.complete else "open",
        "version": shelf.versions.get(("curriculum", curriculum.slug), row.version),
        "done": stands.done,
        "total": len(stands.required),
        "due_on": stands.due_on,
        "completed_on": completed_on,
        "valid_until": valid_until,
    }


def _ended_now(
    row: Row[*tuple[Enrolment]], stands: Standing, shelf: Shelf, history: History, now: datetime
) -> Iterator[Done]:
    """Courses that have just been done to their end: written down, so that no newer version takes them away."""
    known = {
        result.ref
        for result in history.results.get(row.person_id, ())
        if result.kind == "course" and (row.counts_from is None or result.at >= row.counts_from)
    }
    for one in stands.courses:
        if one.state == "done" and one.course not in known:
            version = shelf.versions.get(("course", one.course), 1)
            yield Done(row.person_id, "course", one.course, Outcome.COMPLETED, now, version=version)


def row_of(done: Done) -> dict[str, Any]:
    """The row of a result, under an id of its own."""
    return {
        "id": new_id(),
        "person_id": done.person_id,
        "kind": done.kind,
        "ref": done.ref,
        "outcome": done.outcome.value,
        "score": done.score,
        "version": done.version,
        "at": done.at,
        "source": done.source,
        "by_person_id": done.by_person_id,
        "note": done.note,
    }


def _batches(things: Sequence[T] | Iterable[T]) -> Iterator[list[T]]:
    several = list(things)
    for start in range(0, len(several), BATCH):
        yield several[start : start + BATCH]
