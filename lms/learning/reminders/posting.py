"""Posting letters, hour by hour by day: each at least once, and twice at most, where nobody can tell whether it went.

A letter is taken in hand before it is sent, and that is committed: whoever else comes leaves it alone. Where a process
died with one in hand, or the server went away over it, nobody knows whether it went; an hour later it is sent once
more, under the same id.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, update
from sqlmodel import col

from lms.learning.reminders.letters import Written, letter_for
from lms.learning.reminders.tables import Letter
from lms.learning.room import Learning
from lms.people import record_reading
from lms.platform.jobs import Job
from lms.platform.logging import log
from lms.platform.mail import MailServer, NotTaken, Send, ServerFailed
from lms.platform.working_days import is_working_day

POST = "post"
"""The name of the job."""
HOURS = range(8, 20)
"""Letters go out when people are at work, by the hour in the bank's time zone."""
RETRY = timedelta(minutes=55)
"""After a failure, or with whoever had it in hand gone, it is tried again so much later."""
MOST_TRIES = 5
LATEST = timedelta(days=3)
"""What could not be posted by then says nothing any more that is true."""
TOO_LATE = "It could not be posted in time."
UNCLEAR = "Twice it was broken off while it was being sent."


@dataclass(frozen=True)
class Posted:
    """What became of the letters: sent, to be tried again, given up, and those with nothing left to say."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    moot: int = 0


@dataclass(frozen=True)
class Post:
    """Posts the letters of an installation; ``server`` is none where no mail server is set."""

    learning: Learning
    server: MailServer | None

    @property
    def job(self) -> Job:
        """Posting as a job."""
        return Job(self.do, self.owed)

    def owed(self) -> Iterator[str]:
        """This hour, where letters wait and people are at work: one job an hour, however many processes there are."""
        context = self.learning.context
        here = context.now().astimezone(context.settings.zone)
        if self.server is None or here.hour not in HOURS or not is_working_day(here.date()):
            return
        with context.database.reading() as connection:
            waiting = connection.execute(select(col(Letter.id)).where(self._due()).limit(1)).first()
        if waiting is not None:
            yield f"{here:%Y-%m-%dT%H}"

    def do(self, subject: str) -> None:
        """Post what waits in an hour; nothing once that is over."""
        if subject in self.owed():
            done = self.post()
            log().info(
                "letters_posted",
                sent=done.sent,
                failed=done.failed,
                given_up=done.given_up,
                moot=done.moot,
            )

    def post(self) -> Posted:
        """Post what waits, whatever the hour."""
        if self.server is None:
            return Posted()
        context = self.learning.context
        with context.database.transaction() as connection:
            done = Posted(given_up=self._give_up_late(connection))
            waiting = connection.execute(
                select(Letter).where(self._due()).order_by(col(Letter.day), col(Letter.id))
            ).all()
        if not waiting:
            return done
        try:
            with self.server.session() as send:
                for letter in waiting:
                    done = self._post_one(letter, send, done)
        except ServerFailed as error:
            # It says nothing about the letters: they wait for the next hour, and their tries are not counted.
            failed = self._note(self._due(), failure=str(error), tried_at=context.now())
            log().warning("mail_server_failed", why=str(error), waiting=failed)
            done = replace(done, failed=done.failed + failed)
        return done

    def _post_one(self, letter: Row[*tuple[Letter]], send: Send, done: Posted) -> Posted:
        context, this = self.learning.context, col(Letter.id) == letter.id
        try:
            with context.database.reading() as connection:
                written = letter_for(connection, self.learning, letter)
        except Exception as error:  # what is wrong with one letter keeps no other from going
            log().exception("letter_not_written", letter=letter.id)
            self._note(this, tries=letter.tries + 1, tried_at=context.now())
            return self._refused(letter, NotTaken(type(error).__name__, for_good=False), done)
        if written is None:
            return replace(done, moot=done.moot + self._note(and_(this, self._due()), state="moot"))
        # Whoever sees it in hand for the second time is the last to try.
        in_hand = "posting" if letter.state == "waiting" else "reposting"
        taken = self._note(
            and_(this, self._due()),
            state=in_hand,
            tries=col(Letter.tries) + 1,
            tried_at=context.now(),
        )
        if not taken:
            return done
        try:
            send(written.message)
        except NotTaken as error:
            return self._refused(letter, error, done)
        except ServerFailed as error:
            if error.unclear:
                self._note(this, failure=str(error))
            else:
                self._note(this, state=letter.state, tries=letter.tries, tried_at=letter.tried_at)
            raise
        self._note(this, state="sent", sent_at=context.now(), failure=None)
        self._tell_trail(written)
        return replace(done, sent=done.sent + 1)

    def _refused(self, letter: Row[*tuple[Letter]], error: NotTaken, done: Posted) -> Posted:
        over = error.for_good or letter.tries + 1 >= MOST_TRIES
        state = "given_up" if over else "waiting"
        self._note(col(Letter.id) == letter.id, state=state, failure=str(error))
        return replace(done, given_up=done.given_up + over, failed=done.failed + (not over))

    def _tell_trail(self, written: Written) -> None:
        if written.note is not None:
            record_reading(self.learning.context, actor=written.reader, note=written.note)

    def _due(self) -> ColumnElement[bool]:
        """Letters that may be tried now: that wait, or that somebody took in hand long ago."""
        before = self.learning.context.now() - RETRY
        return or_(
            and_(
                col(Letter.state) == "waiting",
                or_(col(Letter.tried_at).is_(None), col(Letter.tried_at) <= before),
            ),
            and_(col(Letter.state) == "posting", col(Letter.tried_at) <= before),
        )

    def _give_up_late(self, connection: Connection) -> int:
        context = self.learning.context
        late = and_(col(Letter.state).in_(("waiting", "posting")), col(Letter.day) < context.today() - LATEST)
        lost = and_(col(Letter.state) == "reposting", col(Letter.tried_at) <= context.now() - RETRY)
        count = 0
        for which, why in ((late, TOO_LATE), (lost, UNCLEAR)):
            reason = func.coalesce(col(Letter.failure), why)
            count += connection.execute(
                update(Letter).where(which).values(state="given_up", failure=reason)
            ).rowcount
        return count

    def _note(self, which: ColumnElement[bool], **values: Any) -> int:
        with self.learning.context.database.transaction() as connection:
            return connection.execute(update(Letter).where(which).values(values)).rowcount


@dataclass(frozen=True)
class Waiting:
    """How the post stands: letters that wait, those of a week that were given up, and why the last one failed."""

    waiting: int
    given_up: int
    failure: str | None


def post_stands(connection: Connection, today: date) -> Waiting:
    """How the post stands on a day."""
    recent = col(Letter.day) >= today - timedelta(days=7)
    rows = connection.execute(
        select(col(Letter.state), func.count().label("letters")).where(recent).group_by(col(Letter.state))
    )
    counts = {row.state: row.letters for row in rows}
    last = connection.execute(
        select(col(Letter.failure))
        .where(recent, col(Letter.failure).is_not(None))
        .order_by(col(Letter.tried_at).desc())
        .limit(1)
    ).scalar()
    waiting = sum(counts.get(state, 0) for state in ("waiting", "posting", "reposting"))
    return Waiting(waiting, counts.get("given_up", 0), last)
