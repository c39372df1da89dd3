"""Versions in the catalogue: the newest of each thing, a new one where it changed, withdrawing and offering again."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from lms.catalogue.tables import CatalogueEntry
from lms.platform.identifiers import new_id

Place = tuple[str, str, str]
"""Kind, slug and language of a thing."""


@dataclass(frozen=True)
class Newest:
    """The newest version of a thing; ``source`` is the hash of the file it was read from, if it came from one."""

    id: str
    version: int
    hash: str
    source: str | None
    withdrawn: bool


def titles_of(connection: Connection, kind: str, slug: str) -> dict[str, str]:
    """What a thing is called in each language it was ever published in, by its newest version; empty where never."""
    rows = connection.execute(
        select(col(CatalogueEntry.locale), col(CatalogueEntry.card))
        .where(col(CatalogueEntry.kind) == kind, col(CatalogueEntry.slug) == slug)
        .order_by(col(CatalogueEntry.version))
    )
    return {row.locale: str(row.card["title"]) for row in rows if row.card.get("title")}


def newest_versions(connection: Connection, kinds: Collection[str]) -> dict[Place, Newest]:
    """The newest version of everything of some kinds, in every language."""
    rows = connection.execute(
        select(
            col(CatalogueEntry.kind),
            col(CatalogueEntry.slug),
            col(CatalogueEntry.locale),
            col(CatalogueEntry.id),
            col(CatalogueEntry.version),
            col(CatalogueEntry.hash),
            col(CatalogueEntry.source),
            col(CatalogueEntry.withdrawn_at),
        )
        .where(col(CatalogueEntry.kind).in_(sorted(kinds)))
        .order_by(col(CatalogueEntry.version))
    )
    return {
        (row.kind, row.slug, row.locale): Newest(
            row.id, row.version, row.hash, row.source, row.withdrawn_at is not None
        )
        for row in rows
    }


def digest_of(body: str) -> str:
    """The SHA-256 a version is known by."""
    return sha256(body.encode()).hexdigest()


def write_version(
    connection: Connection,
    place: Place,
    newest: Newest | None,
    *,
    body: str,
    source: str | None,
    written: int,
    card: Callable[[int, str], dict[str, Any]],
    now: datetime,
) -> int:
    """Insert a version, unless the newest one says the same: a comment in a file is no change.

    Args:
        connection: of the transaction.
        place: what it is.
        newest: its newest version so far.
        body: what it says.
        source: the hash of the file it was read from; none where it came from elsewhere.
        written: the version that its writer gave it; the number is never lower than one more than the newest.
        card: what a list shows of it, made of its version and its hash.
        now: the moment.

    Returns:
        The version that says so, new or not.
    """
    kind, slug, locale = place
    digest = digest_of(body)
    if newest is not None and newest.hash == digest:
        connection.execute(
            update(CatalogueEntry)
            .where(col(CatalogueEntry.id) == newest.id)
            .values(source=source, withdrawn_at=None)
        )
        return newest.version
    version = max(written, newest.version + 1 if newest else 1)
    connection.execute(
        insert(CatalogueEntry).values(
            id=new_id(),
            kind=kind,
            slug=slug,
            locale=locale,
            version=version,
            hash=digest,
            source=source,
            card=card(version, digest),
            body=body,
            published_at=now,
        )
    )
    return version


def set_withdrawn(connection: Connection, ids: Sequence[str], moment: datetime | None) -> None:
    """Withdraw versions, or offer them again where there is no moment."""
    if ids:
        connection.execute(
            update(CatalogueEntry).where(col(CatalogueEntry.id).in_(ids)).values(withdrawn_at=moment)
        )
