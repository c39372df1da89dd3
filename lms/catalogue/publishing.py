"""Publishing: a scenario that changed becomes a new version; what was published before stays as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from lms.catalogue.cards import ScenarioCard
from lms.catalogue.versions import Newest, digest_of, newest_versions, set_withdrawn, write_version
from lms.platform.context import Context
from lms.platform.logging import log
from scenarios.content_file import FileError, bytes_of, decoded
from scenarios.loader import LIBRARY, in_its_place, locales_of, read_scenario, slugs
from scenarios.schema import Scenario
from scenarios.transcript import Locale

SCENARIO = "scenario"


@dataclass(frozen=True)
class Published:
    """What a synchronisation did: counts of scenarios in one language, and the files that cannot be used."""

    new: int
    unchanged: int
    withdrawn: int
    left_out: tuple[FileError, ...] = ()


@dataclass(frozen=True)
class ScenarioRef:
    """A published version, as an attempt pins it."""

    slug: str
    locale: str
    version: int
    hash: str


@dataclass(frozen=True)
class _Draft:
    """A scenario that may become a version; ``source`` is the hash of its file."""

    scenario: Scenario
    source: str | None


@dataclass(frozen=True)
class _Changed:
    """What the files say otherwise than the catalogue: to publish, to offer again, to withdraw, not to be used."""

    drafts: list[_Draft]
    back: list[str]
    gone: list[str]
    left_out: tuple[FileError, ...]
    unchanged: int


def publish_library(context: Context, library: Path = LIBRARY) -> Published:
    """Bring the catalogue to what the files say. Files that did not change since are not parsed.

    A scenario whose file is gone is withdrawn: nobody can begin it, attempts that pinned it stay whole. A file that
    cannot be used is left out and named in the log; what was published of it before stays open.
    Several processes may call it at once; the second finds nothing left to do.
    """
    for _ in range(3):
        try:
            return _publish_library(context, library)
        except IntegrityError:
            # Another process published the same version in this moment: look again.
            continue
    return _publish_library(context, library)


def unusable_files(context: Context, library: Path = LIBRARY) -> tuple[FileError, ...]:
    """What is wrong with files that are not published as they stand; those that are need not be read again."""
    with context.database.reading() as connection:
        known = _known(connection)
    return _changed(library, known).left_out


def publish(context: Context, scenario: Scenario) -> ScenarioRef:
    """Publish one scenario that comes from elsewhere than the files."""
    with context.database.transaction() as connection:
        newest = _known(connection).get((scenario.slug, scenario.locale))
        return _write(connection, _Draft(scenario, None), newest, now=context.now())


def text_hash(scenario: Scenario) -> str:
    """The SHA-256 a scenario's text is known by, wherever it was read from."""
    return digest_of(_body(scenario))


def _body(scenario: Scenario) -> str:
    # Without defaults, so that a field the schema gains later does not make every scenario a new version.
    return scenario.model_dump_json(exclude_defaults=True)


def _publish_library(context: Context, library: Path) -> Published:
    with context.database.reading() as connection:
        known = _known(connection)
    changed = _changed(library, known)
    drafts, back, gone = changed.drafts, changed.back, changed.gone
    if drafts or back or gone:
        with context.database.transaction() as connection:
            for draft in drafts:
                place = (draft.scenario.slug, draft.scenario.locale)
                _write(connection, draft, known.get(place), now=context.now())
            set_withdrawn(connection, back, None)
            set_withdrawn(connection, gone, context.now())
    for error in changed.left_out:
        log().error("library_file_left_out", file=error.file, line=error.line, field=error.field)
    return Published(len(drafts), changed.unchanged, len(gone), changed.left_out)


def _changed(library: Path, known: dict[tuple[str, str], Newest]) -> _Changed:
    """What the files say otherwise than the catalogue."""
    drafts, back, left_out, there, unchanged = [], [], [], set(), 0
    for slug, locale, path in _files(library):
        there.add((slug, locale))
        file = f"{slug}/{path.name}"
        newest = known.get((slug, locale))
        try:
            text = bytes_of(path, file=file)
            source = sha256(text).hexdigest()
            if newest is None or newest.source != source:
                drafts.append(_Draft(_read(slug, locale, text, file=file), source))
            elif newest.withdrawn:
                back.append(newest.id)
            else:
                unchanged += 1
        except FileError as error:
            left_out.append(error)
    gone = [
        entry.id
        for place, entry in known.items()
        if place not in there and entry.source is not None and not entry.withdrawn
    ]
    return _Changed(drafts, back, gone, tuple(left_out), unchanged)


def _files(library: Path) -> Iterator[tuple[str, Locale, Path]]:
    """Slug and language of every scenario file, and where it lies."""
    for slug in slugs(library):
        for locale in locales_of(slug, library):
            yield slug, locale, library / slug / f"scenario.{locale}.yaml"


def _read(slug: str, locale: Locale, text: bytes, *, file: str) -> Scenario:
    # Not loader.load: that one remembers, and this is called because a file changed.
    return in_its_place(read_scenario(decoded(text, file=file), file=file), slug, locale, file=file)


def _known(connection: Connection) -> dict[tuple[str, str], Newest]:
    """The newest version of every scenario in every language."""
    return {
        (slug, locale): newest
        for (_, slug, locale), newest in newest_versions(connection, [SCENARIO]).items()
    }


def _write(connection: Connection, draft: _Draft, newest: Newest | None, *, now: datetime) -> ScenarioRef:
    scenario, body = draft.scenario, _body(draft.scenario)
    version = write_version(
        connection,
        (SCENARIO, scenario.slug, scenario.locale),
        newest,
        body=body,
        source=draft.source,
        written=scenario.version,
        card=lambda version, digest: ScenarioCard.of(scenario, version=version, digest=digest).as_json(),
        now=now,
    )
    return ScenarioRef(scenario.slug, scenario.locale, version, digest_of(body))
