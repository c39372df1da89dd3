"""When somebody is reminded: pure, from a due date and the day.

Seven days before, one working day before, on the day after, then every week; on working days alone. What falls on a
day of rest, or on a day on which nobody did the night's work, is said on the next working day, and the latest word
stands for those before it.
"""

from datetime import date, timedelta

from lms.platform.working_days import is_working_day

AHEAD = timedelta(days=7)


def step_of(due_on: date, today: date) -> str | None:
    """What there is to say today of something due on a day, the same word until the next one; none on days of rest."""
    last = _working_day_before(due_on)
    # At the end of long holidays the last working day before is more than a week ago.
    if not is_working_day(today) or today < min(due_on - AHEAD, last):
        return None
    if today > due_on:
        return f"late_{((today - due_on).days - 1) // 7}"
    return "day_before" if today >= last else "week_before"


def team_key(today: date) -> str | None:
    """What a manager is told once in a week, from its first working day on; none on days of rest."""
    if not is_working_day(today):
        return None
    return f"team:{today - timedelta(days=today.weekday())}"


def _working_day_before(day: date) -> date:
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
