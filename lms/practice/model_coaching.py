"""A model's advice beside the authored: asked for when an attempt is closed, written in the background.

The debrief is there at once, with the words of the scenario's authors. What is owed outlives a process in the same way
as in ``lms.practice.model_judging``. What the model writes changes no mark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, select, update
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.platform.context import Context
from lms.platform.jobs import Again
from lms.practice.billing import bill
from lms.practice.model_judging import LONGEST_RAW, PASSING
from lms.practice.rows import read_assessments, read_card, read_turns
from lms.practice.stage import Engine, Mode
from lms.practice.tables import Coaching as CoachingTable
from lms.practice.views import Coaching, progress_of, transcript_of
from scenarios.chat_model import StructuredModel
from scoring.model_advice import AdviceUnavailable, Visited, Written, advise_by_model, as_json, from_json
from scoring.schema import load_rubric

JOB = "coach"
"""The name of the job; its subject is an attempt."""


@dataclass(frozen=True)
class ModelCoach:
    """Has a model write advice on closed attempts.

    Attributes:
        model: the coach as it is configured now; none where none is.
        mask: takes personal data out of words.
        ask: hands a job on, by an attempt's id; it returns at once.
    """

    context: Context
    catalogue: Catalogue
    model: Callable[[], StructuredModel | None]
    mask: Callable[[str], str]
    ask: Callable[[str], None]

    def wanted(self, *, mode: Mode, engine: Engine) -> bool:
        """Whether a model is to write on an attempt: an exam, or practice that a model has heard already.

        Who practises with the built-in customer has chosen to do without a model; their words go to none.
        """
        return (mode == "exam" or engine == "llm") and self.model() is not None

    def owed(self) -> Sequence[str]:
        """The attempts that wait."""
        waiting = select(col(CoachingTable.attempt_id)).where(col(CoachingTable.state) == "waiting")
        with self.context.database.reading() as connection:
            return connection.execute(waiting.order_by(col(CoachingTable.asked_at))).scalars().all()

    def advise(self, attempt_id: str) -> None:
        """Have advice written on an attempt that waits; one that does not wait is left alone.

        Raises:
            Again: the endpoint may answer a little later.
        """
        visit = self._waiting(attempt_id)
        if visit is None:
            return
        model = self.model()
        if model is None:
            self._end(attempt_id, state="failed", failure="no_model")
            return
        try:
            written = advise_by_model(visit, model, mask=self.mask)
        except AdviceUnavailable as error:
            bill(
                self.context, attempt_id=attempt_id, role="coach", engine=model.name, usage=error.usage
            ).keep()
            if error.failure in PASSING:
                raise Again(error.failure) from error
            self._end(attempt_id, state="failed", failure=error.failure)
            return
        except Exception:
            # Whatever it ran into, it would run into again: nobody is left waiting for it.
            self._end(attempt_id, state="failed", failure="fault")
            raise
        self._keep(attempt_id, written)

    def give_up(self, attempt_id: str, why: str) -> None:
        """Say that nothing will be written on an attempt, after the last try."""
        self._end(attempt_id, state="failed", failure=why)

    def _waiting(self, attempt_id: str) -> Visited | None:
        """The visit of an attempt that waits."""
        state = select(col(CoachingTable.state)).where(col(CoachingTable.attempt_id) == attempt_id)
        with self.context.database.reading() as connection:
            if connection.execute(state).scalar() != "waiting":
                return None
            card, turns = read_card(connection, attempt_id), read_turns(connection, attempt_id)
            by_rules = read_assessments(connection, attempt_id)["rules"]
        scenario = self.catalogue.scenario(card.slug, card.locale, card.scenario_version)
        rubric, so_far = load_rubric(scenario.rubric), progress_of(turns)
        return Visited(
            transcript_of(scenario, turns), by_rules, rubric, scenario, so_far.told, so_far.reached
        )

    def _keep(self, attempt_id: str, written: Written) -> None:
        owed = bill(
            self.context, attempt_id=attempt_id, role="coach", engine=written.model, usage=written.usage
        )
        values = {
            "state": "done",
            "model": written.model[:120] or None,
            "advice": as_json(written),
            "dropped": [asdict(piece) for piece in written.dropped],
            "prompt": written.prompt or None,
            "raw": self.mask(written.raw)[:LONGEST_RAW] or None,
        }
        with self.context.database.transaction() as connection:
            # Of two that wrote on the same attempt the first is kept; both are paid.
            self._mark(connection, attempt_id, values)
            owed.book(connection)

    def _end(self, attempt_id: str, **values: Any) -> None:
        with self.context.database.transaction() as connection:
            self._mark(connection, attempt_id, values)

    def _mark(self, connection: Connection, attempt_id: str, values: dict[str, Any]) -> None:
        waiting = (col(CoachingTable.attempt_id) == attempt_id, col(CoachingTable.state) == "waiting")
        connection.execute(
            update(CoachingTable).where(*waiting).values(**values, ended_at=self.context.now())
        )


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
