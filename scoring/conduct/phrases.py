"""What shows, besides speech acts and cues, that a trainee argued or let somebody wait."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import model_validator

from scenarios.content_file import read_model, text_of
from scenarios.prepared import prepared
from scenarios.transcript import Locale
from scoring.cues import engine
from scoring.cues.engine import CueRule, Ear, Heard, Language, Rules

Phrase = Literal[
    "disputes",  # the trainee tells the customer that they are wrong, or whose fault it is not
    "no_quarrel",  # what sounds harsher than it is: a plea for calm with a please, say
    "own_work",  # a promise of the trainee's own work by a time, which they can keep
    "announces_wait",  # the trainee says that there is something to wait for
    "left_waiting",  # the customer asks whether anybody is there
]
PHRASES: tuple[Phrase, ...] = get_args(Phrase)


class PhraseFile(Language):
    """One language's phrases."""

    rules: dict[Phrase, CueRule]

    @model_validator(mode="after")
    def _knows_every_phrase(self) -> Self:
        for phrase in PHRASES:
            if phrase not in self.rules:
                raise ValueError(f"there is no rule for “{phrase}”; add one")
        return self


class Phrases:
    """A language's phrases, compiled. Stateless; safe to share."""

    def __init__(self, file: PhraseFile) -> None:
        """Compile ``file``.

        Raises:
            ValueError: a pattern is no regular expression or names an unknown word class.
        """
        self._ear = Ear(file)
        self._rules = Rules(file.rules, file)

    def heard_in(self, text: str) -> dict[Phrase, Heard]:
        """Return the phrases of a turn, each with the first clause that shows it, verbatim."""
        return self._ear.hear(text, self._rules)


@cache
def phrases_for(locale: Locale) -> Phrases:
    """Return the phrases of a language, built once and kept for the next process.

    Raises:
        FileError: the language's file cannot be used; the message names line and field.
    """
    path = Path(__file__).with_name(f"{locale}.yaml")
    return prepared(
        path,
        Phrases,
        lambda: Phrases(read_model(text_of(path, file=path.name), PhraseFile, file=path.name)),
        program=(*engine.PROGRAM, Path(__file__).parent),
    )
