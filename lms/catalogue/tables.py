"""Tables of the catalogue: what was published, word for word, for as long as an attempt may point at it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, room_registry


class CatalogueTable(TableBase, registry=room_registry("catalogue")):
    """Base of this room's tables."""


class CatalogueEntry(CatalogueTable, table=True):
    """One published version. ``body`` never changes; ``withdrawn_at`` takes it out of the gallery.

    ``hash`` is the SHA-256 of ``body``, ``source`` that of the file it was read from (none when it was written in
    the portal), ``card`` what the gallery shows, so that listing reads no bodies.
    """

    __table_args__ = (UniqueConstraint("kind", "slug", "locale", "version"),)

    id: str = Field(primary_key=True, max_length=36)
    kind: str = Field(max_length=16)
    slug: str = Field(max_length=80)
    locale: str = Field(max_length=8)
    version: int
    hash: str = Field(max_length=64)
    source: str | None = Field(default=None, max_length=64)
    card: dict[str, Any] = Field(sa_type=JsonDocument)
    body: str = Field(sa_type=Text)
    published_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
