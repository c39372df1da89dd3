"""What a mentor asks of their people beside signatures: the last drill of each, and quizzes whose tries are used up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from lms.learning.quizzes import GRANT
from lms.learning.room import Learning
from lms.learning.tables import Enrolment, LearningResult, QuizAttempt
from lms.people import Action, Actor, PersonCard, may
from scenarios.transcript import Locale


@dataclass(frozen=True)
class LastDrill:
    """A rehearsal that counted: which scenario, how it went, when. What was said in it is the learner's."""

    scenario: str
    passed: bool
    score: int | None
    at: datetime


@dataclass(frozen=True)
class UsedUp:
    """A quiz somebody has tried as often as they may and not passed."""

    person: PersonCard
    course: str
    course_title: str
    tried: int
    best: int | None


def last_drills(learning: Learning, *, actor: Actor, people: Sequence[PersonCard]) -> dict[str, LastDrill]:
    """The last drill of each of some people, by their ids, of those whose progress the actor may see."""
    ids = _ids(actor, Action.READ_PROGRESS, people)
    newest = (
        select(col(LearningResult.person_id), func.max(col(LearningResult.at)).label("at"))
        .where(col(LearningResult.person_id).in_(ids), col(LearningResult.kind) == "drill")
        .group_by(col(LearningResult.person_id))
        .subquery()
    )
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(LearningResult)
            .join(newest, newest.c.person_id == col(LearningResult.person_id))
            .where(col(LearningResult.at) == newest.c.at, col(LearningResult.kind) == "drill")
        ).all()
    return {row.person_id: LastDrill(row.ref, row.outcome == "passed", row.score, row.at) for row in rows}


def quizzes_used_up(
    learning: Learning, *, actor: Actor, people: Sequence[PersonCard], locale: Locale
) -> tuple[UsedUp, ...]:
    """The quizzes among some people that the actor could open once more."""
    ids = _ids(actor, Action.SIGN_OFF, people)
    cards = {card.person_id: card for card in people}
    shelf = learning.shelves.shelf(locale)
    with learning.context.database.reading() as connection:
        since = {
            row.person_id: row.since
            for row in connection.execute(
                select(col(Enrolment.person_id), func.max(col(Enrolment.counts_from)).label("since"))
                .where(col(Enrolment.person_id).in_(ids), col(Enrolment.state) == "open")
                .group_by(col(Enrolment.person_id))
            )
        }
        tries = connection.execute(
            select(QuizAttempt).where(col(QuizAttempt.person_id).in_(ids)).order_by(col(QuizAttempt.number))
        ).all()
        granted = connection.execute(
            select(col(LearningResult.person_id), col(LearningResult.ref), col(LearningResult.at)).where(
                col(LearningResult.person_id).in_(ids), col(LearningResult.kind) == GRANT
            )
        ).all()
    used = defaultdict(list)
    for row in tries:
        begun = since.get(row.person_id)
        if begun is None or row.started_at >= begun:
            used[row.person_id, row.course, row.activity].append(row)
    found = []
    for (person_id, course, activity_id), rows in used.items():
        activities = shelf.courses[course].activities if course in shelf.courses else ()
        activity = next((one for one in activities if one.id == activity_id), None)
        if activity is None or activity.kind != "quiz":
            continue
        begun = since.get(person_id)
        more = sum(
            1
            for one in granted
            if one.person_id == person_id
            and one.ref == f"{course}/{activity_id}"
            and (begun is None or one.at >= begun)
        )
        if (
            len(rows) < activity.attempts + more
            or any(row.passed for row in rows)
            or any(row.closed_at is None for row in rows)
        ):
            continue
        best = max((row.score for row in rows if row.score is not None), default=None)
        found.append(UsedUp(cards[person_id], course, shelf.courses[course].title, len(rows), best))
    return tuple(sorted(found, key=lambda one: (one.person.employee_no, one.course)))


def _ids(actor: Actor, action: Action, people: Sequence[PersonCard]) -> list[str]:
    return sorted(
        card.person_id
        for card in people
        if may(actor, action, person_id=card.person_id, unit_id=card.unit_id)
    )
