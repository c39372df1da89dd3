"""Asks the endpoint one small question, to tell a person whether it answers, streams, and how fast."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from lms.platform.i18n import mark
from scenarios.chat_model import ChatModel, ChatModelError, Failure, Message, Usage

CURES: Mapping[Failure, str] = {
    "unreachable": mark(
        "The endpoint is not reached. Check its address (LMS_LLM_BASE_URL), and that the "
        "server runs and is reached from here."
    ),
    "time_out": mark(
        "The endpoint is too slow. Raise LMS_LLM_FIRST_TOKEN_TIMEOUT_S and "
        "LMS_LLM_TIMEOUT_S, or use a smaller model."
    ),
    "rate_limited": mark(
        "The endpoint refuses because of too many requests. Wait a "
        "moment, or raise the limit at the provider."
    ),
    "server_error": mark("The fault is on the endpoint's side. Look into its own log."),
    "refused": mark(
        "The endpoint refuses the request. Check the key (LMS_LLM_API_KEY) and the model "
        "(LMS_LLM_MODEL); it names its models at /v1/models."
    ),
    "cut": mark(
        "The answer broke off. Check that the address (LMS_LLM_BASE_URL) ends in /v1, and look into the "
        "endpoint's log."
    ),
    "empty": mark(
        "The endpoint answered without words. Check the model (LMS_LLM_MODEL): one that "
        "only completes code or makes vectors has none."
    ),
    "budget": mark("The budget of tokens is spent. Raise LMS_LLM_ATTEMPT_TOKEN_BUDGET."),
}
"""What each kind of failure means and how to mend it, for ``lms doctor`` and an administrator's page."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a test call showed.

    Attributes:
        failure: why there was no answer, or ``None``.
        first_s: seconds until the first piece of text.
        total_s: seconds until the end.
        pieces: pieces that came; one piece means that the endpoint does not stream.
        usage: tokens used.
    """

    failure: Failure | None
    first_s: float | None
    total_s: float
    pieces: int
    usage: Usage

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
    return Probe(failure, first, time.monotonic() - began, pieces, answer.usage)
