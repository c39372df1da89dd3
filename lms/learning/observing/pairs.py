"""What somebody rehearsed, set beside what was seen of them at work: one pair a person, in figures alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.learning.competence.tables import CompetencyEvidence
from lms.learning.observing.tables import Observation
from lms.learning.room import Learning
from lms.learning.tables import LearningResult
from lms.people import Action, Actor, ids_within, require_units
from lms.platform.batches import batches

LAST_REHEARSALS = 5
"""How many rehearsals before the observation count, exams among them: what somebody could when they were seen."""


@dataclass(frozen=True)
class Pair:
    """One person: before they were seen at work, and then.

    Attributes:
        rehearsed: mean score of their last rehearsals before, 0 to 100.
        observed: score of their last observation, 0 to 100.
        ready: whether it said “ready”.
        criteria: of each question that was answered yes or no both times: in the last rehearsal that told, and at work.
    """

    rehearsed: float
    observed: int
    ready: bool
    criteria: Mapping[str, tuple[bool, bool]]


def pairs_within(learning: Learning, *, actor: Actor, unit_ids: Collection[str]) -> tuple[Pair, ...]:
    """The pairs of some units, by no order that tells who is who.

    Raises:
        Forbidden: the actor compares nobody's rehearsal with work. Units that are not theirs are left out.
    """
    units = require_units(actor, Action.COMPARE_WITH_WORK) & frozenset(unit_ids)
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(Observation)
            .where(col(Observation.person_id).in_(ids_within(units)))
            .order_by(col(Observation.signed_at))
        ).all()
        newest = {row.person_id: row for row in rows}
        seen_at = {person_id: row.signed_at for person_id, row in newest.items()}
        scores = _scores(connection, seen_at)
        told = _told(connection, seen_at)
    pairs = [
        Pair(
            fmean(scores[person_id]),
            row.score,
            row.verdict == "ready",
            {
                id_: (told[person_id][id_], outcome == "met")
                for id_, outcome in row.outcomes.items()
                if outcome in {"met", "not_met"} and id_ in told[person_id]
            },
        )
        for person_id, row in newest.items()
        if scores[person_id]
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair.rehearsed, pair.observed)))


def _scores(connection: Connection, seen_at: Mapping[str, datetime]) -> dict[str, list[int]]:
    """The last scores of each before they were seen."""
    found: dict[str, list[int]] = defaultdict(list)
    for batch in batches(sorted(seen_at)):
        rows = connection.execute(
            select(col(LearningResult.person_id), col(LearningResult.score), col(LearningResult.at))
            .where(
                col(LearningResult.person_id).in_(batch),
                col(LearningResult.kind) == "drill",
                col(LearningResult.score).is_not(None),
            )
            .order_by(col(LearningResult.at).desc())
        )
        for row in rows:
            own = found[row.person_id]
            if row.at < seen_at[row.person_id] and len(own) < LAST_REHEARSALS:
                own.append(row.score)
    return found


def _told(connection: Connection, seen_at: Mapping[str, datetime]) -> dict[str, dict[str, bool]]:
    """What the last rehearsal that told of a question said, by person and question."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for batch in batches(sorted(seen_at)):
        rows = connection.execute(
            select(
                col(CompetencyEvidence.person_id),
                col(CompetencyEvidence.ref),
                col(CompetencyEvidence.outcome),
                col(CompetencyEvidence.at),
            )
            .where(col(CompetencyEvidence.person_id).in_(batch), col(CompetencyEvidence.kind) == "criterion")
            .order_by(col(CompetencyEvidence.at))
        )
        for row in rows:
            if row.at < seen_at[row.person_id]:
                found[row.person_id][row.ref.partition("#")[2]] = row.outcome
    return found
