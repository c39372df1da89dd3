"""Telling learning that a scenario was rehearsed: in the transaction that closes the attempt, or not at all."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from lms.catalogue.teaching.competencies import load_evidence_map
from lms.learning import Done, Outcome, Seen, minutes_between, record, take_down
from lms.learning.mastery import evidence_of_drill
from lms.practice.stage import Practice
from lms.practice.views import AttemptCard
from scenarios.schema import Scenario

_SOMETHING_SAID = 3


def drill(
    *,
    attempt_id: str,
    person_id: str,
    slug: str,
    version: int,
    passed: bool,
    score: int,
    opened_at: datetime,
    closed_at: datetime,
    longest: int,
    zone: ZoneInfo,
) -> Done:
    """A closed attempt as learning keeps it; it arrives once, by the attempt's id.

    It counts on the day it was closed in ``zone``, and for ``longest`` minutes at most, those of its scenario.
    """
    return Done(
        person_id,
        "drill",
        slug,
        Outcome.PASSED if passed else Outcome.FAILED,
        closed_at,
        score=score,
        version=version,
        source=attempt_id,
        minutes=min(minutes_between(opened_at, closed_at), longest),
        day=closed_at.astimezone(zone).date(),
    )


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
    done = drill(
        attempt_id=card.attempt_id,
        person_id=card.person_id,
        slug=card.slug,
        version=card.scenario_version,
        passed=closed["passed"],
        score=closed["score"],
        opened_at=card.opened_at,
        closed_at=closed["closed_at"],
        longest=scenario.minutes,
        zone=practice.context.settings.zone,
    )
    record(
        connection,
        practice.learning.structure,
        [done],
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
