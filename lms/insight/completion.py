"""Who has completed what: counted from the enrolments alone, whatever the size of the bank."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Literal

from sqlalchemy import func, select

from lms.insight.scope import regions, units_within
from lms.learning import Learning, newest_rounds
from lms.people import Action, Actor, Job, further_in, staff_in
from scenarios.schema import Tier

Axis = Literal["region", "branch", "job", "tier", "curriculum"]


@dataclass(frozen=True)
class Counts:
    """Enrolments by what they say today; the same person counts once for each curriculum.

    ``completed``, ``renewing``, ``lapsed``, ``overdue`` and ``open`` are ``paths.Validity`` and add up to ``enrolled``.
    ``never`` are those of all of them that were not completed in any round: whoever lapsed is not among them.
    """

    enrolled: int = 0
    completed: int = 0
    renewing: int = 0
    open: int = 0
    overdue: int = 0
    lapsed: int = 0
    never: int = 0

    @property
    def holding(self) -> int:
        """How many hold what they are to hold, those who are renewing it among them."""
        return self.completed + self.renewing

    @property
    def share(self) -> float:
        """That, from 0 to 1; 0 where nobody is enrolled."""
        return self.holding / self.enrolled if self.enrolled else 0.0


_FIGURES = attrgetter(*(one.name for one in fields(Counts)))


@dataclass(frozen=True)
class Group:
    """The people of one unit and the same jobs in one curriculum.

    Attributes:
        jobs: those of their jobs that the curriculum is meant for; where it is meant for none of them, all they do.
    """

    unit_id: str
    jobs: tuple[Job, ...]
    curriculum: str
    counts: Counts


@dataclass(frozen=True)
class Completion:
    """All groups within reach, to be looked at along one axis or another.

    Attributes:
        region_of: the region's id for each unit's.
        tier_of: the tier of each curriculum.
    """

    groups: tuple[Group, ...]
    region_of: Mapping[str, str]
    tier_of: Mapping[str, Tier]

    @property
    def total(self) -> Counts:
        """All of them together."""
        return _sum(group.counts for group in self.groups)

    def by(self, axis: Axis) -> dict[str, Counts]:
        """The counts by id of unit, by job, tier or slug of curriculum; in no order that means anything.

        Who learns something for two jobs counts with both: jobs are the one axis whose counts may be more than all.
        """
        found: dict[str, list[Counts]] = {}
        for group in self.groups:
            for place in self._places(group, axis):
                found.setdefault(place, []).append(group.counts)
        return {place: _sum(counts) for place, counts in found.items()}

    def _places(self, group: Group, axis: Axis) -> tuple[str, ...]:
        match axis:
            case "region":
                return (self.region_of[group.unit_id],)
            case "branch":
                return (group.unit_id,)
            case "job":
                return group.jobs
            case "tier":
                return (self.tier_of[group.curriculum],)
        return (group.curriculum,)


def completion(
    learning: Learning,
    *,
    actor: Actor,
    unit_id: str | None = None,
    job: Job | None = None,
    tier: Tier | None = None,
) -> Completion:
    """How far the actor's people are, in one question to the database.

    Args:
        learning: the room.
        actor: who asks.
        unit_id: a unit with all below it; all of the actor's by default.
        job: people who hold it, whatever else they do; by job, this one alone is told.
        tier: curricula of one tier.

    Raises:
        Forbidden: the actor may see nobody's progress, or not that unit's.
    """
    units = units_within(learning.context, actor=actor, action=Action.READ_PROGRESS, unit_id=unit_id)
    tiers = tiers_of(learning, tier)
    rounds = newest_rounds(learning.context.today(), people=staff_in(units, job=job), curricula=tiers).c
    # What a round says is one more thing to group by: a count of each state in every row costs twice the time.
    kinds = (rounds.unit_id, rounds.job, rounds.further_jobs, rounds.curriculum, rounds.validity, rounds.ever)
    query = select(*kinds, func.count()).group_by(*kinds)
    found: dict[tuple[str, tuple[Job, ...], str], Counter[str]] = defaultdict(Counter)

    @cache
    def learned_for(main: str, further: str, curriculum: str) -> tuple[Job, ...]:
        held = (Job(main), *further_in(further)) if job is None else (job,)
        meant = learning.structure.curricula[curriculum].meant_for.jobs
        return tuple(one for one in held if one in meant) or held

    with learning.context.database.reading() as connection:
        for unit, main, further, curriculum, validity, ever, count in connection.execute(query):
            found[unit, learned_for(main, further, curriculum), curriculum].update(
                {"enrolled": count, validity: count, "never": 0 if ever else count}
            )
    return Completion(
        tuple(
            Group(unit, jobs, curriculum, Counts(**counts))
            for (unit, jobs, curriculum), counts in found.items()
        ),
        {unit: region.unit_id for unit, region in regions(learning.context).items()},
        tiers,
    )


def tiers_of(learning: Learning, tier: Tier | None = None) -> dict[str, Tier]:
    """The published curricula, those of one tier when it is named, each with its tier."""
    return {
        slug: curriculum.tier
        for slug, curriculum in learning.structure.curricula.items()
        if tier is None or curriculum.tier == tier
    }


def _sum(several: Iterable[Counts]) -> Counts:
    return Counts(*map(sum, zip(*map(_FIGURES, several), strict=True)))
