"""Asks the endpoint one small question, to tell a person whether it answers, streams, and how fast."""

from __future__ import annotations

import time
from dataclasses import dataclass

from scenarios.chat_model import ChatModel, ChatModelError, Failure, Message


@dataclass(frozen=True, slots=True)
class Probe:
    """What a test call showed.

    Attributes:
        failure: why there was no answer, or ``None``.
        first_s: seconds until the first piece of text.
        total_s: seconds until the end.
        pieces: pieces that came; one piece means that the endpoint does not stream.
        tokens: tokens used.
    """

    failure: Failure | None
    first_s: float | None
    total_s: float
    pieces: int
    tokens: int

    @property
    def streams(self) -> bool:
        """Whether the answer came in more than one piece."""
        return self.pieces > 1


def probe(model: ChatModel) -> Probe:
    """Make one test call of a few tokens; it never raises for what the endpoint does."""
    began = time.monotonic()
    first: float | None = None
    pieces = 0
    failure: Failure | None = None
    answer = model.stream([Message("user", "Count from one to eight in words.")], max_tokens=24)
    try:
        for _ in answer:
            first = first if first is not None else time.monotonic() - began
            pieces += 1
    except ChatModelError as error:
        failure = error.failure
    return Probe(failure, first, time.monotonic() - began, pieces, answer.tokens)
