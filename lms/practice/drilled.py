"""Telling learning that a scenario was rehearsed: in the transaction that closes the attempt, or not at all."""

from typing import Any

from sqlalchemy import Connection

from lms.learning import Done, Outcome, minutes_between, record
from lms.practice.stage import Practice
from lms.practice.views import AttemptCard


def note_drill(practice: Practice, connection: Connection, card: AttemptCard, closed: dict[str, Any]) -> None:
    """Write a closed attempt down as a drill; a whole visit alone, not one that was gone on with from its middle.

    Args:
        practice: the room; where it has no learning beside it, nothing is written.
        connection: of the transaction that closes the attempt.
        card: the attempt.
        closed: the columns it was closed with; a void exam is not to be noted.
    """
    if practice.learning is None or card.forked_from is not None:
        return
    scenario = practice.catalogue.scenario(card.slug, card.locale, card.scenario_version)
    closed_at = closed["closed_at"]
    record(
        connection,
        practice.learning.structure,
        [
            Done(
                card.person_id,
                "drill",
                card.slug,
                Outcome.PASSED if closed["passed"] else Outcome.FAILED,
                closed_at,
                score=closed["score"],
                version=card.scenario_version,
                source=card.attempt_id,
                minutes=min(minutes_between(card.opened_at, closed_at), scenario.minutes),
                day=closed_at.astimezone(practice.context.settings.zone).date(),
            )
        ],
        today=practice.context.today(),
        now=practice.context.now(),
    )
