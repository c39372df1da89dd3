"""Who is overdue among a manager's own people: never anybody of a unit that is not theirs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, case, select
from sqlmodel import col

from lms.learning.room import Learning
from lms.learning.rounds import away_on, newest_rounds
from lms.people import Action, Actor, Role, may, staff_in
from lms.people.actors import units_below
from lms.people.grants import holds_at
from lms.people.tables import Person, RoleGrant, Unit
from lms.platform.context import Context

BEHIND = ("overdue", "lapsed")


@dataclass(frozen=True)
class OneBehind:
    """Somebody of a team and the curriculum in which they are behind the longest; ``since`` is its day."""

    person_id: str
    name_zh: str
    name_en: str
    unit_id: str
    curriculum: str
    validity: str
    since: date


def managers(connection: Connection, context: Context) -> dict[str, frozenset[str]]:
    """Everybody who leads people now and is not on leave, with the units they lead."""
    grants = connection.execute(
        select(col(RoleGrant.person_id), col(RoleGrant.unit_id))
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(
            col(RoleGrant.role) == Role.MANAGER,
            holds_at(context.now()),
            col(Person.active).is_(True),
            col(RoleGrant.person_id).not_in(select(away_on(context.today()).c.person_id)),
        )
        .order_by(col(RoleGrant.person_id))
    ).all()
    below = {unit: units_below(connection, unit) for unit in {row.unit_id for row in grants}}
    found: dict[str, frozenset[str]] = {}
    for row in grants:
        found[row.person_id] = found.get(row.person_id, frozenset()) | below[row.unit_id]
    return found


def led_by(actor: Actor) -> frozenset[str]:
    """The units that somebody leads, whatever else they may look at."""
    return frozenset(unit for grant in actor.grants if grant.role is Role.MANAGER for unit in grant.unit_ids)


def behind_by_unit(connection: Connection, learning: Learning) -> dict[str, set[str]]:
    """The ids of all who are behind, by their unit."""
    units = connection.execute(select(col(Unit.id))).scalars().all()
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(_query(learning, frozenset(units))):
        found[row.unit_id].add(row.person_id)
    return found


def team_behind(connection: Connection, learning: Learning, *, reader: Actor) -> tuple[OneBehind, ...]:
    """Who is behind of those whom a reader leads, the longest first; the reader is none of them."""
    units = led_by(reader)
    if not units:
        return ()
    found: dict[str, OneBehind] = {}
    for row in connection.execute(_query(learning, units)):
        seen = may(reader, Action.READ_PROGRESS, person_id=row.person_id, unit_id=row.unit_id)
        if row.person_id != reader.person_id and seen:
            found.setdefault(row.person_id, OneBehind(*row))
    return tuple(found.values())


def _query(learning: Learning, units: frozenset[str]) -> Select[Any]:
    today = learning.context.today()
    curricula = learning.structure.curricula
    rounds = newest_rounds(today, people=staff_in(units), curricula=curricula, due_by=today).c
    since = case((rounds.validity == "lapsed", rounds.held_until), else_=rounds.due_on)
    return (
        select(
            rounds.person_id,
            rounds.name_zh,
            rounds.name_en,
            rounds.unit_id,
            rounds.curriculum,
            rounds.validity,
            since.label("since"),
        )
        .where(
            rounds.validity.in_(BEHIND),
            rounds.person_id.not_in(select(away_on(today).c.person_id)),
        )
        .order_by(since, rounds.employee_no, rounds.curriculum)
    )
