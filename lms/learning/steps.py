"""Which activities of a course many people have done: one question, no standing reckoned person by person."""

from functools import reduce
from operator import add

from sqlalchemy import BigInteger, ColumnElement, Subquery, case, cast, exists, literal, or_, select
from sqlmodel import col

from lms.catalogue.teaching import Activity, Course
from lms.learning.standing import ref_of
from lms.learning.tables import LearningResult


def steps_done(course: Course, *, people: Subquery) -> Subquery:
    """For everybody of some people ``person_id`` and ``steps``: what they have done of a course, a bit each.

    ``steps`` has the bit of each activity that is done, by its place from 0; the bit after the last says that the
    course was done to its end, and stands alone: then all was done, or what there was of it. A quiz of which the latest
    try counts is taken for done where any try was passed, an observation that takes several where one said “ready”.

    Args:
        course: of at most 60 activities.
        people: their ``person_id``, and since when what they do counts, ``counts_from``, none for ever.
    """
    bits: dict[tuple[str, str, str], int] = {}
    for place, activity in enumerate(course.activities):
        kind, ref = ref_of(activity, course.slug)
        key = (kind, ref, _enough(activity))
        bits[key] = bits.get(key, 0) | 1 << place
    # Asked one by one and of the index alone, and whoever is through is asked for nothing more.
    done = case(
        (_was_done(people, "course", course.slug, "finished"), 1 << len(course.activities)),
        else_=reduce(
            add,
            (case((_was_done(people, *key), bit), else_=0) for key, bit in bits.items()),
        ),
    )
    return select(people.c.person_id, cast(done, BigInteger).label("steps")).subquery("steps")


def _was_done(people: Subquery, kind: str, ref: str, enough: str) -> ColumnElement[bool]:
    since, outcome = people.c.counts_from, col(LearningResult.outcome)
    # With “*” SQLite would fetch the row beside the index.
    result = exists(literal(1)).where(
        col(LearningResult.person_id) == people.c.person_id,
        col(LearningResult.kind) == kind,
        col(LearningResult.ref) == ref,
        or_(since.is_(None), col(LearningResult.at) >= since),
    )
    if enough == "passed":
        return result.where(outcome == "passed")
    return result.where(outcome != "failed") if enough == "finished" else result


def _enough(activity: Activity) -> str:
    """What result of an activity is enough, as ``standing.done_since`` has it."""
    if activity.move_on != "completed":
        return "passed"
    return "any" if activity.kind in {"quiz", "drill"} else "finished"
