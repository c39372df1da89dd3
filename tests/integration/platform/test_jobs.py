"""Work in the background: done once, and done though a process dies over it."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lms.platform.context import Context
from lms.platform.database import Database, open_database
from lms.platform.jobs import Again, Job, Jobs
from lms.platform.settings import load_settings
from tests.portal_process import ROOT

PATIENCE_S = 60.0

Start = Callable[..., subprocess.Popen[str]]


def _until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.05)


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    """An installation on either database."""
    url = database.url.render_as_string(hide_password=False)
    settings = load_settings(home=tmp_path, database_url=url, _env_file=None)
    return Context(open_database(settings), settings)


@pytest.fixture
def start(context: Context) -> Iterator[Start]:
    """Start a process that works."""
    begun: list[subprocess.Popen[str]] = []
    home, url = str(context.settings.home), context.database.url.render_as_string(hide_password=False)

    def begin(seconds: float, *subjects: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.integration.platform.job_process", home, url, str(seconds)]
        process = subprocess.Popen(
            [*command, *subjects], stdin=subprocess.PIPE, text=True, cwd=ROOT, env=dict(os.environ)
        )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        with suppress(BrokenPipeError):
            process.communicate("", timeout=PATIENCE_S)


def _diary(context: Context) -> list[str]:
    diary = context.settings.home / "diary"
    return diary.read_text(encoding="utf-8").splitlines() if diary.exists() else []


def test_what_is_asked_for_twice_or_found_owed_is_done_once(context: Context) -> None:
    done: list[str] = []
    jobs = Jobs(context, {"count": Job(done.append, owed=lambda: ["c"])}, looks_s=0.2)
    jobs.open()
    try:
        for subject in ("a", "b", "a"):
            jobs.ask("count", subject)
        _until(lambda: len(done) == 3)
        time.sleep(0.5)
    finally:
        jobs.close()
    assert sorted(done) == ["a", "b", "c"]


def test_what_fails_for_a_while_is_tried_again_and_one_failure_stops_nothing_else(context: Context) -> None:
    tries: list[str] = []

    def work(subject: str) -> None:
        tries.append(subject)
        if subject == "broken":
            raise ValueError("always")
        if tries.count(subject) == 1:
            raise Again("not yet")

    jobs = Jobs(context, {"work": Job(work, owed=list)}, at_once=1, waits_s=[0.1])
    jobs.open()
    try:
        jobs.ask("work", "broken")
        jobs.ask("work", "late")
        _until(lambda: tries.count("late") == 2)
    finally:
        jobs.close()
    assert tries.count("broken") == 1


def test_long_work_is_done_by_turns_and_what_waits_comes_in_between(context: Context) -> None:
    done: list[str] = []
    held = threading.Event()

    def dig(subject: str) -> str | None:
        held.wait(PATIENCE_S)
        done.append(subject)
        return None if subject == "3" else str(int(subject) + 1)

    def wave(subject: str) -> None:
        done.append(subject)

    jobs = Jobs(context, {"dig": Job(dig, owed=list), "wave": Job(wave, owed=list)}, at_once=1)
    jobs.open()
    try:
        jobs.ask("dig", "1")
        jobs.ask("wave", "hello")
        held.set()
        _until(lambda: len(done) == 4)
    finally:
        jobs.close()
    assert done == ["1", "hello", "2", "3"]


def test_after_the_last_try_whoever_owes_it_is_told_why(context: Context) -> None:
    tries: list[str] = []
    told: list[tuple[str, str]] = []

    def work(subject: str) -> None:
        tries.append(subject)
        raise Again("nobody answers")

    job = Job(work, owed=list, given_up=lambda subject, why: told.append((subject, why)))
    jobs = Jobs(context, {"work": job}, waits_s=[0.1, 0.1])
    jobs.open()
    try:
        jobs.ask("work", "a")
        _until(lambda: told != [])
    finally:
        jobs.close()
    assert told == [("a", "nobody answers")] and tries == ["a"] * 3


def test_before_they_are_opened_and_after_they_are_closed_nothing_is_done(context: Context) -> None:
    done: list[str] = []
    jobs = Jobs(context, {"count": Job(done.append, owed=list)})
    jobs.ask("count", "early")
    jobs.close()
    jobs.open()
    jobs.ask("count", "late")
    assert done == []


def test_a_job_killed_half_way_is_done_by_the_next_start(context: Context, start: Start) -> None:
    first = start(600, "a")
    _until(lambda: "began a" in _diary(context))
    first.kill()
    first.wait()
    start(0)
    _until(lambda: "ended a" in _diary(context))
    assert _diary(context).count("began a") == 2


def test_a_live_process_takes_over_what_a_dead_one_began_and_leaves_the_living_alone(
    context: Context, start: Start
) -> None:
    dying = start(600, "a")
    _until(lambda: "began a" in _diary(context))
    start(0)
    _until(lambda: _diary(context).count("open") == 2)
    time.sleep(2)
    assert "ended a" not in _diary(context), "it is being done by somebody alive"
    dying.kill()
    dying.wait()
    _until(lambda: "ended a" in _diary(context))
