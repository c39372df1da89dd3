"""Run by Alembic: migrates over the connection that ``lms.platform.migrations`` put into the configuration."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from lms.platform.columns import UtcDateTime
from lms.platform.migrations import import_all_tables
from lms.platform.tables import metadata


def _plain_types(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """A draft names SQLAlchemy's own types: a migration must not change when the program's types do."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and type(item).__name__ == "AutoString":
        return f"sa.String({item.length})" if item.length else "sa.Text()"
    return False


connection = context.config.attributes["connection"]
if connection is None:
    raise SystemExit("Migrations run through lms.platform.migrations.migrate(database), not through a URL.")
if context.config.attributes["drafting"]:
    import_all_tables()
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_plain_types,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
