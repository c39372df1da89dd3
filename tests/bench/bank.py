"""The portal at the size of a bank, beside the same SQL run bare by the driver, and beside the bank of the demo.

``make bench`` writes a bank of 5,000 people. ``python -m tests.bench.bank --people 50000`` writes a whole one, which
takes a quarter of an hour; ``--home FOLDER`` keeps it there, and measures what lies there already.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, select
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.insight import completion, funnel, people_behind, to_talk_to
from lms.learning import enrol_by_rule, heat_map
from lms.learning.tables import Enrolment
from lms.people import Actor, Sessions
from lms.people.actors import actor_from
from lms.people.large_bank import HEAD
from lms.people.tables import Account, Person
from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.settings import load_settings
from lms.practice import Practice, team_figures, team_page, who_is_quiet
from lms.wiring import practice_room
from tests.bench.clocks import cpu_seconds
from tests.bench.imported import imported
from tests.bench.servers import Server, portal
from tests.bench.sessions import Visit, leave_all, open_all
from tests.bench.table import Row, compared, drawn
from tests.portal_process import ROOT, clean_environment

PEOPLE, TIMES = 5_000, 10
Statements = list[tuple[str, Any]]


def at_the_size_of_a_bank(home: Path, people: int = PEOPLE) -> list[Row]:
    """A row for each thing that is to be quick however many people there are; writes the bank where none lies there."""
    if not (home / "lms.sqlite3").exists():
        _write(home, people)
    with _opened(home) as (context, practice):
        rows = [*_asked(context, practice), imported()]
        bare = _bare(context, _overview(context, practice))
        bare_people = _bare(context, _people(context, practice))
        visits = _visit(context, HEAD, "team"), _visit(context, HEAD, "branch"), _visit(context, None, "")
    with portal(home) as server:
        overview, people_page, own = (_drawn_s(server, visit) for visit in visits)
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)) as server:
        with _opened(Path(folder)) as (context, _):
            visit = _visit(context, None, "")
        small = _drawn_s(server, visit)
    return [
        *rows,
        compared("manager's page", overview * 1e3, bare * 1e3, "ms CPU", beside="SQL", most=8.0),
        compared("my people", people_page * 1e3, bare_people * 1e3, "ms CPU", beside="SQL", most=6.5),
        compared("learner's home", own * 1e3, small * 1e3, "ms CPU", beside="of 60 people", most=1.5),
    ]


def _asked(context: Context, practice: Practice) -> list[Row]:
    learning, head = practice.learning, _actor(context, HEAD)
    assert learning is not None, "the portal's practice room knows what is taught"
    course = max(learning.structure.courses.values(), key=lambda one: len(one.activities)).slug
    asked: tuple[tuple[str, Callable[[], object], float], ...] = (
        ("completion", lambda: completion(learning, actor=head), 3.0),
        ("whom to talk to", lambda: to_talk_to(learning, actor=head), 2.0),
        ("who is behind", lambda: people_behind(learning, actor=head), 2.0),
        ("the heat map", lambda: heat_map(learning, actor=head), 2.0),
        ("one's people counted", lambda: team_figures(practice, actor=head), 1.8),
        ("one's people, a page", lambda: team_page(practice, actor=head, quiet=True), 2.0),
        ("who was quiet", lambda: who_is_quiet(practice, actor=head), 1.6),
        ("a course's funnel", lambda: funnel(learning, actor=head, course=course), 2.0),
        ("rules with nothing to do", lambda: enrol_by_rule(learning), 5.0),
    )
    return [
        compared(
            what,
            cpu_seconds(ask, times=1) * 1e3,
            _bare(context, ask) * 1e3,
            "ms CPU",
            beside="SQL",
            most=most,
        )
        for what, ask, most in asked
    ]


def _overview(context: Context, practice: Practice) -> Callable[[], object]:
    learning, head = practice.learning, _actor(context, HEAD)
    assert learning is not None, "the portal's practice room knows what is taught"
    return lambda: (
        to_talk_to(learning, actor=head),
        completion(learning, actor=head),
        people_behind(learning, actor=head),
    )


def _people(context: Context, practice: Practice) -> Callable[[], object]:
    head = _actor(context, HEAD)
    return lambda: (
        team_figures(practice, actor=head),
        *(team_page(practice, actor=head, quiet=quiet) for quiet in (True, False)),
    )


def _bare(context: Context, ask: Callable[[], object]) -> float:
    """CPU seconds of the driver alone for the statements that are sent, every row fetched."""
    engine, sent = context.database.engine, Statements()

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        sent.append((statement, parameters))

    ask()
    event.listen(engine, "before_cursor_execute", hear)
    try:
        ask()
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    with engine.connect() as connection:
        driver = connection.connection.cursor()

        def run() -> None:
            for statement, parameters in sent:
                driver.execute(statement, parameters)
                driver.fetchall()

        return cpu_seconds(run, times=1)


def _actor(context: Context, username: str | None) -> Actor:
    """Somebody by their username, or a learner who has something open."""
    learners = (
        select(col(Enrolment.person_id))
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(col(Enrolment.state) == "open", col(Person.active).is_(True))
        .order_by(col(Enrolment.person_id))
        .limit(1)
    )
    named = select(col(Account.person_id)).where(col(Account.username) == username)
    with context.database.reading() as connection:
        person_id = connection.execute(learners if username is None else named).scalar_one()
        found = actor_from(connection, person_id, now=context.now(), today=context.today())
    assert found is not None, "they work here"
    return found


def _visit(context: Context, username: str | None, page: str) -> Visit:
    sessions = Sessions(context)
    token = sessions.redeem_ticket(sessions.issue_ticket(_actor(context, username)))
    return Visit(page, "", f"lms_session={token}")


def _drawn_s(server: Server, visit: Visit) -> float:
    """CPU seconds of the server that draws a page, after a first time that warms it up."""

    async def draw() -> float:
        (visitor,), _ = await open_all(server, [visit])
        before = server.cpu()
        for _ in range(TIMES):
            await visitor.open()
        spent = server.cpu() - before
        await leave_all([visitor])
        return spent / TIMES

    server.come_to_rest()
    return asyncio.run(draw())


@contextmanager
def _opened(home: Path) -> Iterator[tuple[Context, Practice]]:
    settings = load_settings(home=home, demo=True, _env_file=None)
    context = Context(open_database(settings), settings)
    try:
        yield context, practice_room(context, Catalogue(context))
    finally:
        context.database.close()


def _write(home: Path, people: int) -> None:
    command = [sys.executable, "-m", "lms.cli", "demo", "--size", "bank", "--people", str(people), "--json"]
    subprocess.run(
        command,
        cwd=ROOT,
        env=clean_environment(home),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
    )


def main() -> int:
    """Measure a bank of one's own, print the table, and exit 1 when a goal was missed."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.bank", description=__doc__)
    options.add_argument(
        "--people", type=int, default=PEOPLE, help="how many are written, where none lies there"
    )
    options.add_argument("--home", type=Path, help="a folder for LMS_HOME that stays")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = at_the_size_of_a_bank(chosen.home or Path(folder), chosen.people)
    print(f"{os.cpu_count()} cores; ratios hold on any machine, figures on this one\n")
    print(drawn(rows))
    return int(any(row.held is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
