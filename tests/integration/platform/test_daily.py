"""A day's work: done once a day from its hour on, whoever is there, and gone on with after a crash or a failure."""

import subprocess
import sys
import time as waiting
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest

from lms.platform.context import Context
from lms.platform.jobs import Daily, Jobs, last_run
from tests.fixed_clock import FixedClock
from tests.portal_process import ROOT

SHANGHAI = 8
PATIENCE_S = 60.0


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in Shanghai."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=SHANGHAI)


class Work:
    """Two steps, the first of which may fail."""

    def __init__(self, context: Context) -> None:
        self.done: list[str] = []
        self.broken = False
        steps = {"first": self._first, "second": self._second}
        self.daily = Daily(context, "night", time(2, 30), steps)

    def _first(self) -> dict[str, int]:
        if self.broken:
            raise ValueError("the disk is full\nand more")
        self.done.append("first")
        return {"things": 3}

    def _second(self) -> dict[str, int]:
        self.done.append("second")
        return {"others": 0}


@pytest.fixture
def work(context: Context) -> Work:
    return Work(context)


def test_it_is_owed_from_its_hour_on_in_the_banks_time_zone_until_it_was_done(
    work: Work, clock: FixedClock
) -> None:
    clock.moment = at(10, 2, 29)
    assert list(work.daily.owed()) == []
    clock.moment = at(10, 2, 30)
    (subject,) = work.daily.owed()
    work.daily.do(subject)
    work.daily.do(subject)
    assert work.done == ["first", "second"] and list(work.daily.owed()) == []
    clock.moment = at(11, 2, 29)
    assert list(work.daily.owed()) == []
    clock.moment = at(11, 9)
    assert [one for one in work.daily.owed() if one != subject] != []


def test_done_by_hand_before_the_hour_it_is_done_at_the_hour_all_the_same(
    work: Work, clock: FixedClock
) -> None:
    clock.moment = at(10, 1)
    work.daily.run()
    clock.moment = at(10, 3)
    assert len(list(work.daily.owed())) == 1
    work.daily.run()
    assert list(work.daily.owed()) == []


def test_a_step_that_fails_holds_up_no_other_and_is_tried_again_an_hour_later(
    work: Work, clock: FixedClock, context: Context
) -> None:
    clock.moment = at(10, 3)
    work.broken = True
    (subject,) = work.daily.owed()
    work.daily.do(subject)
    assert work.done == ["second"] and list(work.daily.owed()) == []
    with context.database.reading() as connection:
        run = last_run(connection, "night")
    assert run is not None and run.failure == "first: ValueError: the disk is full"
    clock.move(timedelta(hours=1))
    work.broken = False
    (again,) = work.daily.owed()
    assert again != subject, "a job of its own: the first one has ended"
    work.daily.do(again)
    with context.database.reading() as connection:
        run = last_run(connection, "night")
    assert run is not None and (run.failure, run.done) == (None, {"things": 3, "others": 0})
    assert list(work.daily.owed()) == []


def test_a_portal_that_stays_open_does_it_day_after_day(
    work: Work, clock: FixedClock, context: Context
) -> None:
    clock.moment = at(10, 2)
    jobs = Jobs(context, {"night": work.daily.job}, looks_s=0.1)
    jobs.open()
    try:
        for day in (10, 11, 12):
            clock.moment = at(day, 2, 30)
            _until(lambda day=day: len(work.done) == 2 * (day - 9))  # type: ignore[misc]
        waiting.sleep(0.5)
    finally:
        jobs.close()
    assert work.done == ["first", "second"] * 3


def test_several_processes_do_it_once_and_go_on_where_one_of_them_was_killed(context: Context) -> None:
    context.settings.home.mkdir(parents=True, exist_ok=True)
    diary = context.settings.home / "diary"

    def lines() -> list[str]:
        return diary.read_text(encoding="utf-8").splitlines() if diary.exists() else []

    with _process(context) as first, _process(context) as second:
        _until(lambda: any(line.startswith("began") for line in lines()) and lines().count("open") == 2)
        waiting.sleep(1.5)
        (began,) = [line for line in lines() if line.startswith("began")]
        dying = first if began.endswith(str(first.pid)) else second
        dying.kill()
        dying.wait()
        _until(lambda: sum(line.startswith("began") for line in lines()) == 2)
        (context.settings.home / "go").touch()
        _until(lambda: "ended" in lines())
        waiting.sleep(1.5)
    assert lines().count("ended") == 1


@contextmanager
def _process(context: Context) -> Iterator[subprocess.Popen[str]]:
    url = context.database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.integration.platform.daily_process"]
    process = subprocess.Popen(
        [*command, str(context.settings.home), url], stdin=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdin is not None
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait(PATIENCE_S)


def _until(done: Callable[[], bool]) -> None:
    ends = waiting.monotonic() + PATIENCE_S
    while not done():
        assert waiting.monotonic() < ends, "it did not happen"
        waiting.sleep(0.05)
