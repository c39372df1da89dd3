"""The shape of a language's speech-act file, and its reader, whose errors name file, line, act and field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from scenarios.content_file import FileError, StrictReader, read_model, text_of
from scenarios.prepared import Regex
from scenarios.speech_acts.acts import SPEECH_ACTS, SpeechAct
from scenarios.transcript import Locale

GAP = r"[^,:\n]"
"""Any character within a clause."""

_LEXEME = re.compile(r"\{([a-z_]+)\}")
_CLAUSE_GAP = re.compile(r"<(\d+)>")
_SENTENCE_GAP = re.compile(r"<<(\d+)>>")
_NESTED = 12
_EDGE = r"(?!(?<=\w)(?=\w))"
"""Matches nothing, anywhere but inside a word."""


class DefinitionError(ValueError):
    """A speech-act file that cannot be used; the message names file, act and field, and what to mend."""


def _not_empty(pattern: str) -> str:
    if not pattern.strip():
        raise ValueError("a pattern is empty: write what the trainee says, or remove the line")
    return pattern


Pattern = Annotated[str, AfterValidator(_not_empty)]
Patterns = tuple[Pattern, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ActRule(_Strict):
    """How one act is told from the words.

    ``any`` are patterns that do the act by themselves; ``given`` are patterns that do it only after a
    customer's words of the named context. ``unless`` looks at the clauses of the match, ``unless_sentence``
    at its sentences, ``unless_turn`` at all that was said, ``unless_acts`` at what else the turn does.
    ``once`` means the turn must do it exactly one time; ``several`` are words that show more than one.
    """

    any: Patterns = ()
    given: dict[str, Patterns] = Field(default_factory=dict)
    unless: Patterns = ()
    unless_sentence: Patterns = ()
    unless_turn: Patterns = ()
    unless_context: tuple[str, ...] = ()
    unless_acts: tuple[SpeechAct, ...] = ()
    negation: Literal["cancels", "ignored"] = "ignored"
    quotation: Literal["cancels", "ignored"] = "cancels"
    question: Literal["cancels", "required", "ignored"] = "ignored"
    once: bool = False
    several: Patterns = ()


class Negation(_Strict):
    """Words that deny what follows within ``reach`` characters of the same clause."""

    cues: Patterns
    idioms: Patterns = ()
    reach: int = Field(gt=0, le=200)


class Definition(_Strict):
    """One language's file: word classes, customer contexts, negation, reported speech, and a rule an act."""

    locale: Locale
    whole_words: bool
    fold: dict[str, str] = Field(default_factory=dict)
    lexicon: dict[str, str] = Field(default_factory=dict)
    contexts: dict[str, Patterns] = Field(default_factory=dict)
    negation: Negation
    reported: Patterns
    requests: Patterns
    acts: dict[SpeechAct, ActRule]


def read_definition(path: Path) -> Definition:
    """Read and check a language's file.

    Raises:
        DefinitionError: the file is not YAML, a field is wrong or stands twice, an act is missing, or a pattern
            or a name in it cannot be used.
    """
    try:
        text = text_of(path, file=path.name)
        definition = read_model(text, Definition, file=path.name, reader=StrictReader)
    except FileError as error:
        raise DefinitionError(str(error)) from error
    missing = [act for act in SPEECH_ACTS if act not in definition.acts]
    if missing:
        raise DefinitionError(f"{path.name}: acts: no rule for {', '.join(missing)}; add one for each")
    for act, rule in definition.acts.items():
        for name in (*rule.given, *rule.unless_context):
            if name not in definition.contexts:
                raise DefinitionError(
                    f"{path.name}: acts.{act}.given: no context is called {name!r}; add it under contexts"
                )
    return definition


def expand(pattern: str, lexicon: dict[str, str], whole_words: bool = False) -> str:
    """Write a pattern out as a regular expression.

    ``{name}`` is a word class of the lexicon, ``<n>`` up to n characters within the clause, ``<<n>>`` up to
    n within the sentence, ``<^>`` the start and ``<$>`` the end of a clause. With ``whole_words`` a gap
    neither begins nor ends inside a word.

    Raises:
        KeyError: a word class is not in the lexicon.
    """
    for _ in range(_NESTED):
        if not _LEXEME.search(pattern):
            break
        pattern = _LEXEME.sub(lambda name: f"(?:{lexicon[name.group(1)]})", pattern)
    edge = _EDGE if whole_words else ""
    pattern = _SENTENCE_GAP.sub(lambda gap: f"{edge}[^\\n]{{0,{gap.group(1)}}}?{edge}", pattern)
    pattern = _CLAUSE_GAP.sub(lambda gap: f"{edge}{GAP}{{0,{gap.group(1)}}}?{edge}", pattern)
    pattern = pattern.replace("<^>", r"(?:^|(?<=[,:\n\"])|(?<=[,:\n] ))")
    return pattern.replace("<$>", r"(?![^,:\n])")


def compiled(patterns: Patterns, definition: Definition, where: str) -> tuple[Regex, ...]:
    """Compile patterns of ``definition``; ``where`` names file, act and field in an error.

    Raises:
        DefinitionError: a pattern is no regular expression, or names a word class that is not there.
    """
    ready = []
    for pattern in patterns:
        try:
            written = expand(pattern, definition.lexicon, definition.whole_words)
            ready.append(Regex(f"(?:{written})(?!\\w)" if definition.whole_words else written, re.M))
        except KeyError as error:
            raise DefinitionError(f"{where}: {pattern!r}: no word class {error} in the lexicon") from error
        except re.error as error:
            raise DefinitionError(f"{where}: {pattern!r} is no pattern: {error}") from error
    return tuple(ready)
