"""Reminders of what other rooms look after: they say what is to be told, and the day's letter carries it.

A room enters how its part of a letter is found by the prefix of its reminders' keys; learning knows none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.learning.reminders.tables import Letter, Reminder
from lms.people import Actor
from lms.people.tables import Person
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.i18n import Translator
from lms.platform.identifiers import new_id


@dataclass(frozen=True)
class Part:
    """A part of a letter.

    Attributes:
        said: its sentence, which heads the letter too where it is the first.
        items: what stands below it.
        page: where to read on.
        words: of the link to it.
    """

    said: str
    items: tuple[str, ...]
    page: str
    words: str


Find = Callable[[Connection, Context, Actor, Sequence[str], Translator], Part | None]
"""Finds the part of a letter for the keys of a reader's reminders; none where nothing is left to say."""
_rooms: dict[str, Find] = {}


def enter(prefix: str, find: Find) -> None:
    """Enter how the part of a room is found; a second time takes the place of the first."""
    _rooms[prefix] = find


def parts_of(
    connection: Connection, context: Context, reader: Actor, keys: Sequence[str], tr: Translator
) -> list[Part]:
    """The parts of a letter that other rooms have to say."""
    by_room: Mapping[str, list[str]] = {
        prefix: [key for key in keys if key.partition(":")[0] == prefix] for prefix in _rooms
    }
    found = (
        _rooms[prefix](connection, context, reader, mine, tr) for prefix, mine in by_room.items() if mine
    )
    return [part for part in found if part is not None]


def remind_of(context: Context, connection: Connection, *, person_id: str, key: str) -> None:
    """Remind somebody of something of another room, once; a letter is to carry it where one can reach them.

    Where the day's letter has gone already, the portal alone tells it: one letter a day.
    """
    row = {
        "id": new_id(),
        "person_id": person_id,
        "key": key,
        "day": context.today(),
        "made_at": context.now(),
    }
    connection.execute(
        insert_into(connection, Reminder)
        .values(row)
        .on_conflict_do_nothing(index_elements=["person_id", "key"])
    )
    reached = connection.execute(
        select(col(Person.id)).where(
            col(Person.id) == person_id, col(Person.email).is_not(None), col(Person.active).is_(True)
        )
    ).first()
    if context.settings.mails and reached is not None:
        letter = {
            "id": new_id(),
            "person_id": person_id,
            "day": context.today(),
            "state": "waiting",
            "tries": 0,
        }
        connection.execute(
            insert_into(connection, Letter)
            .values(letter)
            .on_conflict_do_nothing(index_elements=["person_id", "day"])
        )
