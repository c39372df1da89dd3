"""Attempts beside each other: the branches of one visit, and two attempts turn by turn."""

from itertools import takewhile

from sqlalchemy import select
from sqlmodel import col

from lms.people import Actor
from lms.platform.errors import Refused
from lms.practice.reading import read_attempt, readable
from lms.practice.rows import card_of, no_such_attempt, read_card
from lms.practice.stage import Practice
from lms.practice.tables import Attempt
from lms.practice.views import AttemptCard, AttemptView, Comparison


def branches(practice: Practice, *, actor: Actor, attempt_id: str) -> tuple[AttemptCard, ...]:
    """All attempts that go back to the same first words, this one among them, oldest first.

    Raises:
        NotFound: there is no such attempt, or it is not the actor's to read.
    """
    with practice.context.database.reading() as connection:
        asked = read_card(connection, attempt_id)
        rows = connection.execute(
            select(Attempt)
            .where(col(Attempt.origin_id) == asked.origin_id)
            .order_by(col(Attempt.opened_at), col(Attempt.id))
        ).all()
    if not readable(practice, actor, asked):
        raise no_such_attempt()
    # Branches are one person's; of another's, each is shared by itself.
    cards = [card_of(row) for row in rows]
    return tuple(card for card in cards if readable(practice, actor, card))


def compare_attempts(practice: Practice, *, actor: Actor, left: str, right: str) -> Comparison:
    """Two attempts at one scenario side by side; the earlier one stands left, whichever was named first.

    Raises:
        NotFound: one of them is not there, or not the actor's to read.
        Refused: they are attempts at different scenarios.
    """
    views = [read_attempt(practice, actor=actor, attempt_id=attempt_id) for attempt_id in (left, right)]
    if views[0].card.slug != views[1].card.slug:
        raise Refused("Two attempts can be compared when they are at the same scenario.")
    earlier, later = sorted(views, key=lambda view: (view.card.opened_at, view.card.attempt_id))
    return Comparison(
        earlier,
        later,
        common=_common(earlier, later),
        changed=_changed(earlier, later),
        now_reached=_reached(later, but_not_by=earlier),
        no_longer_reached=_reached(earlier, but_not_by=later),
        gained=_gained(earlier, later),
    )


def _common(left: AttemptView, right: AttemptView) -> int:
    pairs = zip(left.turns, right.turns, strict=False)
    same = takewhile(lambda pair: (pair[0].speaker, pair[0].text) == (pair[1].speaker, pair[1].text), pairs)
    return sum(1 for _ in same)


def _changed(left: AttemptView, right: AttemptView) -> tuple[tuple[str, str, str], ...]:
    if left.assessment is None or right.assessment is None:
        return ()
    before = {result.id: result.outcome for result in left.assessment.criteria}
    return tuple(
        (result.id, before[result.id], result.outcome)
        for result in right.assessment.criteria
        if result.id in before and before[result.id] != result.outcome
    )


def _reached(view: AttemptView, *, but_not_by: AttemptView) -> tuple[str, ...]:
    missed = {objective.id for objective in but_not_by.scenario.objectives} - set(but_not_by.state.objectives)
    return tuple(
        objective.text
        for objective in view.scenario.objectives
        if objective.id in view.state.objectives and objective.id in missed
    )


def _gained(left: AttemptView, right: AttemptView) -> int | None:
    if left.card.score is None or right.card.score is None:
        return None
    return right.card.score - left.card.score
