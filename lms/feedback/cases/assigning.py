"""Who handles a case: given to somebody, one or many at once, taken over, or passed to the unit above with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.feedback.cases.standing import about, held_case, masked, note
from lms.people import Action, Actor, Deed, PersonCard, Role, may, people_within, read_units, require_units
from lms.people.actors import actor_from
from lms.people.grants import holds_at
from lms.people.tables import Account, Person, RoleGrant
from lms.platform.context import Context
from lms.platform.errors import Forbidden, LmsError, Refused
from lms.platform.i18n import mark

MOST_AT_ONCE = 200
NO_HANDLER = mark("Whom you chose handles no cases of that unit, or it is about them. Choose somebody else.")
AT_THE_TOP = mark("There is no unit above this one: the head office decides.")
TOO_MANY = mark("At most {count} cases at once. Choose fewer.")


@dataclass(frozen=True)
class Assigned:
    """What came of it.

    Attributes:
        done: cases that were given.
        refused: why each of the others was not.
    """

    done: int
    refused: tuple[LmsError, ...]


def assign_cases(context: Context, *, actor: Actor, case_ids: Sequence[str], handler_id: str) -> Assigned:
    """Give cases to somebody who may handle them; what cannot be given stays as it is, and is told.

    Raises:
        Forbidden: the actor gives no cases to anybody.
        Refused: there are too many at once.
    """
    require_units(actor, Action.ASSIGN_CASES)
    if len(case_ids) > MOST_AT_ONCE:
        raise Refused(TOO_MANY, count=MOST_AT_ONCE)
    done, refused = 0, []
    for case_id in dict.fromkeys(case_ids):
        try:
            _assign(context, actor, case_id, handler_id)
        except LmsError as error:
            refused.append(error)
        else:
            done += 1
    return Assigned(done, tuple(refused))


def take_over(context: Context, *, actor: Actor, case_id: str) -> None:
    """Handle a case oneself from now on.

    Raises:
        NotFound, Forbidden, Refused: as for a case that is given to the actor.
    """
    _assign(context, actor, case_id, actor.person_id)


def escalate(context: Context, *, actor: Actor, case_id: str, reason: str) -> None:
    """Pass a case to the unit above: it is handled there from now on.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: the actor may read it and not pass it up.
        Refused: there is no unit above, the case is closed, or there is no reason.
    """
    reason = masked(reason)
    with context.database.transaction() as connection:
        row = held_case(connection, actor, case_id, Action.ASSIGN_CASES)
        above = unit_above(connection, row.desk_id or row.unit_id)
        if above is None:
            raise Refused(AT_THE_TOP)
        note(
            context,
            connection,
            row,
            did="escalated",
            actor=actor,
            text=reason,
            detail={"from": row.desk_id or row.unit_id, "to": above},
            changes={"desk_id": above, "handler_id": None},
            action=Action.ASSIGN_CASES,
            deed=Deed.ASSIGNED_CASE,
        )


def handlers_over(context: Context, *, actor: Actor) -> tuple[PersonCard, ...]:
    """Who may handle cases of some unit that the actor gives out, by employee number.

    Raises:
        Forbidden: the actor gives no cases to anybody.
    """
    units = require_units(actor, Action.ASSIGN_CASES)
    with context.database.reading() as connection:
        above = set(units)
        parents = {unit.unit_id: unit.parent_id for unit in read_units(connection)}
        for unit_id in units:
            here: str | None = unit_id
            while here is not None and (here := parents.get(here)) is not None:
                above.add(here)
        ids = connection.execute(
            select(col(RoleGrant.person_id))
            .join(Person, col(Person.id) == col(RoleGrant.person_id))
            .join(Account, col(Account.person_id) == col(Person.id))
            .where(
                col(RoleGrant.role).in_([Role.CASE_HANDLER, Role.CONSUMER_PROTECTION_OFFICER]),
                holds_at(context.now()),
                col(RoleGrant.unit_id).in_(sorted(above)),
                col(Person.active).is_(True),
            )
            .distinct()
        ).scalars()
        found = people_within(connection, ids)
    return tuple(sorted(found.values(), key=lambda card: card.employee_no))


def unit_above(connection: Connection, unit_id: str) -> str | None:
    """The unit above another; none above the head office."""
    return next((unit.parent_id for unit in read_units(connection) if unit.unit_id == unit_id), None)


def _assign(context: Context, actor: Actor, case_id: str, handler_id: str) -> None:
    with context.database.transaction() as connection:
        row = held_case(connection, actor, case_id, Action.ASSIGN_CASES)
        handler = actor_from(connection, handler_id, now=context.now(), today=context.today())
        if handler is None or not may(handler, Action.HANDLE_CASES, **about(row)):
            if handler_id == actor.person_id:
                raise Forbidden(mark("You handle no cases of that unit. Give it to somebody who does."))
            raise Refused(NO_HANDLER)
        if row.handler_id == handler_id:
            return
        note(
            context,
            connection,
            row,
            did="assigned",
            actor=actor,
            detail={"to": handler_id, "from": row.handler_id},
            changes={"handler_id": handler_id},
            action=Action.ASSIGN_CASES,
            deed=Deed.ASSIGNED_CASE,
        )
