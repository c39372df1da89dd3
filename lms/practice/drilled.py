"""Telling learning that a scenario was rehearsed: in the transaction that closes the attempt, or not at all."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from lms.learning import Done, Outcome, minutes_between, record
from lms.practice.stage import Practice
from lms.practice.views import AttemptCard


def drill(
    *, attempt_id: str, person_id: str, slug: str, version: int, passed: bool, score: int, closed_at: datetime
) -> Done:
    """A closed attempt as learning keeps it; it arrives once, by the attempt's id."""
    outcome = Outcome.PASSED if passed else Outcome.FAILED
    return Done(person_id, "drill", slug, outcome, closed_at, score=score, version=version, source=attempt_id)


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
    done = drill(
        attempt_id=card.attempt_id,
        person_id=card.person_id,
        slug=card.slug,
        version=card.scenario_version,
        passed=closed["passed"],
        score=closed["score"],
        closed_at=closed_at,
    )
    timed = replace(
        done,
        minutes=min(minutes_between(card.opened_at, closed_at), scenario.minutes),
        day=closed_at.astimezone(practice.context.settings.zone).date(),
    )
    record(
        connection,
        practice.learning.structure,
        [timed],
        today=practice.context.today(),
        now=practice.context.now(),
    )
