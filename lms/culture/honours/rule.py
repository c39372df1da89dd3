"""The rule of a quarter's honours: ``content/culture/honours.yaml``, and what it comes to. Pure.

A score cannot be won by recording fewer complaints: no measure counts them, and the shares of cases are judged by the
lower end of Wilson's interval (E. B. Wilson, 1927), which rises with every case that was answered well.
"""

from collections.abc import Mapping
from functools import cache
from math import ceil, sqrt
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from scenarios.content_file import read_model, text_of
from scenarios.persona import Strict

FILE = Path(__file__).parents[3] / "content" / "culture" / "honours.yaml"
Measure = Literal["satisfied", "timely", "visits", "praise", "coverage"]
NEEDED: tuple[Measure, ...] = ("satisfied", "timely")
"""Without these a branch takes no part: otherwise whoever recorded nothing would win."""
Z = 1.959964
"""Of an interval of 95 %."""


class HonourRules(Strict):
    """The whole file."""

    version: Annotated[int, Field(ge=1)]
    top_percent: Annotated[int, Field(ge=1, le=50)]
    letters: Annotated[int, Field(ge=1, le=20)]
    fewest: Annotated[int, Field(ge=1, le=1_000)]
    praise_full: Annotated[int, Field(ge=1, le=1_000)]
    weights: dict[Measure, Annotated[int, Field(ge=0, le=100)]]

    def places(self, branches: int) -> int:
        """How many branches are honoured of so many."""
        return ceil(branches * self.top_percent / 100)

    def score(self, measures: Mapping[Measure, float]) -> float:
        """From measures, 0 to 1 each, to a score from 0 to 100; a measure that is missing weighs nothing."""
        weight = sum(self.weights.get(name, 0) for name in measures)
        met = sum(self.weights.get(name, 0) * value for name, value in measures.items())
        return round(100 * met / weight, 1) if weight else 0.0


@cache
def honour_rules() -> HonourRules:
    """The shipped rule."""
    return read_model(text_of(FILE), HonourRules, file="content/culture/honours.yaml")


def lower_end(met: int, of: int) -> float:
    """The lower end of Wilson's interval of 95 % for a share; 0 where there is nothing to share."""
    if not of:
        return 0.0
    share, square = met / of, Z * Z
    middle = share + square / (2 * of)
    spread = Z * sqrt((share * (1 - share) + square / (4 * of)) / of)
    return max(0.0, (middle - spread) / (1 + square / of))
