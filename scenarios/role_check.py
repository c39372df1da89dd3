"""Keeping a model in its role: what it says is checked sentence by sentence before anybody sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from scenarios.content_file import read_yaml, text_of
from scenarios.schema import Scenario
from scenarios.state import State, mark_of, spoken
from scenarios.transcript import Locale

Break = Literal[
    "assistant", "reveals", "clerk", "language", "repeats", "echoes", "markup", "gives_away", "babbles"
]
"""Speaks as an assistant; reveals the set-up; speaks the clerk's part; another language; says the same again; says
the clerk's words back; writes markup or labels; tells what is not earned; goes round in circles."""

_RULES = Path(__file__).parent / "prompts" / "out_of_role.yaml"
_MARKUP = re.compile(
    r"<\|?/?\w+|\|>|```|^#{1,6} |\*\*|https?://|\[\w+\]\(|\{\"|^\s*[-*•] |^\s*\d+[.)] ", re.MULTILINE
)
_LABEL = re.compile(
    r"^\s*(顾客|客户|员工|柜员|customer|client|staff|clerk|teller|assistant|user)\s*[:：]", re.IGNORECASE
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
ECHO = 12
"""Characters of the clerk's words said back from which it counts as an echo."""


@lru_cache(maxsize=4)
def _rules(locale: Locale) -> tuple[tuple[Break, re.Pattern[str]], ...]:
    data = read_yaml(text_of(_RULES), file=_RULES.name)[locale]
    kinds: Sequence[Break] = ("assistant", "reveals", "clerk")
    return tuple((kind, re.compile("|".join(data[kind]), re.IGNORECASE)) for kind in kinds)


def out_of_role(
    text: str, *, scenario: Scenario, state: State, heard: str, said: Sequence[str] = ()
) -> Break | None:
    """Return how ``text`` breaks the customer's role, or ``None`` if it does not.

    Args:
        text: what the model said so far in this turn, whole sentences.
        scenario: what is rehearsed.
        state: decides which facts may be told and which lines were spoken.
        heard: what the trainee said before it.
        said: what the customer said in earlier turns.
    """
    words = spoken(text)
    if _MARKUP.search(text) or _LABEL.search(text):
        return "markup"
    for kind, pattern in _rules(scenario.locale):
        if pattern.search(words):
            return kind
    if not _is_language(words, scenario.locale):
        return "language"
    for fact in scenario.facts:
        if fact.id not in state.facts and any(mark.casefold() in words.casefold() for mark in fact.marks):
            return "gives_away"
    if (
        state.has_said(text)
        or any(mark_of(s) == mark_of(text) for s in said)
        or _repeats_a_sentence(words, said)
    ):
        return "repeats"
    bare = _bare(words)
    if len(bare) >= ECHO and bare in _bare(heard):
        return "echoes"
    return "babbles" if _goes_in_circles(words, scenario.locale) else None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _is_language(words: str, locale: Locale) -> bool:
    han, latin = len(_HAN.findall(words)), len(_LATIN.findall(words))
    if locale == "zh-CN":
        return han > 0 and latin <= han
    return latin > 0 and han == 0


def sentences(text: str) -> list[str]:
    """Split text after its full stops, question and exclamation marks."""
    return [s for s in re.findall(r"[^。！？!?.…\n]+[。！？!?.…\n]*[”’\"')）]*\s*", text) if s.strip()]


def _repeats_a_sentence(words: str, said: Sequence[str]) -> bool:
    earlier = {_bare(s) for line in said for s in sentences(spoken(line)) if len(_bare(s)) >= ECHO}
    return any(_bare(s) in earlier for s in sentences(words))


def _goes_in_circles(words: str, locale: Locale) -> bool:
    """Tell whether a piece of some length comes three times close together, as small models do when they loop."""
    shortest = 6 if locale == "zh-CN" else 12
    return re.search(rf"(.{{{shortest},60}}?)(?:.{{0,20}}?\1){{2}}", words) is not None
