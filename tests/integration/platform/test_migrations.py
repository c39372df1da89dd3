"""The schema a migration makes is the schema the program expects, on both databases."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from lms.platform.database import Database
from lms.platform.migrations import (
    SchemaIsNewer,
    configuration,
    current,
    head,
    import_all_tables,
    migrate,
    revisions,
)
from lms.platform.tables import metadata

MIGRATE_IN_A_PROCESS = """
import sys
from lms.platform.database import Database
from lms.platform.migrations import migrate
print(migrate(Database(sys.argv[1])))
"""


def test_the_migrated_schema_is_what_the_tables_say(database: Database) -> None:
    import_all_tables()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_is_migrated_once(empty_database: Database) -> None:
    assert current(empty_database) is None
    assert migrate(empty_database) is True
    assert migrate(empty_database) is False
    assert current(empty_database) == head()


def test_the_last_file_by_name_is_the_head_and_ids_fit_their_column() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert scripts.get_current_head() == head()
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(revisions()))
    assert all(len(revision) <= 32 for revision in revisions())


def test_every_revision_can_be_taken_back(empty_database: Database) -> None:
    from alembic import command

    migrate(empty_database)
    with empty_database.engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
    with empty_database.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_processes_that_start_together_migrate_once(empty_database: Database, tmp_path: Path) -> None:
    url = empty_database.url.render_as_string(hide_password=False)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE_IN_A_PROCESS, url], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], answers
    assert sorted(out.decode().strip() for out, _ in answers) == ["False", "False", "True"]


def test_a_database_from_a_newer_version_is_left_alone(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_future'"))
    with pytest.raises(SchemaIsNewer, match="9999_future"):
        migrate(database)
