"""Words as they are compared: pairs of Chinese characters, stems of Latin words, and what else people call a thing.

``content/answers/words.<locale>.yaml`` may be edited freely: ``noise`` is what is said around a question and tells
nothing, ``alike`` are rows of words that mean the same to whoever looks for something.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lms.platform.settings import Locale

_FOLDER = Path(__file__).parents[3] / "content" / "answers"
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+(?:'[a-z]+)?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ies", "ied", "ed", "es", "ly", "s")
SINGLE = 0.25
"""How much one Chinese character counts beside a pair."""
ALIKE = 1.0
"""How much another word for the same counts beside the one that was typed."""

Word = Annotated[str, Field(min_length=1, max_length=40)]


class WordsError(ValueError):
    """A file of ``content/answers`` cannot be used; the message names file and place."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    noise: tuple[Word, ...]
    alike: tuple[Annotated[tuple[Word, ...], Field(min_length=2)], ...]


class AskedAs(BaseModel):
    """By which words something is looked for.

    Attributes:
        lessons: by a lesson, or by one sentence of it.
        words: by the title of words that calm or answer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    lessons: Mapping[str, str]
    words: Mapping[str, str]


_File = TypeVar("_File", bound=BaseModel)


@dataclass(frozen=True)
class Asked:
    """A question in terms.

    Attributes:
        typed: how much each term counts that was typed.
        faint: characters out of longer words: alone they find nothing.
        alike: for each thing meant, what else it is called: the terms of each name.
    """

    typed: Mapping[str, float]
    faint: frozenset[str]
    alike: tuple[tuple[tuple[str, ...], ...], ...]


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None


def latin_words(text: str) -> int:
    """How many Latin words and numbers are in it."""
    return sum(1 for run in _RUN.findall(_even(text)) if run[0] < "\u3400")


def terms_of(pieces: Iterable[tuple[str, float]]) -> Counter[str]:
    """Terms of an entry, each with how often it stands there, weighed by the piece it stands in."""
    found: Counter[str] = Counter()
    for text, weight in pieces:
        for term in _terms(_even(text)):
            found[term] += weight  # type: ignore[assignment]  # weights are no whole numbers
    return found


def asked_for(text: str, locale: Locale) -> Asked:
    """Terms of a question: what was typed, and what else it is called."""
    words, quiet = _words(locale), _quiet(text, locale)
    typed: dict[str, float] = {}
    faint: set[str] = set()
    for run in _RUN.findall(quiet):
        for term in _terms(run):
            if len(term) == 1 < len(run) and is_chinese(term):
                typed.setdefault(term, SINGLE)
                faint.add(term)
            else:
                typed[term] = 1
    even = _even(text)
    stems = f" {' '.join(_stems(even))} "
    meant = (row for row in words.alike if any(_said(one, even, stems) for one in row))
    alike = tuple(
        tuple(tuple(dict.fromkeys(_clear_terms(_quiet(one, locale)))) for one in row) for row in meant
    )
    return Asked(typed, frozenset(term for term in faint if typed[term] != 1), alike)


def _clear_terms(text: str) -> Iterable[str]:
    for run in _RUN.findall(text):
        yield from (term for term in _terms(run) if len(term) > 1 or len(run) == 1)


def _quiet(text: str, locale: Locale) -> str:
    typed = _even(text)
    for noise in sorted(_words(locale).noise, key=len, reverse=True):
        said = _even(noise)
        typed = (
            typed.replace(said, " ") if is_chinese(said) else re.sub(rf"\b{re.escape(said)}\b", " ", typed)
        )
    # Whoever types nothing else means just that.
    return typed if _RUN.search(typed) else _even(text)


def _said(one: str, typed: str, stems: str) -> bool:
    word = _even(one)
    return word in typed if is_chinese(word) else f" {' '.join(_stems(word))} " in stems


def _terms(text: str) -> Iterable[str]:
    for run in _RUN.findall(text):
        if run[0] < "\u3400":
            yield _stem(run)
            continue
        yield from run
        yield from (run[place : place + 2] for place in range(len(run) - 1))


def _stems(text: str) -> list[str]:
    return [_stem(run) for run in _RUN.findall(text) if run[0] < "\u3400"]


@cache
def _stem(word: str) -> str:
    """A word without its commonest endings; crude, and the same for question and entry."""
    word = word.partition("'")[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + ("y" if ending in ("ies", "ied") else "")
            break
    # “stopped” and “stop”, “fee” and “fees”, “charge” and “charging” are one.
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lse":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def _even(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("’", "'")


@cache
def asked_as(locale: Locale) -> AskedAs:
    """By which words colleagues look for what a lesson says, or what calms and answers.

    Raises:
        WordsError: the file cannot be read.
    """
    return _read(f"asked.{locale}.yaml", AskedAs)


@cache
def _words(locale: Locale) -> _Words:
    return _read(f"words.{locale}.yaml", _Words)


def _read(name: str, model: type[_File]) -> _File:
    try:
        return model.model_validate(yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise WordsError(f"content/answers/{name}: {error}") from error
