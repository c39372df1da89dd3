"""Who mends a root cause: a unit, and somebody of it by name where that is known."""

from lms.feedback.cases.standing import readable
from lms.feedback.doings import Doing
from lms.people import Action, Actor, PersonCard, UnitKind, ids_at, list_units, people_within, require
from lms.platform.context import Context

OF_HEAD_OFFICE: frozenset[Doing] = frozenset({"system", "product", "price"})
"""What no branch can change by itself."""


def usual_owner(context: Context, *, doing: Doing, unit_id: str) -> str:
    """The unit that mends such a thing as a rule: the head office what no branch can change, else the branch."""
    if doing not in OF_HEAD_OFFICE:
        return unit_id
    top = (unit.unit_id for unit in list_units(context) if unit.kind is UnitKind.HEAD_OFFICE)
    return next(top, unit_id)


def owners_in(context: Context, *, actor: Actor, case_id: str, unit_id: str) -> tuple[PersonCard, ...]:
    """Who of a unit may be named to answer for a root cause, by employee number.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: the actor does not find such things.
    """
    with context.database.reading() as connection:
        row = readable(connection, actor, case_id)
        desk = row.desk_id or row.unit_id
        require(actor, Action.FIND_RESPONSIBILITY, person_id=row.person_id, unit_id=desk)
        found = people_within(connection, ids_at(connection, unit_id))
    return tuple(sorted(found.values(), key=lambda card: card.employee_no))
