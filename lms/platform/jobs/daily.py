"""Work that is done once a day, at an hour in the bank's time zone, by whichever process is there.

The day is the job's subject: however many processes find it owed, it is one job. What was begun in a process that died
is gone on with by another; where nobody was there at the hour, it is done by the next who comes that day. The work is
made of steps that are idempotent. A step that fails holds up no other, and has all tried again an hour later.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, select, update
from sqlmodel import col

from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.jobs.jobs import Job
from lms.platform.jobs.tables import DailyRun
from lms.platform.logging import log

NIGHT = "night"
"""The name of the work of every night."""
AGAIN_AFTER = timedelta(hours=1)
LONGEST_REASON = 500

Step = Callable[[], Mapping[str, int]]
"""Does a part of the work and counts what it did, by name."""


@dataclass(frozen=True)
class LastRun:
    """What became of the work on the last day on which it was begun.

    Attributes:
        ended_at: none while it goes on, or where it did not come to its end.
        done: what was done, by name.
        failure: why the last try failed; none where it did not.
    """

    day: date
    begun_at: datetime
    ended_at: datetime | None
    done: Mapping[str, int] = field(default_factory=dict)
    failure: str | None = None


@dataclass(frozen=True)
class Daily:
    """Work of every day.

    Attributes:
        context: of the installation.
        name: the job's.
        at: from when on it is due.
        steps: its parts by name, done in order.
    """

    context: Context
    name: str
    at: time
    steps: Mapping[str, Step]

    @property
    def job(self) -> Job:
        """The work as a job."""
        return Job(self.do, self.owed)

    def owed(self) -> Iterator[str]:
        """Today, from the hour on, while it has not been done since; an hour after a failure as a job of its own."""
        now, today = self.context.now(), self.context.today()
        due = datetime.combine(today, self.at, self.context.settings.zone)
        if now < due:
            return
        with self.context.database.reading() as connection:
            row = connection.execute(
                select(DailyRun).where(col(DailyRun.name) == self.name, col(DailyRun.day) == today)
            ).one_or_none()
        failures = row.failures if row is not None else 0
        if row is not None:
            done = row.ended_at is not None and row.ended_at >= due and row.failure is None
            if done or (row.failed_at is not None and now < row.failed_at + AGAIN_AFTER):
                return
        yield f"{today}.{failures}"

    def do(self, subject: str) -> None:
        """Do the work of a day that is owed; nothing where it is not any more."""
        if subject in self.owed():
            self.run()

    def run(self) -> LastRun:
        """Do the work now, whether it is owed or not, and note it; a step that failed is told in what is returned."""
        day, begun_at = self.context.today(), self.context.now()
        self._begin(day, begun_at)
        done: dict[str, int] = {}
        failed: list[str] = []
        for name, step in self.steps.items():
            try:
                done.update(step())
            except Exception as error:  # the other steps do not wait for it; it is told and tried again
                log().exception("daily_step_failed", work=self.name, step=name)
                failed.append(f"{name}: {type(error).__name__}: {str(error).partition(chr(10))[0]}")
        failure = "; ".join(failed)[:LONGEST_REASON] or None
        run = LastRun(day, begun_at, self.context.now(), done, failure)
        self._end(run)
        log().info("daily_work_done", work=self.name, day=str(day), failed=len(failed), **done)
        return run

    def _begin(self, day: date, begun_at: datetime) -> None:
        # What an earlier run of the day came to stands until this one has come to its own end.
        row = {"name": self.name, "day": day, "begun_at": begun_at, "done": {}, "failures": 0}
        with self.context.database.transaction() as connection:
            connection.execute(
                insert_into(connection, DailyRun)
                .values(row)
                .on_conflict_do_update(index_elements=["name", "day"], set_={"begun_at": begun_at})
            )

    def _end(self, run: LastRun) -> None:
        values: dict[str, Any] = {"ended_at": run.ended_at, "done": run.done, "failure": run.failure}
        if run.failure is not None:
            values |= {"failed_at": run.ended_at, "failures": col(DailyRun.failures) + 1}
        mine = (col(DailyRun.name) == self.name, col(DailyRun.day) == run.day)
        with self.context.database.transaction() as connection:
            connection.execute(update(DailyRun).where(*mine).values(values))


def last_run(connection: Connection, name: str) -> LastRun | None:
    """The last day on which a work was begun; none where it never was."""
    row = connection.execute(
        select(DailyRun).where(col(DailyRun.name) == name).order_by(col(DailyRun.day).desc()).limit(1)
    ).one_or_none()
    return (
        None
        if row is None
        else LastRun(row.day, row.begun_at, row.ended_at, dict(row.done or {}), row.failure)
    )
