"""What practice stands on: database and clock, the catalogue, somebody to play the customer, somebody to judge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from lms.catalogue import Catalogue
from lms.learning import Learning
from lms.platform.context import Context
from lms.platform.jobs import Jobs
from lms.platform.llm.speech import Speech
from scenarios.customer import Customer
from scenarios.schema import Scenario
from scenarios.second_reading import Correction
from scenarios.speech_acts import Recogniser, SpeechAct
from scenarios.transcript import Locale, Transcript
from scoring.assessment import Assessment
from scoring.heard_acts import HeardActs, hear

Mode = Literal["practice", "exam"]
Engine = Literal["built-in", "llm"]
ClosedBy = Literal["customer", "trainee", "time"]


@dataclass(frozen=True)
class Casting:
    """For which attempt a customer is wanted.

    Attributes:
        tokens: what the attempt has used so far, where the engine counts tokens.
        tries: how the model's tries went so far: whether each stayed in role.
    """

    attempt_id: str
    engine: Engine
    tokens: int = 0
    tries: tuple[bool, ...] = ()


@dataclass(frozen=True)
class TurnToRead:
    """A trainee's turn that was answered, to be read once more.

    Attributes:
        seq: its place over all turns.
        context: what the customer had said before it.
        acts: what the recogniser found.
    """

    attempt_id: str
    seq: int
    text: str
    context: str
    acts: tuple[SpeechAct, ...]
    locale: Locale


class SecondReader(Protocol):
    """Reads turns once more in the background."""

    def read_later(self, turn: TurnToRead) -> None:
        """Have a turn read when there is time; it returns at once and never raises."""

    def correction(self, attempt_id: str, seq: int) -> Correction:
        """What a reading of this turn saw otherwise, as far as it has come."""


class Afterwards(Protocol):
    """Looks at closed attempts in the background: judges them beside the rules, or writes advice on them."""

    def wanted(self, *, mode: Mode, engine: Engine) -> bool:
        """Whether it is to look at an attempt of this kind."""

    @property
    def ask(self) -> Callable[[str], None]:
        """Has an attempt looked at that was put down for it; it returns at once and never raises."""


class Judge(Protocol):
    """Scores a closed conversation by what was heard in it."""

    def __call__(
        self, transcript: Transcript, scenario: Scenario, *, recogniser: Recogniser | None = None
    ) -> Assessment:
        """Return the verdict; ``recogniser`` tells the trainee's acts, by default the patterns."""


@dataclass(frozen=True)
class Practice:
    """One installation's practice room, handed to every service in it.

    Attributes:
        customer_for: who plays the customer of an attempt; for ``built-in`` one that answers at once.
        judge: scores a closed conversation; offline and quick, it runs while somebody waits.
        hear: tells what was heard in a closed conversation, which is kept and judged by.
        speech: turns recordings into words and lines into sound, where the installation has it.
        second_reader: corrects speech acts in the background, where a model is there for it.
        other_judge: judges in the background, where a model is there for it.
        coach: writes advice in the background, where a model is there for it.
        jobs: what is done in the background and outlives a crash; opened by the portal alone.
    """

    context: Context
    catalogue: Catalogue
    customer_for: Callable[[Casting], Customer]
    judge: Judge
    speech: Speech | None = None
    second_reader: SecondReader | None = None
    other_judge: Afterwards | None = None
    jobs: Jobs | None = None
    coach: Afterwards | None = None
    learning: Learning | None = None
    hear: Callable[[Transcript], HeardActs] = hear
