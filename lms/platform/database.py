"""The database: SQLite out of the box, PostgreSQL by URL, one way to use either.

Services are handed one ``Database`` and open short transactions::

    with database.transaction() as connection:   # reads and writes; commits at the end, rolls back on an error
        connection.execute(insert(Person).values(…))
    with database.reading() as connection:       # reads only; never waits for a writer
        connection.execute(select(Person.name_zh)).scalar_one()
    with database.session() as session:          # the same as transaction(), as a SQLModel session
        session.add(Person(…))

Text that a person typed may hold U+0000, which PostgreSQL cannot store: whoever takes text in removes it.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, SQLModel

from lms.platform.settings import Settings

BUSY_TIMEOUT_S = 15.0
_READ_ONLY = "lms_read_only"


def insert_into(connection: Connection, table: type[SQLModel]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT in the dialect of a connection: one that can be told what to do where the row is there already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


class NestedTransaction(RuntimeError):
    """A thread opened a second write transaction inside its first: a fault of the program, not of the data."""


class Database:
    """A pool of connections and the three ways to use one. Safe to share between threads."""

    def __init__(self, url: str | URL) -> None:
        """Prepare the pool; nothing is opened before the first use.

        Args:
            url: ``sqlite:///file`` or ``postgresql+psycopg://…``.
        """
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        self._reader = self.engine.execution_options(
            **(
                {_READ_ONLY: True}
                if self.is_sqlite
                else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            )
        )
        self._writing = threading.local()
        # SQLite has one writer at a time and lets the others sleep and poll; a lock hands over at once and in turn.
        self._writer_lock = threading.Lock()

    def __repr__(self) -> str:
        """The database without its password."""
        return f"Database({self.url.render_as_string(hide_password=True)})"

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A short read-and-write transaction: committed at the end, rolled back when an exception passes.

        Raises:
            NestedTransaction: this thread has one open already.
            TimeoutError: another writer held SQLite for more than ``BUSY_TIMEOUT_S`` seconds.
        """
        if getattr(self._writing, "open", False):
            raise NestedTransaction("finish the open transaction before the next one begins")
        if self.is_sqlite and not self._writer_lock.acquire(timeout=BUSY_TIMEOUT_S):
            raise TimeoutError("another transaction has held the database too long")
        self._writing.open = True
        try:
            with self.engine.begin() as connection:
                yield connection
        finally:
            self._writing.open = False
            if self.is_sqlite:
                self._writer_lock.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads, from one consistent view; a write through it is refused."""
        with self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A SQLModel session inside ``transaction()``; flushed and committed at the end."""
        with self.transaction() as connection, Session(bind=connection, expire_on_commit=False) as session:
            yield session
            session.flush()

    def close(self) -> None:
        """Close the pooled connections; a later use opens new ones."""
        self.engine.dispose()


def open_database(settings: Settings) -> Database:
    """The database the settings name; makes the folder of a SQLite file."""
    database = Database(settings.database_url.get_secret_value())
    if database.is_sqlite and database.url.database:
        Path(database.url.database).expanduser().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return database


def _write_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        json_serializer=_write_json,
        pool_size=8,
        max_overflow=56,
        pool_timeout=BUSY_TIMEOUT_S,
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    # The driver's own BEGIN comes too late (before the first write, never before a read): we write our own.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            # Two processes that turn a new file to WAL at once: SQLite does not wait here, so we do.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    # Straight to the driver: this runs once a transaction, and SQLAlchemy's way there would cost as much as a row.
    pooled = connection.connection
    driver = cast("sqlite3.Connection", pooled.dbapi_connection)
    read_only = bool(connection.get_execution_options().get(_READ_ONLY))
    if pooled.info.get(_READ_ONLY, False) != read_only:
        driver.execute(f"PRAGMA query_only = {'ON' if read_only else 'OFF'}")
        pooled.info[_READ_ONLY] = read_only
    # Taking the write lock at once: a read that turns into a write later would fail with SQLITE_BUSY.
    driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _postgresql_engine(url: URL) -> Engine:
    return create_engine(
        url,
        json_serializer=_write_json,
        pool_size=10,
        max_overflow=20,
        pool_timeout=BUSY_TIMEOUT_S,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "application_name": "lms"},
    )
