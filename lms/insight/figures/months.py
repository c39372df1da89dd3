"""Calendar months, by which figures are kept and asked for: ``2026-03``. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

EARLIEST_YEAR = 2000
_SHAPE = re.compile(
    r"(20\d{2})\s*[-/.年]\s*(\d{1,2})(?:\s*月|\s*[-/.]\s*0?1|\s*月\s*0?1\s*日)?(?:\s+00:00(?::00)?)?|(20\d{2})(\d{2})"
)

_LOST_ZERO = re.compile(r"20\d{2}\.1")


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; ``number`` is 1 to 12."""

    year: int
    number: int

    @property
    def id(self) -> str:
        """As it stands in a file: ``2026-03``."""
        return f"{self.year}-{self.number:02}"

    @property
    def begins(self) -> date:
        """Its first day, by which it is kept."""
        return date(self.year, self.number, 1)

    @property
    def after(self) -> "Month":
        """The next one."""
        return self.later(1)

    @property
    def days(self) -> int:
        """How many it has."""
        return (self.after.begins - self.begins).days

    def later(self, by: int) -> "Month":
        """The one so many after it; before it where ``by`` is negative."""
        place = 12 * self.year + self.number - 1 + by
        return Month(place // 12, place % 12 + 1)


def month_of(day: date) -> Month:
    """The month in which a day lies."""
    return Month(day.year, day.month)


@lru_cache(maxsize=1024)
def month_in(text: str) -> Month | None:
    """A month in one of the ways a list writes it: 2026-03, 2026/3, 2026年3月, 202603, or its first day.

    A spreadsheet makes a day of “2026-03”; any other day of a month names none. Of “2026.10” it makes the number
    2026.1: that is taken for neither January nor October.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    found = _SHAPE.fullmatch(said)
    if found is None or _LOST_ZERO.fullmatch(said):
        return None
    year, number = (int(part) for part in found.groups() if part is not None)
    return Month(year, number) if 1 <= number <= 12 else None


def months_between(first: date, after: date) -> tuple[Month, ...]:
    """All months of which a day lies in some days.

    Args:
        first: the first day.
        after: the first day that is not meant any more.
    """
    return tuple(_from(month_of(first), month_of(after - timedelta(days=1)))) if first < after else ()


def days_in(month: Month, first: date, after: date) -> int:
    """How many days of a month lie in some days, from the first until before ``after``."""
    return max(0, (min(after, month.after.begins) - max(first, month.begins)).days)


def _from(first: Month, last: Month) -> Iterator[Month]:
    month = first
    while month <= last:
        yield month
        month = month.after
