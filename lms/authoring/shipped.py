"""The last full run, as it comes with the product: one line of JSON a scenario and language."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from scoring.trials import Summary

TABLE = Path(__file__).parents[2] / "docs" / "trials" / "trials.json"
"""Beside the table that people read; both are written by ``lms scenario check --report docs/trials``."""


@dataclass(frozen=True)
class Shipped:
    """What was played before this version was given out.

    Attributes:
        played_on: the day of the run; none when no run is shipped.
        summaries: by slug and language.
    """

    played_on: date | None = None
    summaries: Mapping[tuple[str, str], Summary] = field(default_factory=dict)


def read_shipped(path: Path = TABLE) -> Shipped:
    """The shipped run; an empty one where there is none. Read again only when the file changes."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return Shipped()


def written(summaries: Iterable[Summary], *, played_on: date) -> str:
    """A run as it is shipped."""
    lines = [json.dumps({"played_on": played_on.isoformat()})]
    lines += [json.dumps(s.as_json(), ensure_ascii=False, separators=(",", ":")) for s in summaries]
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=2)
def _read(path: Path, _changed_at: int) -> Shipped:
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    summaries = [Summary.from_json(json.loads(line)) for line in lines]
    return Shipped(
        date.fromisoformat(json.loads(first)["played_on"]), {(s.slug, s.locale): s for s in summaries}
    )
