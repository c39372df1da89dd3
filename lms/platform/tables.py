"""The ground all tables stand on: one MetaData with a naming convention, one registry a room.

A room defines its tables in its own ``tables.py``::

    class PeopleTable(TableBase, registry=room_registry("people")):
        \"\"\"Base of this room's tables.\"\"\"

    class Person(PeopleTable, table=True):
        id: str = Field(primary_key=True, max_length=36)
        unit_id: str = Field(foreign_key="unit.id", index=True)
        created_at: datetime = Field(sa_type=UtcDateTime)
        extra: dict[str, Any] = Field(sa_type=JsonDocument)

The table is called after the class, in snake case. Streamlit may import a module again when its file changes;
``room_registry`` then forgets the room's former tables, so that the second import does not find them "already
defined".
"""

import re

from sqlalchemy import Index, MetaData, Table, text
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import SQLModel

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_registries: dict[str, registry] = {}


class TableBase(SQLModel):
    """Names a table after its class: ``RoleGrant`` is kept in ``role_grant``."""

    @declared_attr.directive
    def __tablename__(cls) -> str:
        """The class's name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def room_registry(room: str) -> registry:
    """The registry for the tables of one room, such as ``people``; a second call starts the room afresh."""
    former = _registries.get(room)
    if former is not None:
        for mapper in list(former.mappers):
            if isinstance(mapper.local_table, Table) and mapper.local_table.key in metadata.tables:
                metadata.remove(mapper.local_table)
    _registries[room] = registry(metadata=metadata)
    return _registries[room]


def partial_index(name: str, column: str, *, where: str) -> Index:
    """An index over the rows for which ``where``, a condition in SQL that both databases know, holds."""
    return Index(name, column, sqlite_where=text(where), postgresql_where=text(where))
