"""Approving an erasure: what somebody has under way is ended and judged by its words before these go."""

from sqlalchemy import select
from sqlmodel import col

from lms.people import Actor
from lms.people.erasing import approve_erasure
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.practice.closing import close_now, close_overdue
from lms.practice.rows import read_stand
from lms.practice.stage import Practice
from lms.practice.tables import Attempt


def approve(practice: Practice, *, actor: Actor, request_id: str) -> dict[str, int]:
    """Approve a request and erase; see ``approve_erasure``.

    Raises:
        Refused: an exam of theirs is under way.
    """

    def close(person_id: str) -> None:
        close_overdue(practice, person_id=person_id)
        with practice.context.database.reading() as connection:
            ids = connection.execute(
                select(col(Attempt.id)).where(
                    col(Attempt.person_id) == person_id, col(Attempt.closed_at).is_(None)
                )
            ).scalars()
            stands = [read_stand(connection, one) for one in ids.all()]
        if any(stand.card.mode == "exam" for stand in stands):
            raise Refused(mark("An exam of theirs is under way. Decide once it has ended."))
        for stand in stands:
            close_now(practice, stand, closed_by="trainee")

    return approve_erasure(practice.context, actor=actor, request_id=request_id, close=close)
