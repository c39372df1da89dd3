"""What somebody does about another's learning, in the audit trail: by ids; the reason stands where it was given."""

from sqlalchemy import Connection

from lms.people import Action, Actor, Deed, Note, PersonCard, right_to
from lms.people import record as record_in_trail
from lms.platform.context import Context


def note_deed(
    context: Context,
    connection: Connection,
    *,
    actor: Actor,
    action: Action,
    deed: Deed,
    about: PersonCard,
    object_id: str | None,
) -> None:
    """Add a deed to the trail, as the last thing in the transaction that does it.

    Args:
        context: the clock.
        connection: of that transaction.
        actor: who did it.
        action: the right by which.
        deed: what.
        about: whose learning it is about.
        object_id: the row that holds what was done, and why.
    """
    why = right_to(actor, action, person_id=about.person_id, unit_id=about.unit_id)
    record_in_trail(context, connection, actor=actor, notes=[Note(deed, why, about.person_id, object_id)])
