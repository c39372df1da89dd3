"""What keeps an administrator from getting, by somebody else's way in, at more than their own units.

``docs/decisions/0034-roles-are-given-by-somebody-else-and-a-password-never-reaches-further.md`` says why.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Select, select
from sqlmodel import col

from lms.people.grants import holds_at
from lms.people.permissions import Actor, units_open_to
from lms.people.rights import Action
from lms.people.tables import RoleGrant
from lms.platform.context import Context
from lms.platform.errors import Forbidden
from lms.platform.i18n import mark

NOT_ONESELF = mark("Nobody changes their own roles. Ask another administrator.")
BEYOND = mark("They hold roles over units that are not yours. Ask the administrator there.")


def beyond(context: Context, units: Iterable[str]) -> Select[str]:
    """Asks for the ids of whoever holds a role now over a unit that is none of these."""
    return select(col(RoleGrant.person_id)).where(
        col(RoleGrant.unit_id).not_in(sorted(units)), holds_at(context.now())
    )


def require_all_within(context: Context, connection: Connection, *, by: Actor, person_id: str) -> None:
    """Let somebody change by what another signs in, where all that person may do lies in their units.

    Raises:
        Forbidden: it is themself, or the person holds a role beyond these units.
    """
    if person_id == by.person_id:
        raise Forbidden(NOT_ONESELF)
    asked = beyond(context, units_open_to(by, Action.MANAGE_ACCOUNTS))
    if connection.execute(asked.where(col(RoleGrant.person_id) == person_id).limit(1)).first() is not None:
        raise Forbidden(BEYOND)
