"""Where somebody stands in a curriculum: pure, from what they did and when, and the same for every reader.

What counts is what was done since the enrolment's round began to count: everything ever done in the first round, what
was done since it opened in a recertification. A course that was done stays done whatever a newer version of it asks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from lms.catalogue.teaching import Activity, Course, Curriculum
from lms.platform.working_days import Span, days_later


class Outcome(StrEnum):
    """What came of something that was done once."""

    COMPLETED = "completed"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True)
class Result:
    """Something was done: a lesson read, a quiz taken, a drill, a signature.

    Attributes:
        kind: the kind of activity, or ``course`` for a course that was done to its end.
        ref: what it was, see ``ref_of``.
        score: 0 to 100 where there is one.
        version: of the course it was done in; 0 where it belongs to none.
    """

    kind: str
    ref: str
    outcome: Outcome
    at: datetime
    score: int | None = None
    version: int = 0


class CourseState(StrEnum):
    """How far one course is."""

    DONE = "done"
    WAIVED = "waived"
    BLOCKED = "blocked"
    BEGUN = "begun"
    OPEN = "open"


@dataclass(frozen=True)
class Excused:
    """That somebody need not do a course, until a day (inclusive) or for good.

    Attributes:
        taken_back_at: when it was taken back; none while it stands.
    """

    course: str
    until: date | None
    taken_back_at: datetime | None = None


@dataclass(frozen=True)
class CourseStanding:
    """How far a learner is in one course of a curriculum.

    Attributes:
        blocked_by: the courses that come before it and are not done.
        done: ids of its activities that are done.
        next_id: the activity to do next; none when all are done.
        done_at: when the last thing was done that completed it; none while it is not done.
        done_on: the day of that in the bank's time zone.
    """

    course: str
    state: CourseState
    optional: bool
    due_on: date
    blocked_by: tuple[str, ...]
    done: frozenset[str]
    failed: frozenset[str]
    total: int
    next_id: str | None
    done_at: datetime | None
    done_on: date | None

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do in it."""
        return self.state in {CourseState.DONE, CourseState.WAIVED}


@dataclass(frozen=True)
class Standing:
    """How far a learner is in a curriculum."""

    courses: tuple[CourseStanding, ...]

    @property
    def required(self) -> tuple[CourseStanding, ...]:
        """The courses that must be done."""
        return tuple(course for course in self.courses if not course.optional)

    @property
    def done(self) -> int:
        """How many of the required courses are settled."""
        return sum(course.settled for course in self.required)

    @property
    def complete(self) -> bool:
        """Whether nothing required is left; where nothing is required, nothing was completed."""
        return bool(self.required) and self.done == len(self.required)

    @property
    def due_on(self) -> date | None:
        """The earliest day by which something required is due; none when nothing is."""
        return min((course.due_on for course in self.required if not course.settled), default=None)

    @property
    def next(self) -> CourseStanding | None:
        """The course to go on with: one that was begun, else the first that is open."""
        ahead = [c for c in self.courses if c.state in {CourseState.BEGUN, CourseState.OPEN}]
        return min(ahead, key=lambda c: (c.optional, c.state is not CourseState.BEGUN), default=None)


def ref_of(activity: Activity, course: str) -> tuple[str, str]:
    """Kind and name under which an activity's results are kept.

    A lesson and a drill are the same wherever they stand; all else belongs to its course.
    """
    match activity.kind:
        case "lesson":
            return "lesson", f"{course}/{activity.lesson}"
        case "drill":
            return "drill", activity.scenario
    return activity.kind, f"{course}/{activity.id}"


def standing(
    curriculum: Curriculum,
    courses: Mapping[str, Course],
    results: Sequence[Result],
    *,
    started_on: date,
    counts_from: datetime | None,
    today: date,
    zone: tzinfo,
    excused: Collection[Excused] = (),
    absences: Sequence[Span] = (),
    due_by: date | None = None,
) -> Standing:
    """Where somebody stands.

    Args:
        curriculum: the version that holds for them.
        courses: the published courses by slug; one that is not there is left out.
        results: all that they did, in any order.
        started_on: the day of enrolment, from which due dates count.
        counts_from: only what was done since then counts; everything when none.
        today: the day of the question.
        zone: the bank's time zone, in which a moment has its day.
        excused: waivers that have not been taken back.
        absences: their leave; due dates move by it.
        due_by: one day for everything, as in a recertification; else each course has its own.
    """
    counted: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        if counts_from is None or result.at >= counts_from:
            counted.setdefault((result.kind, result.ref), []).append(result)
    waived = {one.course for one in excused if one.until is None or one.until >= today}
    found: dict[str, CourseStanding] = {}
    for entry in curriculum.courses:
        course = courses.get(entry.course)
        if course is None:
            continue
        due_on = due_by or days_later(
            started_on, entry.due.days, working=entry.due.working, absences=absences
        )
        found[entry.course] = _course(
            course, counted, zone, optional=entry.optional, due_on=due_on, waived=entry.course in waived
        )
    return Standing(tuple(_blocked(one, courses[slug].requires, found) for slug, one in found.items()))


def done_since(activity: Activity, results: Sequence[Result]) -> datetime | None:
    """Since when an activity is done by what it takes to move on; none while it is not. ``results`` are its own."""
    # Of two in the same moment the better one is the later one.
    in_order = sorted(results, key=lambda result: (result.at, result.outcome is Outcome.PASSED))
    if activity.move_on == "completed":
        # To have taken a quiz, or rehearsed, is to have done it, well or not; a signature that was refused is not.
        tried = activity.kind in {"quiz", "drill"}
        return next((one.at for one in in_order if tried or one.outcome is not Outcome.FAILED), None)
    if activity.kind == "quiz" and activity.keep == "latest":
        fails = [place for place, one in enumerate(in_order) if one.outcome is not Outcome.PASSED]
        in_order = in_order[max(fails, default=-1) + 1 :]
    if activity.kind == "observation":
        # So many in a row: one that says otherwise makes the count begin anew.
        fails = [place for place, one in enumerate(in_order) if one.outcome is not Outcome.PASSED]
        ready = in_order[max(fails, default=-1) + 1 :]
        return ready[activity.times - 1].at if len(ready) >= activity.times else None
    return next((one.at for one in in_order if one.outcome is Outcome.PASSED), None)


def _course(
    course: Course,
    counted: Mapping[tuple[str, str], list[Result]],
    zone: tzinfo,
    *,
    optional: bool,
    due_on: date,
    waived: bool,
) -> CourseStanding:
    of = {activity.id: counted.get(ref_of(activity, course.slug), []) for activity in course.activities}
    since = {activity.id: done_since(activity, of[activity.id]) for activity in course.activities}
    moments = [moment for moment in since.values() if moment is not None]
    done = frozenset(name for name, moment in since.items() if moment is not None)
    # Being seen at work is not something one goes on with by oneself: it does not make a course begun.
    seen = {activity.id for activity in course.activities if activity.kind == "observation"}
    failed = frozenset(
        name
        for name, results in of.items()
        if name not in done | seen and any(result.outcome is Outcome.FAILED for result in results)
    )
    ends = [result.at for result in counted.get(("course", course.slug), ())]
    done_at = min(ends) if ends else max(moments) if len(done) == len(since) else None
    if done_at is not None:
        state = CourseState.DONE
    elif waived:
        state = CourseState.WAIVED
    else:
        state = CourseState.BEGUN if done or failed else CourseState.OPEN
    return CourseStanding(
        course.slug,
        state,
        optional,
        due_on,
        (),
        done,
        failed,
        len(since),
        None if done_at else next((name for name in since if name not in done), None),
        done_at,
        done_at.astimezone(zone).date() if done_at else None,
    )


def _blocked(
    one: CourseStanding,
    requires: Sequence[str],
    found: Mapping[str, CourseStanding],
) -> CourseStanding:
    before = tuple(slug for slug in requires if slug in found and not found[slug].settled)
    if one.settled or not before:
        return one
    return replace(one, state=CourseState.BLOCKED, blocked_by=before)
