"""Who completed a curriculum for the first time, and when: for questions about what came after."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, func, select
from sqlmodel import col

from lms.learning.tables import Enrolment
from lms.people import staff_in


@dataclass(frozen=True)
class Completed:
    """One of the staff who is enrolled; ``on`` is none where they have not completed it yet."""

    person_id: str
    unit_id: str
    on: date | None


def first_completed(
    connection: Connection, *, curriculum: str, unit_ids: Collection[str]
) -> tuple[Completed, ...]:
    """Everybody of some units who was enrolled. For services: nothing here asks who asks."""
    staff = staff_in(unit_ids)
    rows = connection.execute(
        select(staff.c.person_id, staff.c.unit_id, func.min(col(Enrolment.completed_on)))
        .join(Enrolment, col(Enrolment.person_id) == staff.c.person_id)
        .where(col(Enrolment.curriculum) == curriculum)
        .group_by(staff.c.person_id, staff.c.unit_id)
        .order_by(staff.c.person_id)
    )
    return tuple(Completed(person_id, unit_id, on) for person_id, unit_id, on in rows)


def branches_through(connection: Connection, *, unit_ids: Collection[str]) -> dict[str, int]:
    """For each curriculum in how many of some units half of those enrolled have completed it. For services, too."""
    staff = staff_in(unit_ids)
    through = case((col(Enrolment.state) == "completed", staff.c.person_id))
    rows = connection.execute(
        select(
            staff.c.unit_id,
            col(Enrolment.curriculum),
            func.count(staff.c.person_id.distinct()),
            func.count(through.distinct()),
        )
        .join(Enrolment, col(Enrolment.person_id) == staff.c.person_id)
        .group_by(staff.c.unit_id, col(Enrolment.curriculum))
    )
    found: Counter[str] = Counter()
    for _unit_id, curriculum, enrolled, completed in rows:
        found[curriculum] += completed * 2 >= enrolled
    return dict(found)
