"""A second reading of a trainee's speech acts, by a language model, after the customer has answered.

It never changes what has happened. What the customer counts on from the next turn on (what was done by now, and how
often) is put right by it; the mood, the facts and the objectives there are stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from scenarios.chat_model import Message
from scenarios.model_answers import unfenced
from scenarios.persona import Strict
from scenarios.speech_acts import SPEECH_ACTS, SpeechAct
from scenarios.state import State
from scenarios.transcript import Locale

PROMPTS = Path(__file__).parent / "prompts"
MAX_TOKENS = 400
"""Tokens of one reading: a dozen acts with their quotes."""
CONTEXT = 300
"""Characters of the customer's words before it that are shown."""
_WORDS: dict[Locale, tuple[str, str, str]] = {
    "zh-CN": ("顾客刚才说：", "员工说：", "（没有）"),
    "en": ("The customer just said:", "The clerk says:", "(nothing)"),
}


class _Act(Strict):
    act: SpeechAct
    quote: Annotated[str, Field(min_length=1, max_length=2_000)]


class _Answer(Strict):
    acts: Annotated[tuple[_Act, ...], Field(max_length=40)]


class UnreadableReading(ValueError):
    """A model's answer is no reading: cut, no JSON, or an act that is none."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a second reading sees otherwise than the recogniser did.

    Attributes:
        added: acts that were missed.
        removed: acts that were seen and are none.
    """

    added: tuple[SpeechAct, ...] = ()
    removed: tuple[SpeechAct, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed)

    @property
    def note(self) -> str:
        """How the trace tells it: ``corrected: +apologise -use_jargon``."""
        return " ".join(
            ["corrected:", *(f"+{act}" for act in self.added), *(f"-{act}" for act in self.removed)]
        )


def schema() -> dict[str, Any]:
    """Return the JSON schema of an answer, the acts as an enumeration, for endpoints that hold a model to one."""
    act = {
        "type": "object",
        "properties": {"act": {"type": "string", "enum": list(SPEECH_ACTS)}, "quote": {"type": "string"}},
        "required": ["act", "quote"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"acts": {"type": "array", "items": act}},
        "required": ["acts"],
        "additionalProperties": False,
    }


@lru_cache(maxsize=4)
def _instructions(locale: Locale) -> str:
    return (PROMPTS / f"acts.{locale}.md").read_text(encoding="utf-8").strip()


def messages_for(text: str, *, context: str | None, locale: Locale) -> list[Message]:
    """Return the chat that asks for a reading.

    Args:
        text: what the trainee said, masked.
        context: what the customer had just said.
        locale: the language of both.
    """
    before, says, nothing = _WORDS[locale]
    heard = " ".join((context or "").split())[-CONTEXT:] or nothing
    # Nobody closes the frame from within.
    framed = re.sub(r"={3,}", "==", text)
    return [
        Message("system", _instructions(locale)),
        Message("user", f"{before}\n{heard}\n\n{says}\n===\n{framed}\n==="),
    ]


def read(answer: str, *, text: str) -> tuple[SpeechAct, ...]:
    """Return the acts of a model's answer, in the order of the taxonomy.

    An act whose quote is not in ``text`` is left out: there is no proof of it.

    Raises:
        UnreadableReading: the answer is cut, is no JSON, or names an act that is none.
    """
    try:
        found = _Answer.model_validate(json.loads(unfenced(answer)))
    except (ValueError, RecursionError, ValidationError) as error:
        raise UnreadableReading(f"{type(error).__name__}: {answer[:80]!r}") from error
    said = _plain(text)
    seen = {one.act for one in found.acts if _plain(one.quote) and _plain(one.quote) in said}
    return tuple(act for act in SPEECH_ACTS if act in seen)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def compared(recognised: Sequence[SpeechAct], reading: Sequence[SpeechAct]) -> Correction:
    """Return what ``reading`` sees otherwise."""
    return Correction(
        tuple(act for act in SPEECH_ACTS if act in reading and act not in recognised),
        tuple(act for act in SPEECH_ACTS if act in recognised and act not in reading),
    )


def put_right(state: State, correction: Correction) -> State:
    """Return ``state`` with the count of what was done put right, and nothing else changed."""
    counts = dict(state.done)
    for act in correction.added:
        counts[act] = counts.get(act, 0) + 1
    for act in correction.removed:
        counts[act] = max(0, counts.get(act, 0) - 1)
    return state.model_copy(update={"done": {act: count for act, count in counts.items() if count}})
