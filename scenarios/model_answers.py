"""What every asker of a model shares: words that go out, answers that come back as JSON, and no answer at all."""

from __future__ import annotations

import re

from scenarios.chat_model import NO_USE, Failure, Usage

_FENCE = re.compile(r"^\s*(?:<think>.*?</think>)?\s*(?:```(?:json)?)?\s*|\s*(?:```)?\s*$", re.DOTALL)


class ModelUnavailable(Exception):
    """A model did not do what it was asked for, and nothing of it can be used.

    Attributes:
        failure: what happened, for the program.
        usage: what it cost all the same.
    """

    def __init__(self, failure: Failure, usage: Usage = NO_USE) -> None:
        super().__init__(failure)
        self.failure: Failure = failure
        self.usage = usage


def unfenced(answer: str) -> str:
    """Return the JSON of an answer without what models put around it: their thoughts, a fence, white space."""
    return _FENCE.sub("", answer)


def unmasked(text: str) -> str:
    """Return words as they are: the mask of a caller that has nothing to hide."""
    return text
