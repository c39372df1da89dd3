"""The clocks of a case: until when it has to be answered, planned and decided, and how that stands. Pure.

*Respond*, two hours: to a simple case, and to everything urgent. *Plan*, 24 hours: for a complex case. Both count
posted service hours; for what is urgent they count round the clock. *Decide*, the regulator's, in calendar days from
receipt: 15, extended to 30 where it is complex, to 60 with senior approval and notice to the customer. Nothing pauses
any of them but an appraisal by somebody outside. A reopened case begins anew from its reopening; a review has 60 days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from lms.feedback.cases.service_time import Hours, Pause, day_limit, service_between, service_later

Clock = Literal["respond", "plan", "decide"]
Track = Literal["simple", "complex"]
State = Literal["running", "soon", "over", "paused", "kept", "missed"]

RESPOND, PLAN = timedelta(hours=2), timedelta(hours=24)
DAYS, COMPLEX_DAYS, MOST_DAYS = 15, 30, 60
"""Calendar days to a decision; extended once; extended with senior approval, or of a review."""
SOON = 0.25
"""What is left of a clock of hours when it is soon over, as a share."""
SOON_DAYS = timedelta(days=3)
"""The same for the clock of days."""


@dataclass(frozen=True)
class Course:
    """What a case has been through, as far as its clocks ask.

    Attributes:
        started_at: when it was received, or reopened.
        urgent: whether it counts round the clock.
        days: 15, 30 or 60.
        stopped: by clock when it was answered for.
        pauses: appraisals by somebody outside.
        ended_at: when the case was closed; none while it is open.
    """

    started_at: datetime
    urgent: bool
    track: Track
    days: int = DAYS
    stopped: Mapping[Clock, datetime] = field(default_factory=dict)
    pauses: Sequence[Pause] = ()
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Reading:
    """How a clock stands.

    Attributes:
        due_at: its limit; none while a pause lasts.
        soon_at: from when on it is soon over.
        stopped_at: when it was answered for; none while it runs.
        used: how much of it is used up, 0 to 1.
    """

    clock: Clock
    state: State
    due_at: datetime | None
    soon_at: datetime | None
    stopped_at: datetime | None
    used: float


def clocks_of(course: Course, hours: Hours, now: datetime) -> tuple[Reading, ...]:
    """The clocks that hold for a case, the shortest first.

    Args:
        course: what the case has been through.
        hours: the posted service hours.
        now: the present moment.
    """
    counted = None if course.urgent else hours
    lengths: list[tuple[Clock, timedelta]] = []
    if course.urgent or course.track == "simple":
        lengths.append(("respond", RESPOND))
    if course.track == "complex":
        lengths.append(("plan", PLAN))
    readings = []
    for clock, length in lengths:
        due = service_later(course.started_at, length, counted, course.pauses)
        soon = service_later(course.started_at, length * (1 - SOON), counted, course.pauses)
        until = course.stopped.get(clock) or course.ended_at or now
        used = service_between(course.started_at, until, counted, course.pauses) / length
        readings.append(_reading(clock, course, due, soon, used, now))
    due = day_limit(course.started_at, course.days, hours.zone, course.pauses)
    until = course.stopped.get("decide") or course.ended_at or now
    used = (until - course.started_at) / timedelta(days=course.days)
    if due is not None:
        used = (until - course.started_at) / (due - course.started_at)
    readings.append(_reading("decide", course, due, None if due is None else due - SOON_DAYS, used, now))
    return tuple(readings)


def next_limit(readings: Sequence[Reading]) -> Reading | None:
    """The clock that runs and is over first; none where none runs, or all stand still."""
    running = [one for one in readings if one.stopped_at is None and one.due_at is not None]
    return min(running, key=lambda one: one.due_at, default=None)  # type: ignore[arg-type,return-value]


def _reading(
    clock: Clock,
    course: Course,
    due: datetime | None,
    soon: datetime | None,
    used: float,
    now: datetime,
) -> Reading:
    stopped = course.stopped.get(clock) or course.ended_at
    state: State
    if stopped is not None:
        state = "kept" if due is None or stopped <= due else "missed"
    elif due is None:
        state = "paused"
    elif now > due:
        state = "over"
    else:
        state = "soon" if soon is not None and now >= soon else "running"
        if any(begin <= now and (end is None or now < end) for begin, end in course.pauses):
            state = "paused"
    return Reading(clock, state, due, soon, stopped, min(1.0, max(0.0, used)))
