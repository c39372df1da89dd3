"""How well competencies were mastered at some moments of the past: reckoned anew from what had been seen by then."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.learning.competence.tables import CompetencyEvidence
from lms.learning.mastery import Evidence, chance_of, take_in, unknown
from lms.learning.mastery.evidence import ORDINARY
from lms.platform.batches import batches


def levels_then(
    connection: Connection,
    person_ids: Collection[str],
    *,
    competencies: Collection[str],
    moments: Mapping[str, Sequence[datetime]],
) -> dict[str, tuple[float, ...]]:
    """The mean level of some people at moments of their own, 0 to 1. For services: nothing here asks who asks.

    Only competencies count of which something had been seen at the first moment: else the first look at somebody would
    be taken for a change. Whoever has none of these is left out.

    Args:
        connection: within a transaction.
        person_ids: whose.
        competencies: which.
        moments: for each person, in the order of time.
    """
    levels: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    last = max((times[-1] for times in moments.values()), default=None)
    if last is None:
        return {}
    for ids in batches(sorted(set(person_ids))):
        rows = connection.execute(
            select(CompetencyEvidence)
            .where(
                col(CompetencyEvidence.person_id).in_(ids),
                col(CompetencyEvidence.competency).in_(sorted(competencies)),
                col(CompetencyEvidence.at) < last,
            )
            .order_by(
                col(CompetencyEvidence.person_id),
                col(CompetencyEvidence.competency),
                col(CompetencyEvidence.at),
                col(CompetencyEvidence.ref),
            )
        ).all()
        for (person_id, competency), pieces in groupby(rows, key=lambda row: (row.person_id, row.competency)):
            seen = [
                Evidence(competency, row.kind, row.ref, row.outcome, row.difficulty, row.at, row.weight)
                for row in pieces
            ]
            times = moments[person_id]
            if seen[0].at < times[0]:
                levels[person_id].append(_levels(competency, seen, times))
    return {
        person_id: tuple(sum(column) / len(column) for column in zip(*of_one, strict=True))
        for person_id, of_one in levels.items()
    }


def _levels(competency: str, seen: Sequence[Evidence], times: Sequence[datetime]) -> tuple[float, ...]:
    belief, place, found = unknown(competency), 0, []
    for moment in times:
        while place < len(seen) and seen[place].at < moment:
            belief = take_in(belief, seen[place])
            place += 1
        found.append(chance_of(belief, ORDINARY, moment))
    return tuple(found)
