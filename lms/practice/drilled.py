"""Telling learning that a scenario was rehearsed: in the transaction that closes the attempt, or not at all."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from lms.catalogue.teaching.competencies import load_evidence_map
from lms.learning import Done, Outcome, Seen, minutes_between, record, take_down
from lms.learning.mastery import evidence_of_drill
from lms.practice.stage import Practice
from lms.practice.views import AttemptCard
from scenarios.schema import Scenario

_SOMETHING_SAID = 3


def drill(
    *, attempt_id: str, person_id: str, slug: str, version: int, passed: bool, score: int, closed_at: datetime
) -> Done:
    """A closed attempt as learning keeps it; it arrives once, by the attempt's id."""
    outcome = Outcome.PASSED if passed else Outcome.FAILED
    return Done(person_id, "drill", slug, outcome, closed_at, score=score, version=version, source=attempt_id)


def note_drill(
    practice: Practice,
    connection: Connection,
    card: AttemptCard,
    scenario: Scenario,
    closed: dict[str, Any],
    judged: dict[str, Any],
) -> None:
    """Write a closed attempt down as a drill; a whole visit alone, not one that was gone on with from its middle.

    Args:
        practice: the room; where it has no learning beside it, nothing is written.
        connection: of the transaction that closes the attempt.
        card: the attempt.
        scenario: what was rehearsed.
        closed: the columns it was closed with; a void exam is not to be noted.
        judged: the columns of its assessment.
    """
    if practice.learning is None or card.forked_from is not None:
        return
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
    take_down(
        connection,
        person_id=card.person_id,
        seen=seen_in_visit(card.attempt_id, scenario, closed, judged, set_aside=card.set_aside),
    )


def seen_in_visit(
    attempt_id: str,
    scenario: Scenario,
    closed: dict[str, Any],
    judged: dict[str, Any],
    *,
    set_aside: Collection[str] = (),
) -> list[Seen]:
    """What a judged visit tells of its person's competencies; a question that was set aside tells nothing.

    Nor does a visit in which the trainee said nothing: the customer's first and last words are two turns.
    """
    told = load_evidence_map()
    if judged["rubric"] != told.rubric or closed["turns"] < _SOMETHING_SAID:
        return []
    broken_off = closed["closed_by"] == "trainee" and not closed["wanted"]
    outcomes = {
        result["id"]: result["outcome"]
        for result in judged["body"]["criteria"]
        if result["id"] not in set_aside
    }
    pieces = evidence_of_drill(
        told,
        attempt=attempt_id,
        outcomes=outcomes,
        difficulty=scenario.difficulty,
        competencies=scenario.competencies,
        wanted=None if broken_off else closed["wanted"],
        at=closed["closed_at"],
    )
    return [Seen(piece, scenario.slug) for piece in pieces]
