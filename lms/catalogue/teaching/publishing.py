"""Publishing what is taught: a file that changed becomes a new version; what was published before stays as it was."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue.tables import CatalogueEntry
from lms.catalogue.teaching.lesson import Lesson
from lms.catalogue.teaching.reading import CONTENT, ContentFile, Kind, Thing, content_files, read_thing
from lms.catalogue.teaching.rules import RuleRegister
from lms.platform.context import Context
from lms.platform.identifiers import new_id
from lms.platform.logging import log
from scenarios.content_file import FileError, bytes_of, decoded
from scenarios.transcript import LOCALES, Locale

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class _Newest:
    id: str
    version: int
    hash: str
    source: str | None
    withdrawn: bool


@dataclass(frozen=True)
class _Draft:
    locale: Locale
    entry: ContentFile
    thing: Thing
    text: str
    source: str


def publish_teaching(context: Context, content: Path = CONTENT) -> tuple[FileError, ...]:
    """Bring the catalogue to what the files say; the files that cannot be used, which are left out and logged.

    Files that did not change are not parsed. What is gone is withdrawn, and stays readable for whoever learned from
    it. Several processes may call it at once; the second finds nothing left to do.
    """
    try:
        return _publish(context, content)
    except IntegrityError:
        # Another process published the same version in this moment: look again.
        return _publish(context, content)


def body_of(thing: Thing) -> str:
    """What is kept of a thing: a lesson's text as it stands, anything else as JSON without defaults."""
    return (
        thing.text
        if isinstance(thing, Lesson)
        else thing.model_dump_json(exclude_defaults=True, by_alias=True)
    )


def _publish(context: Context, content: Path) -> tuple[FileError, ...]:
    with context.database.reading() as connection:
        known = _newest(connection)
    drafts: list[_Draft] = []
    left_out: list[FileError] = []
    back: list[str] = []
    there: set[tuple[str, str, str]] = set()
    for locale in LOCALES:
        for entry in content_files(locale, content):
            place = (entry.kind, entry.slug, locale)
            there.add(place)
            newest = known.get(place)
            try:
                raw = bytes_of(entry.path, file=entry.file)
                source = sha256(raw).hexdigest()
                if newest is None or newest.source != source:
                    text = decoded(raw, file=entry.file)
                    drafts.append(_Draft(locale, entry, read_thing(text, entry), text, source))
                elif newest.withdrawn:
                    back.append(newest.id)
            except FileError as error:
                left_out.append(error)
    gone = [newest.id for place, newest in known.items() if place not in there and not newest.withdrawn]
    if drafts or back or gone:
        now = context.now()
        with context.database.transaction() as connection:
            for draft in drafts:
                _write(connection, draft, known.get((draft.entry.kind, draft.entry.slug, draft.locale)), now)
            _set_withdrawn(connection, back, None)
            _set_withdrawn(connection, gone, now)
    for bad in left_out:
        log().error("content_file_left_out", file=bad.file, line=bad.line, field=bad.field)
    return tuple(left_out)


def _newest(connection: Connection) -> dict[tuple[str, str, str], _Newest]:
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
        .where(col(CatalogueEntry.kind).in_(KINDS))
        .order_by(col(CatalogueEntry.version))
    )
    return {
        (row.kind, row.slug, row.locale): _Newest(
            row.id, row.version, row.hash, row.source, row.withdrawn_at is not None
        )
        for row in rows
    }


def _write(connection: Connection, draft: _Draft, newest: _Newest | None, now: datetime) -> None:
    """Insert a version, unless the newest one says the same; a comment in a file is no change."""
    body = body_of(draft.thing)
    digest = sha256(body.encode()).hexdigest()
    if newest is not None and newest.hash == digest:
        connection.execute(
            update(CatalogueEntry)
            .where(col(CatalogueEntry.id) == newest.id)
            .values(source=draft.source, withdrawn_at=None)
        )
        return
    written = 1 if isinstance(draft.thing, RuleRegister) else _version(draft.thing)
    connection.execute(
        insert(CatalogueEntry).values(
            id=new_id(),
            kind=draft.entry.kind,
            slug=draft.entry.slug,
            locale=draft.locale,
            version=max(written, newest.version + 1 if newest else 1),
            hash=digest,
            source=draft.source,
            card=_card(draft.thing),
            body=body,
            published_at=now,
        )
    )


def _version(thing: Any) -> int:
    version: int = thing.front.version if isinstance(thing, Lesson) else thing.version
    return version


def _card(thing: Thing) -> dict[str, Any]:
    """What a list shows of it, so that listing reads no bodies."""
    if isinstance(thing, Lesson):
        return thing.front.model_dump(include={"title", "summary", "minutes", "competencies", "level"})
    return {"title": getattr(thing, "title", ""), "summary": getattr(thing, "summary", "")}


def _set_withdrawn(connection: Connection, ids: list[str], moment: datetime | None) -> None:
    if ids:
        connection.execute(
            update(CatalogueEntry).where(col(CatalogueEntry.id).in_(ids)).values(withdrawn_at=moment)
        )
