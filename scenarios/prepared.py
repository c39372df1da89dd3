"""What takes long to make from a file of patterns is made once, and kept where Python keeps its compiled code.

A file's patterns are compiled, and their needles found, in about a second, which every process and every command would
begin with. What was made lies beside the file, in ``__pycache__``, and is read in some milliseconds for as long as
neither the file nor the program changes. Where nothing may be written there, it is made every time.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

import pydantic

Made = TypeVar("Made")
_DIGEST_BYTES = 32


class Regex:
    """A regular expression that is compiled when it is made, and after it was kept only once somebody searches."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Compile ``pattern``.

        Raises:
            re.error: it is no regular expression.
        """
        self.pattern = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = re.compile(pattern, flags)

    def __getstate__(self) -> tuple[str, int]:
        return self.pattern, self._flags

    def __setstate__(self, state: tuple[str, int]) -> None:
        self.pattern, self._flags = state
        self._compiled = None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches between ``start`` and ``end``."""
        return self._ready().finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between ``start`` and ``end``."""
        return self._ready().search(text, start, end)

    def _ready(self) -> re.Pattern[str]:
        # Two threads may both compile it, to the same end.
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        return self._compiled


def prepared(path: Path, kind: type[Made], make: Callable[[], Made], *, program: Iterable[Path]) -> Made:
    """Return what ``make`` makes from the file at ``path``, or what it made before.

    Args:
        path: the file; what was made of it is kept beside it, as the compiled code of a module is.
        kind: what is made. It can be pickled.
        make: reads the file; what it raises is raised, and nothing is kept.
        program: folders of modules, or modules, after whose change it has to be made anew.
    """
    digest = _digest(path, kind, program)
    kept = Path(cache_from_source(str(path)))
    # As with a module's compiled code, whoever may write there may as well change the program.
    with suppress(Exception):
        raw = kept.read_bytes()
        if raw[:_DIGEST_BYTES] == digest and isinstance(found := pickle.loads(raw[_DIGEST_BYTES:]), kind):  # noqa: S301
            return found
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(kept, digest + pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made


def _digest(path: Path, kind: type[Any], program: Iterable[Path]) -> bytes:
    seen = hashlib.sha256(f"{sys.version} {pydantic.VERSION} {kind.__qualname__}".encode())
    with suppress(OSError):
        seen.update(path.read_bytes())
    for module in (Path(__file__), *program):
        seen.update(_code(module))
    return seen.digest()


@cache
def _code(module: Path) -> bytes:
    files = sorted(module.glob("*.py")) if module.is_dir() else [module]
    return b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)


def _keep(kept: Path, raw: bytes) -> None:
    """Write it whole or not at all: other processes read it meanwhile, or write the same."""
    kept.parent.mkdir(exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=kept.parent, prefix=kept.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        Path(draft).chmod(0o644)
        Path(draft).replace(kept)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
