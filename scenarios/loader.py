"""The library of scenarios: what is in it, and reading one of it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from scenarios.content_file import FileError, read_model, text_of
from scenarios.schema import Scenario
from scenarios.transcript import LOCALES, Locale

LIBRARY = Path(__file__).parent / "library"


class UnknownScenario(LookupError):
    """There is no scenario of that name in that language."""


def slugs(library: Path = LIBRARY) -> tuple[str, ...]:
    """Return the slugs of the library, in alphabetical order."""
    return tuple(sorted(p.name for p in library.iterdir() if p.is_dir() and any(p.glob("scenario.*.yaml"))))


def locales_of(slug: str, library: Path = LIBRARY) -> tuple[Locale, ...]:
    """Return the languages a scenario is written in."""
    return tuple(locale for locale in LOCALES if (library / slug / f"scenario.{locale}.yaml").is_file())


@lru_cache(maxsize=2048)
def load(slug: str, locale: Locale, library: Path = LIBRARY) -> Scenario:
    """Read one scenario of the library.

    Raises:
        UnknownScenario: where there is none; the message names the nearest.
        FileError: where the file is wrong.
    """
    path = library / slug / f"scenario.{locale}.yaml"
    if slug not in slugs(library) or not path.is_file():
        near = difflib.get_close_matches(slug, slugs(library), n=1)
        hint = f"; did you mean “{near[0]}”?" if near else "; “lms scenario list” names those there are"
        raise UnknownScenario(f"no scenario “{slug}” in {locale}{hint}")
    file = f"{slug}/{path.name}"
    return in_its_place(read_scenario(text_of(path, file=file), file=file), slug, locale, file=file)


def load_all(library: Path = LIBRARY) -> Iterator[Scenario | FileError]:
    """Read the whole library, in alphabetical order; a file that cannot be used gives its error and stops nobody."""
    for slug in slugs(library):
        for locale in locales_of(slug, library):
            try:
                yield load(slug, locale, library)
            except FileError as error:
                yield error


def missing_locales(slug: str, library: Path = LIBRARY) -> tuple[Locale, ...]:
    """Return the languages a scenario has yet to be written in."""
    return tuple(locale for locale in LOCALES if locale not in locales_of(slug, library))


def read_scenario(text: str, *, file: str = "scenario.yaml") -> Scenario:
    """Read a scenario from YAML text.

    Raises:
        FileError: for text that is not YAML, or a field that is wrong.
    """
    return read_model(text, Scenario, file=file)


def in_its_place(scenario: Scenario, slug: str, locale: Locale, *, file: str) -> Scenario:
    """Return a scenario that lies where its own fields say.

    Raises:
        FileError: it says another name or language than its folder and file do.
    """
    if scenario.slug != slug:
        raise FileError(file, 1, "slug", f"says “{scenario.slug}”; its folder is called “{slug}”")
    if scenario.locale != locale:
        raise FileError(file, 1, "locale", f"says {scenario.locale}; the file's name says {locale}")
    return scenario
