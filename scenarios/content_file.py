"""Reading content files, strictly. An error names the file, the line and the field, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from scenarios.spacing import close_up

M = TypeVar("M", bound=BaseModel)

DEEPEST = 200
"""Levels of a file, far more than any has; libyaml ends the whole process at some ten thousand."""
_BRACKET = re.compile(r"[\[\]{}]")
_DASHES = re.compile(rf"(?:[-?][ \t]+){{{DEEPEST}}}")


class FileError(ValueError):
    """A content file cannot be used.

    Attributes:
        file: its name.
        line: line of the offending field, from 1.
        field: its path, dots between the steps; empty where the text is no YAML.
        problem: what is wrong and what to write instead.
    """

    def __init__(self, file: str, line: int, field: str, message: str) -> None:
        super().__init__(f"{file}:{line}: {field}: {message}" if field else f"{file}:{line}: {message}")
        self.file, self.line, self.field, self.problem = file, line, field, message

    def __reduce__(self) -> tuple[type[FileError], tuple[str, int, str, str]]:
        """Travel whole from one process to another."""
        return type(self), (self.file, self.line, self.field, self.problem)


class _Unusable(yaml.MarkedYAMLError):
    """YAML would take it, and mean something else than its writer did."""

    def __init__(self, node: yaml.Node, problem: str, *, field: str = "") -> None:
        super().__init__(problem=problem, problem_mark=node.start_mark)
        self.field = field


class StrictReader(yaml.CSafeLoader):
    """YAML in which no field stands twice: plain YAML would take the last and forget the others."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Read a mapping; merged-in fields (``<<``) may be overridden, written ones stand once."""
        first: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:merge":
                continue
            line = first.setdefault(key.value, key.start_mark.line)
            if line != key.start_mark.line:
                raise _Unusable(key, f"stands on line {line + 1} already; keep one of them", field=key.value)
        return super().construct_mapping(node, deep=deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Read a value; a date or a number that is none is an error of its line."""
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, OverflowError) as error:
            raise _Unusable(node, f"looks like a date or a number and is none ({error}); quote it") from error


class ProseReader(StrictReader):
    """YAML makes a space of a line's end; between two Chinese signs there is none."""


def _text(reader: ProseReader, node: yaml.ScalarNode) -> str:
    words = str(reader.construct_scalar(node))
    return close_up(words) if node.end_mark.line > node.start_mark.line else words


ProseReader.add_constructor("tag:yaml.org,2002:str", _text)


def text_of(path: Path, *, file: str | None = None) -> str:
    """Return a content file's text.

    Args:
        path: where it lies.
        file: what to call it in an error; its path by default.

    Raises:
        FileError: it cannot be read, or is not UTF-8.
    """
    file = file or str(path)
    return decoded(bytes_of(path, file=file), file=file)


def bytes_of(path: Path, *, file: str) -> bytes:
    """Return a content file as it lies there.

    Raises:
        FileError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(file, 1, "", f"cannot be read ({error.strerror})") from error


def decoded(raw: bytes, *, file: str) -> str:
    """Return a content file's text from its bytes; a byte order mark is no part of it.

    Raises:
        FileError: it is not UTF-8; the line of the first bad byte is named.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileError(file, line, "", "is not UTF-8 text; save the file as UTF-8 and try again") from None


def read_yaml(text: str, *, file: str) -> Any:
    """Read YAML text, each text in it as it stands (patterns, word lists).

    Raises:
        FileError: it is not YAML, or a field stands twice.
    """
    return _read(text, StrictReader, file)[1]


def read_model(text: str, model: type[M], *, file: str, reader: type[StrictReader] = ProseReader) -> M:
    """Read YAML text as ``model``.

    Raises:
        FileError: it is not YAML, a field stands twice, or a field is wrong; the first error of all.
    """
    node, data = _read(text, reader, file)
    if not isinstance(data, Mapping):
        raise FileError(file, 1, "", "must be a mapping of fields: one “field: value” a line")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key is reported as a missing field too; the key is what its writer can see.
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        path = tuple(first["loc"])
        field = ".".join(str(step) for step in path)
        raise FileError(file, _line(node, path), field, _advice(model, path, first)) from error


def _read(text: str, kind: type[StrictReader], file: str) -> tuple[yaml.Node | None, Any]:
    """Return the nodes of a text, which know their lines, and its values."""
    if _too_deep(text):
        raise FileError(file, 1, "", "is nested too deeply; a content file needs a few levels")
    try:
        reader = kind(text)
        try:
            node = reader.get_single_node()
            return node, None if node is None else reader.construct_document(node)
        finally:
            reader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        if isinstance(error, _Unusable):
            raise FileError(file, line, error.field, str(error.problem)) from error
        problem = getattr(error, "problem", None) or "is not YAML"
        raise FileError(
            file, line, "", f"{problem}; mind the indentation and quote words with a colon"
        ) from error


def _too_deep(text: str) -> bool:
    """Tell whether a text might open more levels than ``DEEPEST``: brackets left open, or dashes in a row."""
    opened = 0
    for bracket in _BRACKET.findall(text):
        opened = opened + 1 if bracket in "[{" else max(0, opened - 1)
        if opened > DEEPEST:
            return True
    return bool(_DASHES.search(text))


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
