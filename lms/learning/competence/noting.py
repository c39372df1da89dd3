"""Taking evidence down: appended, and what is believed of the person brought up to date in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from lms.catalogue.teaching import Course, Item
from lms.catalogue.teaching.competencies import load_evidence_map
from lms.learning.competence.tables import CompetencyEvidence, CompetencyStanding
from lms.learning.mastery import Belief, Evidence, difficulty_of, holds_until, take_in, unknown, vouches


@dataclass(frozen=True)
class Seen:
    """A piece of evidence, and the scenario or course it comes from."""

    evidence: Evidence
    source: str


def take_down(connection: Connection, *, person_id: str, seen: Sequence[Seen]) -> None:
    """Write evidence down and bring the person's standings up to date; what was written before is left out.

    Args:
        connection: of the transaction that caused it.
        person_id: of whom it speaks.
        seen: in the order of time.
    """
    fresh = _not_known(connection, person_id, seen)
    if not fresh:
        return
    connection.execute(insert(CompetencyEvidence), [_row(person_id, one) for one in fresh])
    touched = sorted({one.evidence.competency for one in fresh})
    held = _held(connection, person_id, touched)
    changed = []
    for competency in touched:
        pieces = [one.evidence for one in fresh if one.evidence.competency == competency]
        belief = belief_of(held[competency])
        for piece in pieces:
            belief = take_in(belief, piece)
        vouched = held[competency].vouched or any(vouches(piece) for piece in pieces)
        changed.append(_standing(person_id, belief, vouched=vouched))
    connection.execute(
        update(CompetencyStanding)
        .where(
            col(CompetencyStanding.person_id) == bindparam("of_person"),
            col(CompetencyStanding.competency) == bindparam("in_competency"),
        )
        .values({name: bindparam(name) for name in _KEPT}),
        changed,
    )


def belief_of(row: Row[*tuple[CompetencyStanding]]) -> Belief:
    """What a row says is believed."""
    return Belief(row.competency, row.mean, row.variance, row.n, row.last_at)


def answered_item(item: Item, *, course: str, ref: str, right: bool, at: datetime) -> tuple[Seen, ...]:
    """What an answered quiz item tells: of each of its competencies the same."""
    weight = load_evidence_map().other.quiz_item
    difficulty = difficulty_of(item.level)
    return tuple(
        Seen(Evidence(competency, "quiz_item", ref, right, difficulty, at, weight), course)
        for competency in item.competencies
    )


def signed(course: Course, *, activity: str, passed: bool, at: datetime) -> tuple[Seen, ...]:
    """What a mentor's signature tells: of each of the course's competencies, at the course's level."""
    weight = load_evidence_map().other.sign_off
    ref = f"{course.slug}/{activity}@{at.isoformat()}"
    return tuple(
        Seen(
            Evidence(competency, "sign_off", ref, passed, difficulty_of(course.level), at, weight),
            course.slug,
        )
        for competency in course.competencies
    )


_KEPT = ("mean", "variance", "n", "last_at", "vouched", "alone_until", "steady_until")


def _standing(person_id: str, belief: Belief, *, vouched: bool) -> dict[str, Any]:
    return {
        "of_person": person_id,
        "in_competency": belief.competency,
        "mean": belief.mean,
        "variance": belief.variance,
        "n": belief.n,
        "last_at": belief.last_at,
        "vouched": vouched,
        "alone_until": holds_until(belief, 2),
        "steady_until": holds_until(belief, 3),
    }


def _not_known(connection: Connection, person_id: str, seen: Iterable[Seen]) -> list[Seen]:
    asked = {(one.evidence.competency, one.evidence.ref): one for one in seen}
    refs = sorted({ref for _, ref in asked})
    known = {
        (row.competency, row.ref)
        for start in range(0, len(refs), 400)
        for row in connection.execute(
            select(col(CompetencyEvidence.competency), col(CompetencyEvidence.ref)).where(
                col(CompetencyEvidence.person_id) == person_id,
                col(CompetencyEvidence.ref).in_(refs[start : start + 400]),
            )
        )
    }
    return [one for place, one in asked.items() if place not in known]


def _held(
    connection: Connection, person_id: str, competencies: Sequence[str]
) -> dict[str, Row[*tuple[CompetencyStanding]]]:
    """The rows to change, made where there was none, and held until the transaction ends: two at once lose nothing."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    empty = []
    for competency in competencies:
        nothing = unknown(competency)
        empty.append(
            {
                "person_id": person_id,
                "competency": competency,
                "mean": nothing.mean,
                "variance": nothing.variance,
                "n": 0,
                "vouched": False,
            }
        )
    connection.execute(dialect.insert(CompetencyStanding).values(empty).on_conflict_do_nothing())
    rows = connection.execute(
        select(CompetencyStanding)
        .where(
            col(CompetencyStanding.person_id) == person_id,
            col(CompetencyStanding.competency).in_(competencies),
        )
        .order_by(col(CompetencyStanding.competency))
        .with_for_update()
    )
    return {row.competency: row for row in rows}


def _row(person_id: str, one: Seen) -> dict[str, Any]:
    piece = one.evidence
    return {
        "person_id": person_id,
        "competency": piece.competency,
        "ref": piece.ref,
        "kind": piece.kind,
        "outcome": piece.outcome,
        "difficulty": piece.difficulty,
        "weight": piece.weight,
        "at": piece.at,
        "source": one.source,
    }
