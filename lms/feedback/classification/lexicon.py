"""Word rules as data: ``content/feedback/words.<locale>.yaml``, and the table from cause to competencies."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lms.feedback.classification.labels import CAUSES, FLAGS, HEADS, KINDS
from scenarios.needles import Sieve
from scenarios.transcript import Locale

_RULES = Path(__file__).parents[3] / "content" / "feedback"


class LexiconError(ValueError):
    """A file of rules cannot be used; the message names file and place."""


class Lexicon:
    """The rules of one language. ``rules`` holds, for each head, a pattern for each label that has one."""

    def __init__(self, told: Mapping[str, Any], name: str) -> None:
        self.rules: dict[str, dict[str, re.Pattern[str]]] = {}
        # Most of the rules have nothing to say of a text: which may have is told in one pass.
        self._sieve: Sieve[tuple[str, str]] = Sieve()
        for head, labels in told.items():
            others = {"flags": FLAGS, "mentions": ("employee", "branch"), "grievance": ("plain",)}
            known = others.get(head) or HEADS.get(head)  # type: ignore[call-overload]
            if known is None:
                raise LexiconError(f"{name}: there is no {head!r} to rule on")
            # A name is told from a word by its capital.
            case = 0 if head == "mentions" else re.IGNORECASE
            for label, patterns in labels.items():
                if label not in known:
                    raise LexiconError(f"{name}: {head} has no {label!r}")
                try:
                    self._sieve.add((head, label), "|".join(patterns))
                    self.rules.setdefault(head, {})[label] = re.compile("|".join(patterns), case)
                except (re.error, TypeError) as error:
                    raise LexiconError(f"{name}: {head}.{label}: {error}") from error

    def found(self, head: str, text: str) -> dict[str, list[str]]:
        """Return, for each label of ``head`` that a rule names, the words that name it, in order, each once."""
        hits: dict[str, list[str]] = {}
        left = self._sieve.left(text)
        for label, pattern in self.rules.get(head, {}).items():
            if (head, label) not in left:
                continue
            words = list(dict.fromkeys(hit.group() for hit in pattern.finditer(text) if hit.group()))
            if words:
                hits[label] = words
        return hits


@cache
def lexicon_for(locale: Locale) -> Lexicon:
    """Return the rules of a language.

    Raises:
        LexiconError: the file is missing or not what it should be.
    """
    name = f"words.{locale}.yaml"
    return Lexicon(_read(name), name)


class CompetencyTable:
    """From cause and words to competencies, as people may edit it."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.by_cause: dict[str, list[str]] = told.get("causes") or {}
        self.by_kind: dict[str, list[str]] = told.get("kinds") or {}
        self.by_words = [
            (re.compile("|".join(rule["words"]), re.IGNORECASE), list(rule["competencies"]))
            for rule in told.get("words") or []
        ]
        if unknown := (set(self.by_cause) - set(CAUSES)) | (set(self.by_kind) - set(KINDS)):
            raise LexiconError(f"competencies.yaml: unknown {', '.join(sorted(unknown))}")

    def of(self, kind: str, cause: str | None, text: str) -> Sequence[str]:
        """Return what is to be learnt, or is praised: of the cause first, then what the words add."""
        if kind == "enquiry":
            return ()
        met = list(self.by_cause.get(cause or "", self.by_kind.get(kind, [])))
        if kind == "praise" or cause is not None:
            for pattern, competencies in self.by_words:
                if pattern.search(text):
                    met += competencies
        return tuple(dict.fromkeys(met))


@cache
def competency_table() -> CompetencyTable:
    """Return the shipped table.

    Raises:
        LexiconError: it is missing or not what it should be.
    """
    try:
        return CompetencyTable(_read("competencies.yaml"))
    except (KeyError, TypeError, re.error) as error:
        raise LexiconError(f"competencies.yaml: {error}") from error


def _read(name: str) -> Mapping[str, Any]:
    try:
        told = yaml.safe_load((_RULES / name).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"content/feedback/{name} cannot be read: {error}") from error
    if not isinstance(told, dict):
        raise LexiconError(f"content/feedback/{name} is no table")
    return told
