"""A judge's model that answers as a test wants it, out of what it is really asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from scenarios.chat_model import ChatModelError, Message, Usage

Statements = Mapping[str, str]
Marks = Callable[[str, Statements], Mapping[str, object]]
"""From the name of a question and the trainee's statements as they were shown to what is answered."""

NO = {"applies": True, "met": False, "proof": []}


class Words:
    """An answer in one piece."""

    def __init__(self, text: str | ChatModelError) -> None:
        self._text, self.usage = text, Usage()

    def __iter__(self) -> Iterator[str]:
        self.usage = Usage(100, 20)
        if isinstance(self._text, ChatModelError):
            raise self._text
        yield self._text


class Marker:
    """Answers every question of a ballot by ``marks``.

    Attributes:
        asked: the messages of every ballot.
        questions: the questions of every ballot, in their order.
    """

    name = "marker"

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.asked: list[Sequence[Message]] = []
        self.questions: list[tuple[str, ...]] = []

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Words:
        raise AssertionError("it knows shapes, and is asked within one")

    def fill(self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int) -> Words:
        self.asked.append(messages)
        required = schema["required"]
        assert isinstance(required, list)
        self.questions.append(tuple(required))
        said = dict(
            re.findall(r"^\[(\d+\.\d+)\] (?:员工：|Staff:) (.*)$", messages[-1].content, re.MULTILINE)
        )
        return Words(json.dumps({name: dict(self._marks(name, said)) for name in required}))


class Script:
    """Answers with what it was given, one a call, and keeps whether it was asked within a shape."""

    name = "script"

    def __init__(self, *answers: str | ChatModelError) -> None:
        self._answers = list(answers)
        self.shaped: list[bool] = []

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Words:
        self.shaped.append(False)
        return Words(self._answers.pop(0))

    def fill(self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int) -> Words:
        self.shaped.append(True)
        return Words(self._answers.pop(0))
