"""Telling learning that a scenario was rehearsed: in the transaction that closes the attempt, or not at all."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection

from lms.catalogue.teaching.competencies import load_evidence_map
from lms.learning import Done, Outcome, Seen, minutes_between, record, take_down
from lms.learning.mastery import evidence_of_drill
from lms.practice.stage import Practice
from lms.practice.views import AttemptCard
from scenarios.schema import Scenario

_SOMETHING_SAID = 3


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
