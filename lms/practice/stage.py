"""What practice stands on: database and clock, the catalogue, somebody to play the customer, somebody to judge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lms.catalogue import Catalogue
from lms.platform.context import Context
from lms.platform.llm.speech import Speech
from scenarios.customer import Customer
from scenarios.schema import Scenario
from scenarios.transcript import Transcript
from scoring.assessment import Assessment

Mode = Literal["practice", "exam"]
Engine = Literal["built-in", "llm"]
ClosedBy = Literal["customer", "trainee", "time"]


@dataclass(frozen=True)
class Casting:
    """For which attempt a customer is wanted.

    Attributes:
        tokens: what the attempt has used so far, where the engine counts tokens.
    """

    attempt_id: str
    engine: Engine
    tokens: int = 0


@dataclass(frozen=True)
class Practice:
    """One installation's practice room, handed to every service in it.

    Attributes:
        customer_for: who plays the customer of an attempt; for ``built-in`` one that answers at once.
        judge: scores a closed conversation; offline and quick, it runs while somebody waits.
        speech: turns recordings into words and lines into sound, where the installation has it.
    """

    context: Context
    catalogue: Catalogue
    customer_for: Callable[[Casting], Customer]
    judge: Callable[[Transcript, Scenario], Assessment]
    speech: Speech | None = None
