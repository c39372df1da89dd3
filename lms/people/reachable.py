"""Somebody to do something about, found by name or number among those the actor's roles and job let them reach."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, or_, select
from sqlmodel import col

from lms.people.directory import PersonCard, card_of
from lms.people.permissions import Actor, may, require_own_password, units_open_to
from lms.people.rights import NEVER_ONESELF, PERMISSIONS, Action, Reach
from lms.people.tables import Person, Unit
from lms.platform.context import Context
from lms.platform.searching import holds, words_in

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
    for word in words_in(words):
        query = query.where(named_so(Person, word))
    query = query.order_by(col(Person.id).in_(sorted(mentees)).desc(), col(Person.employee_no))
    with context.database.reading() as connection:
        rows = connection.execute(query.limit(min(limit, MOST))).all()
    cards = (card_of(row, row.id) for row in rows)
    return tuple(card for card in cards if may(actor, action, person_id=card.person_id, unit_id=card.unit_id))


def reachable_ids(*, actor: Actor, action: Action) -> Select[str]:
    """The ids of all the same, as part of another room's question; whoever asks it asks ``may`` of what comes out.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    return select(col(Person.id)).where(*_within_reach(actor, action))


def team_of(
    *,
    actor: Actor,
    actions: Iterable[Action],
    unit_ids: Collection[str] | None = None,
    among: Collection[str] | None = None,
    words: str = "",
) -> Subquery:
    """The active people about whom the actor may do all of some things, and never the actor, for a question to join.

    Its columns are those of ``PersonCard``.

    Args:
        actor: who asks.
        actions: what for; none that reaches everybody is meant here.
        unit_ids: only people of these units.
        among: only these people, by their ids.
        words: parts of a name, a number or the name of a unit, all of which must be found.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    query: Select[*tuple[Any, ...]] = select(
        col(Person.id).label("person_id"),
        col(Person.employee_no),
        col(Person.name_zh),
        col(Person.name_en),
        col(Person.job),
        col(Person.further_jobs),
        col(Person.unit_id),
        col(Person.hired_on),
    ).where(col(Person.id) != actor.person_id)
    for action in actions:
        query = query.where(*_within_reach(actor, action))
    if unit_ids is not None:
        query = query.where(col(Person.unit_id).in_(sorted(unit_ids)))
    if among is not None:
        query = query.where(col(Person.id).in_(sorted(among)))
    for word in words_in(words):
        named = or_(holds(col(Unit.name_zh), word), holds(col(Unit.name_en), word))
        query = query.where(
            or_(named_so(Person, word), col(Person.unit_id).in_(select(col(Unit.id)).where(named)))
        )
    return query.subquery("team")


def named_so(person: type[Person], word: str) -> ColumnElement[bool]:
    """Whether a word is in somebody's names or number; ``person`` is the table or an alias of it."""
    return or_(*(holds(col(told), word) for told in (person.name_zh, person.name_en, person.employee_no)))


def _within_reach(actor: Actor, action: Action) -> list[ColumnElement[bool]]:
    units, mentees = units_open_to(actor, action), _mentees(actor, action)
    within = or_(col(Person.unit_id).in_(sorted(units)), col(Person.id).in_(sorted(mentees)))
    where = [col(Person.active).is_(True), within]
    return [*where, col(Person.id) != actor.person_id] if action in NEVER_ONESELF else where


def _mentees(actor: Actor, action: Action) -> frozenset[str]:
    reaches = PERMISSIONS[action]
    by_role = any(reaches.get(one) is Reach.MENTEE for one in actor.roles)
    return actor.mentee_ids if by_role else frozenset()
