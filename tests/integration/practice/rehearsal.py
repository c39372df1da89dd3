"""A trainee's words for the small scenario, what they do in it, and a model at the port that says what it is told."""

from collections.abc import Callable, Iterator, Sequence

from lms.people.actors import actor_from
from lms.people.permissions import Actor
from lms.platform.context import Context
from lms.practice import Casting, Practice
from scenarios.built_in import BuiltInCustomer
from scenarios.chat_model import ChatModelError, Message, Usage
from scenarios.customer import Customer
from scenarios.llm_customer import LlmCustomer
from scenarios.schema import Scenario
from tests.a_scenario import a_scenario

COMFORT = "您着急我特别理解。"  # she feels heard
ASK = "能跟我说说是怎么回事吗？"  # after that, she tells of the parcel
PROMISE = "今天下午五点前给您回电话。"  # after that, she knows by when
GOODBYE = "还有别的需要帮您吗？请慢走。"  # she leaves content
RUDE = "跟您说了也不懂，你这人真烦。"  # the second time she storms out
NOTHING = "嗯，这个窗口的灯有点暗。"

Pieces = Sequence[str | ChatModelError]


def umbrella(**changes: object) -> Scenario:
    """The small scenario in Chinese."""
    return a_scenario(locale="zh-CN", minutes=10, **changes)


def somebody(context: Context, person_id: str) -> Actor:
    """A person of the demo bank as they would be signed in."""
    with context.database.reading() as connection:
        actor = actor_from(connection, person_id, now=context.now(), today=context.today())
    assert actor is not None
    return actor


class FakeAnswer:
    def __init__(self, model: "FakeModel", pieces: Pieces) -> None:
        self._model, self._pieces, self.usage = model, pieces, Usage()

    def __iter__(self) -> Iterator[str]:
        self._model.began()
        for piece in self._pieces:
            if isinstance(piece, ChatModelError):
                raise piece
            self.usage += Usage(20, 5)
            yield piece


def _nothing() -> None:
    """What is done when an answer begins, unless a test has something in mind."""


class FakeModel:
    """Answers with what it was given, one list of pieces a call; ``began`` is called when an answer begins."""

    name = "fake"

    def __init__(self, *answers: Pieces) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.began: Callable[[], None] = _nothing

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> FakeAnswer:
        self.asked += 1
        return FakeAnswer(self, self.answers.pop(0))


def played_by(model: FakeModel, practice: Practice, *, budget: int = 1_000) -> Practice:
    """The same room with a model behind ``llm``."""

    def customer_for(casting: Casting) -> Customer:
        if casting.engine == "built-in":
            return BuiltInCustomer()
        return LlmCustomer(model, budget=budget - casting.tokens, tries=casting.tries)

    return Practice(practice.context, practice.catalogue, customer_for, practice.judge)
