"""Quarters of a year, as they are kept and asked for: ``2026-Q1``."""

import re
from datetime import date

from lms.platform.errors import Refused
from lms.platform.i18n import mark

_SHAPE = re.compile(r"(20\d\d)-Q([1-4])")
NO_QUARTER = mark("“{given}” is no quarter. Write it as 2026-Q1.")


def quarter_of(day: date) -> str:
    """The quarter a day lies in."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def days_of(quarter: str) -> tuple[date, date]:
    """The first day of a quarter and the first after it.

    Raises:
        Refused: it is no quarter.
    """
    found = _SHAPE.fullmatch(quarter)
    if found is None:
        raise Refused(NO_QUARTER, given=quarter[:20])
    year, number = int(found[1]), int(found[2])
    first = date(year, 3 * number - 2, 1)
    return first, date(year + number // 4, 3 * number % 12 + 1, 1)


def later(quarter: str, by: int) -> str:
    """The quarter so many after another; before it where ``by`` is negative."""
    first, _after = days_of(quarter)
    months = first.year * 12 + first.month - 1 + 3 * by
    return quarter_of(date(months // 12, months % 12 + 1, 1))
