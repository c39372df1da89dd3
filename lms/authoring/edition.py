"""Which edition of the program plays and judges: trials of one edition say nothing certain about another."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import scenarios
import scoring
from scenarios.loader import LIBRARY

_PARTS = {".py", ".yaml", ".yml"}


@cache
def rules_edition() -> str:
    """The SHA-256 of everything that decides how a trial goes, the scenarios themselves left out."""
    whole = sha256()
    for package in (scenarios, scoring):
        root = Path(next(iter(package.__path__)))
        for path in sorted(root.rglob("*")):
            if path.suffix in _PARTS and not path.is_relative_to(LIBRARY):
                whole.update(path.relative_to(root).as_posix().encode())
                whole.update(path.read_bytes())
    return whole.hexdigest()
