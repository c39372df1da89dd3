"""Enrolling by rule: whoever a curriculum is meant for learns it, and whoever it is meant for no more need not.

Run at start-up and once a day. A second run on the same day finds nothing left to do.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlmodel import col

from lms.catalogue.teaching import Audience, Curriculum
from lms.learning.recording import refresh
from lms.learning.room import Learning
from lms.learning.tables import Enrolment
from lms.people import StaffRow, read_staff
from lms.platform.identifiers import new_id


@dataclass(frozen=True)
class Enrolled:
    """What a run did: enrolments begun, of these recertifications, and enrolments ended."""

    begun: int
    renewed: int
    ended: int


def enrol_by_rule(learning: Learning) -> Enrolled:
    """Bring everybody's enrolments to what the curricula say today."""
    today, now = learning.context.today(), learning.context.now()
    shelf = learning.structure
    with learning.context.database.reading() as connection:
        staff = read_staff(connection, now=now)
        rounds = _newest_rounds(connection)
        completed = _ever_completed(connection)
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
            if not wanted:
                continue
            opening = _opening(curriculum, person, newest, today=today, now=now)
            if opening is not None:
                begun.append(_row(person.person_id, curriculum, version, opening, today=today, now=now))
                renewed += opening.due_by is not None
    if begun or ended:
        with learning.context.database.transaction() as connection:
            if ended:
                connection.execute(
                    update(Enrolment)
                    .where(col(Enrolment.id) == bindparam("at_id"))
                    .values(state="ended", ended_on=today, changed_at=now),
                    [{"at_id": one} for one in ended],
                )
            if begun:
                connection.execute(insert(Enrolment), begun)
                refresh(connection, shelf, {row["person_id"] for row in begun}, today=today, now=now)
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
    if newest.state == "ended":
        # They came back, to the bank or to the job: what they did before they left counts as it did then.
        return _Opening(newest.round + 1, newest.counts_from, None)
    if curriculum.recertify is None or newest.valid_until is None:
        return None
    if today < newest.valid_until - timedelta(days=curriculum.recertify.opens_days_before):
        return None
    # Who comes back after it lapsed gets the time a newcomer has.
    due_by = newest.valid_until if newest.valid_until >= today else None
    return _Opening(newest.round + 1, now, due_by)


def meant(audience: Audience, person: StaffRow, completed: Collection[str], *, today: date) -> bool:
    """Whether a curriculum is meant for somebody; how long ago they were hired counts at the beginning alone."""
    if audience.nobody or person.hired_on > today:
        return False
    since = audience.hired_for_days
    return (
        (since is None or person.hired_on <= today - timedelta(days=since))
        and (not audience.jobs or person.job in audience.jobs)
        and (not audience.roles or not person.roles.isdisjoint(audience.roles))
        and (not audience.units or not person.unit_codes.isdisjoint(audience.units))
        and set(audience.after) <= set(completed)
    )


def _newest_rounds(connection: Connection) -> Mapping[tuple[str, str], Row[*tuple[Enrolment]]]:
    rows = connection.execute(select(Enrolment).order_by(col(Enrolment.round)))
    return {(row.person_id, row.curriculum): row for row in rows}


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
    person_id: str, curriculum: Curriculum, version: int, opening: _Opening, *, today: date, now: datetime
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person_id": person_id,
        "curriculum": curriculum.slug,
        "version": version,
        "round": opening.round,
        "by_rule": True,
        "started_on": today,
        "counts_from": opening.counts_from,
        "due_by": opening.due_by,
        "state": "open",
        "done": 0,
        "total": len(curriculum.courses),
        "changed_at": now,
    }
