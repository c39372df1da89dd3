"""A model's advice beside the authored: written in the background. It changes no mark.

The debrief is there at once, with the words of the scenario's authors.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, cast

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.practice.afterwards import LONGEST_MODEL, LONGEST_RAW, ModelAfterwards
from lms.practice.rows import read_assessments, read_card, read_turns
from lms.practice.tables import Coaching as CoachingTable
from lms.practice.views import Coaching, progress_of, transcript_of
from scenarios.chat_model import StructuredModel
from scoring.model_advice import Visited, Written, advise_by_model, as_json, from_json
from scoring.schema import load_rubric

JOB = "coach"
"""The name of the job; its subject is an attempt."""


@dataclass(frozen=True)
class ModelCoach(ModelAfterwards[Visited, Written]):
    """Has a model write advice on closed attempts."""

    table = CoachingTable
    role = "coach"

    def _read(self, attempt_id: str) -> Visited:
        with self.context.database.reading() as connection:
            card, turns = read_card(connection, attempt_id), read_turns(connection, attempt_id)
            by_rules = read_assessments(connection, attempt_id)["rules"]
        scenario = self.catalogue.scenario(card.slug, card.locale, card.scenario_version)
        rubric, so_far = load_rubric(scenario.rubric), progress_of(turns)
        return Visited(
            transcript_of(scenario, turns), by_rules, rubric, scenario, so_far.told, so_far.reached
        )

    def _found(self, read: Visited, model: StructuredModel) -> Written:
        return advise_by_model(read, model, mask=self.mask)

    def _keep(self, attempt_id: str, read: Visited, found: Written) -> None:
        owed = self._bill(attempt_id, found.model, found.usage)
        with self.context.database.transaction() as connection:
            # Of two that wrote on the same attempt the first is kept; both are paid.
            self._end(
                connection,
                attempt_id,
                state="done",
                model=found.model[:LONGEST_MODEL] or None,
                advice=as_json(found),
                dropped=[asdict(piece) for piece in found.dropped],
                prompt=found.prompt or None,
                raw=self.mask(found.raw)[:LONGEST_RAW] or None,
            )
            owed.book(connection)


def read_coaching(connection: Connection, attempt_id: str) -> Coaching | None:
    """How far a model's advice is, with what it wrote; none where no model was asked."""
    row = connection.execute(
        select(
            col(CoachingTable.state),
            col(CoachingTable.failure),
            col(CoachingTable.model),
            col(CoachingTable.advice),
        ).where(col(CoachingTable.attempt_id) == attempt_id)
    ).first()
    if row is None:
        return None
    state = cast("Literal['waiting', 'done', 'failed']", row.state)
    return Coaching(state, row.failure, row.model, from_json(row.advice))
