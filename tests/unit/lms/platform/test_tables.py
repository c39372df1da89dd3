"""Tables and ids."""

import importlib
import sys

from sqlalchemy import inspect

from lms.platform.database import Database
from lms.platform.identifiers import new_id
from lms.platform.migrations import import_all_tables
from lms.platform.tables import metadata


def test_a_module_of_tables_can_be_imported_again(tmp_path: object) -> None:
    import_all_tables()
    before = set(metadata.tables)
    indexes = {table.name: len(table.indexes) for table in metadata.tables.values()}
    former = sys.modules.pop("lms.people.tables")
    try:
        importlib.import_module("lms.people.tables")
        assert set(metadata.tables) == before
        assert {table.name: len(table.indexes) for table in metadata.tables.values()} == indexes
        database = Database(f"sqlite:///{tmp_path}/again.sqlite3")
        metadata.create_all(database.engine)
        assert set(inspect(database.engine).get_table_names()) == before
        database.close()
    finally:
        sys.modules["lms.people.tables"] = former


def test_every_constraint_has_a_name() -> None:
    import_all_tables()
    unnamed = [
        f"{table.name}: {constraint}"
        for table in metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


def test_ids_sort_by_the_time_they_were_made() -> None:
    ids = [new_id() for _ in range(1000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 1000
    assert {len(one) for one in ids} == {36}
