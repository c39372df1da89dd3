"""Who has completed what: counted from the enrolments alone, whatever the size of the bank."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Literal

from sqlalchemy import func, select

from lms.insight.scope import regions, units_within
from lms.learning import Learning, newest_rounds
from lms.people import Action, Actor, Job, staff_in
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
    """The people of one unit and job in one curriculum."""

    unit_id: str
    job: Job
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
        """The counts by id of unit, by job, tier or slug of curriculum; in no order that means anything."""
        found: dict[str, list[Counts]] = {}
        for group in self.groups:
            found.setdefault(self._place(group, axis), []).append(group.counts)
        return {place: _sum(counts) for place, counts in found.items()}

    def _place(self, group: Group, axis: Axis) -> str:
        match axis:
            case "region":
                return self.region_of[group.unit_id]
            case "branch":
                return group.unit_id
            case "job":
                return group.job
            case "tier":
                return self.tier_of[group.curriculum]
        return group.curriculum


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
        job: people of one job.
        tier: curricula of one tier.

    Raises:
        Forbidden: the actor may see nobody's progress, or not that unit's.
    """
    units = units_within(learning.context, actor=actor, action=Action.READ_PROGRESS, unit_id=unit_id)
    tiers = tiers_of(learning, tier)
    rounds = newest_rounds(learning.context.today(), people=staff_in(units, job=job), curricula=tiers).c
    # What a round says is one more thing to group by: a count of each state in every row costs twice the time.
    query = select(
        rounds.unit_id, rounds.job, rounds.curriculum, rounds.validity, rounds.ever, func.count()
    ).group_by(rounds.unit_id, rounds.job, rounds.curriculum, rounds.validity, rounds.ever)
    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    with learning.context.database.reading() as connection:
        for unit, of_job, curriculum, validity, ever, count in connection.execute(query):
            found[unit, of_job, curriculum].update(
                {"enrolled": count, validity: count, "never": 0 if ever else count}
            )
    return Completion(
        tuple(
            Group(unit, Job(of_job), curriculum, Counts(**counts))
            for (unit, of_job, curriculum), counts in found.items()
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
