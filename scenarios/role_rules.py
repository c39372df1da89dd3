"""What a model is held to that plays a scenario's customer: patterns, the card it may not read out, the prompt's words.

A phrase in which the scenario's own lines break a pattern is let pass, and nothing else of that kind.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Literal

from scenarios.content_file import read_yaml, text_of
from scenarios.persona import Persona
from scenarios.schema import Scenario
from scenarios.spacing import bare
from scenarios.transcript import Locale

Break = Literal[
    "assistant",  # speaks as an assistant or a machine
    "reveals",  # tells of the set-up, or reads out its prompt
    "clerk",  # speaks the clerk's part
    "hints",  # tells the trainee how to do it right
    "both_sides",  # writes a dialogue, with who speaks before the colon
    "language",  # another language
    "repeats",  # says again what the customer said
    "echoes",  # says the clerk's words back
    "markup",  # lists, links, tags, code
    "gives_away",  # tells what is not earned, in its own words or in others
    "babbles",  # goes round in circles, or does not end
]
"""How a reply falls out of role."""

PROMPTS = Path(__file__).parent / "prompts"
_BY_ROLE: dict[Locale, re.Pattern[str]] = {
    "zh-CN": re.compile("(?:顾客|员工|柜员)(?:说|问|答|回|表示|想|应|需|感|觉|是|很|在)"),
    "en": re.compile(
        r"\b(?:the|this|that) (?:bank )?(?:customer|client|clerk|teller|employee)\b", re.IGNORECASE
    ),
}
"""Somebody is spoken of by their part. Who works at a bank, or remembers a clerk, may do so."""
_TOLD: dict[Locale, re.Pattern[str]] = {
    "zh-CN": re.compile("(?:顾客|员工)(?:说|问|答|回|表示|想|应|感|觉|是|很)"),
    "en": re.compile(
        r"\b(?:the|this) (?:bank )?(?:customer|client|user) "
        r"(?:is|isn.t|was|says|said|asks|asked|answers|answered|replies|replied|feels|felt|nods|looks|would|should|wants)\b",
        re.IGNORECASE,
    ),
}
"""What the customer does is told, as in a story."""
_SPEAKS: dict[Locale, re.Pattern[str]] = {
    "zh-CN": re.compile("(?:^|[。！？(（])(?:顾客|客户)(?:对[你您我]|向[你您我])?(?:说|问|答|回答)[:：]"),
    "en": re.compile(
        r"\bthe (?:bank )?customer (?:says?|said|asks?|asked)(?: to (?:you|me))? ?(?::|it\b)", re.IGNORECASE
    ),
}
"""The same where the customer's words follow: nobody speaks so, whatever they work at."""
RECITED: dict[Locale, int] = {"zh-CN": 8, "en": 32}
"""Signs in a row, as they stand in the prompt, from which the prompt is being read out."""
BESIDE: dict[Locale, int] = {"zh-CN": 2, "en": 6}
"""Signs before or after a phrase that must be the same for it to be the scenario's own."""


@lru_cache(maxsize=4)
def _rules(locale: Locale) -> tuple[tuple[Break, re.Pattern[str]], ...]:
    data = read_yaml(text_of(PROMPTS / "out_of_role.yaml"), file="out_of_role.yaml")[locale]
    kinds: Sequence[Break] = ("assistant", "reveals", "clerk", "hints")
    return tuple((kind, re.compile(rule, re.IGNORECASE)) for kind in kinds for rule in data[kind])


@dataclass(frozen=True)
class Held:
    """What a model is held to that plays the customer of a scenario.

    Attributes:
        rules: kinds and patterns, each with the very phrases in which the scenario's own lines break it: a clerk who
            is coached speaks of "our branch", and may.
        card: every run of ``RECITED`` signs of the customer's card and of the situation, as the prompt shows them, but
            for those that the customer's own lines share.
        narrating: patterns in which somebody is spoken of by their part, but for those the scenario's own lines know.
    """

    scenario: Scenario
    rules: tuple[tuple[Break, re.Pattern[str], frozenset[str]], ...]
    narrating: tuple[re.Pattern[str], ...]
    card: frozenset[str]


_held: OrderedDict[int, Held] = OrderedDict()
_HELD = 32


def held_to(scenario: Scenario) -> Held:
    """Return what a model is held to in a scenario; the last few are remembered."""
    known = _held.get(id(scenario))
    if known is not None and known.scenario is scenario:
        return known
    own, persona, length = _own_lines(scenario), scenario.persona, RECITED[scenario.locale]
    said = "\n".join(own)
    held = Held(
        scenario,
        tuple((kind, rule, _phrases(rule, said, scenario.locale)) for kind, rule in _rules(scenario.locale)),
        (
            *(
                pattern
                for pattern in (_BY_ROLE[scenario.locale], _TOLD[scenario.locale])
                if not any(pattern.search(line) for line in own)
            ),
            _SPEAKS[scenario.locale],
        ),
        runs(map(bare, (_card(persona, scenario.locale), persona.voice, scenario.brief.situation)), length)
        - runs(map(bare, own), length),
    )
    _held[id(scenario)] = held
    while len(_held) > _HELD:
        _held.popitem(last=False)
    return held


def _card(persona: Persona, locale: Locale) -> str:
    """Return who the customer is, as the prompt introduces them."""
    prompt = (PROMPTS / f"customer.{locale}.md").read_text(encoding="utf-8")
    line = next(line for line in prompt.splitlines() if "$name" in line)
    return Template(line).substitute(name=persona.name, age=persona.age, occupation=persona.occupation)


def _phrases(rule: re.Pattern[str], lines: str, locale: Locale) -> frozenset[str]:
    """Return the phrases in which lines break a rule, each with a little of what stands before it, and after it."""
    if not rule.search(lines):
        return frozenset()
    return frozenset(
        side
        for line in lines.split("\n")
        for found in rule.finditer(line)
        for side in _sides(line, found, locale)
    )


def breaks(rule: re.Pattern[str], text: str, own: frozenset[str], locale: Locale) -> bool:
    """Tell whether a text breaks a rule in a phrase that is not the scenario's own."""
    return any(own.isdisjoint(_sides(text, found, locale)) for found in rule.finditer(text))


def _sides(line: str, found: re.Match[str], locale: Locale) -> tuple[str, str]:
    """Return a phrase with ``BESIDE`` signs before it, and with as many after it."""
    few = BESIDE[locale]
    return (
        "<" + line[max(0, found.start() - few) : found.end()].casefold(),
        line[found.start() : found.end() + few].casefold() + ">",
    )


def _own_lines(scenario: Scenario) -> list[str]:
    own = [line for lines in scenario.lines.values() for pool in lines.pools("angry") for line in pool]
    own += [line for lines in scenario.lines.values() for line in lines.calm or ()]
    own += [line for fact in scenario.facts for line in fact.lines]
    own += [line for answer in scenario.answers for line in answer.lines]
    own += [line for objective in scenario.objectives for line in objective.lines or ()]
    own += [line for ending in scenario.endings for line in ending.lines]
    return [*own, *scenario.opening]


@lru_cache(maxsize=4)
def prompt_runs(locale: Locale) -> frozenset[str]:
    """Return every run of ``RECITED`` signs of the fixed words of the prompts."""
    fixed = [
        part
        for name in ("customer", "turn")
        for part in re.split(r"\$\w+", (PROMPTS / f"{name}.{locale}.md").read_text(encoding="utf-8"))
    ]
    words = read_yaml(text_of(PROMPTS / "words.yaml"), file="words.yaml")[locale]
    fixed += [words["again"], *words["acts"].values(), *words["abilities"].values()]
    return runs(map(bare, fixed), RECITED[locale])


@lru_cache(maxsize=4)
def moods(locale: Locale) -> tuple[str, ...]:
    """Return the prompt's words for moods. Nobody goes through two of them in one breath, as the prompt does."""
    words = read_yaml(text_of(PROMPTS / "words.yaml"), file="words.yaml")[locale]["moods"]
    return tuple(word for levels in words.values() for word in levels if len(bare(word)) >= 4)


def runs(texts: Iterable[str], length: int) -> frozenset[str]:
    """Return every run of so many signs in texts."""
    return frozenset(text[at : at + length] for text in texts for at in range(len(text) - length + 1))
