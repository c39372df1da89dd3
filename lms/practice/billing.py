"""What one answer of a model used: reckoned before a transaction begins, kept inside it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from lms.platform.context import Context
from lms.platform.llm import Price, Role
from lms.practice.connections import current_endpoint
from lms.practice.spending import book
from scenarios.chat_model import Usage
from scenarios.customer import LLM_ENGINE


@dataclass(frozen=True)
class Bill:
    """What an answer used, for which attempt, of which model and at what price."""

    context: Context
    attempt_id: str
    role: Role
    model: str
    price: Price | None
    usage: Usage

    def book(self, connection: Connection) -> None:
        """Keep it, inside a transaction; nothing where no token was used."""
        book(
            self.context,
            connection,
            role=self.role,
            model=self.model,
            price=self.price,
            usage=self.usage,
            attempt_id=self.attempt_id,
        )

    def keep(self) -> None:
        """Keep it in a transaction of its own."""
        if self.usage.tokens:
            with self.context.database.transaction() as connection:
                self.book(connection)


def bill(context: Context, *, attempt_id: str, role: Role, engine: str, usage: Usage) -> Bill:
    """Reckon an answer.

    Args:
        context: the installation.
        attempt_id: for which attempt.
        role: the part that was played.
        engine: who was asked, whoever answered in the end: a model, with or without the ``llm:`` of an engine.
        usage: what it used.
    """
    model = engine.removeprefix(LLM_ENGINE)
    endpoint = current_endpoint(context, role) if usage.tokens else None
    # Another model may have been put in its place meanwhile: its price is not this one's.
    price = endpoint.price if endpoint is not None and endpoint.model == model else None
    return Bill(context, attempt_id, role, model, price, usage)
