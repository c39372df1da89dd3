"""Which activities of a course many people have done: one question, no standing reckoned person by person."""

from sqlalchemy import BigInteger, ColumnElement, Subquery, and_, case, cast, distinct, func, or_, select
from sqlmodel import col

from lms.catalogue.teaching import Activity, Course
from lms.learning.standing import ref_of
from lms.learning.tables import LearningResult


def steps_done(course: Course, *, people: Subquery) -> Subquery:
    """For everybody who has done something of a course: ``person_id`` and ``steps``.

    ``steps`` has the bit of each activity that is done, by its place from 0; the bit after the last says that the
    course was done to its end. A quiz of which the latest try counts is taken for done where any try was passed,
    an observation that takes several where one said “ready”.

    Args:
        course: of at most 60 activities.
        people: their ``person_id``, and since when what they do counts, ``counts_from``, none for ever.
    """
    bits: dict[tuple[str, str, str], int] = {}
    for place, activity in enumerate(course.activities):
        kind, ref = ref_of(activity, course.slug)
        key = (kind, ref, _enough(activity))
        bits[key] = bits.get(key, 0) | 1 << place
    bits["course", course.slug, "finished"] = 1 << len(course.activities)
    # Summed once each: the same thing done twice adds nothing.
    bit = case(
        *(
            (and_(_is(of_kind, named), _counts(enough)), value)
            for (of_kind, named, enough), value in bits.items()
        )
    )
    since = people.c.counts_from
    return (
        select(
            col(LearningResult.person_id),
            cast(func.sum(distinct(bit)), BigInteger).label("steps"),
        )
        .join(people, people.c.person_id == col(LearningResult.person_id))
        .where(
            or_(*(_is(of_kind, named) for of_kind, named, _how in bits)),
            or_(since.is_(None), col(LearningResult.at) >= since),
            bit.is_not(None),
        )
        .group_by(col(LearningResult.person_id))
        .subquery("steps")
    )


def _is(kind: str, ref: str) -> ColumnElement[bool]:
    return and_(col(LearningResult.kind) == kind, col(LearningResult.ref) == ref)


def _enough(activity: Activity) -> str:
    """What result of an activity is enough, as ``standing.done_since`` has it."""
    if activity.move_on != "completed":
        return "passed"
    return "any" if activity.kind in {"quiz", "drill"} else "finished"


def _counts(enough: str) -> ColumnElement[bool]:
    outcome = col(LearningResult.outcome)
    return {"passed": outcome == "passed", "finished": outcome != "failed", "any": outcome.is_not(None)}[
        enough
    ]
