"""What any customer may do whoever they are: the words for it, and what they make of a vague promise or a number."""

from __future__ import annotations

import random
import re
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from scenarios.content_file import StrictReader, read_model, text_of
from scenarios.persona import Strict
from scenarios.schema import HABITS, CustomerAct, Line, Scenario, Variants
from scenarios.state import spoken
from scenarios.transcript import Locale

UNSEEN: frozenset[str] = frozenset({"phone", "online"})
"""Channels on which a gesture is not seen."""
_DIGITS = re.compile(r"\d+")


class Habits(Strict):
    """One language's habits.

    Attributes:
        vague: patterns of words that name no time ("soon", 尽快).
        official: patterns of words that are written rather than spoken, lost on who grew up in a dialect.
        secrets: patterns at which a customer who is lost at a machine holds out card and PIN.
        lines: words for acts that a scenario need not write for itself, and for a number misheard.
        confusable: numbers that sound alike, as written in words or digits.
    """

    vague: tuple[str, ...]
    official: tuple[str, ...]
    secrets: tuple[str, ...]
    lines: dict[str, Variants]
    confusable: Annotated[dict[str, str], Field(min_length=1)]

    @cached_property
    def _no_time(self) -> re.Pattern[str]:
        return _any_of(self.vague)

    @cached_property
    def _on_paper(self) -> re.Pattern[str]:
        return _any_of(self.official)

    @cached_property
    def _a_secret(self) -> re.Pattern[str]:
        return _any_of(self.secrets)

    def names_no_time(self, text: str) -> bool:
        """Tell whether ``text`` puts the customer off with words that name no time."""
        return bool(self._no_time.search(text))

    def official_words(self, text: str) -> int:
        """Count the words of ``text`` that are written rather than spoken."""
        return len(self._on_paper.findall(text))

    def touches_a_secret(self, text: str) -> bool:
        """Tell whether ``text`` speaks of the PIN or a code."""
        return bool(self._a_secret.search(text))

    def mishears(self, text: str, *, seed: str) -> tuple[Line, ...]:
        """Return what is asked back by somebody who mishears a number of ``text``; nothing where none is said."""
        said = [word for word in _words(text) if word in self.confusable]
        if not said:
            return ()
        dice = random.Random(seed)  # noqa: S311  a customer's choice, no secret
        heard = self.confusable[dice.choice(said)]
        heard = heard[:1].upper() + heard[1:]
        return tuple(line.replace("{heard}", heard) for line in self.lines["mishear_number"])


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?<![a-z])(?:{'|'.join(patterns)})(?![a-z])", re.IGNORECASE)


def _words(text: str) -> list[str]:
    lowered = text.casefold()
    return _DIGITS.findall(lowered) + re.findall(r"[a-z]+", lowered) + re.findall(r"[一-鿿]", lowered)


@cache
def habits_of(locale: Locale) -> Habits:
    """Return the habits of a language, read once."""
    path = Path(__file__).with_name(f"{locale}.yaml")
    return read_model(text_of(path), Habits, file=path.name, reader=StrictReader)


def lines_for(scenario: Scenario, act: CustomerAct) -> tuple[Line, ...]:
    """Return the words of a habit for which a scenario has none of its own.

    Words that would give away a fact of this very scenario are left out, and so are gestures where nobody sees them.
    """
    if act not in HABITS or act in scenario.lines:
        return ()
    lines = harmless(scenario, habits_of(scenario.locale).lines[act])
    if scenario.channel in UNSEEN:
        lines = tuple(dict.fromkeys(words for line in lines if (words := spoken(line))))
    return lines


def harmless(scenario: Scenario, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines in which no mark of any fact of ``scenario`` stands."""
    marks = [mark.casefold() for fact in scenario.facts for mark in fact.marks]
    return tuple(line for line in lines if not any(mark in line.casefold() for mark in marks))
