"""Writing that something happened, inside the transaction in which it did."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert

from lms.platform.events.tables import Event
from lms.platform.identifiers import new_id


def publish(connection: Connection, name: str, subjects: Iterable[str], *, at: datetime) -> None:
    """Write that something happened to each of the subjects.

    Args:
        connection: of the transaction in which it does: the news is there with it, or not at all.
        name: such as ``feedback_received``.
        subjects: their ids.
        at: when.
    """
    rows = [{"id": new_id(), "name": name, "subject": subject, "at": at, "tries": 0} for subject in subjects]
    if rows:
        connection.execute(insert(Event), rows)
