"""What ``lms doctor`` looks at: each thing with its state, what was found, and how to mend it."""

import difflib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lms.cli.check import Check
from lms.cli.mail_checks import mail_check, post_check
from lms.cli.model_checks import model_checks
from lms.cli.nightly import night_check
from lms.cli.reading import feedback_model_checks, reader_check
from lms.cli.sign_in_checks import address_check, single_sign_on_checks
from scenarios.content_file import FileError
from scenarios.loader import LIBRARY, load_all, missing_locales, slugs
from scenarios.transcript import LOCALES

if TYPE_CHECKING:
    from lms.platform.database import Database
    from lms.platform.llm.speech_probe import Heard
    from lms.platform.settings import Settings


def examine(announce: Callable[[str], None]) -> Iterator[Check]:
    """Look at everything, one thing after the other; nothing is changed and nothing is made.

    Args:
        announce: told of what takes a while, before it is done.
    """
    from lms.platform.settings import BadSettings, load_settings

    try:
        settings = load_settings()
    except BadSettings as error:
        for line in str(error).splitlines():
            yield Check("settings", "broken", line, "Correct it in the environment or in .env.")
        return
    yield from _settings(settings)
    yield _home(settings)
    yield _key(settings)
    yield from _database(settings)
    yield from library_checks(LIBRARY)
    yield reader_check()
    yield from feedback_model_checks()
    yield from model_checks(settings, announce)
    yield from _speech(settings, announce)
    yield mail_check(settings, announce)
    yield address_check(settings)
    yield from single_sign_on_checks(settings, announce)


def _settings(settings: "Settings") -> Iterator[Check]:
    known = known_variables()
    unknown = sorted(name for name in _given() if name.startswith("LMS_") and name not in known)
    for name in unknown:
        near = difflib.get_close_matches(name, known, n=1)
        cure = f"Did you mean {near[0]}?" if near else "Remove it; nothing reads it."
        yield Check("settings", "warning", f"{name} is set, but there is no such setting.", cure)
    if settings.demo:
        yield Check(
            "settings",
            "warning",
            "Demo mode is on: anybody can enter with one click.",
            "Never use it with real people; leave LMS_DEMO out.",
        )
    if not unknown and not settings.demo:
        yield Check("settings", "ok", "All settings can be used.")


def known_variables() -> list[str]:
    """The environment variables that are read."""
    from lms.platform.settings import Settings

    return [f"LMS_{name.upper()}" for name in Settings.model_fields]


def _given() -> set[str]:
    """Names of variables in the environment and in ``.env``."""
    from dotenv import dotenv_values

    return {name.upper() for name in (*os.environ, *dotenv_values(".env", encoding="utf-8-sig"))}


def _home(settings: "Settings") -> Check:
    home = settings.home
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    cure = f"Let {home} belong to the user who runs the portal, or name another folder in LMS_HOME."
    if not there.is_dir():
        return Check("home", "broken", f"{there} is a file, not a folder.", "Name a folder in LMS_HOME.")
    if there != home:
        if os.access(there, os.W_OK | os.X_OK):
            return Check("home", "ok", f"{home} will be made at the first start.")
        return Check("home", "broken", f"{home} is not there, and {there} cannot be written to.", cure)
    try:
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        return Check("home", "broken", f"{home} cannot be written to ({error.strerror}).", cure)
    return Check("home", "ok", f"{home} can be written to.")


def _key(settings: "Settings") -> Check:
    from lms.platform.settings import KEY_FILE, MINIMUM_KEY_LENGTH

    if settings.secret_key.get_secret_value():
        return Check("key", "ok", "The key comes from LMS_SECRET_KEY.")
    path = settings.home / KEY_FILE
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        length = len(path.read_text(encoding="utf-8", errors="replace").strip())
    except FileNotFoundError:
        return Check("key", "ok", f"{path} will be made when it is first needed.")
    except OSError as error:
        return Check(
            "key",
            "broken",
            f"{path} cannot be read ({error.strerror}).",
            "Let it belong to the user who runs the portal.",
        )
    if mode & 0o077:
        return Check("key", "broken", f"{path} is open to others (mode {mode:o}).", f"chmod 600 {path}")
    if length < MINIMUM_KEY_LENGTH:
        return Check(
            "key", "broken", f"{path} is too short.", "Delete it; a new one is made, all sign in anew."
        )
    return Check("key", "ok", f"{path} is open to its owner alone.")


def _database(settings: "Settings") -> Iterator[Check]:
    from lms.platform.database import Database

    database = Database(settings.database_url.get_secret_value())
    shown = database.url.render_as_string(hide_password=True)
    if database.is_sqlite and not Path(str(database.url.database)).expanduser().exists():
        # Opening it would make the file.
        yield Check(
            "database",
            "warning",
            f"{shown} is not there yet.",
            "lms serve makes it, and so does lms migrate.",
        )
        return
    try:
        yield from _opened(database, shown, settings)
    finally:
        database.close()


def _opened(database: "Database", shown: str, settings: "Settings") -> Iterator[Check]:
    from sqlalchemy.exc import SQLAlchemyError

    from lms.people.accounts import has_admin
    from lms.platform.migrations import SchemaIsNewer, current, head

    try:
        revision = current(database)
    except SchemaIsNewer as error:
        yield Check("database", "ok", f"{shown} answers.")
        yield Check("migrations", "broken", str(error), "Install the newer version of the program.")
        return
    except (SQLAlchemyError, OSError) as error:
        cure = (
            "Move the file away, or restore a backup in its place."
            if database.is_sqlite
            else "Check LMS_DATABASE_URL, and that the server runs and lets this user in."
        )
        yield Check("database", "broken", f"{shown} does not answer: {reason_of(error)}", cure)
        return
    yield Check("database", "ok", f"{shown} answers.")
    if revision != head():
        found = f"The tables are at {revision or 'nothing'}; this program wants {head()}."
        yield Check(
            "migrations", "warning", found, "lms serve brings them up to date, and so does lms migrate."
        )
        return
    yield Check("migrations", "ok", f"The tables are at {revision}, the newest.")
    with database.reading() as connection:
        admin = has_admin(connection, now=datetime.now(UTC))
    yield (
        Check("accounts", "ok", "There is an administrator.")
        if admin
        else Check(
            "accounts",
            "warning",
            "Nobody can sign in with a password as an administrator yet.",
            "lms admin create",
        )
    )
    yield night_check(settings, database, datetime.now(UTC))
    yield from post_check(settings, database, datetime.now(UTC))


def library_checks(library: Path) -> Iterator[Check]:
    """Whether every scenario file can be used, and every scenario is written in every language."""
    cure = "“lms scenario check” says what to write instead; until then the rest of the library works."
    broken, languages = 0, 0
    for read in load_all(library):
        if isinstance(read, FileError):
            broken += 1
            yield Check("library", "warning", f"{read}. It is left out.", cure)
    for slug in slugs(library):
        if missing := missing_locales(slug, library):
            languages += 1
            found = (
                f"“{slug}” is not written in {' and '.join(missing)}; who reads that language has not got it."
            )
            names = " and ".join(f"scenario.{locale}.yaml" for locale in missing)
            yield Check("library", "warning", found, f"Write {names} beside the other file.")
    if not broken and not languages:
        yield Check("library", "ok", f"{len(slugs(library))} scenarios, each in {' and '.join(LOCALES)}.")


def reason_of(error: Exception) -> str:
    """The first line of what a database driver says; the lines after it repeat the statement."""
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]


def _speech(settings: "Settings", announce: Callable[[str], None]) -> Iterator[Check]:
    from lms.platform.llm.speech import Speech
    from lms.platform.llm.speech_probe import probe_listening, probe_speaking

    speech, locale = Speech(settings), settings.locale_default
    where = _address(settings.speech_endpoint[0])
    if not (speech.listens or speech.speaks):
        yield Check("speech", "ok", "None is configured; people type, and read what the customer says.")
    if speech.listens:
        announce(f"Having {settings.transcription_model} at {where} listen …")
        yield _heard(
            "listening", f"{settings.transcription_model} at {where}", probe_listening(speech, locale)
        )
    if speech.speaks:
        announce(f"Having {settings.speech_model} at {where} speak …")
        yield _heard("speech", f"{settings.speech_model} at {where}", probe_speaking(speech, locale))


def _heard(name: str, where: str, heard: "Heard") -> Check:
    from lms.platform.llm.speech_probe import CURES

    figures = {"total_s": round(heard.seconds, 3)}
    if heard.trouble is not None:
        found = f"{where}: {heard.trouble.replace('_', ' ')} after {heard.seconds:.1f} s."
        return Check(name, "broken", found, CURES[heard.trouble], figures)
    return Check(name, "ok", f"{where}: answers after {heard.seconds:.2f} s.", figures=figures)


def _address(url: str) -> str:
    """Where an endpoint is, for people."""
    return without_password(url) or "the provider's own address"


def without_password(url: str) -> str:
    """An address without the user, the password and the query that it may hold."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()
