"""Giving a hidden need its name: what a person calls a group of texts that the program found."""

from sqlalchemy import func, select, update
from sqlmodel import col

from lms.feedback.needs.tables import NAME, NeedGroup, NeedMember
from lms.feedback.reach import open_to
from lms.feedback.tables import FeedbackStanding
from lms.people import Action, Actor, Deed, Note, record, require_units, right_to
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.privacy import mask_with_names

NO_GROUP = mark("There is no such group, or none of its texts is yours to read.")
NO_NAME = mark("Write what these customers need, in a few words.")
NAMED_MEANWHILE = mark(
    "Somebody has named this need meanwhile. Look at their name, and change it if it does not fit."
)
TOO_LONG = mark("A name has at most {count} characters. Shorten it.")


def name_group(context: Context, *, actor: Actor, group_id: str, name: str, seen: str | None = None) -> None:
    """Name a group, or call it something else; names of people in it are masked.

    Args:
        context: database and clock.
        actor: who names it.
        group_id: the group.
        name: what these customers need.
        seen: what it was called when they looked at it; none where it had no name.

    Raises:
        Forbidden: the actor names no needs.
        NotFound: there is no such group, or none of its texts is the actor's to read.
        Refused: the name is empty or too long, or somebody else named it meanwhile.
    """
    units = require_units(actor, Action.NAME_NEEDS)
    said = mask_with_names(" ".join(name.replace("\x00", "").split())).text
    if not said:
        raise Refused(NO_NAME)
    if len(said) > NAME:
        raise Refused(TOO_LONG, count=NAME)
    with context.database.transaction() as connection:
        texts = connection.execute(
            select(func.count())
            .select_from(NeedMember)
            .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(NeedMember.item_id))
            .where(col(NeedMember.group_id) == group_id, *open_to(actor, units))
        ).scalar_one()
        if not texts:
            raise NotFound(NO_GROUP)
        named = connection.execute(
            update(NeedGroup)
            .where(col(NeedGroup.id) == group_id, col(NeedGroup.name).is_not_distinct_from(seen))
            .values(name=said, named_by=actor.person_id, named_at=context.now())
        )
        if not named.rowcount:
            raise Refused(NAMED_MEANWHILE)
        why = right_to(actor, Action.NAME_NEEDS, unit_id=min(units))
        record(
            context,
            connection,
            actor=actor,
            notes=[Note(Deed.NAMED_NEED, why, object_id=group_id, people=0)],
        )
