"""Somebody to do something about, found by name or number among those the actor's roles and job let them reach."""

from sqlalchemy import ColumnElement, Select, or_, select
from sqlmodel import col

from lms.people.directory import PersonCard
from lms.people.permissions import Actor, may, require_own_password, units_open_to
from lms.people.rights import NEVER_ONESELF, PERMISSIONS, Action, Reach
from lms.people.roles import Job
from lms.people.tables import Person
from lms.platform.context import Context

MOST = 100


def find_reachable(
    context: Context, *, actor: Actor, action: Action, words: str = "", limit: int = 30
) -> tuple[PersonCard, ...]:
    """Active people about whom the actor may do something: their mentees first, then by employee number.

    Args:
        context: the database.
        actor: who asks.
        action: what for; one that reaches everybody is not meant here.
        words: parts of a name or number, all of which must be found.
        limit: at most so many are given.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    query, mentees = select(Person).where(*_within_reach(actor, action)), _mentees(actor, action)
    for word in words.split():
        sought = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        query = query.where(
            or_(
                *(
                    column.ilike(f"%{sought}%", escape="\\")
                    for column in (col(Person.name_zh), col(Person.name_en), col(Person.employee_no))
                )
            )
        )
    query = query.order_by(col(Person.id).in_(sorted(mentees)).desc(), col(Person.employee_no))
    with context.database.reading() as connection:
        rows = connection.execute(query.limit(min(limit, MOST))).all()
    cards = (
        PersonCard(row.id, row.employee_no, row.name_zh, row.name_en, Job(row.job), row.unit_id, row.hired_on)
        for row in rows
    )
    return tuple(card for card in cards if may(actor, action, person_id=card.person_id, unit_id=card.unit_id))


def reachable_ids(*, actor: Actor, action: Action) -> Select[str]:
    """The ids of all the same, as part of another room's question; whoever asks it asks ``may`` of what comes out.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    return select(col(Person.id)).where(*_within_reach(actor, action))


def _within_reach(actor: Actor, action: Action) -> list[ColumnElement[bool]]:
    units, mentees = units_open_to(actor, action), _mentees(actor, action)
    within = or_(col(Person.unit_id).in_(sorted(units)), col(Person.id).in_(sorted(mentees)))
    where = [col(Person.active).is_(True), within]
    return [*where, col(Person.id) != actor.person_id] if action in NEVER_ONESELF else where


def _mentees(actor: Actor, action: Action) -> frozenset[str]:
    reaches = PERMISSIONS[action]
    by_role = any(reaches.get(one) is Reach.MENTEE for one in actor.roles)
    return actor.mentee_ids if by_role else frozenset()
