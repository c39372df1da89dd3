"""A model's verdict beside the rules': asked for when an attempt is closed, given in the background, kept beside it.

The debrief is there at once, by the rules. That a model is to judge is kept in the transaction that closes the attempt,
so that nobody has to remember it; the job does it whenever there is a process to do it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, cast
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.platform.context import Context
from lms.platform.jobs import Again
from lms.platform.logging import log
from lms.practice.billing import bill
from lms.practice.rows import read_card, read_turns
from lms.practice.stage import Engine, Mode
from lms.practice.tables import Assessment as AssessmentTable
from lms.practice.tables import Attempt, Judging
from lms.practice.views import AttemptCard, Opinion, transcript_of
from scenarios.chat_model import Failure, StructuredModel, Usage
from scenarios.schema import Scenario
from scoring.assessment import Assessment
from scoring.model_judge import Judged, JudgeUnavailable, judge_by_model
from scoring.schema import load_rubric

JOB = "judge"
"""The name of the job; its subject is an attempt."""
LONGEST_RAW = 40_000
PASSING: frozenset[Failure] = frozenset({"unreachable", "time_out", "rate_limited", "server_error"})
"""Failures that may be over in a minute."""
_NAMESPACE = UUID("6f0f4b0e-5a2b-4a57-9e0b-2f6f3c1f7a10")

State = Literal["waiting", "done", "failed"]


@dataclass(frozen=True)
class ModelJudge:
    """Has closed attempts judged by a model.

    Attributes:
        model: the judge as it is configured now; none where none is.
        mask: takes personal data out of words.
        ask: hands a job on, by an attempt's id; it returns at once.
    """

    context: Context
    catalogue: Catalogue
    model: Callable[[], StructuredModel | None]
    mask: Callable[[str], str]
    ask: Callable[[str], None]

    def wanted(self, *, mode: Mode, engine: Engine) -> bool:
        """Whether a model is to judge an attempt: an exam, or practice that a model has heard already.

        Who practises with the built-in customer has chosen to do without a model; their words go to none.
        """
        return (mode == "exam" or engine == "llm") and self.model() is not None

    def owed(self) -> Sequence[str]:
        """The attempts that wait."""
        with self.context.database.reading() as connection:
            waiting = select(col(Judging.attempt_id)).where(col(Judging.state) == "waiting")
            return connection.execute(waiting.order_by(col(Judging.asked_at))).scalars().all()

    def judge(self, attempt_id: str) -> None:
        """Judge an attempt that waits, and keep what was found; one that does not wait is left alone.

        Raises:
            Again: the endpoint may answer a little later.
        """
        with self.context.database.reading() as connection:
            state = connection.execute(
                select(col(Judging.state)).where(col(Judging.attempt_id) == attempt_id)
            ).scalar()
            if state != "waiting":
                return
            card, turns = read_card(connection, attempt_id), read_turns(connection, attempt_id)
        model = self.model()
        if model is None:
            self._end(attempt_id, "failed", "no_model")
            return
        scenario = self.catalogue.scenario(card.slug, card.locale, card.scenario_version)
        try:
            judged = judge_by_model(transcript_of(scenario, turns), model, scenario, mask=self.mask)
        except JudgeUnavailable as error:
            self._bill(attempt_id, model.name, error.usage)
            if error.failure in PASSING:
                raise Again(error.failure) from error
            self._end(attempt_id, "failed", error.failure)
            return
        except Exception:
            # Whatever it ran into, it would run into again: nobody is left waiting for it.
            self._end(attempt_id, "failed", "fault")
            raise
        self._keep(card, scenario, judged)

    def give_up(self, attempt_id: str, why: str) -> None:
        """Say that an attempt will not be judged, after the last try."""
        self._end(attempt_id, "failed", why)

    def _bill(self, attempt_id: str, model: str, usage: Usage) -> None:
        bill(self.context, attempt_id=attempt_id, role="judge", engine=model, usage=usage).keep()

    def _end(self, attempt_id: str, state: State, failure: str | None) -> None:
        with self.context.database.transaction() as connection:
            self._mark(connection, attempt_id, state, failure)

    def _mark(
        self,
        connection: Connection,
        attempt_id: str,
        state: State,
        failure: str | None,
        model: str | None = None,
    ) -> None:
        connection.execute(
            update(Judging)
            .where(col(Judging.attempt_id) == attempt_id)
            .values(state=state, failure=failure, model=model and model[:120], ended_at=self.context.now())
        )

    def _keep(self, card: AttemptCard, scenario: Scenario, judged: Judged) -> None:
        found, attempt_id = judged.assessment, card.attempt_id
        if card.set_aside:
            found = found.leaving_out(load_rubric(scenario.rubric), card.set_aside)
        owed = bill(
            self.context, attempt_id=attempt_id, role="judge", engine=judged.model, usage=judged.usage
        )
        row = {
            # The same for the same attempt and rubric: a job that is done a second time keeps nothing twice.
            "id": str(uuid5(_NAMESPACE, f"{attempt_id}:{found.rubric}:{found.rubric_version}")),
            "attempt_id": attempt_id,
            "judge": found.judge,
            "rubric": found.rubric,
            "rubric_version": found.rubric_version,
            "score": found.score,
            "passed": found.passed,
            "body": found.as_json(),
            "at": self.context.now(),
            "model": judged.model[:120],
            "prompt": judged.prompt,
            "raw": "\n".join(judged.raw)[:LONGEST_RAW],
        }
        try:
            with self.context.database.transaction() as connection:
                connection.execute(insert(AssessmentTable).values(row))
                owed.book(connection)
                counts = card.mode == "exam" and load_rubric(scenario.rubric).exam_judge == "llm"
                if counts and not _marked_by_people(connection, attempt_id):
                    _let_it_count(connection, card, found)
                self._mark(connection, attempt_id, "done", None, judged.model)
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
