"""What is kept about people: each room says which of its tables hold it, how it is handed out and how it is erased.

A room lists its tables in its own ``personal.py`` and enters them with ``enter``; the export of one's own data, the
erasure and the retention know no table by name. A test fails where a table that leads to a person is listed nowhere,
or a column of one is neither shown nor hidden, so that nobody forgets::

    enter(PersonalRoom("notes", mark("Notes"), (
        PersonalTable(
            Note, mark("Notes"),
            of=lambda person_id: col(Note.person_id) == person_id,
            until=lambda before: col(Note.at) <= before,
            shown={"text": mark("What you noted"), "at": mark("When")},
            hidden=frozenset({"id", "person_id"}),
            erased={"text": ERASED},
        ),
    )))
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import JSON, Column, ColumnElement, Connection, and_, select, text, update

from lms.platform.i18n import Translator, mark, translator
from lms.platform.settings import LOCALES, Locale
from lms.platform.tables import TableBase, metadata

ERASED = "[已删除 · erased]"
"""Stands where words were. Both languages at once: whoever reads it later may have either."""
NOW = object()
"""As a value of ``erased``: the moment of the erasure."""
LONG = 200
"""A column that takes so many characters or more may hold words that somebody typed."""
_AT_ONCE = 500

Row = Mapping[str, Any]
Said = Callable[[Connection, Any], Any]
"""How a value of a column is handed out."""


@dataclass(frozen=True)
class PersonalTable:
    """A table that holds data about people.

    Attributes:
        table: the table.
        title: what its rows are.
        of: which rows are about a person, or were written by them.
        until: which rows there were at a moment; what came later is not part of an erasure that was asked for before.
        shown: columns that are handed out, each with what it is, in order.
        others: columns that hold a person's id, each with what that person is to the row. Handed out is “yourself”
            or that, never the id.
        said: how a column is handed out that holds the id of a thing people know by name: in each language, with the
            id beside it where programs may want it.
        hidden: columns that are not handed out: ids, hashes, what the program keeps for itself.
        codes: long columns and documents that hold no words of anybody: the program's own.
        erased: columns that an erasure overwrites, with what.
        rewritten: columns that an erasure rewrites: of a row, what is to stand there.
        erased_of: which rows an erasure touches, where these are others than ``of``.
        kept: why what an erasure leaves is kept; needed where it leaves long columns that may hold words.
        goes: an erasure removes the rows.
        names: columns that hold the person's own name, by the language it is written in: what ``take_names`` replaces
            once a leaver is to be nameless.
    """

    table: type[TableBase]
    title: str
    of: Callable[[str], ColumnElement[bool]]
    until: Callable[[datetime], ColumnElement[bool]]
    shown: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    erased: Mapping[str, Any] = field(default_factory=dict)
    rewritten: Mapping[str, Callable[[Row], Any]] = field(default_factory=dict)
    erased_of: Callable[[str], ColumnElement[bool]] | None = None
    kept: str = ""
    goes: bool = False
    names: Mapping[str, Locale] = field(default_factory=dict)

    @property
    def rows(self) -> sqlalchemy.Table:
        """The table itself."""
        return metadata.tables[self.name]

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.table.__tablename__)


@dataclass(frozen=True)
class PersonalRoom:
    """What a room keeps about people.

    Attributes:
        room: its name, ``practice``.
        title: what people call it.
        tables: the tables with data about people.
        nobodys: tables that lead to a person only by who did something in office, each with why that is nobody's data.
    """

    room: str
    title: str
    tables: tuple[PersonalTable, ...]
    nobodys: Mapping[type[TableBase], str] = field(default_factory=dict)


_rooms: dict[str, PersonalRoom] = {}


def enter(room: PersonalRoom) -> None:
    """Enter what a room keeps; a second time, as when its file has changed, takes the place of the first."""
    _rooms[room.room] = room


def rooms() -> tuple[PersonalRoom, ...]:
    """The rooms that have entered what they keep, in the order in which they did."""
    return tuple(_rooms.values())


def forgotten() -> list[str]:
    """What was forgotten: a line for each table or column that no room has answered for; none is as it should be."""
    listed = {one.name: one for room in rooms() for one in room.tables}
    nobodys = {str(table.__tablename__) for room in rooms() for table in room.nobodys}
    faults = [
        f"{name}: leads to a person, and no room lists it in its personal.py"
        for name in sorted(_leading_to_people() - listed.keys() - nobodys)
    ]
    for name, one in sorted(listed.items()):
        answered = one.shown.keys() | one.others.keys() | one.hidden
        columns = {column.name: column for column in one.rows.columns}
        faults += [f"{name}.{column}: neither shown nor hidden" for column in columns.keys() - answered]
        faults += [f"{name}.{column}: is no column" for column in answered - columns.keys()]
        touched = one.erased.keys() | one.rewritten.keys()
        faults += [
            f"{name}.{column}: is no column" for column in (touched | one.names.keys()) - columns.keys()
        ]
        if not one.kept and not one.goes:
            faults += [
                f"{name}.{column}: may hold words, is not erased, and nothing says why it is kept"
                for column in sorted(columns.keys() - touched - one.codes)
                if _may_hold_words(columns[column])
            ]
    return faults


def _leading_to_people() -> set[str]:
    """Tables from which a person is reached by foreign keys, or that name one without."""
    leading = {"person"}
    leading |= {
        name
        for name, table in metadata.tables.items()
        if any(column.endswith("person_id") or column == "actor_id" for column in table.c.keys())  # noqa: SIM118  a collection of columns, no dict
    }
    while True:
        more = {
            name
            for name, table in metadata.tables.items()
            if any(key.column.table.name in leading for key in table.foreign_keys)
        }
        if more <= leading:
            return leading
        leading |= more


def _may_hold_words(column: Column[Any]) -> bool:
    kind = column.type
    if isinstance(kind, JSON):
        return True
    length = getattr(kind, "length", None)
    return kind.python_type is str and (length is None or length >= LONG)


def read_rows(connection: Connection, one: PersonalTable, person_id: str) -> Iterator[dict[str, Any]]:
    """The rows of a table that are about a person, ready to be handed out: no id of anybody else is in them."""
    table = one.rows
    columns = [table.c[name] for name in (*one.shown, *one.others)]
    if not columns:
        return
    query = select(*columns).where(one.of(person_id)).order_by(*table.primary_key.columns)
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)).mappings():
        handed: dict[str, Any] = {}
        for name in one.shown:
            value = row[name]
            handed[name] = one.said[name](connection, value) if name in one.said else _plain(value)
        for name, role in one.others.items():
            if row[name] is not None:
                handed[name] = in_both(YOURSELF if row[name] == person_id else role)
        yield handed


YOURSELF = mark("yourself")


def in_both(message: str) -> dict[Locale, str]:
    """A sentence in both languages."""
    return {locale: translator(locale).gettext(message) for locale in LOCALES}


def in_words(names: Mapping[Any, str]) -> Said:
    """How a value is handed out that the interface has words for: by these in both languages; nothing stays nothing."""
    return lambda _connection, value: None if value is None else in_both(names[value])


def called(names: Mapping[Any, str]) -> Said:
    """How an id is handed out that the interface has a name for: by that in both languages, the id beside it."""

    def said(_connection: Connection, value: Any) -> Any:
        return {"id": value, **in_both(names[value])} if value in names else value

    return said


def erase(connection: Connection, person_id: str, *, before: datetime, now: datetime) -> dict[str, int]:
    """Put tombstones in the place of a person's words in all rooms, inside a transaction; figures stay.

    Doing it again changes nothing.

    Args:
        connection: of a transaction.
        person_id: whose.
        before: what came later is left alone.
        now: the moment that is noted.

    Returns:
        Rows that were touched, by table.
    """
    wipe_what_is_overwritten(connection)
    touched = {}
    for room in rooms():
        for one in room.tables:
            chosen = (one.erased_of or one.of)(person_id)
            count = erase_rows(connection, one, and_(chosen, one.until(before)), now=now)
            if count:
                touched[one.name] = count
    return touched


def erase_rows(
    connection: Connection, one: PersonalTable, which: ColumnElement[bool], *, now: datetime
) -> int:
    """Put tombstones into some rows of a table, inside a transaction; how many rows."""
    table = one.rows
    if one.goes:
        return connection.execute(table.delete().where(which)).rowcount
    count = 0
    if one.rewritten:
        # Before what is constant: the two may look at the same columns.
        count = _rewrite(connection, one, which)
    if one.erased:
        values = {name: now if value is NOW else value for name, value in one.erased.items()}
        count = connection.execute(update(table).where(which).values(values)).rowcount
    return count


def take_names(connection: Connection, person_id: str, given: Mapping[Locale, str]) -> None:
    """Put a neutral name in the place of somebody's in all rooms, inside a transaction: of a leaver, for good."""
    for room in rooms():
        for one in room.tables:
            if one.names:
                values = {column: given[locale] for column, locale in one.names.items()}
                connection.execute(update(one.rows).where(one.of(person_id)).values(values))


def _rewrite(connection: Connection, one: PersonalTable, which: ColumnElement[bool]) -> int:
    table = one.rows
    keys = list(table.primary_key.columns)
    rows = connection.execute(select(table).where(which)).mappings().all()
    for row in rows:
        values = {name: rewritten({**row}) for name, rewritten in one.rewritten.items()}
        changed = {name: value for name, value in values.items() if value != row[name]}
        if changed:
            mine = and_(*(key == row[key.name] for key in keys))
            connection.execute(update(table).where(mine).values(changed))
    return len(rows)


def wipe_what_is_overwritten(connection: Connection) -> None:
    """Have SQLite overwrite with zeros what it frees from now on in this connection; PostgreSQL's vacuum does that."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA secure_delete = ON"))


def written_out(value: Any, tr: Translator) -> str:
    """A value of ``read_rows`` as it is read by people."""
    if isinstance(value, dict) and value.keys() >= set(LOCALES):
        return str(value[tr.locale])
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr.gettext("yes") if value else tr.gettext("no")
    if isinstance(value, list):
        return ", ".join(written_out(one, tr) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {written_out(one, tr)}" for name, one in value.items())
    return str(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value
