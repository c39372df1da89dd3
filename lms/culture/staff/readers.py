"""Who hears what gets in somebody's way: a staff listener over their unit, and nobody who manages them unasked.

Managers hear it where the person chose that. Whoever is both, listener and manager over the person, counts as manager.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from lms.culture.staff.tables import StaffVoice
from lms.learning.reminders.other_words import Part, enter, remind_of
from lms.people import Action, Actor, Role, people_within, read_units, right_to
from lms.people.actors import actor_from
from lms.people.tables import RoleGrant
from lms.platform.context import Context
from lms.platform.i18n import Translator

PREFIX = "voice"
"""What a reminder of this is known by."""


@dataclass(frozen=True)
class Whose:
    """Whose words they are.

    Attributes:
        unit_ids: the unit in which they were said, and that of the person today.
    """

    person_id: str
    unit_ids: frozenset[str]
    to_manager: bool

    @classmethod
    def of(cls, row: Row[Any], unit_now: str) -> "Whose":
        """Of a row, and where its person works today."""
        return cls(row.person_id, frozenset({row.unit_id, unit_now}), bool(row.to_manager))


def right_to_hear(actor: Actor, whose: Whose) -> Role | None:
    """The role by which somebody may read and answer it; none where they may not."""
    units = sorted(whose.unit_ids)
    managing = [
        right_to(actor, Action.HEAR_OWN_STAFF, person_id=whose.person_id, unit_id=unit) for unit in units
    ]
    if any(managing):
        return next(role for role in managing if role) if whose.to_manager else None
    hearing = [right_to(actor, Action.HEAR_STAFF, person_id=whose.person_id, unit_id=unit) for unit in units]
    return next((role for role in hearing if role), None)


def hearers(context: Context, connection: Connection, whose: Whose) -> list[str]:
    """Who is told of it: the nearest listeners above, and where the person chose it the nearest managers."""
    parents = {unit.unit_id: unit.parent_id for unit in read_units(connection)}
    roles = (Role.LISTENER, Role.MANAGER) if whose.to_manager else (Role.LISTENER,)
    found: list[str] = []
    for role in roles:
        here: str | None = min(whose.unit_ids)
        near: list[str] = []
        while here is not None and not near:
            near = [
                one for one in _holders(connection, role, here) if _hears(context, connection, one, whose)
            ]
            here = parents[here]
        found += near
    return list(dict.fromkeys(found))


def tell(context: Context, connection: Connection, people: Iterable[str], key: str) -> None:
    """Tell people of it, once each: by the day's letter where a mail server is set, and on Home at once."""
    for person_id in people:
        remind_of(context, connection, person_id=person_id, key=f"{PREFIX}:{key}")


def _holders(connection: Connection, role: Role, unit_id: str) -> list[str]:
    rows = connection.execute(
        select(col(RoleGrant.person_id))
        .where(col(RoleGrant.role) == role, col(RoleGrant.unit_id) == unit_id)
        .order_by(col(RoleGrant.person_id))
    )
    return [str(row.person_id) for row in rows]


def _hears(context: Context, connection: Connection, person_id: str, whose: Whose) -> bool:
    actor = actor_from(connection, person_id, now=context.now(), today=context.today())
    return actor is not None and right_to_hear(actor, whose) is not None


def _in_the_letter(
    connection: Connection, context: Context, reader: Actor, keys: Sequence[str], tr: Translator
) -> Part | None:
    """What a day's letter says of it: that an answer is there, or is waited for. Never a word of what was said."""
    ids = sorted({key.split(":")[1] for key in keys})
    rows = connection.execute(select(StaffVoice).where(col(StaffVoice.id).in_(ids))).all()
    if any(row.person_id == reader.person_id and row.state == "answered" for row in rows):
        said = tr.gettext("What gets in your way was answered. Say whether it helped.")
        return Part(said, (), "staff_voice", tr.gettext("To the answer"))
    people = people_within(connection, {row.person_id for row in rows})
    waiting = [
        row
        for row in rows
        if row.state == "open" and right_to_hear(reader, Whose.of(row, people[row.person_id].unit_id))
    ]
    if not waiting:
        return None
    said = tr.ngettext(
        "{count} colleague waits for an answer", "{count} colleagues wait for an answer", len(waiting)
    )
    today = context.today()
    items = [
        (
            tr.gettext("Overdue since {day}") if row.due_on < today else tr.gettext("Answer due by {day}")
        ).format(day=tr.date(row.due_on))
        for row in sorted(waiting, key=lambda row: row.due_on)
    ]
    return Part(said.format(count=len(waiting)), tuple(items), "hear_staff", tr.gettext("Answer them"))


enter(PREFIX, _in_the_letter)
