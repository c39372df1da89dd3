"""Classes and morning drills that nobody closed: nobody who signed in loses their minutes by it.

A morning drill belongs to its day: the night after, it is closed with those who signed in. A class has a week, for the
sheet that was signed on paper may come late. Where nobody is entered there is nothing to write down: it stays open, so
that who leads it can enter who was there, and is reminded of it for a fortnight.
"""

from datetime import datetime, time, timedelta

from sqlalchemy import and_, or_, select
from sqlmodel import col

from lms.learning.hours.attendance import write_attendance
from lms.learning.hours.classes import ClassCard, card_of
from lms.learning.hours.tables import ClassSeat, ClassSession
from lms.learning.room import Learning
from lms.people import Action, Actor, require

DAYS_OPEN = {"morning": 0, "class": 7}
"""Whole days after its own for which one stays open though somebody signed in, by kind."""
REMINDED_FOR = timedelta(days=14)


def close_left_open(learning: Learning) -> int:
    """Close what was left open and where somebody signed in; the work of a night. Returns how many.

    The hours count on the day on which the class was held.
    """
    midnight = _midnight(learning)
    over = or_(
        *(
            and_(
                col(ClassSession.kind) == kind, col(ClassSession.starts_at) < midnight - timedelta(days=days)
            )
            for kind, days in DAYS_OPEN.items()
        )
    )
    somebody = (
        select(col(ClassSeat.session_id))
        .where(
            col(ClassSeat.session_id) == col(ClassSession.id),
            col(ClassSeat.present_at).is_not(None),
        )
        .exists()
    )
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(ClassSession)
            .where(col(ClassSession.closed_at).is_(None), over, somebody)
            .order_by(col(ClassSession.id))
        ).all()
    for row in rows:
        # One transaction each: what was written stays written should the night be broken off.
        with learning.context.database.transaction() as connection:
            write_attendance(learning, connection, row, closed_by=None)
    return len(rows)


def mornings_left_open(learning: Learning, *, actor: Actor) -> tuple[ClassCard, ...]:
    """The morning drills of the actor's branch that are not closed though their day is over, the newest first.

    Raises:
        Forbidden: the actor does not lead them.
    """
    require(actor, Action.LEAD_MORNING_DRILL, unit_id=actor.unit_id)
    midnight = _midnight(learning)
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(ClassSession)
            .where(
                col(ClassSession.unit_id) == actor.unit_id,
                col(ClassSession.kind) == "morning",
                col(ClassSession.closed_at).is_(None),
                col(ClassSession.starts_at) < midnight,
                col(ClassSession.starts_at) >= midnight - REMINDED_FOR,
            )
            .order_by(col(ClassSession.starts_at).desc())
        ).all()
    return tuple(card_of(row) for row in rows)


def _midnight(learning: Learning) -> datetime:
    """The moment at which today began, where the bank is."""
    context = learning.context
    return datetime.combine(context.today(), time(), context.settings.zone)
