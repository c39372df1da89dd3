"""Delivering what happened to whoever wants to know: a durable job, at least once, oldest first.

A subscriber that fails holds up none of the others' news for good: after ``MOST_TRIES`` an event is given up, and the
log says which.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import select, update
from sqlmodel import col

from lms.platform.batches import BATCH
from lms.platform.context import Context
from lms.platform.events.tables import Event
from lms.platform.jobs import Job
from lms.platform.logging import log

JOB = "events"
"""The job's name."""
MOST_TRIES = 5

Handler = Callable[[Sequence[str]], None]
"""Is told of some subjects to which the same thing happened; idempotent, for it may be told twice."""


class Delivery:
    """Tells subscribers what happened."""

    def __init__(self, context: Context, subscribers: Mapping[str, Sequence[Handler]]) -> None:
        """Know who wants to be told of what, by the event's name."""
        self._context, self._subscribers = context, subscribers

    @property
    def job(self) -> Job:
        """The delivery as a job; its subject is the oldest event that waits, and how often it was tried."""
        return Job(self.do, self.owed)

    def owed(self) -> Iterator[str]:
        """The oldest event that nobody was told of."""
        waiting = self._waiting(limit=1)
        yield from (f"{event_id}.{tries}" for event_id, _name, _subject, tries in waiting)

    def do(self, _subject: str) -> None:
        """Deliver all that waits."""
        while waiting := self._waiting(limit=BATCH):
            for name in dict.fromkeys(name for _id, name, _subject, _tries in waiting):
                some = [event for event in waiting if event[1] == name]
                if not self._tell(name, some):
                    return

    def _tell(self, name: str, events: Sequence[tuple[str, str, str, int]]) -> bool:
        try:
            for handler in self._subscribers.get(name, ()):
                handler([subject for _id, _name, subject, _tries in events])
        except Exception:  # what was not heard is told again by the next look
            log().exception("event_not_delivered", event_name=name, events=len(events))
            self._note(events, heard=False)
            return False
        self._note(events, heard=True)
        return True

    def _note(self, events: Sequence[tuple[str, str, str, int]], *, heard: bool) -> None:
        now, ids = self._context.now(), [event[0] for event in events]
        with self._context.database.transaction() as connection:
            if heard:
                connection.execute(update(Event).where(col(Event.id).in_(ids)).values(told_at=now))
                return
            connection.execute(update(Event).where(col(Event.id).in_(ids)).values(tries=col(Event.tries) + 1))
            connection.execute(
                update(Event)
                .where(col(Event.id).in_(ids), col(Event.tries) >= MOST_TRIES)
                .values(given_up_at=now)
            )

    def _waiting(self, *, limit: int) -> list[tuple[str, str, str, int]]:
        query = (
            select(col(Event.id), col(Event.name), col(Event.subject), col(Event.tries))
            .where(col(Event.told_at).is_(None), col(Event.given_up_at).is_(None))
            .order_by(col(Event.id))
            .limit(limit)
        )
        with self._context.database.reading() as connection:
            return [(row.id, row.name, row.subject, row.tries) for row in connection.execute(query)]
