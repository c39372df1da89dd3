"""The scenarios that ``lms scenario check`` is given: by file, by folder, by slug, or all of the library."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.content_file import FileError, text_of
from scenarios.loader import LIBRARY, load, load_all, locales_of, missing_locales, read_scenario, slugs

if TYPE_CHECKING:
    from scenarios.schema import Scenario


@dataclass(frozen=True)
class Sources:
    """What was found: the scenarios that can be played, and a sentence for each thing that is wrong before that."""

    scenarios: list["Scenario"] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_sources(sources: Sequence[str], library: Path = LIBRARY) -> Sources:
    """Return the scenarios meant, each in every language it is written in.

    A file that cannot be used, or a language that is missing, keeps none of the others from being checked.

    Args:
        sources: files, folders (of one scenario, or of several) and slugs of the library; empty for all of it.
        library: where slugs are looked up.

    Raises:
        ValueError: a file or folder is not there, or holds no scenario.
        LookupError: no scenario is called so.
    """
    found = Sources()
    for source in sources or [str(library)]:
        path = Path(source)
        if source in slugs(library):
            _take(found, _of_slug(source, library))
            _miss(found, [source], library)
        elif path.is_dir():
            _take_folder(found, path)
        elif path.is_file():
            _take(found, [_of_file(path, source)])
        elif path.suffix in {".yaml", ".yml"} or "/" in source:
            raise ValueError(f"{source}: there is no such file or folder")
        else:
            load(source, "zh-CN", library)
    return found


def _take_folder(found: Sources, folder: Path) -> None:
    """Take a scenario's own folder, or a folder of such folders."""
    folder = folder.resolve()
    if any(folder.glob("scenario.*.yaml")):
        slug, library = folder.name, folder.parent
        _take(found, _of_slug(slug, library))
        _miss(found, [slug], library)
        return
    if not slugs(folder):
        raise ValueError(f"{folder}: there is no scenario.zh-CN.yaml or scenario.en.yaml in this folder")
    _take(found, load_all(folder))
    _miss(found, slugs(folder), folder)


def _take(found: Sources, read: "Iterator[Scenario | FileError] | list[Scenario | FileError]") -> None:
    for one in read:
        if isinstance(one, FileError):
            found.problems.append(str(one))
        else:
            found.scenarios.append(one)


def _miss(found: Sources, written: Sequence[str], library: Path) -> None:
    for slug in written:
        for locale in missing_locales(slug, library):
            found.problems.append(
                f"{slug}: is not written in {locale}; write scenario.{locale}.yaml beside the other file"
            )


def _of_slug(slug: str, library: Path) -> "Iterator[Scenario | FileError]":
    for locale in locales_of(slug, library):
        try:
            yield load(slug, locale, library)
        except FileError as error:
            yield error


def _of_file(path: Path, source: str) -> "Scenario | FileError":
    try:
        return read_scenario(text_of(path), file=source)
    except FileError as error:
        return error
