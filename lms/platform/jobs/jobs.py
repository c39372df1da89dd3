"""Jobs on DBOS: kept in a database of their own, gone on with after a crash by whoever lives.

A job is a name and a subject (``judge``, an attempt's id). What asks for it keeps that in its own tables, within the
transaction that caused it, and tells it as ``owed``: what a process could not hand on before it died is handed on by
the next look. The same job asked for twice is one job; handlers are idempotent all the same, for a crash after the
work and before its mark has it done again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.platform.context import Context
from lms.platform.jobs.seats import AdvisorySeats, FileSeats, Seats, take_first
from lms.platform.logging import log

if TYPE_CHECKING:
    from dbos import DBOS

VERSION = "1"
"""Set by hand: work that waits outlives an upgrade. A change of what a job's subject means is a new name of a job."""
LOOKS_S = 20.0
WAITS_S = (2.0, 8.0, 32.0)
"""Seconds before each further try of what may succeed later."""
_QUEUE = "lms"
_SEAT = "portal-"
_STOPS_WITHIN_S = 5


class Again(Exception):
    """Raised by a handler whose work may succeed a little later."""


@dataclass(frozen=True)
class Job:
    """A kind of work.

    Attributes:
        handler: does it for one subject; idempotent. ``Again`` has it tried again, with growing waits. What it returns
            is the subject that is asked for next, behind what waits already: long work is done by turns.
        owed: subjects that wait for it and may not have been asked for.
        given_up: told of a subject, and why, after the last try.
    """

    handler: Callable[[str], str | None]
    owed: Callable[[], Iterable[str]]
    given_up: Callable[[str, str], None] | None = None


class Jobs:
    """The jobs of one process. Nothing is imported or opened before ``open``."""

    def __init__(
        self,
        context: Context,
        jobs: Mapping[str, Job],
        *,
        at_once: int = 2,
        looks_s: float = LOOKS_S,
        waits_s: Sequence[float] = WAITS_S,
    ) -> None:
        """Know the kinds of work.

        Args:
            context: the installation.
            jobs: by name.
            at_once: jobs this process does side by side.
            looks_s: seconds between two looks for what is owed, and for processes that died.
            waits_s: seconds before each further try of what may succeed later.
        """
        self._context, self._jobs, self._at_once = context, dict(jobs), at_once
        self._looks_s, self._waits_s = looks_s, tuple(waits_s)
        self._stopped = threading.Event()
        self._seats: Seats | None = None
        self._seat = -1
        self._lock = threading.Lock()
        self._watch: threading.Thread | None = None

    def open(self) -> None:
        """Take a seat, go on with what was begun there, and look for what is owed from now on."""
        with self._lock:
            if self._watch is not None or self._stopped.is_set():
                return
            settings, database = self._context.settings, self._context.database
            folder = settings.home / "jobs"
            self._seats = FileSeats(folder) if database.is_sqlite else AdvisorySeats(database.engine)
            self._seat = take_first(self._seats)
            url = f"sqlite:///{folder / 'jobs.sqlite'}" if database.is_sqlite else database.url
            _launch(
                str(url) if isinstance(url, str) else url.render_as_string(hide_password=False),
                executor=f"{_SEAT}{self._seat}",
                jobs=self._jobs,
                at_once=self._at_once,
            )
            self._watch = threading.Thread(target=self._look_round, name="jobs", daemon=True)
            self._watch.start()

    def ask(self, name: str, subject: str) -> None:
        """Have a job done; it returns at once. Before ``open``, the next look finds it."""
        with self._lock:
            if self._watch is not None and not self._stopped.is_set():
                _enqueue(name, subject, self._waits_s)

    def close(self) -> None:
        """Let what runs end for a few seconds, and leave the seat; what is left is done by the next who sits there."""
        self._stopped.set()
        with self._lock:
            watch, self._watch = self._watch, None
            if watch is None:
                return
        watch.join(_STOPS_WITHIN_S)
        _destroy()
        if self._seats is not None:
            self._seats.close()

    def _look_round(self) -> None:
        while True:
            try:
                self.look()
            except Exception:  # the next look may do better; the portal goes on meanwhile
                log().exception("jobs_not_looked_after")
            if self._stopped.wait(self._looks_s):
                return

    def look(self) -> None:
        """Ask for what is owed, and take over what the dead began."""
        for name, job in self._jobs.items():
            for subject in job.owed():
                _enqueue(name, subject, self._waits_s)
        self._adopt()

    def _adopt(self) -> None:
        assert self._seats is not None
        for seat in _begun_at() - {self._seat}:
            if self._seats.take(seat):
                try:
                    _resume(seat)
                finally:
                    self._seats.leave(seat)


_jobs: dict[str, Job] = {}
_registered: list[Callable[[str, str, list[float]], None]] = []


def _workflow() -> Callable[[str, str, list[float]], None]:
    """The one workflow there is, told to DBOS once a process."""
    if _registered:
        return _registered[0]
    from dbos import DBOS

    @DBOS.step(name="work")
    def work(name: str, subject: str) -> str | None:
        return _jobs[name].handler(subject)

    @DBOS.step(name="given_up")
    def given_up(name: str, subject: str, why: str) -> None:
        if (told := _jobs[name].given_up) is not None:
            told(subject, why)

    @DBOS.workflow(name="job")
    def job(name: str, subject: str, waits_s: list[float]) -> None:
        for wait in [*waits_s, None]:
            try:
                after = work(name, subject)
            except Again as error:
                if wait is None:
                    log().warning("job_given_up", job=name, subject=subject, why=str(error))
                    given_up(name, subject, str(error))
                else:
                    DBOS.sleep(wait)
            else:
                if after is not None:
                    _enqueue(name, after, waits_s)
                return

    _registered.append(job)
    return job


def _launch(url: str, *, executor: str, jobs: Mapping[str, Job], at_once: int) -> None:
    from dbos import DBOS, DBOSConfig

    _jobs.clear()
    _jobs.update(jobs)
    config: DBOSConfig = {
        "name": "lms",
        "system_database_url": url,
        "application_version": VERSION,
        "executor_id": executor,
        "log_level": "CRITICAL",
    }
    DBOS(config=config)
    _workflow()
    DBOS.launch()
    DBOS.register_queue(_QUEUE, worker_concurrency=at_once)


def _dbos() -> type[DBOS]:
    from dbos import DBOS

    return DBOS


def _destroy() -> None:
    _dbos().destroy(workflow_completion_timeout_sec=_STOPS_WITHIN_S)


def _enqueue(name: str, subject: str, waits_s: Sequence[float]) -> None:
    from dbos import DBOS, SetWorkflowID

    with SetWorkflowID(f"{name}:{subject}"):
        DBOS.enqueue_workflow(_QUEUE, _workflow(), name, subject, list(waits_s))


def _begun_at() -> set[int]:
    """The seats at which something was begun and has not ended."""
    begun = _dbos().list_workflows(status="PENDING", load_input=False, load_output=False)
    names = {one.executor_id for one in begun if one.executor_id}
    return {int(name.removeprefix(_SEAT)) for name in names if name.removeprefix(_SEAT).isdigit()}


def _resume(seat: int) -> None:
    begun = _dbos().list_workflows(
        status="PENDING", executor_id=f"{_SEAT}{seat}", load_input=False, load_output=False
    )
    for one in begun:
        _dbos().resume_workflow(one.workflow_id, queue_name=_QUEUE)
