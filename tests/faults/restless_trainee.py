"""A trainee who never pauses: speaks in a process of its own until it is killed, and reports what was taken.

``python -m tests.faults.restless_trainee ATTEMPT PERSON`` over the installation in ``LMS_HOME``. One JSON array a
line: ``["kept", n]`` when the words of turn ``n`` were taken, ``["answered", n, text]`` when their answer was recorded.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count

from lms.catalogue import Catalogue
from lms.people.actors import actor_from
from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.settings import load_settings
from lms.practice import Practice, say
from scenarios.chat_model import Message, Usage
from scenarios.llm_customer import LlmCustomer
from scoring.rules_judge import judge

PIECE_S = 0.004


class SlowAnswer:
    """Some pieces with a little time before each."""

    usage = Usage(3, 1)

    def __init__(self, number: int) -> None:
        self._number = number

    def __iter__(self) -> Iterator[str]:
        for piece in (f"这都第{self._number}", "回了，", "我的伞", "呢？"):
            time.sleep(PIECE_S)
            yield piece


class SlowModel:
    """Takes most of the time of a turn, so that most kills hit it inside one."""

    name = "slow"

    def __init__(self) -> None:
        self._asked = count(1)

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> SlowAnswer:
        return SlowAnswer(next(self._asked))


def words(number: int) -> str:
    """What is said as the ``number``-th, counted from 0: it neither helps nor hurts."""
    return f"嗯，这个窗口的灯有点暗，我看了{number}眼。"


def key(number: int) -> str:
    return f"restless-{number}"


def main(attempt_id: str, person_id: str) -> None:
    settings = load_settings(_env_file=None)
    context = Context(open_database(settings), settings)
    practice = Practice(context, Catalogue(context), lambda _: LlmCustomer(SlowModel()), judge)
    with context.database.reading() as connection:
        actor = actor_from(connection, person_id, now=context.now(), today=context.today())
    assert actor is not None
    for number in count():
        saying = say(practice, actor=actor, attempt_id=attempt_id, text=words(number), key=key(number))
        print(json.dumps(["kept", number]), flush=True)
        reply = saying.read()
        print(json.dumps(["answered", number, reply.text]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
