"""The port to a language model. ``lms.platform.llm`` implements it; tests put a hand-written one in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]
Failure = Literal[
    "unreachable", "time_out", "rate_limited", "server_error", "refused", "cut", "empty", "budget"
]
"""Why a model gave no answer: not reached; too slow; 429; 5xx; another 4xx; stream broke off; no words; spent."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Role
    content: str


class ChatModelError(Exception):
    """A model did not answer, or not to the end.

    Attributes:
        failure: what happened, for the program.
    """

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}" if detail else failure)
        self.failure: Failure = failure


@dataclass(frozen=True, slots=True)
class Usage:
    """What answers used, in tokens.

    Attributes:
        asked: tokens of the prompts.
        answered: tokens of the answers.
        estimated: how many of both nobody counted: the endpoint does not, or the answer was broken off before it did.
    """

    asked: int = 0
    answered: int = 0
    estimated: int = 0

    @property
    def tokens(self) -> int:
        """Tokens of prompts and answers together."""
        return self.asked + self.answered

    def __add__(self, other: Usage) -> Usage:
        """What both used."""
        return Usage(
            self.asked + other.asked, self.answered + other.answered, self.estimated + other.estimated
        )


NO_USE = Usage()


class Streaming(Protocol):
    """An answer as it comes."""

    @property
    def usage(self) -> Usage:
        """Tokens used as far as known; final once the iteration has ended."""

    def __iter__(self) -> Iterator[str]:
        """Yield pieces of text. Raises ``ChatModelError``."""


class ChatModel(Protocol):
    """A language model that answers a chat."""

    @property
    def name(self) -> str:
        """The model's name, for traces and screens."""

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Streaming:
        """Start an answer; errors come while iterating."""


class StructuredModel(ChatModel, Protocol):
    """A language model that can be held to the shape of an answer."""

    def fill(
        self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int
    ) -> Streaming:
        """Start an answer that is JSON after ``schema``; it may still come cut, and endpoints may refuse."""
