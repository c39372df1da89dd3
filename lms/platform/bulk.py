"""Very many rows at once: straight to the driver, with what the columns' types make of each value.

For a whole bank of invented people; nothing that a person does writes so much.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

from psycopg import sql
from sqlalchemy import Connection
from sqlmodel import SQLModel

Values = Sequence[Any]


def write_many(
    connection: Connection, table: type[SQLModel], columns: Sequence[str], rows: Sequence[Values]
) -> None:
    """Insert rows, as fast as the database takes them; no default of Python's is filled in.

    Args:
        connection: of an open transaction.
        table: where they go.
        columns: what each row holds, in its order.
        rows: the values, as a statement would take them.
    """
    if not rows:
        return
    found = cast("Any", table).__table__
    makers: list[Callable[[Any], Any] | None] = [
        found.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        for name in columns
    ]
    made = [
        [value if make is None else make(value) for value, make in zip(row, makers, strict=True)]
        for row in rows
    ]
    driver = cast("Any", connection.connection.dbapi_connection)
    if connection.dialect.name == "postgresql":
        copying = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(found.name), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with driver.cursor() as cursor, cursor.copy(copying) as copy:
            for values in made:
                copy.write_row(values)
        return
    marks = ", ".join("?" for _ in columns)
    # Names of tables and columns are the program's own.
    statement = f"INSERT INTO {found.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
    driver.executemany(statement, made)
