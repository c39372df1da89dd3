"""Quarters of the calendar, as they are kept and asked for: ``2026-Q1``. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from lms.platform.errors import Refused
from lms.platform.i18n import mark

QUARTER_LENGTH = 7
"""Characters of a quarter as it is kept."""
NO_QUARTER = mark("“{given}” is no quarter. Write it as 2026-Q1.")
_SHAPE = re.compile(r"(20[0-9]{2})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year; ``number`` is 1 to 4."""

    year: int
    number: int

    @property
    def id(self) -> str:
        """As it is kept and stands in an address: ``2026-Q4``."""
        return f"{self.year}-Q{self.number}"

    @property
    def begins(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> date:
        """Its last day."""
        return self.after.begins - timedelta(days=1)

    @property
    def after(self) -> "Quarter":
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def year_before(self) -> "Quarter":
        """The same one a year earlier."""
        return Quarter(self.year - 1, self.number)


def moments(since: date, until: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """When some days begin at the bank, and when the day after the last of them does."""
    first, after = since, until + timedelta(days=1)
    begins, ends = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, after))
    return begins, ends


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_called(said: str) -> Quarter:
    """A quarter by its id.

    Raises:
        Refused: there is none of this name.
    """
    found = _SHAPE.fullmatch(said)
    if found is None:
        raise Refused(NO_QUARTER, given=said[:20])
    return Quarter(int(found[1]), int(found[2]))


def days_of(quarter: str) -> tuple[date, date]:
    """The first day of a quarter and the first after it, by its id.

    Raises:
        Refused: there is none of this name.
    """
    found = quarter_called(quarter)
    return found.begins, found.after.begins


def later(quarter: str, by: int) -> str:
    """The id of the quarter so many after another; before it where ``by`` is negative.

    Raises:
        Refused: there is none of this name.
    """
    found = quarter_called(quarter)
    place = 4 * found.year + found.number - 1 + by
    return Quarter(place // 4, place % 4 + 1).id
