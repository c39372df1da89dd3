"""What enrolling by rule looks at, as one digest: where it is what it was when nothing was left to do, nothing is now.

Rules are run at every start of the portal, and in a whole bank a run takes seconds. Everything a run decides by stands
in here, and the digest is taken from the same view of the database as the run's own reading: what changes in that very
moment is not in it, and is looked at by the next run.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlmodel import col

from lms.catalogue.teaching import Shelf
from lms.learning.tables import Enrolment, RuleSight, Waiver
from lms.people.grants import holds_at
from lms.people.tables import Person, RoleGrant, Unit
from lms.platform.database import insert_into

RULES = "enrolment"


def sight_of(connection: Connection, shelf: Shelf, *, today: date, now: datetime) -> str:
    """The digest of all that a run on this day would look at; another one after any change of it."""
    digest = hashlib.sha256()
    for said in (version("lms"), today, str(shelf.zone), *_published(shelf)):
        digest.update(f"{said}\n".encode())
    for question in _questions(now):
        # Many rows at once: row by row half of the time would go into calls.
        for rows in connection.execute(question).partitions(1_000):
            digest.update(repr([tuple(row) for row in rows]).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def nothing_left(connection: Connection, sight: str) -> bool:
    """Whether a run with just this in sight found nothing to do."""
    known = connection.execute(select(col(RuleSight.digest)).where(col(RuleSight.rules) == RULES)).scalar()
    return bool(known == sight)


def note_nothing_left(connection: Connection, sight: str, *, now: datetime) -> None:
    """Note that a run with this in sight found nothing to do."""
    values = {"digest": sight, "at": now}
    connection.execute(
        insert_into(connection, RuleSight)
        .values(rules=RULES, **values)
        .on_conflict_do_update(index_elements=["rules"], set_=values)
    )


def _published(shelf: Shelf) -> Iterator[object]:
    for slug, curriculum in sorted(shelf.curricula.items()):
        yield slug
        yield curriculum.model_dump_json()
    # An edition is never changed, and a course is published anew when it is.
    yield sorted(shelf.editions)
    yield sorted(shelf.versions.items())
    yield sorted(shelf.published.items())


def _questions(now: datetime) -> Iterator[Select[*tuple[Any, ...]]]:
    yield select(col(Unit.id), col(Unit.code), col(Unit.parent_id)).order_by(col(Unit.id))
    yield select(
        col(Person.id),
        col(Person.job),
        col(Person.further_jobs),
        col(Person.unit_id),
        col(Person.hired_on),
        col(Person.active),
    ).order_by(col(Person.id))
    yield (
        select(col(RoleGrant.person_id), col(RoleGrant.role), col(RoleGrant.unit_id))
        .where(holds_at(now))
        .order_by(col(RoleGrant.person_id), col(RoleGrant.role), col(RoleGrant.unit_id))
    )
    yield select(
        col(Waiver.id), col(Waiver.person_id), col(Waiver.until), col(Waiver.taken_back_at)
    ).order_by(col(Waiver.id))
    # A round that is not open any more never changes: how many there are says whether one was added.
    kinds = (col(Enrolment.curriculum), col(Enrolment.state), col(Enrolment.by_rule), col(Enrolment.version))
    yield (
        select(*kinds, func.count(), func.max(col(Enrolment.changed_at)), func.max(col(Enrolment.round)))
        .group_by(*kinds)
        .order_by(*kinds)
    )
    yield (
        select(col(Enrolment.id), col(Enrolment.changed_at))
        .where(col(Enrolment.state) == "open")
        .order_by(col(Enrolment.id))
    )
