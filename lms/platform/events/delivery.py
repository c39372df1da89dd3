"""Delivering what happened to whoever wants to know: a durable job, at least once, oldest first.

A subscriber that fails holds up none of the others' news for good: after ``MOST_TRIES`` an event is given up, and the
log says which.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlmodel import col

from lms.platform.batches import BATCH
from lms.platform.context import Context
from lms.platform.events.tables import Event
from lms.platform.jobs import Again, Job
from lms.platform.logging import log

JOB = "events"
"""The job's name."""
MOST_TRIES = 5

Handler = Callable[[Sequence[str]], None]
"""Is told of some subjects to which the same thing happened; idempotent, for it may be told twice."""
_Waiting = tuple[str, str, str, int]
"""An event's id, name and subject, and how often it was tried."""


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
        # Anew each hour, should the job itself have failed for good.
        hour = f"{self._context.now():%Y%m%d%H}"
        yield from (f"{event_id}.{tries}.{hour}" for event_id, _name, _subject, tries in waiting)

    def do(self, _subject: str) -> None:
        """Deliver all that waits.

        Raises:
            Again: the database does not answer for now.
        """
        try:
            while waiting := self._waiting(limit=BATCH):
                for name in dict.fromkeys(name for _id, name, _subject, _tries in waiting):
                    some = [event for event in waiting if event[1] == name]
                    # What failed before is told one by one, so that it takes nothing else down with it.
                    tried = [event for event in some if event[3]]
                    fresh = [event for event in some if not event[3]]
                    heard = [self._tell(name, each) for each in (fresh, *([one] for one in tried)) if each]
                    if not all(heard):
                        return
        except (OperationalError, TimeoutError) as error:
            raise Again(type(error).__name__) from error

    def _tell(self, name: str, events: Sequence[_Waiting]) -> bool:
        try:
            for handler in self._subscribers.get(name, ()):
                handler([subject for _id, _name, subject, _tries in events])
        except Exception:  # what was not heard is told again by the next look
            ids = [event[0] for event in events]
            log().exception("event_not_delivered", event_name=name, events=len(ids), event_ids=ids[:20])
            self._note(events, heard=False)
            return False
        self._note(events, heard=True)
        return True

    def _note(self, events: Sequence[_Waiting], *, heard: bool) -> None:
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

    def _waiting(self, *, limit: int) -> list[_Waiting]:
        query = (
            select(col(Event.id), col(Event.name), col(Event.subject), col(Event.tries))
            .where(col(Event.told_at).is_(None), col(Event.given_up_at).is_(None))
            .order_by(col(Event.id))
            .limit(limit)
        )
        with self._context.database.reading() as connection:
            return [(row.id, row.name, row.subject, row.tries) for row in connection.execute(query)]
