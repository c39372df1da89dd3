"""Words that somebody looks for, as questions to the database: each is found as it was typed, signs of LIKE and all."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped


def words_in(text: str) -> list[str]:
    """The words that are looked for; PostgreSQL takes no NUL."""
    return text.replace("\x00", "").split()


def holds(column: Mapped[Any], word: str) -> ColumnElement[bool]:
    """Whether a column has a word somewhere, in capitals or not."""
    return column.ilike(f"%{_as_typed(word)}%", escape="\\")


def begins(column: Mapped[Any], word: str) -> ColumnElement[bool]:
    """Whether a column begins with a word, in capitals or not."""
    return column.ilike(f"{_as_typed(word)}%", escape="\\")


def _as_typed(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
