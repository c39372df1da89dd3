"""How far somebody is in each competency, how sure that is, and what it rests on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.learning.competence.needs import needs_of
from lms.learning.competence.noting import belief_of
from lms.learning.competence.tables import CompetencyEvidence, CompetencyStanding
from lms.learning.mastery import (
    Belief,
    Evidence,
    Footing,
    Mastery,
    footing,
    level_needed,
    mastery,
    stage_of,
    unknown,
)
from lms.learning.mastery.stages import HIGHEST
from lms.learning.room import Learning
from lms.learning.tables import Enrolment
from lms.people import Action, Actor, Job, owns, people_by_id, require
from lms.platform.errors import NotFound


@dataclass(frozen=True)
class CompetencyView:
    """Somebody's standing in one competency.

    Attributes:
        stage: the level of the framework, 1 to 4; 0 where nothing was seen yet.
        needed: the level their curricula and jobs ask for; none where they do not ask for it.
        mastery: the level as a number with its bounds, and how many pieces of evidence it rests on.
    """

    competency: str
    stage: int
    needed: int | None
    mastery: Mastery

    @property
    def behind(self) -> bool:
        """Whether they are below what they need, as far as anything was seen."""
        return self.needed is not None and 0 < self.stage < self.needed

    @property
    def awaits_word(self) -> bool:
        """Whether practice has shown all it can, and a mentor's word alone leads to the level they need."""
        return self.needed == HIGHEST and self.stage == HIGHEST - 1


@dataclass(frozen=True)
class Ground:
    """One piece of what a standing rests on.

    Attributes:
        source: the scenario or the course it comes from.
        footing: the piece, by how much it moved the level, and its share in it today.
    """

    source: str
    footing: Footing


@dataclass(frozen=True)
class Abilities:
    """What the next best step is reckoned from.

    Attributes:
        needed: the mastery needed, 0 to 1, by competency.
        beliefs: what is believed of the person, by competency.
    """

    needed: Mapping[str, float]
    beliefs: Mapping[str, Belief]


def competencies_of(
    learning: Learning, *, actor: Actor, person_id: str | None = None
) -> tuple[CompetencyView, ...]:
    """Somebody's competencies: those they need first, then the others of which something was seen.

    Args:
        learning: the room.
        actor: who asks.
        person_id: of whom; of the actor by default.

    Raises:
        Forbidden: the actor may not see this person's progress.
        NotFound: there is no such person.
    """
    about = person_id or actor.person_id
    jobs = actor.jobs
    if not owns(actor, about):
        card = people_by_id(learning.context, [about]).get(about)
        if card is None:
            raise NotFound("There is no such person.")
        require(actor, Action.READ_PROGRESS, person_id=about, unit_id=card.unit_id)
        jobs = card.jobs
    now = learning.context.now()
    with learning.context.database.reading() as connection:
        needs = _needs(connection, learning, about, jobs)
        held = _held(connection, about)
    shown = [*(one for one in COMPETENCIES if one in needs), *(one for one in COMPETENCIES if one in held)]
    return tuple(_view(one, held.get(one), needs.get(one), now) for one in dict.fromkeys(shown))


def grounds_of(learning: Learning, *, actor: Actor, competency: str) -> tuple[Ground, ...]:
    """What the actor's own standing in a competency rests on, the latest first; it is for nobody else's eyes.

    Raises:
        Forbidden: they have not chosen a password of their own yet.
    """
    owns(actor, actor.person_id)
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(CompetencyEvidence)
            .where(
                col(CompetencyEvidence.person_id) == actor.person_id,
                col(CompetencyEvidence.competency) == competency,
            )
            .order_by(col(CompetencyEvidence.at), col(CompetencyEvidence.ref))
        ).all()
    sources = {row.ref: row.source for row in rows}
    found = footing(competency, [_piece(row) for row in rows], learning.context.now())
    return tuple(Ground(sources[one.evidence.ref], one) for one in reversed(found))


def abilities_of(learning: Learning, *, actor: Actor) -> Abilities:
    """What the actor needs, and what is believed of them."""
    with learning.context.database.reading() as connection:
        needs = _needs(connection, learning, actor.person_id, actor.jobs)
        held = _held(connection, actor.person_id)
    return Abilities(
        {competency: level_needed(stage) for competency, stage in needs.items()},
        {competency: belief_of(row) for competency, row in held.items()},
    )


def _view(
    competency: str, row: Row[*tuple[CompetencyStanding]] | None, needed: int | None, now: datetime
) -> CompetencyView:
    belief = unknown(competency) if row is None else belief_of(row)
    vouched = row is not None and row.vouched
    return CompetencyView(competency, stage_of(belief, now, vouched=vouched), needed, mastery(belief, now))


def _needs(
    connection: Connection, learning: Learning, person_id: str, jobs: Collection[Job]
) -> dict[str, int]:
    enrolled = connection.execute(
        select(col(Enrolment.curriculum)).where(
            col(Enrolment.person_id) == person_id, col(Enrolment.state) != "ended"
        )
    ).scalars()
    return needs_of(learning.structure, jobs=jobs, curricula=frozenset(enrolled))


def _held(connection: Connection, person_id: str) -> dict[str, Row[*tuple[CompetencyStanding]]]:
    rows = connection.execute(
        select(CompetencyStanding).where(
            col(CompetencyStanding.person_id) == person_id, col(CompetencyStanding.n) > 0
        )
    )
    return {row.competency: row for row in rows}


def _piece(row: Row[*tuple[CompetencyEvidence]]) -> Evidence:
    return Evidence(row.competency, row.kind, row.ref, row.outcome, row.difficulty, row.at, row.weight)
