"""What counts as training time, and for what: pure rules.

A finished lesson counts the minutes in its front matter, once a year. A quiz that was passed counts the time it took,
at most two minutes a question. A drill that was closed counts the time it took, at most what the scenario says a visit
takes, and each scenario once a day, passed or not. What somebody signs counts nothing: a class counts by its roster.
The topics of a course are what its time counts for, in equal parts, so that the ledger adds up to the time spent;
what belongs to no topic counts as ``other``.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal, get_args

from lms.catalogue.teaching import Shelf
from lms.catalogue.teaching.vocabulary import Topic

Form = Literal["online", "drill", "classroom"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
OTHER = "other"
MINUTES_A_QUESTION = 2
LONGEST = 24 * 60
"""Minutes that an entry can hold."""


@dataclass(frozen=True)
class Entry:
    """Minutes that count for one topic.

    Attributes:
        source: what it came from; it is written once for each topic.
    """

    person_id: str
    day: date
    topic: str
    minutes: int
    form: Form
    kind: str
    ref: str
    version: int
    source: str
    score: int | None = None
    by_person_id: str | None = None


def shared_out(minutes: int, topics: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Minutes in equal parts; the first topics get what cannot be divided, and a part of nothing is left out."""
    named = topics or (OTHER,)
    part, rest = divmod(max(0, min(minutes, LONGEST)), len(named))
    parts = ((topic, part + (place < rest)) for place, topic in enumerate(named))
    return tuple((topic, count) for topic, count in parts if count)


def topics_of(shelf: Shelf, kind: str, ref: str) -> tuple[str, ...]:
    """The topics for which something counts; a drill counts for those of every course that it belongs to."""
    if kind != "drill":
        course = shelf.courses.get(ref.partition("/")[0])
        return course.topics if course else ()
    found: dict[str, None] = {}
    for course in shelf.courses.values():
        if any(one.kind == "drill" and one.scenario == ref for one in course.activities):
            found |= dict.fromkeys(course.topics)
    return tuple(found)


def earned(
    shelf: Shelf,
    *,
    person_id: str,
    kind: str,
    ref: str,
    day: date,
    passed: bool,
    minutes: int | None,
    version: int,
    score: int | None,
    source: str | None,
) -> tuple[Entry, ...]:
    """The entries that something done once earns; none where it does not count.

    Args:
        shelf: what is published.
        person_id: who did it.
        kind: the kind of activity.
        ref: what it was, see ``standing.ref_of``.
        day: when, in the bank's time zone.
        passed: whether it was passed.
        minutes: how long it took, already capped where it is a drill.
        version: of what was done.
        score: 0 to 100.
        source: the try it came from.
    """
    match kind:
        case "lesson":
            card = shelf.lessons.get(ref)
            counted, form, once = card.minutes if card else 0, "online", f"{day.year}:{_short(ref)}"
        case "quiz" if passed and minutes is not None:
            counted, form, once = min(minutes, _longest_quiz(shelf, ref)), "online", source or _short(ref)
        case "drill" if minutes is not None:
            counted, form, once = minutes, "drill", f"{day:%y%m%d}:{_short(ref)}"
        case _:
            return ()
    named = f"{kind}:{person_id}:{once}" if kind != "quiz" else f"quiz:{once}"
    return tuple(
        Entry(person_id, day, topic, part, form, kind, ref, version, named, score)  # type: ignore[arg-type]
        for topic, part in shared_out(counted, topics_of(shelf, kind, ref))
    )


def _longest_quiz(shelf: Shelf, ref: str) -> int:
    course, _, activity_id = ref.partition("/")
    found = shelf.courses.get(course)
    for activity in found.activities if found else ():
        if activity.kind == "quiz" and activity.id == activity_id:
            return MINUTES_A_QUESTION * activity.draw
    return 0


def _short(ref: str) -> str:
    return sha256(ref.encode()).hexdigest()[:24]
