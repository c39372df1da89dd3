"""Making reminders: once a day for everybody whose course is due or overdue, once a week for who leads them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, func, select, update
from sqlmodel import col

from lms.learning.recording import history_of, standing_of
from lms.learning.reminders.steps import AHEAD, step_of, team_key
from lms.learning.reminders.tables import Letter, Reminder
from lms.learning.reminders.teams import behind_by_unit, managers
from lms.learning.room import Learning
from lms.learning.rounds import away_on
from lms.learning.tables import Enrolment
from lms.people import Actor
from lms.people.tables import Person
from lms.platform.batches import batches
from lms.platform.database import insert_into
from lms.platform.identifiers import new_id
from lms.platform.working_days import is_working_day


@dataclass(frozen=True)
class Reminded:
    """What a run made: reminders of courses, of teams, and letters that are to carry them."""

    courses: int = 0
    teams: int = 0
    letters: int = 0


def remind(learning: Learning) -> Reminded:
    """Make what is to be said today; a second time on the same day finds nothing left to say.

    Whoever is on leave is left in peace, and on days of rest everybody. Letters are written where a mail server is set,
    to those who have an address: one a day, with all of it.
    """
    context = learning.context
    today = context.today()
    if not is_working_day(today):
        return Reminded()
    with context.database.reading() as connection:
        courses = _unsaid(connection, list(_of_courses(connection, learning)))
        teams = _unsaid(connection, list(_of_teams(connection, learning)))
    made = [
        {"id": new_id(), "day": today, "made_at": context.now(), **values} for values in (*courses, *teams)
    ]
    with context.database.transaction() as connection:
        for batch in batches(made):
            once = insert_into(connection, Reminder).on_conflict_do_nothing(
                index_elements=["person_id", "key"]
            )
            connection.execute(once, batch)
        letters = _write_letters(connection, learning) if context.settings.mails else 0
    return Reminded(len(courses), len(teams), letters)


def note_shown(learning: Learning, *, actor: Actor) -> None:
    """Note that somebody has seen on their own screen what they were reminded of."""
    mine = (col(Reminder.person_id) == actor.person_id, col(Reminder.shown_at).is_(None))
    database = learning.context.database
    with database.reading() as connection:
        waiting = connection.execute(select(exists().where(*mine))).scalar_one()
    # Home is opened often, and most of the time there is nothing new.
    if waiting:
        with database.transaction() as connection:
            connection.execute(update(Reminder).where(*mine).values(shown_at=learning.context.now()))


def reminded_on(connection: Connection, enrolments: Mapping[str, str]) -> dict[str, date]:
    """The last day on which people were reminded of enrolments, left out where they never were; for services.

    Args:
        connection: of a transaction.
        enrolments: whose each is, by its id.
    """
    rows = connection.execute(
        select(col(Reminder.enrolment_id), func.max(col(Reminder.day)))
        # By person, for which there is an index.
        .where(
            col(Reminder.person_id).in_(sorted(set(enrolments.values()))),
            col(Reminder.enrolment_id).in_(sorted(enrolments)),
        )
        .group_by(col(Reminder.enrolment_id))
    )
    return {enrolment_id: day for enrolment_id, day in rows if enrolment_id is not None}


def _of_courses(connection: Connection, learning: Learning) -> Iterator[dict[str, Any]]:
    shelf, today = learning.structure, learning.context.today()
    # ``due_on`` is the earliest day of an enrolment: where that is far away, all are.
    rows = connection.execute(
        select(Enrolment)
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(
            col(Enrolment.state) == "open",
            col(Enrolment.due_on) <= today + AHEAD,
            col(Person.active).is_(True),
            col(Enrolment.person_id).not_in(select(away_on(today).c.person_id)),
        )
        .order_by(col(Enrolment.person_id), col(Enrolment.id))
    ).all()
    for batch in batches(rows):
        history = history_of(connection, {row.person_id for row in batch})
        for row in batch:
            curriculum = shelf.edition(row.curriculum, row.version)
            if curriculum is None:
                continue
            for one in standing_of(row, curriculum, shelf, history, today=today).required:
                step = None if one.settled else step_of(one.due_on, today)
                if step is not None:
                    yield {
                        "person_id": row.person_id,
                        "key": f"{row.id}:{one.course}:{one.due_on}:{step}",
                        "enrolment_id": row.id,
                        "course": one.course,
                        "due_on": one.due_on,
                    }


def _of_teams(connection: Connection, learning: Learning) -> Iterator[dict[str, Any]]:
    key = team_key(learning.context.today())
    if key is None:
        return
    behind = behind_by_unit(connection, learning)
    for person_id, units in managers(connection, learning.context).items():
        if any(behind.get(unit, set()) - {person_id} for unit in units):
            yield {
                "person_id": person_id,
                "key": key,
                "enrolment_id": None,
                "course": None,
                "due_on": None,
            }


def _unsaid(connection: Connection, wanted: Collection[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that were not said before."""
    known: set[tuple[str, str]] = set()
    for batch in batches(sorted({one["person_id"] for one in wanted})):
        rows = connection.execute(
            select(col(Reminder.person_id), col(Reminder.key)).where(col(Reminder.person_id).in_(batch))
        )
        known |= {(row.person_id, row.key) for row in rows}
    return [one for one in wanted if (one["person_id"], one["key"]) not in known]


def _write_letters(connection: Connection, learning: Learning) -> int:
    today = learning.context.today()
    reached = connection.execute(
        select(col(Reminder.person_id))
        .join(Person, col(Person.id) == col(Reminder.person_id))
        .where(
            col(Reminder.day) == today,
            col(Person.email).is_not(None),
            col(Person.active).is_(True),
            ~exists().where(col(Letter.person_id) == col(Reminder.person_id), col(Letter.day) == today),
        )
        .distinct()
    ).scalars()
    rows = [
        {"id": new_id(), "person_id": person_id, "day": today, "state": "waiting", "tries": 0}
        for person_id in reached
    ]
    for batch in batches(rows):
        connection.execute(
            insert_into(connection, Letter).on_conflict_do_nothing(index_elements=["person_id", "day"]), batch
        )
    return len(rows)
