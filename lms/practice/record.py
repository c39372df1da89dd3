"""What somebody did at each scenario so far, and what was missing most where it did not work out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from lms.people import Actor
from lms.practice.rows import read_assessments, read_stand
from lms.practice.stage import Practice
from lms.practice.tables import Attempt
from scenarios.transcript import Locale
from scoring.schema import load_rubric

LOOKED_BACK_AT = 3
"""Failed attempts, the latest ones, in which what is missing most is looked for."""


@dataclass
class Record:
    """Finished attempts at one scenario; void exams aside.

    Attributes:
        passed: how many were passed, from whichever turn on.
        practised: how many of these were whole visits in practice.
        passed_at: the last pass.
        failures: whole visits that failed since the last pass, by attempt id, the latest first. A branch that
            fails is no visit of its own, one that passes ends the row.
        failed_at: the last of them.
        exam_version: at which version of the scenario the exam was sat.
    """

    passed: int = 0
    practised: int = 0
    passed_at: datetime | None = None
    failures: tuple[str, ...] = ()
    failed_at: datetime | None = None
    exam_version: int | None = None


def read_records(practice: Practice, actor: Actor) -> dict[str, Record]:
    """What the actor did, by scenario."""
    query = (
        select(
            col(Attempt.id),
            col(Attempt.slug),
            col(Attempt.passed),
            col(Attempt.mode),
            col(Attempt.forked_from),
            col(Attempt.closed_at),
            col(Attempt.exam_of),
            col(Attempt.scenario_version),
        )
        .where(
            col(Attempt.person_id) == actor.person_id,
            col(Attempt.closed_at).is_not(None),
            col(Attempt.void).is_(False),
        )
        .order_by(col(Attempt.closed_at), col(Attempt.id))
    )
    records: dict[str, Record] = {}
    with practice.context.database.reading() as connection:
        for row in connection.execute(query):
            record = records.setdefault(row.slug, Record())
            whole = row.forked_from is None
            if row.exam_of is not None:
                record.exam_version = row.scenario_version
            if row.passed:
                record.passed += 1
                record.practised += whole and row.mode == "practice"
                record.passed_at, record.failures, record.failed_at = row.closed_at, (), None
            elif whole:
                record.failures, record.failed_at = (row.id, *record.failures), row.closed_at
    return records


def missed_most(practice: Practice, *, slug: str, failures: Sequence[str], locale: Locale) -> str | None:
    """What was missing in most of the last failed attempts: an objective or a criterion's question, as written.

    Of what was missing equally often a crossed red line comes first, then an objective, then what weighs most:
    an objective that is open is why a visit comes to nothing, whatever the marks.

    Args:
        practice: the practice room.
        slug: the scenario, which can be begun in ``locale``.
        failures: attempts at it, the latest first.
        locale: the reader's language.
    """
    scenario = practice.catalogue.scenario(slug, locale)
    rubric = load_rubric(scenario.rubric)
    criteria = {criterion.id: criterion for criterion in rubric.criteria}
    objectives = {objective.id: objective.text for objective in scenario.objectives}
    missed: Counter[tuple[str, str]] = Counter()
    with practice.context.database.reading() as connection:
        for attempt_id in failures[:LOOKED_BACK_AT]:
            reached = read_stand(connection, attempt_id).state.objectives
            missed.update(("objective", objective) for objective in objectives if objective not in reached)
            found = read_assessments(connection, attempt_id)
            judged = found.get("person") or found.get("rules")
            results = judged.criteria if judged else ()
            missed.update(
                ("criterion", result.id)
                for result in results
                if result.outcome == "not_met" and result.id in criteria
            )

    def use(what: tuple[str, str]) -> tuple[int, int, int]:
        kind, name = what
        if kind == "objective":
            return missed[what], 1, 0
        return missed[what], 2 if criteria[name].blocker else 0, criteria[name].weight

    worst = max(_in_order(missed, [*objectives, *criteria]), key=use, default=None)
    if worst is None:
        return None
    kind, name = worst
    return objectives[name] if kind == "objective" else criteria[name].question.said_in(locale)


def _in_order(missed: Mapping[tuple[str, str], int], order: Sequence[str]) -> list[tuple[str, str]]:
    """As the author wrote them, so that of what is equal in everything the first is named."""
    return sorted(missed, key=lambda what: order.index(what[1]))
