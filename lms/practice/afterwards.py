"""What a model does with closed attempts: owed since the transaction that closed them, done in the background.

The debrief is there at once, without a model. What is owed is kept in the database, so that nobody has to remember it:
a job does it whenever there is a process to do it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Connection, select, update
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.platform.context import Context
from lms.platform.jobs import Again
from lms.platform.llm import Role
from lms.practice.billing import Bill, bill
from lms.practice.stage import Engine, Mode
from lms.practice.tables import Coaching, Judging
from scenarios.chat_model import Failure, StructuredModel, Usage
from scenarios.model_answers import ModelUnavailable

LONGEST_RAW = 40_000
"""Characters of a model's answer that are kept."""
LONGEST_MODEL = 120
PASSING: frozenset[Failure] = frozenset({"unreachable", "time_out", "rate_limited", "server_error"})
"""Failures that may be over in a minute."""

Read = TypeVar("Read")
Found = TypeVar("Found")


@dataclass(frozen=True)
class ModelAfterwards(ABC, Generic[Read, Found]):
    """Has a model look at closed attempts.

    Attributes:
        model: who does it, as it is configured now; none where none is.
        mask: takes personal data out of words.
        ask: hands a job on, by an attempt's id; it returns at once.
        table: where it is kept which attempts wait.
        role: the part that tokens are booked to.
    """

    context: Context
    catalogue: Catalogue
    model: Callable[[], StructuredModel | None]
    mask: Callable[[str], str]
    ask: Callable[[str], None]

    table: ClassVar[type[Judging] | type[Coaching]]
    role: ClassVar[Role]

    def wanted(self, *, mode: Mode, engine: Engine) -> bool:
        """Whether a model is to look at an attempt: an exam, or practice that a model has heard already.

        Who practises with the built-in customer has chosen to do without a model; their words go to none.
        """
        return (mode == "exam" or engine == "llm") and self.model() is not None

    def owed(self) -> Sequence[str]:
        """The attempts that wait."""
        waiting = select(col(self.table.attempt_id)).where(col(self.table.state) == "waiting")
        with self.context.database.reading() as connection:
            return connection.execute(waiting.order_by(col(self.table.asked_at))).scalars().all()

    def do(self, attempt_id: str) -> None:
        """Do it for an attempt that waits, and keep what was found; one that does not wait is left alone.

        Raises:
            Again: the endpoint may answer a little later.
        """
        state = select(col(self.table.state)).where(col(self.table.attempt_id) == attempt_id)
        with self.context.database.reading() as connection:
            if connection.execute(state).scalar() != "waiting":
                return
        read, model = self._read(attempt_id), self.model()
        if model is None:
            self._fail(attempt_id, "no_model")
            return
        try:
            found = self._found(read, model)
        except ModelUnavailable as error:
            self._bill(attempt_id, model.name, error.usage).keep()
            if error.failure in PASSING:
                raise Again(error.failure) from error
            self._fail(attempt_id, error.failure)
            return
        except Exception:
            # Whatever it ran into, it would run into again: nobody is left waiting for it.
            self._fail(attempt_id, "fault")
            raise
        self._keep(attempt_id, read, found)

    def give_up(self, attempt_id: str, why: str) -> None:
        """Say that nothing will come of it, after the last try."""
        self._fail(attempt_id, why)

    @abstractmethod
    def _read(self, attempt_id: str) -> Read:
        """What the model is shown, of an attempt that waits."""

    @abstractmethod
    def _found(self, read: Read, model: StructuredModel) -> Found:
        """Ask the model.

        Raises:
            ModelUnavailable: it does not answer, or not with what was asked for.
        """

    @abstractmethod
    def _keep(self, attempt_id: str, read: Read, found: Found) -> None:
        """Keep what was found, and what it cost."""

    def _bill(self, attempt_id: str, model: str, usage: Usage) -> Bill:
        return bill(self.context, attempt_id=attempt_id, role=self.role, engine=model, usage=usage)

    def _fail(self, attempt_id: str, failure: str) -> None:
        with self.context.database.transaction() as connection:
            self._end(connection, attempt_id, state="failed", failure=failure)

    def _end(self, connection: Connection, attempt_id: str, **values: Any) -> None:
        """Say how it ended; what has ended already stays as it is."""
        table = self.table
        waiting = (col(table.attempt_id) == attempt_id, col(table.state) == "waiting")
        connection.execute(update(table).where(*waiting).values(**values, ended_at=self.context.now()))
