"""Lists of attempts: one's own, and those of others that one may read. No word of what was said is in them."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Select, func, select
from sqlmodel import col

from lms.people import Action, Actor, Deed, PersonCard, may, note_list, people_in_reach, require
from lms.practice.closing import close_overdue
from lms.practice.reading import open_to
from lms.practice.rows import card_of
from lms.practice.stage import Mode, Practice
from lms.practice.tables import Attempt
from lms.practice.views import AttemptCard

MOST_ROWS = 500
FEW_PEOPLE = 1_000
"""People up to whom a statement names each; for more it reads everybody's and leaves out the others."""


@dataclass(frozen=True)
class ExamRow:
    """An attempt of somebody else that the actor may read, and whose it is."""

    card: AttemptCard
    person: PersonCard


def list_attempts(
    practice: Practice,
    *,
    actor: Actor,
    slug: str | None = None,
    limit: int = 50,
    before: datetime | None = None,
) -> tuple[AttemptCard, ...]:
    """One's own attempts, newest first.

    Args:
        practice: the practice room.
        actor: whose.
        slug: at this scenario only.
        limit: at most so many, and never more than ``MOST_ROWS``.
        before: opened before this moment: the last one's ``opened_at`` gives the next page.

    Raises:
        Forbidden: the actor has no attempts of their own.
    """
    require(actor, Action.READ_PRACTICE)
    close_overdue(practice, person_id=actor.person_id)
    query = select(Attempt).where(col(Attempt.person_id) == actor.person_id)
    if slug is not None:
        query = query.where(col(Attempt.slug) == slug)
    if before is not None:
        query = query.where(col(Attempt.opened_at) < before)
    query = query.order_by(col(Attempt.opened_at).desc(), col(Attempt.id).desc())
    return _cards(practice, query.limit(max(0, min(limit, MOST_ROWS))))


def best_scores(practice: Practice, *, actor: Actor) -> dict[str, int]:
    """The actor's best score at each scenario they have finished, by slug; void exams aside.

    Raises:
        Forbidden: the actor has no attempts of their own.
    """
    require(actor, Action.READ_PRACTICE)
    close_overdue(practice, person_id=actor.person_id)
    with practice.context.database.reading() as connection:
        rows = connection.execute(
            select(col(Attempt.slug), func.max(col(Attempt.score)))
            .where(
                col(Attempt.person_id) == actor.person_id,
                col(Attempt.closed_at).is_not(None),
                col(Attempt.void).is_(False),
            )
            .group_by(col(Attempt.slug))
        )
        return {slug: score for slug, score in rows if score is not None}


def unfinished(practice: Practice, *, actor: Actor) -> AttemptCard | None:
    """The newest conversation the actor has not ended, an exam before practice; none when all have ended.

    Raises:
        Forbidden: the actor has no attempts of their own.
    """
    require(actor, Action.READ_PRACTICE)
    close_overdue(practice, person_id=actor.person_id)
    query = (
        select(Attempt)
        .where(
            col(Attempt.person_id) == actor.person_id,
            col(Attempt.closed_at).is_(None),
            col(Attempt.void).is_(False),
        )
        .order_by(col(Attempt.deadline_at).is_(None), col(Attempt.opened_at).desc(), col(Attempt.id).desc())
        .limit(1)
    )
    return next(iter(_cards(practice, query)), None)


def exams_to_read(practice: Practice, *, actor: Actor) -> tuple[ExamRow, ...]:
    """Finished exams of others that the actor may read, newest first, at most ``MOST_ROWS``."""
    return _of_others(practice, actor, "exam")


def shared_with_me(practice: Practice, *, actor: Actor) -> tuple[ExamRow, ...]:
    """Finished practice that others let the actor read, newest first, at most ``MOST_ROWS``."""
    return _of_others(practice, actor, "practice")


def _of_others(practice: Practice, actor: Actor, mode: Mode) -> tuple[ExamRow, ...]:
    people = {
        person.person_id: person
        for person in people_in_reach(practice.context, actor=actor)
        if person.person_id != actor.person_id
        and may(actor, Action.READ_EXAM, person_id=person.person_id, unit_id=person.unit_id)
    }
    if not people:
        return ()
    if mode == "exam":
        close_overdue(practice)
    query = select(Attempt).where(col(Attempt.mode) == mode, col(Attempt.closed_at).is_not(None))
    if mode == "practice":
        query = query.where(col(Attempt.shared).is_(True))
    if len(people) <= FEW_PEOPLE:
        query = query.where(col(Attempt.person_id).in_(sorted(people)))
    query = query.order_by(col(Attempt.closed_at).desc(), col(Attempt.id).desc())
    with practice.context.database.reading() as connection:
        cards = (card_of(row) for row in connection.execute(query) if row.person_id in people)
        rows = (ExamRow(card, people[card.person_id]) for card in cards)
        found = tuple(islice((row for row in rows if open_to(actor, row.card, row.person)), MOST_ROWS))
    shown = {row.person.person_id: row.person for row in found}.values()
    deed = Deed.LISTED_EXAMS if mode == "exam" else Deed.LISTED_SHARED
    note_list(practice.context, actor=actor, deed=deed, action=Action.READ_EXAM, people=shown)
    return found


def _cards(practice: Practice, query: Select[*tuple[Attempt]]) -> tuple[AttemptCard, ...]:
    with practice.context.database.reading() as connection:
        return tuple(card_of(row) for row in connection.execute(query))
