"""Which version of what is taught or rehearsed held when: for whoever has to prove what somebody learned."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlmodel import col

from lms.catalogue.tables import CatalogueEntry


@dataclass(frozen=True)
class HeldVersion:
    """One published version.

    Attributes:
        hash: SHA-256 of ``body``.
        until: when a newer one came or it was withdrawn; none while it holds.
        body: as it was published; empty where it was not asked for.
    """

    kind: str
    slug: str
    locale: str
    version: int
    title: str
    hash: str
    since: datetime
    until: datetime | None
    body: str = ""


def hold_from(connection: Connection, moment: datetime) -> None:
    """Let everything that is published hold from an earlier moment on: for an invented bank, which has learned from it.

    What holds from an earlier moment already is left as it is.
    """
    connection.execute(
        update(CatalogueEntry).where(col(CatalogueEntry.published_at) > moment).values(published_at=moment)
    )


def versions_of(
    connection: Connection, kinds: Collection[str], *, with_body: Collection[str] = ()
) -> list[HeldVersion]:
    """Every version of some kinds, by kind, slug, language and version; two questions at most.

    Args:
        connection: to the database.
        kinds: such as ``lesson``, ``quiz``, ``course``, ``scenario``.
        with_body: the kinds whose text is wanted too.
    """
    entry = CatalogueEntry
    rows = connection.execute(
        select(
            col(entry.id),
            col(entry.kind),
            col(entry.slug),
            col(entry.locale),
            col(entry.version),
            col(entry.card),
            col(entry.hash),
            col(entry.published_at),
            col(entry.withdrawn_at),
        )
        .where(col(entry.kind).in_(sorted(kinds)))
        .order_by(col(entry.kind), col(entry.slug), col(entry.locale), col(entry.version))
    ).all()
    bodies: dict[str, str] = {}
    if with_body:
        texts = select(col(entry.id), col(entry.body)).where(col(entry.kind).in_(sorted(with_body)))
        bodies = {row.id: row.body for row in connection.execute(texts)}
    found: list[HeldVersion] = []
    for place, row in enumerate(rows):
        later = rows[place + 1] if place + 1 < len(rows) else None
        same = later is not None and (later.kind, later.slug, later.locale) == (
            row.kind,
            row.slug,
            row.locale,
        )
        ends = [
            moment for moment in (row.withdrawn_at, later.published_at if same and later else None) if moment
        ]
        found.append(
            HeldVersion(
                row.kind,
                row.slug,
                row.locale,
                row.version,
                str(row.card.get("title", "")),
                row.hash,
                row.published_at,
                min(ends, default=None),
                bodies.get(row.id, ""),
            )
        )
    return found
