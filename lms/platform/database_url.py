"""The address of a database as people write it, and as SQLAlchemy wants it."""

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


def normal_url(url: str) -> str:
    """Return the address of a database with the driver that is used here; empty stays empty.

    Raises:
        ValueError: it is no address, names another kind of database, or a database in memory.
    """
    if not url:
        return ""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError(
            "write sqlite:////full/path/lms.sqlite3 or postgresql://user:password@host/name"
        ) from None
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        if not parsed.database or parsed.database == ":memory:":
            raise ValueError(
                "name a file, such as sqlite:////srv/lms/lms.sqlite3; memory is lost at every stop"
            )
        return parsed.set(drivername="sqlite").render_as_string(hide_password=False)
    raise ValueError("use SQLite (sqlite:///…) or PostgreSQL (postgresql://…)")
