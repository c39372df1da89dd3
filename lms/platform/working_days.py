"""Working days in China: weekends, public holidays, and the weekends that are worked in exchange for them.

The dates come from the ``holidays`` library, which follows the State Council's yearly notice. A year for which there
is no notice yet has the holidays and no exchanged weekends.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

Span = tuple[date, date | None]
"""First and last day of an absence; none while it lasts."""


@lru_cache(maxsize=1)
def _china():  # type: ignore[no-untyped-def]
    import holidays

    return holidays.country_holidays("CN")


@lru_cache(maxsize=4_096)
def is_working_day(day: date) -> bool:
    """Whether a bank's office works that day."""
    return bool(_china().is_working_day(day))


def days_later(start: date, days: int, *, working: bool, absences: Iterable[Span] = ()) -> date:
    """The day that is ``days`` after ``start``, the days of an absence not counted.

    Args:
        start: day zero, itself not counted.
        days: how many, 0 or more.
        working: count working days only, else all.
        absences: spans in which nothing is counted; where one has no end, it is taken to last for two years.
    """
    return _later(start, days, working, tuple(absences))


@lru_cache(maxsize=16_384)
def _later(start: date, days: int, working: bool, absences: tuple[Span, ...]) -> date:
    # Whoever begins on one day has the same due dates: it is reckoned once for all of them.
    spans = [(first, last or first + timedelta(days=730)) for first, last in absences]
    day, left = start, days
    while left > 0:
        day += timedelta(days=1)
        if any(first <= day <= last for first, last in spans):
            continue
        if not working or is_working_day(day):
            left -= 1
    return day


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day (29 February)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    following = date(year + (month == 12), month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))
