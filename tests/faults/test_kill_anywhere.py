"""SIGKILL at any moment of a conversation: what was taken is there once, and what is owed is answered once."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from lms.catalogue import Catalogue, publish
from lms.people import Actor, load_people
from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.migrations import migrate
from lms.platform.settings import load_settings
from lms.practice import AttemptView, Practice, open_attempt, read_attempt, resume, say
from lms.wiring import practice_room
from tests.bench.simulation import endless
from tests.faults.restless_trainee import PIECE_S, key, words
from tests.integration.practice.rehearsal import somebody, umbrella
from tests.portal_process import ROOT, clean_environment

KILLS = 5
TALKS_FOR_S = 60 * PIECE_S


@dataclass
class Installation:
    """A small bank on disk, and somebody of it who is about to talk."""

    home: Path
    practice: Practice
    trainee: Actor

    def seen(self, attempt_id: str) -> AttemptView:
        return read_attempt(self.practice, actor=self.trainee, attempt_id=attempt_id)


@dataclass
class Taken:
    """What the killed process had been told."""

    kept: int = 0
    answers: list[str] = field(default_factory=list)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    settings = load_settings(home=tmp_path, demo=True, _env_file=None)
    context = Context(open_database(settings), settings)
    migrate(context.database)
    publish(context, endless(umbrella()))
    bank = load_people(context.database, context.today())
    trainee = somebody(context, bank.one_click("new-hire").person_id)
    yield Installation(tmp_path, practice_room(context, Catalogue(context)), trainee)
    context.database.close()


def talk_until_killed(installation: Installation, attempt_id: str, *, after: float) -> Taken:
    """Let the trainee talk in a process of its own and kill it some time after its first words were taken."""
    command = [sys.executable, "-m", "tests.faults.restless_trainee", attempt_id]
    process = subprocess.Popen(
        [*command, installation.trainee.person_id],
        cwd=ROOT,
        env=clean_environment(installation.home),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told = [process.stdout.readline()]
    time.sleep(after)
    process.kill()
    told += process.stdout.readlines()
    process.stdout.close()
    assert process.wait(10) < 0, "it was killed, and had not ended of itself"
    taken = Taken()
    # A line that the kill cut through was never told.
    for line in told:
        if line.endswith("\n"):
            event: list[Any] = json.loads(line)
            taken.kept += event[0] == "kept"
            taken.answers += event[2:]
    return taken


@pytest.mark.parametrize("kill", range(KILLS))
def test_whatever_the_moment_nothing_is_lost_and_nothing_doubled(
    installation: Installation, kill: int
) -> None:
    practice, trainee = installation.practice, installation.trainee
    attempt_id = open_attempt(
        practice, actor=trainee, slug="lost-umbrella", locale="zh-CN", engine="llm", seed=kill
    )
    after = random.Random(kill).uniform(0, TALKS_FOR_S)
    taken = talk_until_killed(installation, attempt_id, after=after)

    view = installation.seen(attempt_id)
    mine = [turn.text for turn in view.turns if turn.speaker == "trainee"]
    theirs = [turn.text for turn in view.turns if turn.speaker == "customer"][1:]
    assert taken.kept >= 1 and mine == [words(number) for number in range(len(mine))]
    assert taken.kept <= len(mine) <= taken.kept + 1, "at most the last words were kept and not yet told so"
    assert theirs[: len(taken.answers)] == taken.answers
    assert len(mine) - len(theirs) == view.pending

    owed = resume(practice, actor=trainee, attempt_id=attempt_id)
    assert (owed is not None) == view.pending
    if owed is not None:
        theirs.append(owed.read().text)
    assert resume(practice, actor=trainee, attempt_id=attempt_id) is None
    again = say(practice, actor=trainee, attempt_id=attempt_id, text=mine[-1], key=key(len(mine) - 1))
    assert again.read().text == theirs[-1], (
        "sent again by a browser that never heard back, it is the same turn"
    )
    after_all = installation.seen(attempt_id)
    assert [turn.seq for turn in after_all.turns] == list(range(1 + 2 * len(mine)))
    assert [turn.text for turn in after_all.turns[1:]] == [
        text for pair in zip(mine, theirs, strict=True) for text in pair
    ]
