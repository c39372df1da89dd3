"""Who tries a scenario: its good, average and bad trainee, and odd ones who do one thing and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

from scenarios.content_file import read_yaml, text_of
from scenarios.conversation import Conversation
from scenarios.state import spoken
from scenarios.transcript import Locale

POLICIES = ("good", "average", "bad")
"""Written with each scenario."""
ODD = (
    "silent",
    "one_word",
    "only_apologies",
    "only_questions",
    "polite_and_idle",
    "reads_rules",
    "promises_everything",
    "copies",
    "changes_language",
    "injects_zh",
    "injects_en",
    "sells",
    "jokes",
)
"""The same for every scenario of a language; they go on until the customer ends it."""
TRAINEES = POLICIES + ODD


def is_marked(trainee: str, seed: int) -> bool:
    """Return whether a trial is also marked as a visit is, in full: once for each of a scenario's own trainees."""
    return trainee in POLICIES and seed == 0


@cache
def _odd(locale: Locale) -> dict[str, tuple[str, ...]]:
    path = Path(__file__).with_name(f"odd.{locale}.yaml")
    return {name: tuple(lines) for name, lines in read_yaml(text_of(path), file=path.name).items()}


def turns_of(trainee: str, conversation: Conversation) -> Iterator[str]:
    """Yield what a trainee says, turn by turn; an empty string is silence.

    Raises:
        KeyError: nobody is called so.
    """
    if trainee in POLICIES:
        yield from getattr(conversation.scenario.trainees, trainee)
    elif trainee == "copies":
        while True:
            yield spoken(conversation.turns[-1].text)
    else:
        yield from cycle(_odd(conversation.scenario.locale)[trainee])
