"""The customer who fits: for the competency that is most in need, neither too easy nor too hard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from lms.catalogue import ScenarioCard
from lms.learning import abilities_of
from lms.learning.next_step import IN_A_ROW, Candidate, Reason, next_step
from lms.people import Actor
from lms.practice.record import Record
from lms.practice.stage import Practice
from lms.practice.tables import Attempt


@dataclass(frozen=True)
class Fitting:
    """Whom to meet next, and why.

    Attributes:
        fresh: they have all they need; this only keeps it.
    """

    card: ScenarioCard
    competency: str
    reason: Reason
    fresh: bool


def fitting(
    practice: Practice,
    *,
    actor: Actor,
    known: Mapping[str, Record],
    cards: Sequence[ScenarioCard],
    mastered_from: int,
) -> Fitting | None:
    """The scenario that serves the actor's weakest needed competency best; none where nothing is asked of them.

    Args:
        practice: the practice room.
        actor: whose.
        known: what they did, by slug.
        cards: what they may take.
        mastered_from: whole visits passed in practice from which a scenario is not proposed any more.
    """
    if practice.learning is None:
        return None
    abilities = abilities_of(practice.learning, actor=actor)
    if not abilities.needed:
        return None
    candidates = [
        Candidate(
            card.slug,
            "drill",
            card.competencies,
            card.difficulty,
            card.customer,
            max(filter(None, (record.passed_at, record.failed_at)), default=None),
        )
        for card in cards
        if (record := known.get(card.slug, Record())).practised < mastered_from
    ]
    step = next_step(
        needed=abilities.needed,
        beliefs=abilities.beliefs,
        candidates=candidates,
        customers=customers_met(practice, actor, cards),
        at=practice.context.now(),
    )
    if step is None:
        return None
    card = next(card for card in cards if card.slug == step.candidate.ref)
    return Fitting(card, step.competency, step.reason, fresh=not step.behind)


def customers_met(practice: Practice, actor: Actor, cards: Sequence[ScenarioCard]) -> tuple[str, ...]:
    """The customers of the actor's last whole visits, the latest last."""
    names = {card.slug: card.customer for card in cards}
    with practice.context.database.reading() as connection:
        slugs = connection.execute(
            select(col(Attempt.slug))
            .where(
                col(Attempt.person_id) == actor.person_id,
                col(Attempt.closed_at).is_not(None),
                col(Attempt.forked_from).is_(None),
            )
            .order_by(col(Attempt.closed_at).desc())
            .limit(IN_A_ROW)
        ).scalars()
        return tuple(names.get(slug, slug) for slug in reversed(list(slugs)))
