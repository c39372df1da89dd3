"""Finds cues in a turn by a language's patterns, minding negation. A cue comes with the clause that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Generic, Self, TypeVar

from pydantic import Field, model_validator

from scenarios.content_file import read_model, text_of
from scenarios.needles import Sieve
from scenarios.persona import Strict
from scenarios.prepared import Regex, prepared
from scenarios.speech_acts import recogniser_for
from scenarios.speech_acts.definition import expand
from scenarios.speech_acts.recogniser import PROGRAM as RECOGNISER
from scenarios.speech_acts.utterance import Span, Utterance, fold
from scenarios.transcript import Locale
from scoring.cues.names import CUSTOMER_CUES, TRAINEE_CUES, CustomerCue, TraineeCue

Cue = TypeVar("Cue", bound=str)
PROGRAM = (*RECOGNISER, Path(__file__).parent)
"""After whose change cues are built anew."""
Patterns = tuple[Annotated[str, Field(min_length=1)], ...]


class CueRule(Strict):
    """How a cue is told. Patterns are written as in the speech-act files: ``{word_class}``, ``<n>``, ``<<n>>``.

    Attributes:
        any: a pattern is enough.
        unless: patterns that take it back, looked for in the clauses of the match.
        unless_turn: patterns that take it back wherever they stand in the turn.
        negated: whether a denial before it in its clause takes it back.
        asked: whether it must stand in a question, must not, or either.
        reported: whether it counts as well where somebody else's words are told.
    """

    any: Annotated[Patterns, Field(min_length=1)]
    unless: Patterns = ()
    unless_turn: Patterns = ()
    negated: Annotated[bool, Field(description="a denial takes it back")] = True
    asked: bool | None = None
    reported: Annotated[bool, Field(description="it counts in somebody else's words as well")] = True


class Language(Strict):
    """How one language's patterns are read.

    Attributes:
        whole_words: whether a pattern stands for whole words, as in languages that put spaces between them.
        denials: words that deny what follows within ``reach`` characters of the clause.
        idioms: phrases that hold such a word and deny nothing.
    """

    locale: Locale
    whole_words: bool
    lexicon: dict[str, str] = Field(default_factory=dict)
    denials: Patterns
    idioms: Patterns = ()
    reach: Annotated[int, Field(ge=1, le=100)]


class CueFile(Language):
    """One language's cues."""

    customer: dict[CustomerCue, CueRule]
    trainee: dict[TraineeCue, CueRule]

    @model_validator(mode="after")
    def _knows_every_cue(self) -> Self:
        for cue, there in (
            *((cue, cue in self.customer) for cue in CUSTOMER_CUES),
            *((cue, cue in self.trainee) for cue in TRAINEE_CUES),
        ):
            if not there:
                raise ValueError(f"there is no rule for the cue “{cue}”; add one")
        return self


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue and the words that show it: ``quote`` is verbatim, ``start`` its offset in the turn."""

    quote: str
    start: int


class Ready:
    """One rule, compiled."""

    def __init__(self, rule: CueRule, file: Language) -> None:
        """Compile ``rule`` with the word classes of ``file``.

        Raises:
            ValueError: a pattern is no regular expression or names an unknown word class.
        """
        self.rule = rule
        self.any = _alternatives(rule.any, file)
        self.unless = _alternatives(rule.unless, file)
        self.unless_turn = _alternatives(rule.unless_turn, file)


class Rules(Generic[Cue]):
    """Rules of one kind, compiled, with what rules most of them out before any is searched with."""

    def __init__(self, rules: Mapping[Cue, CueRule], file: Language) -> None:
        """Compile ``rules`` with the word classes of ``file``.

        Raises:
            ValueError: a pattern is no regular expression or names an unknown word class.
        """
        self._ready = {cue: Ready(rule, file) for cue, rule in rules.items()}
        self._sieve = Sieve((cue, ready.any.pattern) for cue, ready in self._ready.items() if ready.any)

    def left(self, folded: str) -> Iterator[tuple[Cue, Ready]]:
        """Yield the rules that may hold in a turn, in their order."""
        left = self._sieve.left(folded)
        return ((cue, ready) for cue, ready in self._ready.items() if cue in left)


class Ear:
    """Hears rules in a turn, minding what its language denies. Stateless; safe to share."""

    def __init__(self, file: Language) -> None:
        """Compile what is common to the rules of ``file``.

        Raises:
            ValueError: a pattern is no regular expression or names an unknown word class.
        """
        self._denials = _alternatives(file.denials, file)
        self._idioms = _alternatives(file.idioms, file)
        self._reach = file.reach
        self._locale = file.locale

    def hear(self, text: str, rules: Rules[Cue]) -> dict[Cue, Heard]:
        """Return the rules that hold in a turn, each with the first clause that shows it."""
        said = Utterance(text, fold(text, {}))
        denied = self._denied(said.folded)
        told = cache(lambda: recogniser_for(self._locale).reported(text))
        heard: dict[Cue, Heard] = {}
        for cue, ready in rules.left(said.folded):
            span = _first(said, ready, denied, told)
            if span is not None:
                heard[cue] = Heard(text[span.start : span.end], span.start)
        return heard

    def _denied(self, folded: str) -> list[Span]:
        """Return the stretches in which what is said is denied."""
        if self._denials is None:
            return []
        idioms = [found.span() for found in self._idioms.finditer(folded)] if self._idioms else []
        stretches = []
        for found in self._denials.finditer(folded):
            if any(start <= found.start() and found.end() <= end for start, end in idioms):
                continue
            stop = re.compile(r"[,:\n]").search(folded, found.end())
            end = min(found.end() + self._reach, stop.start() if stop else len(folded))
            stretches.append(Span(found.start() + 1, end))
        return stretches


class Cues:
    """A language's cues, compiled. Stateless; safe to share."""

    def __init__(self, file: CueFile) -> None:
        """Compile ``file``.

        Raises:
            ValueError: a pattern is no regular expression or names an unknown word class.
        """
        self._ear = Ear(file)
        self._customer = Rules(file.customer, file)
        self._trainee = Rules(file.trainee, file)

    def of_customer(self, text: str) -> dict[CustomerCue, Heard]:
        """Return the cues of a customer's turn, each with the first clause that shows it."""
        return self._ear.hear(text, self._customer)

    def of_trainee(self, text: str) -> dict[TraineeCue, Heard]:
        """Return the cues of a trainee's turn, each with the first clause that shows it."""
        return self._ear.hear(text, self._trainee)


def _first(said: Utterance, ready: Ready, denied: list[Span], told: Callable[[], bytearray]) -> Span | None:
    if ready.any is None:
        return None
    for found in _matches(ready.any, said.folded):
        start, end = found
        if ready.rule.negated and any(span.start <= start < span.end for span in denied):
            continue
        if not ready.rule.reported and told()[start] and told()[end - 1]:
            continue
        if ready.rule.asked is not None and said.is_question(start, end) != ready.rule.asked:
            continue
        clause = said.clause(start, end)
        if ready.unless and ready.unless.search(said.folded, clause.start, clause.end):
            continue
        if ready.unless_turn and ready.unless_turn.search(said.folded):
            return None
        return clause
    return None


def _matches(pattern: Regex, folded: str) -> Iterator[tuple[int, int]]:
    for found in pattern.finditer(folded):
        if found.end() > found.start():
            yield found.span()


def _alternatives(patterns: Patterns, file: Language) -> Regex | None:
    if not patterns:
        return None
    written = []
    for pattern in patterns:
        try:
            expanded = expand(pattern, file.lexicon)
            re.compile(expanded)
        except KeyError as error:
            raise ValueError(f"{file.locale}: {pattern!r}: no word class {error} in the lexicon") from error
        except re.error as error:
            raise ValueError(f"{file.locale}: {pattern!r} is no pattern: {error}") from error
        written.append(f"(?:{expanded})")
    whole = "|".join(written)
    return Regex(rf"(?<!\w)(?:{whole})(?!\w)" if file.whole_words else whole, re.M)


@cache
def cues_for(locale: Locale) -> Cues:
    """Return the cues of a language, built once and kept for the next process.

    Raises:
        FileError: the language's file cannot be used; the message names line and field.
    """
    path = Path(__file__).with_name(f"{locale}.yaml")
    return prepared(
        path,
        Cues,
        lambda: Cues(read_model(text_of(path, file=path.name), CueFile, file=path.name)),
        program=PROGRAM,
    )
