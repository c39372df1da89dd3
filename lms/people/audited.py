"""The audit trail as an auditor and a data officer read it: who did what with the data of the people of their units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from lms.people.permissions import Actor, require_units, right_to
from lms.people.reachable import named_so
from lms.people.rights import Action
from lms.people.roles import Role
from lms.people.tables import AuditEntry, Person
from lms.people.trail import Deed, Note, record_reading
from lms.platform.context import Context
from lms.platform.settings import Locale

READINGS = tuple(deed for deed in Deed if deed.value.startswith(("read_", "listed_")))
MOST_ROWS = 1_000
"""Rows a list goes back: more are found by asking for less."""

Kind = Literal["all", "read", "changed"]


@dataclass(frozen=True)
class Named:
    """Somebody as the trail names them: by name and employee number, never by an id."""

    name_zh: str
    name_en: str
    employee_no: str

    def name(self, locale: Locale) -> str:
        """The name as it is written in a language."""
        return self.name_zh if locale == "zh-CN" else self.name_en


@dataclass(frozen=True)
class TrailRow:
    """One entry.

    Attributes:
        at: when.
        who: who did it; none for the program itself.
        deed: what was done.
        why: the role that gave the right to it.
        whose: whose data; none where they are several.
        people: how many people's data.
    """

    at: datetime
    who: Named | None
    deed: Deed
    why: Role | None
    whose: Named | None
    people: int


@dataclass(frozen=True)
class TrailPage:
    """Some entries, newest first, and how many there are to turn over, at most ``MOST_ROWS``."""

    rows: tuple[TrailRow, ...]
    found: int


def read_trail(
    context: Context,
    *,
    actor: Actor,
    kind: Kind = "all",
    days: int | None = None,
    words: str = "",
    skip: int = 0,
    limit: int = 20,
) -> TrailPage:
    """Who read or changed the data of the people of the actor's units; that they looked is recorded, too.

    An entry about several people belongs to the unit of whoever did it.

    Args:
        context: database and clock.
        actor: an auditor or a data officer.
        kind: readings, changes, or both.
        days: not older than this; any age when none.
        words: parts of the name or number of who did it or of whose data it is, all of which must be found.
        skip: so many of the newest are left out.
        limit: at most so many are given.

    Raises:
        Forbidden: the actor is neither, or has no password of their own yet.
    """
    units = require_units(actor, Action.READ_TRAIL)
    who, whose = aliased(Person, name="who"), aliased(Person, name="whose")
    query: Select[*tuple[Any, ...]] = (
        select(AuditEntry)
        .outerjoin(who, col(who.id) == col(AuditEntry.actor_id))
        .outerjoin(whose, col(whose.id) == col(AuditEntry.person_id))
        .where(func.coalesce(col(whose.unit_id), col(who.unit_id)).in_(sorted(units)))
    )
    if kind != "all":
        reading = col(AuditEntry.deed).in_(READINGS)
        query = query.where(reading if kind == "read" else ~reading)
    if days is not None:
        query = query.where(col(AuditEntry.at) > context.now() - timedelta(days=days))
    for word in words.split():
        query = query.where(or_(named_so(who, word), named_so(whose, word)))
    shown = query.add_columns(
        *(
            getattr(person, name).label(f"{person_of}_{name}")
            for person_of, person in (("who", who), ("whose", whose))
            for name in ("name_zh", "name_en", "employee_no")
        )
    )
    some = query.with_only_columns(col(AuditEntry.place)).limit(MOST_ROWS).subquery()
    with context.database.reading() as connection:
        found = connection.execute(select(func.count()).select_from(some)).scalar_one()
        rows = connection.execute(
            # By their moments: an entry may stand in the chain after a later one, where two clocks differ.
            shown.order_by(col(AuditEntry.at).desc(), col(AuditEntry.place).desc())
            .offset(max(0, min(skip, MOST_ROWS)))
            .limit(max(0, min(limit, MOST_ROWS - skip)))
        ).all()
    people = len({row.person_id for row in rows} - {None, actor.person_id})
    why = right_to(actor, Action.READ_TRAIL, unit_id=min(units))
    record_reading(context, actor=actor, note=Note(Deed.LISTED_TRAIL, why, people=people))
    return TrailPage(tuple(_row(row) for row in rows), found)


def _row(row: Row[Any]) -> TrailRow:
    return TrailRow(
        at=row.at,
        who=_named(row._asdict(), "who"),
        deed=Deed(row.deed),
        why=None if row.why is None else Role(row.why),
        whose=_named(row._asdict(), "whose"),
        people=row.people,
    )


def _named(row: Mapping[Any, Any], whom: str) -> Named | None:
    number = row[f"{whom}_employee_no"]
    return None if number is None else Named(row[f"{whom}_name_zh"], row[f"{whom}_name_en"], number)
