"""Quarters of the calendar, as a paper is written for one. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from lms.platform.errors import Refused
from lms.platform.i18n import mark

NO_QUARTER = mark("There is no quarter “{given}”. Write it as 2026Q4.")
EARLIEST = 2000


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year; ``number`` is 1 to 4."""

    year: int
    number: int

    @property
    def id(self) -> str:
        """As it is kept and stands in an address: ``2026Q4``."""
        return f"{self.year}Q{self.number}"

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
    year, letter, number = said[:4], said[4:5], said[5:]
    if letter != "Q" or not (year.isascii() and year.isdigit()) or number not in {"1", "2", "3", "4"}:
        raise Refused(NO_QUARTER, given=said[:20])
    if int(year) < EARLIEST:
        raise Refused(NO_QUARTER, given=said)
    return Quarter(int(year), int(number))
