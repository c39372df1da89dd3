"""Time as the posted service hours count it: working days of China's calendar, the hours on the door, without pauses.

Pure: from moments to moments. All reckoning is done in UTC; the zone only says when a day and its hours begin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from lms.platform.working_days import is_working_day

Span = tuple[datetime, datetime]
Pause = tuple[datetime, datetime | None]
"""From when until when nothing is counted; none while it lasts."""

MOST_DAYS = 800
"""So far ahead is looked for hours; what is not used up by then never will be."""


@dataclass(frozen=True)
class Hours:
    """The hours on the door.

    Attributes:
        spans: beginning and end of each part of a working day, in order, such as 9:00–12:00 and 13:00–17:00.
        zone: the bank's.
    """

    spans: tuple[tuple[time, time], ...]
    zone: tzinfo

    @classmethod
    def posted(cls, written: str, zone: tzinfo) -> "Hours":
        """Read ``09:00-12:00,13:00-17:00``.

        Raises:
            ValueError: it is not written so, or one part ends before it begins or begins before the last has ended.
        """
        spans: list[tuple[time, time]] = []
        for part in written.split(","):
            begin, dash, end = part.strip().partition("-")
            if not dash:
                raise ValueError(f"{part.strip()!r} has no end")
            spans.append((time.fromisoformat(begin.strip()), time.fromisoformat(end.strip())))
        ordered = [moment for span in spans for moment in span]
        if any(later <= earlier for earlier, later in pairwise(ordered)):
            raise ValueError("each part has to end after it begins, and begin after the last has ended")
        return cls(tuple(spans), zone)


def service_later(
    start: datetime,
    length: timedelta,
    hours: Hours | None,
    pauses: Sequence[Pause] = (),
) -> datetime | None:
    """The moment at which so much time has been counted.

    Args:
        start: from when on, aware.
        length: how much.
        hours: what is counted; none for every hour of every day.
        pauses: what is not counted.

    Returns:
        None while a pause lasts within which it would fall.
    """
    left = length
    for begin, end in _counted(start, hours, pauses):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return None


def service_between(
    start: datetime,
    until: datetime,
    hours: Hours | None,
    pauses: Sequence[Pause] = (),
) -> timedelta:
    """How much time was counted between two moments."""
    total = timedelta()
    for begin, end in _counted(start, hours, pauses):
        if begin >= until:
            break
        total += min(end, until) - begin
    return total


def day_limit(start: datetime, days: int, zone: tzinfo, pauses: Sequence[Pause] = ()) -> datetime | None:
    """The last second of the calendar day that is so many days after ``start``, whose own day is day zero.

    Weekends and holidays count. A pause moves the day by as many days as lie between its first and its last.

    Returns:
        None while a pause lasts.
    """
    day = start.astimezone(zone).date() + timedelta(days=days)
    for begin, end in pauses:
        if end is None:
            return None
        day += max(timedelta(), end.astimezone(zone).date() - begin.astimezone(zone).date())
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(start.tzinfo)


def _counted(start: datetime, hours: Hours | None, pauses: Sequence[Pause]) -> Iterator[Span]:
    for span in _open(start, hours):
        yield from _without(span, pauses)


def _open(start: datetime, hours: Hours | None) -> Iterator[Span]:
    if hours is None:
        yield start, start + timedelta(days=MOST_DAYS)
        return
    first: date = start.astimezone(hours.zone).date()
    for place in range(MOST_DAYS):
        day = first + timedelta(days=place)
        if not is_working_day(day):
            continue
        for begin, end in hours.spans:
            opens = datetime.combine(day, begin, hours.zone).astimezone(start.tzinfo)
            shuts = datetime.combine(day, end, hours.zone).astimezone(start.tzinfo)
            if shuts > start:
                yield max(opens, start), shuts


def _without(span: Span, pauses: Sequence[Pause]) -> Iterator[Span]:
    begin, end = span
    for pause_begin, pause_end in sorted(pauses, key=lambda pause: pause[0]):
        if pause_begin >= end or (pause_end is not None and pause_end <= begin):
            continue
        if pause_begin > begin:
            yield begin, pause_begin
        if pause_end is None or pause_end >= end:
            return
        begin = max(begin, pause_end)
    if begin < end:
        yield begin, end
