"""News that everybody has heard is removed after a time: what it told of stands elsewhere."""

from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import col

from lms.platform.context import Context
from lms.platform.events.tables import Event

KEPT_DAYS = 30
"""How long it can be looked up what was told; what waits, or was given up, stays."""


def forget_told(context: Context) -> int:
    """Remove the events that were told to all who want to know more than ``KEPT_DAYS`` ago; how many."""
    with context.database.transaction() as connection:
        gone = connection.execute(
            delete(Event).where(col(Event.told_at) < context.now() - timedelta(days=KEPT_DAYS))
        )
        return int(gone.rowcount)
