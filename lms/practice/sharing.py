"""Sharing practice: its owner decides who reads it, and can take it back."""

from sqlalchemy import update
from sqlmodel import col

from lms.people import Actor
from lms.platform.errors import Refused
from lms.practice.reading import own_card
from lms.practice.stage import Practice
from lms.practice.tables import Attempt


def share_attempt(practice: Practice, *, actor: Actor, attempt_id: str, shared: bool) -> None:
    """Let one's mentor and trainer read a practice attempt once it has ended, or no longer.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
        Refused: it is an exam.
    """
    card = own_card(practice, actor, attempt_id)
    if card.mode == "exam":
        raise Refused("An exam is read by those who mark it; there is nothing to share or to take back.")
    with practice.context.database.transaction() as connection:
        connection.execute(update(Attempt).where(col(Attempt.id) == attempt_id).values(shared=shared))
