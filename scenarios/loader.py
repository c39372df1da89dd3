"""Reading scenario files. An error names the file, the line and the field, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from scenarios.schema import Scenario
from scenarios.spacing import close_up
from scenarios.transcript import LOCALES, Locale

LIBRARY = Path(__file__).parent / "library"

M = TypeVar("M", bound=BaseModel)


class _Reader(yaml.CSafeLoader):
    """YAML makes a space of a line's end; between two Chinese signs there is none."""


def _text(reader: _Reader, node: yaml.ScalarNode) -> str:
    words = str(reader.construct_scalar(node))
    return close_up(words) if node.end_mark.line > node.start_mark.line else words


_Reader.add_constructor("tag:yaml.org,2002:str", _text)


class FileError(ValueError):
    """A content file cannot be used.

    Attributes:
        file: its name.
        line: line of the offending field, from 1.
        field: its path, dots between the steps.
    """

    def __init__(self, file: str, line: int, field: str, message: str) -> None:
        super().__init__(f"{file}:{line}: {field}: {message}" if field else f"{file}:{line}: {message}")
        self.file, self.line, self.field = file, line, field


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
        hint = f"; did you mean “{near[0]}”?" if near else f"; there are: {', '.join(slugs(library))}"
        raise UnknownScenario(f"no scenario “{slug}” in {locale}{hint}")
    scenario = read_scenario(path.read_text(encoding="utf-8"), file=f"{slug}/{path.name}")
    if scenario.slug != slug or scenario.locale != locale:
        raise FileError(
            path.name,
            1,
            "slug",
            f"says {scenario.slug} ({scenario.locale}); the folder says {slug} ({locale})",
        )
    return scenario


def read_scenario(text: str, *, file: str = "scenario.yaml") -> Scenario:
    """Read a scenario from YAML text.

    Raises:
        FileError: for text that is not YAML, or a field that is wrong.
    """
    return read_model(text, Scenario, file=file)


def read_model(text: str, model: type[M], *, file: str) -> M:
    """Read YAML text as ``model``; the first error is raised as a ``FileError``."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=_Reader)  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "is not YAML"
        raise FileError(
            file,
            mark.line + 1 if mark else 1,
            "",
            f"{problem}; mind the indentation and quote words with a colon",
        ) from error
    if not isinstance(data, Mapping):
        raise FileError(file, 1, "", "must be a mapping of fields, “slug: …” first")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key is reported as a missing field too; the key is what its writer can see.
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        path = tuple(first["loc"])
        field = ".".join(str(step) for step in path)
        raise FileError(file, _line(node, path), field, _advice(model, path, first)) from error


def _line(node: Any, path: tuple[int | str, ...]) -> int:
    """Return the line of the deepest part of ``path`` that is in the file."""
    line: int = node.start_mark.line + 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _advice(model: type[BaseModel], path: tuple[int | str, ...], error: Any) -> str:
    if error["type"] == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        near = difflib.get_close_matches(str(path[-1]), known, n=1)
        return (
            f"there is no such field; did you mean “{near[0]}”?"
            if near
            else f"there is no such field; known: {', '.join(known)}"
        )
    if error["type"] == "missing":
        return "is missing; write it"
    message = str(error["msg"]).removeprefix("Value error, ")
    given = error.get("input")
    return f"{message} (found: {given!r})" if isinstance(given, str | int | float) else message


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """Return the field names known at ``path``, read from the schema; empty where the path leaves the models."""
    schema = model.model_json_schema()
    node: dict[str, Any] = schema
    for step in path:
        node = _resolve(schema, node)
        if isinstance(step, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(step) or node.get("additionalProperties") or {}
    return list(_resolve(schema, node).get("properties", {}))


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for option in node.get("anyOf", ()):
        if "$ref" in option:
            node = option
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return node
