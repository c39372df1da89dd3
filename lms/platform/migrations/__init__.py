"""Schema migrations, run in process: ``migrate(database)``.

To change the schema: change a room's ``tables.py``, then write ``versions/NNNN_room.py`` by hand or let Alembic
draft it (``.venv/bin/python -m lms.platform.migrations "0002_practice"`` compares the tables with a new, migrated
SQLite file and writes the draft). Rules:

* the file's name without ``.py`` is its ``revision`` (at most 32 characters) and ``down_revision`` is the file
  before it, so the last file by name is the head and start-up need not load Alembic to know it;
* every ``lms/*/tables.py`` is found by itself, nothing is registered anywhere;
* a change to an existing table goes through ``op.batch_alter_table``: SQLite rebuilds the table, with foreign keys
  off and checked at the end;
* name every constraint with ``op.f(…)`` after ``lms.platform.tables``;
* ``tests/integration/platform/test_migrations.py`` fails when tables and migrations differ, on either database.
"""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

import lms
from lms.platform.database import Database
from lms.platform.errors import LmsError

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent
_ADVISORY_LOCK = 4_207_849_484  # any number, the same in all processes of this product


class SchemaIsNewer(LmsError):
    """The database was migrated by a newer version of the program than this one."""


def revisions() -> tuple[str, ...]:
    """All revisions this program knows, oldest first."""
    return tuple(sorted(path.stem for path in (HERE / "versions").glob("[0-9]*.py")))


def head() -> str:
    """The newest revision this program knows."""
    return revisions()[-1]


def current(database: Database) -> str | None:
    """The revision the database is at; None for an empty one."""
    with database.reading() as connection:
        return _current(connection)


def migrate(database: Database) -> bool:
    """Bring the database to the newest revision, in one transaction.

    Several processes may call it at once: one migrates, the others wait and find nothing to do.

    Returns:
        True when something was changed.

    Raises:
        SchemaIsNewer: the database knows a revision this program does not.
    """
    if current(database) == head():
        return False
    with database.engine.connect() as connection:
        if database.is_sqlite:
            # Batch operations rebuild tables; with foreign keys on, dropping the old one would cascade.
            # The pragma does nothing inside a transaction, so it is set on the raw connection before one begins.
            _pragma(connection, "foreign_keys = OFF")
        try:
            with connection.begin():
                changed = _upgrade(connection)
                if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError(
                        "the migration would leave rows that point nowhere; nothing was changed"
                    )
        finally:
            if database.is_sqlite:
                _pragma(connection, "foreign_keys = ON")
    return changed


def configuration(connection: Connection | None = None, *, drafting: bool = False) -> "Config":
    """Alembic's configuration, made in memory.

    Args:
        connection: the one the migrations run on.
        drafting: import every room's tables, to compare them with the database.
    """
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    config.attributes["drafting"] = drafting
    return config


def import_all_tables() -> None:
    """Import every room's ``tables.py``, and those of the rooms within, so that the MetaData is complete."""
    house = Path(next(iter(lms.__path__)))
    for path in sorted(house.rglob("tables.py")):
        importlib.import_module(".".join(("lms", *path.relative_to(house).with_suffix("").parts)))


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is not None and version not in revisions():
        raise SchemaIsNewer(
            "The database is at revision {version}, which this version of the program does not know. "
            "Install the newer version again, or restore the backup made before it.",
            version=version,
        )
    return version


def _upgrade(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    if _current(connection) == head():
        return False
    from alembic import command

    command.upgrade(configuration(connection), "head")
    return True


def _pragma(connection: Connection, words: str) -> None:
    driver = connection.connection.dbapi_connection
    assert driver is not None, "the pool handed out a connection without a driver's connection"
    driver.cursor().execute(f"PRAGMA {words}")
