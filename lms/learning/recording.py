"""Writing down what was done, and bringing the enrolments it touches up to date in the same transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlmodel import col

from lms.catalogue.teaching import Curriculum, Shelf
from lms.learning.certificates.issuing import Earned, issue
from lms.learning.hours.ledger import write_entries
from lms.learning.hours.rules import Entry, earned
from lms.learning.standing import Excused, Outcome, Result, Standing, ref_of, standing
from lms.learning.tables import Enrolment, LearningResult, Leave, Waiver
from lms.platform.batches import batches
from lms.platform.database import insert_into
from lms.platform.identifiers import new_id
from lms.platform.working_days import Span, months_later


@dataclass(frozen=True)
class Done:
    """One result to write down.

    Attributes:
        source: what it came from; the same one is written once.
        minutes: how long it took, where that counts as training time.
        day: when, in the bank's time zone; today where it is not said.
        result_id: of the row, where something else names it; a new one where not.
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
    minutes: int | None = None
    day: date | None = None
    result_id: str | None = None


@dataclass(frozen=True)
class History:
    """All that standings are reckoned from, of some people; waivers with those that were taken back."""

    results: dict[str, list[Result]]
    waivers: dict[str, list[Excused]]
    absences: dict[str, list[Span]]


def record(connection: Connection, shelf: Shelf, done: Sequence[Done], *, today: date, now: datetime) -> None:
    """Write results down, with the training hours they count for, and bring their people's enrolments up to date.

    What was written before is left out.
    """
    sources = {one.source: one for one in done if one.source is not None}
    known: set[str | None] = set()
    for batch in batches(sources):
        known |= set(
            connection.execute(
                select(col(LearningResult.source)).where(col(LearningResult.source).in_(batch))
            ).scalars()
        )
    fresh = [
        one for one in done if one.source is None or (one.source not in known and sources[one.source] is one)
    ]
    if not fresh:
        return
    # A second tab may be writing the same one in this very moment.
    once = insert_into(connection, LearningResult).on_conflict_do_nothing(index_elements=["source"])
    connection.execute(once, [row_of(one) for one in fresh])
    write_entries(
        connection, [entry for one in fresh for entry in hours_of(one, shelf, today=today)], now=now
    )
    refresh(connection, shelf, {one.person_id for one in fresh}, today=today, now=now)


def minutes_between(begun: datetime, ended: datetime) -> int:
    """Whole minutes that something took, a begun one counted; 1 at least."""
    return max(1, -(-int((ended - begun).total_seconds()) // 60))


def refresh(
    connection: Connection, shelf: Shelf, person_ids: Collection[str], *, today: date, now: datetime
) -> None:
    """Reckon the open enrolments of some people anew, write down what has changed, and certify what was completed."""
    for batch in batches(sorted(person_ids)):
        # Locked, so that of two things done in the same moment the second sees the first.
        enrolments = connection.execute(
            select(Enrolment)
            .where(col(Enrolment.person_id).in_(batch), col(Enrolment.state) == "open")
            .order_by(col(Enrolment.id))
            .with_for_update()
        ).all()
        if not enrolments:
            continue
        history = history_of(
            connection, {row.person_id for row in enrolments}, refs=_counted(shelf, enrolments)
        )
        changed: list[dict[str, Any]] = []
        finished: dict[tuple[str, str], Done] = {}
        completed: list[Earned] = []
        for row in enrolments:
            curriculum = shelf.edition(row.curriculum, row.version)
            if curriculum is None:
                continue
            stands = standing_of(row, curriculum, shelf, history, today=today)
            values = _columns(row, curriculum, stands, today=today)
            if any(getattr(row, name) != value for name, value in values.items()):
                changed.append({**values, "at_id": row.id, "changed_at": now})
            for one in _ended_now(row, stands, shelf, history):
                finished[one.person_id, one.ref] = one
            # Whoever was let off every course has completed nothing that could be certified.
            if stands.complete and any(one.state == "done" for one in stands.required):
                completed.append(
                    Earned(
                        row.id,
                        row.person_id,
                        row.curriculum,
                        row.version,
                        values["completed_on"],
                        values["valid_until"],
                    )
                )
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
        issue(connection, completed, now=now)


def standing_of(
    row: Row[*tuple[Enrolment]], curriculum: Curriculum, shelf: Shelf, history: History, *, today: date
) -> Standing:
    """Where a person stands in an enrolment's round.

    Args:
        row: the enrolment.
        curriculum: the version that the round began with.
        shelf: what is published.
        history: what its person did.
        today: the day of the question. In a round that was completed the waivers count that held on that day: one that
            ran out or was taken back since takes nothing away.
    """
    person, waivers = row.person_id, history.waivers.get(row.person_id, ())
    excused = [one for one in waivers if one.taken_back_at is None]
    if row.state == "completed":
        # Nothing changes a row after the moment that completed it.
        today = row.changed_at.astimezone(shelf.zone).date()
        excused = [one for one in waivers if one.taken_back_at is None or one.taken_back_at > row.changed_at]
    return standing(
        curriculum,
        shelf.courses,
        history.results.get(person, ()),
        started_on=row.started_on,
        counts_from=row.counts_from,
        today=today,
        zone=shelf.zone,
        excused=excused,
        absences=history.absences.get(person, ()),
        due_by=row.due_by,
    )


def round_began(connection: Connection, shelf: Shelf, person_id: str, course: str) -> datetime | None:
    """When the newest open round that somebody has with a course began to count; none where all they ever did does."""
    rows = connection.execute(
        select(col(Enrolment.curriculum), col(Enrolment.version), col(Enrolment.counts_from)).where(
            col(Enrolment.person_id) == person_id,
            col(Enrolment.state) == "open",
            col(Enrolment.counts_from).is_not(None),
        )
    )
    return max(
        (
            row.counts_from
            for row in rows
            if (curriculum := shelf.edition(row.curriculum, row.version)) is not None
            and any(entry.course == course for entry in curriculum.courses)
        ),
        default=None,
    )


def history_of(
    connection: Connection, person_ids: Collection[str], *, refs: Collection[str] | None = None
) -> History:
    """What some people did, what they were let off, and when they were away.

    Args:
        connection: to read through.
        person_ids: whose.
        refs: only what was done under these names, see ``standing.ref_of``; everything when not given.
    """
    columns = (
        col(LearningResult.person_id),
        col(LearningResult.kind),
        col(LearningResult.ref),
        col(LearningResult.outcome),
        col(LearningResult.at),
        col(LearningResult.score),
        col(LearningResult.version),
    )
    results: dict[str, list[Result]] = defaultdict(list)
    waivers: dict[str, list[Excused]] = defaultdict(list)
    absences: dict[str, list[Span]] = defaultdict(list)
    for batch in batches(sorted(person_ids)):
        done = select(*columns).where(col(LearningResult.person_id).in_(batch))
        if refs is not None:
            done = done.where(col(LearningResult.ref).in_(sorted(refs)))
        for row in connection.execute(done.order_by(col(LearningResult.at))):
            results[row.person_id].append(
                Result(row.kind, row.ref, Outcome(row.outcome), row.at, row.score, row.version)
            )
        for waiver in connection.execute(select(Waiver).where(col(Waiver.person_id).in_(batch))):
            waivers[waiver.person_id].append(Excused(waiver.course, waiver.until, waiver.taken_back_at))
        for leave in connection.execute(select(Leave).where(col(Leave.person_id).in_(batch))):
            absences[leave.person_id].append((leave.starts_on, leave.ends_on))
    return History(results, waivers, absences)


def hours_of(one: Done, shelf: Shelf, *, today: date) -> tuple[Entry, ...]:
    """The training hours that a result counts for, on its own day or ``today``."""
    return earned(
        shelf,
        person_id=one.person_id,
        kind=one.kind,
        ref=one.ref,
        day=one.day or today,
        passed=one.outcome is Outcome.PASSED,
        minutes=one.minutes,
        version=one.version,
        score=one.score,
        source=one.source,
    )


def _columns(
    row: Row[*tuple[Enrolment]], curriculum: Curriculum, stands: Standing, *, today: date
) -> dict[str, Any]:
    """What the enrolment's row is to say of where its person stands."""
    completed_on, valid_until = row.completed_on, row.valid_until
    if stands.complete:
        days = [one.done_on or today for one in stands.required]
        # A waiver completes it on the day it is given, not on that of the last thing done before.
        completed_on = max(days)
        if curriculum.recertify:
            # In a renewal ``due_by`` is the last day of the term that still ran: made early, it loses nothing of it.
            base = max(completed_on, row.due_by) if row.due_by else completed_on
            valid_until = months_later(base, curriculum.recertify.months)
    return {
        "state": "completed" if stands.complete else "open",
        "done": stands.done,
        "total": len(stands.required),
        "due_on": stands.due_on,
        "completed_on": completed_on,
        "valid_until": valid_until,
    }


def _ended_now(
    row: Row[*tuple[Enrolment]], stands: Standing, shelf: Shelf, history: History
) -> Iterator[Done]:
    """Courses that have just been done to their end: written down, so that no newer version takes them away."""
    known = {
        result.ref
        for result in history.results.get(row.person_id, ())
        if result.kind == "course" and (row.counts_from is None or result.at >= row.counts_from)
    }
    for one in stands.courses:
        if one.done_at is not None and one.course not in known:
            version = shelf.versions.get(("course", one.course), 1)
            # On the day it was done, however late that is seen: dated today it would count for a round begun meanwhile.
            yield Done(row.person_id, "course", one.course, Outcome.COMPLETED, one.done_at, version=version)


def _counted(shelf: Shelf, enrolments: Iterable[Row[*tuple[Enrolment]]]) -> set[str]:
    """The names of all results that can count in some enrolments, see ``standing.ref_of``."""
    editions = {(row.curriculum, row.version) for row in enrolments}
    taught = {
        entry.course
        for slug, version in editions
        if (curriculum := shelf.edition(slug, version)) is not None
        for entry in curriculum.courses
    }
    return taught | {
        ref_of(activity, slug)[1]
        for slug in taught & shelf.courses.keys()
        for activity in shelf.courses[slug].activities
    }


def row_of(done: Done) -> dict[str, Any]:
    """The row of a result, under an id of its own where it brings none."""
    return {
        "id": done.result_id or new_id(),
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
