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
TOO_LONG = mark("A name has at most {count} characters. Shorten it.")


def name_group(context: Context, *, actor: Actor, group_id: str, name: str) -> None:
    """Name a group, or call it something else; names of people in it are masked.

    Raises:
        Forbidden: the actor names no needs.
        NotFound: there is no such group, or none of its texts is the actor's to read.
        Refused: the name is empty or too long.
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
        connection.execute(
            update(NeedGroup)
            .where(col(NeedGroup.id) == group_id)
            .values(name=said, named_by=actor.person_id, named_at=context.now())
        )
        why = right_to(actor, Action.NAME_NEEDS, unit_id=min(units))
        record(
            context,
            connection,
            actor=actor,
            notes=[Note(Deed.NAMED_NEED, why, object_id=group_id, people=0)],
        )
