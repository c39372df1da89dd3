"""Drafts the next revision: ``python -m lms.platform.migrations "0002_practice"``."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from lms.platform.database import Database
from lms.platform.migrations import configuration, migrate


def main() -> int:
    """Compare the tables with a newly migrated database and write the difference as a revision to review."""
    if len(sys.argv) != 2:
        print('usage: python -m lms.platform.migrations "NNNN_room"', file=sys.stderr)
        return 2
    name = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'draft.sqlite3'}")
        migrate(database)
        with database.engine.begin() as connection:
            command.revision(
                configuration(connection, drafting=True), message=name, rev_id=name, autogenerate=True
            )
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
