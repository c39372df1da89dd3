"""A list of people taken in, beside the bare driver that writes the same rows."""

import sqlite3
import tempfile
import time
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from lms.people import Actor, Job, list_units, load_people
from lms.people.actors import actor_from
from lms.people.imports import import_lists
from lms.people.tables import Person, RoleGrant
from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.migrations import migrate
from lms.platform.settings import load_settings
from tests.bench.table import Row, compared

PEOPLE = 50_000
COLUMNS = "id employee_no name_zh name_en job unit_id hired_on locale email active created_at"


def imported() -> Row:
    """From the file to the last row committed: read, compared with what is there, written and noted in the trail."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(home=Path(folder), demo=True, _env_file=None)
        context = Context(open_database(settings), settings)
        migrate(context.database)
        load_people(context.database, context.today())
        raw = _list(context)
        began = time.process_time()
        outcome = import_lists(context, actor=_administrator(context), raw=raw)
        took = time.process_time() - began
        assert outcome.written and outcome.changed == PEOPLE, outcome.faults[:3]
        bare = _bare_s(context, Path(folder))
        context.database.close()
    return compared(f"{PEOPLE:,} people taken in", took, bare, "s CPU", beside="rows alone", most=25.0)


def _list(context: Context) -> bytes:
    codes = [unit.code for unit in list_units(context)]
    jobs = [Job.TELLER, Job.LOBBY_MANAGER, Job.WEALTH_MANAGER]
    lines = ["number,name,name_en,job,unit,hired"]
    for number in range(PEOPLE):
        job, unit = jobs[number % len(jobs)], codes[number % len(codes)]
        lines.append(f"N{number:06},王晓{number % 97},Wang Xiao,{job},{unit},2024-03-{1 + number % 28:02}")
    return "\n".join(lines).encode()


def _administrator(context: Context) -> Actor:
    """Whoever administers the whole bank."""
    with context.database.reading() as connection:
        found = [
            actor_from(connection, person_id, now=context.now(), today=context.today())
            for person_id in connection.execute(
                select(col(RoleGrant.person_id)).where(col(RoleGrant.role) == "admin")
            ).scalars()
        ]
    return max(filter(None, found), key=lambda one: max(len(grant.unit_ids) for grant in one.grants))


def _bare_s(context: Context, folder: Path) -> float:
    """CPU seconds of the driver alone to write as many rows, into the same table in a file of its own."""
    names = COLUMNS.split()
    with context.database.reading() as connection:
        asked = select(*(getattr(Person, name) for name in names)).order_by(col(Person.id))
        rows = [tuple(str(value) for value in row) for row in connection.execute(asked)]
    other = folder / "bare.sqlite3"
    settings = load_settings(home=folder, database_url=f"sqlite:///{other}", _env_file=None)
    migrate(database := open_database(settings))
    database.close()
    driver = sqlite3.connect(other)
    began = time.process_time()
    with driver:
        marks = ", ".join("?" * len(names))
        driver.executemany(f"INSERT INTO person ({', '.join(names)}) VALUES ({marks})", rows)
    took = time.process_time() - began
    driver.close()
    return took
