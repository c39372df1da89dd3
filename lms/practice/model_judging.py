"""A model's verdict beside the rules': given in the background, and kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.platform.logging import log
from lms.practice.afterwards import LONGEST_MODEL, LONGEST_RAW, ModelAfterwards
from lms.practice.rows import read_card, read_turns
from lms.practice.tables import Assessment as AssessmentTable
from lms.practice.tables import Attempt, Judging
from lms.practice.views import AttemptCard, Opinion, transcript_of
from scenarios.chat_model import StructuredModel
from scenarios.schema import Scenario
from scenarios.transcript import Transcript
from scoring.assessment import Assessment
from scoring.model_judge import Judged, judge_by_model
from scoring.schema import load_rubric

JOB = "judge"
"""The name of the job; its subject is an attempt."""
_NAMESPACE = UUID("6f0f4b0e-5a2b-4a57-9e0b-2f6f3c1f7a10")

State = Literal["waiting", "done", "failed"]


@dataclass(frozen=True)
class Judgeable:
    """What is judged: an attempt, what was rehearsed in it, and what was said."""

    card: AttemptCard
    scenario: Scenario
    transcript: Transcript


@dataclass(frozen=True)
class ModelJudge(ModelAfterwards[Judgeable, Judged]):
    """Has closed attempts judged by a model."""

    table = Judging
    role = "judge"

    def _read(self, attempt_id: str) -> Judgeable:
        with self.context.database.reading() as connection:
            card, turns = read_card(connection, attempt_id), read_turns(connection, attempt_id)
        scenario = self.catalogue.scenario(card.slug, card.locale, card.scenario_version)
        return Judgeable(card, scenario, transcript_of(scenario, turns))

    def _found(self, read: Judgeable, model: StructuredModel) -> Judged:
        return judge_by_model(read.transcript, model, read.scenario, mask=self.mask)

    def _keep(self, attempt_id: str, read: Judgeable, found: Judged) -> None:
        card, rubric, verdict = read.card, load_rubric(read.scenario.rubric), found.assessment
        if card.set_aside:
            verdict = verdict.leaving_out(rubric, card.set_aside)
        owed = self._bill(attempt_id, found.model, found.usage)
        row = {
            # The same for the same attempt and rubric: a job that is done a second time keeps nothing twice.
            "id": str(uuid5(_NAMESPACE, f"{attempt_id}:{verdict.rubric}:{verdict.rubric_version}")),
            "attempt_id": attempt_id,
            "judge": verdict.judge,
            "rubric": verdict.rubric,
            "rubric_version": verdict.rubric_version,
            "score": verdict.score,
            "passed": verdict.passed,
            "body": verdict.as_json(),
            "at": self.context.now(),
            "model": found.model[:LONGEST_MODEL],
            "prompt": found.prompt,
            "raw": "\n".join(found.raw)[:LONGEST_RAW],
        }
        try:
            with self.context.database.transaction() as connection:
                connection.execute(insert(AssessmentTable).values(row))
                owed.book(connection)
                counts = card.mode == "exam" and rubric.exam_judge == "llm"
                if counts and not _marked_by_people(connection, attempt_id):
                    _let_it_count(connection, card, verdict)
                self._end(connection, attempt_id, state="done", model=found.model[:LONGEST_MODEL])
        except IntegrityError:
            log().info("judged_already", attempt=attempt_id)


def _marked_by_people(connection: Connection, attempt_id: str) -> bool:
    query = select(col(AssessmentTable.id)).where(
        col(AssessmentTable.attempt_id) == attempt_id, col(AssessmentTable.judge) == "person"
    )
    return connection.execute(query.limit(1)).first() is not None


def _let_it_count(connection: Connection, card: AttemptCard, found: Assessment) -> None:
    """Let a model's verdict be the exam's; a red line the rules have seen crossed stays one, and caps the score."""
    blocked = tuple(dict.fromkeys((*card.blocked_by, *found.blocked_by)))
    score = min(found.score, card.score or 0) if card.blocked_by else found.score
    connection.execute(
        update(Attempt)
        .where(col(Attempt.id) == card.attempt_id)
        .values(
            score=score, passed=found.passed and not blocked and bool(card.wanted), blocked_by=list(blocked)
        )
    )


def read_opinion(connection: Connection, attempt_id: str, found: Assessment | None) -> Opinion | None:
    """How far a model's verdict is, with what it ``found``; none where no model was asked."""
    row = connection.execute(
        select(col(Judging.state), col(Judging.failure), col(Judging.model)).where(
            col(Judging.attempt_id) == attempt_id
        )
    ).first()
    if row is None:
        return None
    return Opinion(cast("State", row.state), row.failure, row.model, found if row.state == "done" else None)
