"""Publishing what is taught: a file that changed becomes a new version; what was published before stays as it was."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from lms.catalogue.teaching.lesson import Lesson
from lms.catalogue.teaching.reading import CONTENT, Kind, Thing, content_files, read_thing
from lms.catalogue.teaching.rules import RuleRegister
from lms.catalogue.versions import Newest, Place, newest_versions, set_withdrawn, write_version
from lms.platform.context import Context
from lms.platform.logging import log
from scenarios.content_file import FileError, bytes_of, decoded
from scenarios.transcript import LOCALES

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class _Draft:
    """A thing that may become a version; ``source`` is the hash of its file."""

    place: Place
    thing: Thing
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
        known = newest_versions(connection, KINDS)
    drafts: list[_Draft] = []
    left_out: list[FileError] = []
    back: list[str] = []
    there: set[Place] = set()
    for locale in LOCALES:
        for entry in content_files(locale, content):
            place = (entry.kind, entry.slug, locale)
            there.add(place)
            newest = known.get(place)
            try:
                raw = bytes_of(entry.path, file=entry.file)
                source = sha256(raw).hexdigest()
                if newest is None or newest.source != source:
                    thing = read_thing(decoded(raw, file=entry.file), entry)
                    drafts.append(_Draft(place, thing, source))
                elif newest.withdrawn:
                    back.append(newest.id)
            except FileError as error:
                left_out.append(error)
    gone = [newest.id for place, newest in known.items() if place not in there and not newest.withdrawn]
    if drafts or back or gone:
        now = context.now()
        with context.database.transaction() as connection:
            for draft in drafts:
                _write(connection, draft, known.get(draft.place), now)
            set_withdrawn(connection, back, None)
            set_withdrawn(connection, gone, now)
    for bad in left_out:
        log().error("content_file_left_out", file=bad.file, line=bad.line, field=bad.field)
    return tuple(left_out)


def _write(connection: Connection, draft: _Draft, newest: Newest | None, now: datetime) -> None:
    thing = draft.thing
    write_version(
        connection,
        draft.place,
        newest,
        body=body_of(thing),
        source=draft.source,
        written=1 if isinstance(thing, RuleRegister) else _version(thing),
        card=lambda _version, _digest: _card(thing),
        now=now,
    )


def _version(thing: Any) -> int:
    version: int = thing.front.version if isinstance(thing, Lesson) else thing.version
    return version


def _card(thing: Thing) -> dict[str, Any]:
    """What a list shows of it, so that listing reads no bodies."""
    if isinstance(thing, Lesson):
        return thing.front.model_dump(include={"title", "summary", "minutes", "competencies", "level"})
    return {"title": getattr(thing, "title", ""), "summary": getattr(thing, "summary", "")}
