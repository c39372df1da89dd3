"""Enrolling all people of some units in a curriculum at once, by hand: each with the deed in the trail."""

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import col

from lms.learning.completed import first_completed
from lms.learning.recording import refresh
from lms.learning.room import Learning
from lms.learning.tables import Enrolment
from lms.people import Action, Actor, Deed, Note, Role, read_staff, record, require, right_to
from lms.platform.batches import batches
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

LONGEST = 500
NO_REASON = mark("Give the reason: it is kept, and an auditor will ask for it.")


def enrol_units(
    learning: Learning, *, actor: Actor, unit_ids: Collection[str], curriculum: str, reason: str
) -> int:
    """Enrol whoever of some units has not learned a curriculum yet and is not learning it; how many were enrolled.

    Of a curriculum that is meant for some jobs only people in one of these are enrolled. Who ended it goes on.

    Raises:
        Forbidden: the actor enrols nobody in one of the units.
        NotFound: there is no such curriculum.
        Refused: no reason was given.
    """
    for unit_id in sorted(unit_ids):
        require(actor, Action.ENROL, unit_id=unit_id)
    shelf, context = learning.structure, learning.context
    if curriculum not in shelf.curricula:
        raise NotFound("There is no such curriculum.")
    if not reason.strip():
        raise Refused(NO_REASON)
    jobs = shelf.curricula[curriculum].meant_for.jobs
    today, now = context.today(), context.now()
    with context.database.reading() as connection:
        staff = [
            person
            for person in read_staff(connection, now=now, unit_ids=unit_ids)
            if person.active
            and Role.TRAINEE in person.roles
            and (not jobs or any(job in jobs for job in person.jobs))
        ]
    enrolled = 0
    for some in batches(staff):
        people = {person.person_id: person for person in some}
        with context.database.transaction() as connection:
            newest = {
                row.person_id: row
                for row in connection.execute(
                    select(Enrolment)
                    .where(
                        col(Enrolment.person_id).in_(sorted(people)), col(Enrolment.curriculum) == curriculum
                    )
                    .order_by(col(Enrolment.round))
                )
            }
            rows = [
                {
                    "id": new_id(),
                    "person_id": person_id,
                    "curriculum": curriculum,
                    "version": shelf.versions.get(("curriculum", curriculum), 1),
                    "round": 1 if row is None else row.round + 1,
                    "by_rule": False,
                    "by_person_id": actor.person_id,
                    "reason": reason.strip()[:LONGEST],
                    "started_on": today,
                    "counts_from": None if row is None else row.counts_from,
                    "state": "open",
                    "done": 0,
                    "total": len(shelf.curricula[curriculum].courses),
                    "changed_at": now,
                }
                for person_id in sorted(people)
                if (row := newest.get(person_id)) is None or row.state == "ended"
            ]
            if not rows:
                continue
            # The rule, or a second tab, may be enrolling them in this very moment: then they are enrolled.
            connection.execute(
                insert_into(connection, Enrolment)
                .on_conflict_do_nothing(index_elements=["person_id", "curriculum", "round"])
                .values(rows)
            )
            refresh(connection, shelf, [str(row["person_id"]) for row in rows], today=today, now=now)
            record(
                context,
                connection,
                actor=actor,
                notes=[
                    Note(
                        Deed.ENROLLED,
                        right_to(
                            actor,
                            Action.ENROL,
                            person_id=str(row["person_id"]),
                            unit_id=people[str(row["person_id"])].unit_id,
                        ),
                        str(row["person_id"]),
                        str(row["id"]),
                    )
                    for row in rows
                ],
            )
            enrolled += len(rows)
    return enrolled


def enrolled_in(learning: Learning, *, unit_ids: Collection[str], curriculum: str) -> tuple[int, int]:
    """How many people of some units are enrolled in a curriculum, and how many of them have completed it ever.

    For services: nothing here asks who asks.
    """
    with learning.context.database.reading() as connection:
        everybody = first_completed(connection, curriculum=curriculum, unit_ids=unit_ids)
    return len(everybody), sum(one.on is not None for one in everybody)
