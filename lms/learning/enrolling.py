"""Enrolling by rule: whoever a curriculum is meant for learns it, and whoever it is meant for no more need not.

Run at start-up and once a day. A second run on the same day finds nothing left to do, and as long as nothing has
changed of what it would look at it is not made at all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue.teaching import Audience, Curriculum, Shelf
from lms.learning.recording import refresh
from lms.learning.room import Learning
from lms.learning.rule_sight import note_nothing_left, nothing_left, sight_of
from lms.learning.tables import Enrolment, Waiver
from lms.people import StaffRow, read_staff
from lms.platform.identifiers import new_id


@dataclass(frozen=True)
class Enrolled:
    """What a run did: enrolments begun, of these recertifications, and enrolments ended."""

    begun: int
    renewed: int
    ended: int


def enrol_by_rule(learning: Learning) -> Enrolled:
    """Bring everybody's enrolments to what the curricula say today, and up to date with what has changed since."""
    begun = renewed = ended = 0
    # What somebody is enrolled in may be completed at once by what they did before, and another one follow on it.
    for _ in range(len(learning.structure.curricula) + 1):
        try:
            run = _run(learning)
        except IntegrityError:
            # Another process enrolled the same people in this moment: look again.
            run = _run(learning)
        if run is None:
            break
        begun, renewed, ended = begun + run.begun, renewed + run.renewed, ended + run.ended
    return Enrolled(begun, renewed, ended)


def _run(learning: Learning) -> Enrolled | None:
    """What one run did; none where nothing was left to do, which is noted with what it had in sight."""
    today, now = learning.context.today(), learning.context.now()
    shelf = learning.structure
    with learning.context.database.reading() as connection:
        sight = sight_of(connection, shelf, today=today, now=now)
        if nothing_left(connection, sight):
            return None
        staff = read_staff(connection, now=now)
        rounds, held = _newest_rounds(connection)
        completed = _ever_completed(connection)
        stale = _stale(connection, shelf, rounds.values(), today=today)
    begun: list[dict[str, Any]] = []
    ended: list[str] = []
    renewed = 0
    for curriculum in shelf.curricula.values():
        version = shelf.versions.get(("curriculum", curriculum.slug), 1)
        for person in staff:
            newest = rounds.get((person.person_id, curriculum.slug))
            wanted = person.active and meant(
                curriculum.meant_for, person, completed.get(person.person_id, ()), today=today
            )
            if newest is not None and newest.state == "open":
                if not person.active or (newest.by_rule and not wanted):
                    ended.append(newest.id)
                continue
            by_hand = newest if newest is not None and not newest.by_rule and not wanted else None
            # Whoever learned it by hand renews it as well; to begin it again after an end takes a hand again.
            if not wanted and (by_hand is None or by_hand.state == "ended" or not person.active):
                continue
            opening = _opening(
                curriculum,
                person,
                newest,
                held.get((person.person_id, curriculum.slug)),
                today=today,
                now=now,
            )
            if opening is not None:
                begun.append(
                    _row(person.person_id, curriculum, version, opening, by_hand, today=today, now=now)
                )
                renewed += opening.counts_from is not None
    with learning.context.database.transaction() as connection:
        if not (begun or ended or stale):
            note_nothing_left(connection, sight, now=now)
            return None
        if ended:
            connection.execute(
                update(Enrolment)
                # Completed in this very moment is completed.
                .where(col(Enrolment.id) == bindparam("at_id"), col(Enrolment.state) == "open")
                .values(state="ended", ended_on=today, changed_at=now),
                [{"at_id": one} for one in ended],
            )
        if begun:
            connection.execute(insert(Enrolment), begun)
        if stale:
            connection.execute(
                update(Enrolment)
                .where(col(Enrolment.id) == bindparam("at_id"), col(Enrolment.state) == "open")
                .values(changed_at=now),
                [{"at_id": one} for one in stale],
            )
        touched = {row["person_id"] for row in begun} | set(stale.values())
        refresh(connection, shelf, touched, today=today, now=now)
    return Enrolled(len(begun), renewed, len(ended))


@dataclass(frozen=True)
class _Opening:
    """A round that is to begin."""

    round: int
    counts_from: datetime | None
    due_by: date | None


def _opening(
    curriculum: Curriculum,
    person: StaffRow,
    newest: Row[*tuple[Enrolment]] | None,
    held_until: date | None,
    *,
    today: date,
    now: datetime,
) -> _Opening | None:
    """The round somebody is to begin now whom the curriculum is meant for; none when there is nothing to begin."""
    if newest is None:
        recent = curriculum.meant_for.hired_within_days
        if recent is not None and person.hired_on < today - timedelta(days=recent):
            return None
        return _Opening(1, None, None)
    # Who renews what holds still has until it lapses; who comes after that, the time a newcomer has.
    due_by = held_until if held_until is not None and held_until >= today else None
    if newest.state == "ended":
        # They came back, to the bank or to the job: what they did before they left counts as it did then.
        return _Opening(newest.round + 1, newest.counts_from, due_by)
    if curriculum.recertify is None or held_until is None:
        return None
    if today < held_until - timedelta(days=curriculum.recertify.opens_days_before):
        return None
    return _Opening(newest.round + 1, now, due_by)


def meant(audience: Audience, person: StaffRow, completed: Collection[str], *, today: date) -> bool:
    """Whether a curriculum is meant for somebody; how long ago they were hired counts at the beginning alone."""
    if audience.nobody or person.hired_on > today:
        return False
    since = audience.hired_for_days
    return (
        (since is None or person.hired_on <= today - timedelta(days=since))
        and (not audience.jobs or any(job in audience.jobs for job in person.jobs))
        and (not audience.roles or not person.roles.isdisjoint(audience.roles))
        and (not audience.units or not person.unit_codes.isdisjoint(audience.units))
        and set(audience.after) <= set(completed)
    )


_Place = tuple[str, str]


def _newest_rounds(
    connection: Connection,
) -> tuple[dict[_Place, Row[*tuple[Enrolment]]], dict[_Place, date | None]]:
    """By person and curriculum: the newest round, and until when what was completed last holds."""
    newest: dict[_Place, Row[*tuple[Enrolment]]] = {}
    held: dict[_Place, date | None] = {}
    for row in connection.execute(select(Enrolment).order_by(col(Enrolment.round))):
        newest[row.person_id, row.curriculum] = row
        if row.state == "completed":
            held[row.person_id, row.curriculum] = row.valid_until
    return newest, held


def _stale(
    connection: Connection, shelf: Shelf, rows: Iterable[Row[*tuple[Enrolment]]], *, today: date
) -> dict[str, str]:
    """Open enrolments for which something changed since they were reckoned, though their people did nothing.

    A course was published anew, or a waiver ran out. Their people by their ids.
    """
    ended = (
        select(col(Waiver.person_id), func.max(col(Waiver.until)))
        .where(col(Waiver.until) < today, col(Waiver.taken_back_at).is_(None))
        .group_by(col(Waiver.person_id))
    )
    ran_out = {row[0]: row[1] for row in connection.execute(ended)}
    found: dict[str, str] = {}
    for row in rows:
        curriculum = shelf.edition(row.curriculum, row.version)
        if row.state != "open" or curriculum is None:
            continue
        until = ran_out.get(row.person_id)
        published = [
            shelf.published[one.course] for one in curriculum.courses if one.course in shelf.published
        ]
        if any(moment > row.changed_at for moment in published) or (
            until is not None and row.changed_at.astimezone(shelf.zone).date() <= until
        ):
            found[row.id] = row.person_id
    return found


def _ever_completed(connection: Connection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for person_id, curriculum in connection.execute(
        select(col(Enrolment.person_id), col(Enrolment.curriculum)).where(
            col(Enrolment.completed_on).is_not(None)
        )
    ):
        found[person_id].add(curriculum)
    return found


def _row(
    person_id: str,
    curriculum: Curriculum,
    version: int,
    opening: _Opening,
    by_hand: Row[*tuple[Enrolment]] | None,
    *,
    today: date,
    now: datetime,
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person_id": person_id,
        "curriculum": curriculum.slug,
        "version": version,
        "round": opening.round,
        "by_rule": by_hand is None,
        "by_person_id": by_hand.by_person_id if by_hand is not None else None,
        "reason": by_hand.reason if by_hand is not None else None,
        "started_on": today,
        "counts_from": opening.counts_from,
        "due_by": opening.due_by,
        "state": "open",
        "done": 0,
        "total": len(curriculum.courses),
        "changed_at": now,
    }
