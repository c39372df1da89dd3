"""Rows of what the staff of a large invented bank have learned, and how they are written."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from lms.learning.competence.tables import CompetencyEvidence, CompetencyStanding, ReviewCard
from lms.learning.tables import Certificate, Enrolment, LearningResult
from lms.platform.bulk import write_many


@dataclass(frozen=True)
class Rehearsal:
    """A drill somebody did: what practice keeps an attempt of."""

    attempt_id: str
    person_id: str
    slug: str
    at: datetime
    score: int
    passed: bool


@dataclass
class Told:
    """Rows of some people, by table, in the order of the columns below; and what they rehearsed."""

    enrolments: list[tuple[Any, ...]] = field(default_factory=list)
    results: list[tuple[Any, ...]] = field(default_factory=list)
    certificates: list[tuple[Any, ...]] = field(default_factory=list)
    standings: list[tuple[Any, ...]] = field(default_factory=list)
    evidence: list[tuple[Any, ...]] = field(default_factory=list)
    cards: list[tuple[Any, ...]] = field(default_factory=list)
    rehearsals: list[Rehearsal] = field(default_factory=list)

    @property
    def progress(self) -> int:
        """Rows that say how far somebody is."""
        several = (
            self.enrolments,
            self.results,
            self.certificates,
            self.standings,
            self.evidence,
            self.cards,
        )
        return sum(map(len, several))


_TABLES: tuple[tuple[Any, str, str], ...] = (
    (
        Enrolment,
        "enrolments",
        """id person_id curriculum version round by_rule started_on counts_from due_by state done total due_on
        completed_on valid_until ended_on changed_at""",
    ),
    (
        LearningResult,
        "results",
        "id person_id kind ref outcome score version at source by_person_id",
    ),
    (
        Certificate,
        "certificates",
        """id number enrolment_id edition person_id name_zh name_en identity_hash identity_salt curriculum version
        title_zh title_en summary_zh summary_en completed_on valid_until issued_at status_index""",
    ),
    (
        CompetencyStanding,
        "standings",
        "person_id competency mean variance n last_at vouched alone_until steady_until",
    ),
    (
        CompetencyEvidence,
        "evidence",
        "person_id competency ref kind outcome difficulty weight at source",
    ),
    (ReviewCard, "cards", "person_id item kept due_at"),
)


def write_learning(connection: Connection, told: Told) -> None:
    """Write what was told."""
    for table, rows, columns in _TABLES:
        write_many(connection, table, columns.split(), getattr(told, rows))
