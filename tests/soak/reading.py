"""Reads shown lines for breaks of role, with other eyes than the guard's: its own words, its own measures, stricter.

It knows what the guard must not: the very prompt that was sent, and all that is hidden. It may cry wolf; whatever it
finds is listed for a person to look at, and counts against the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from scenarios.loader import load, slugs
from scenarios.schema import Fact, Scenario
from scenarios.transcript import Locale

LONGEST_LINE = 420
MOST_SENTENCES = 4
ALIKE = 0.92
"""Likeness of two lines (0 to 1) from which one repeats the other."""
SHINGLE: dict[Locale, int] = {"zh-CN": 9, "en": 7}
"""Signs (words, in English) in a row that nobody shares with a prompt by chance."""
SECRET: dict[Locale, int] = {"zh-CN": 4, "en": 5}
"""The same of a secret, once what anybody may say in this visit is taken away."""

MACHINE: dict[Locale, tuple[str, ...]] = {
    "zh-CN": (
        "照抄|旁白|AI|人工智能|模型|机器人|助手|智能客服|设定|提示词?|指令是|JSON|系统[:：]|用户|隐藏|满足您|对您有帮助|以下是",
        "为[您你]服务|我来帮[您你]|帮[您你](办|查)理?一下|请出示|尊敬的|欢迎光临|感谢您的|给您带来|帮您|您的心情|请问您|您好，请|共情|满分|正确的",
        "您的(申请|投诉)已|我们(银行|行)(会|将|已)|顾客(说|想|应该|感到|很)|员工(说|应该)|扮演|演练",
    ),
    "en": (
        r"\bA\.?I\.?\b|artificial intelligence|language model|chat ?bot|\bassistant\b|\bassist\b|\bprompt\b|\bJSON\b",
        r"\binstructions? (say|said|tell|are)|(help|serve|support) you\b(?! (to )?(understand|see))|\bwelcome to\b",
        r"\bdear (sir|madam|customer|client|valued)|thank you for (your|choosing|contacting|calling|reaching)",
        r"\binconvenience\b|\bapologi[sz]e for (the|any)\b|\bhow (can|may) (i|we) help|\bas an? (customer|client|bank)",
        r"\byour (request|complaint|application|enquiry|inquiry) (is|has|will)|\b(can|may) i (see|have) your (id|card)",
        r"\bour (bank|branch|team|customers?|services?|policy|policies|staff)\b|\bmember of staff\b|\bscore\b",
        r"\bthe (customer|client|user) (says?|said|is|feels?|would|should|wants?|asks?)\b|\bhidden facts?\b",
        r"\bhappy to (help|assist)|\bhere is an? (response|reply|list|summary|script|possible|sample|dialogue)\b",
        r"\bfeel free\b|\bpersonal feelings\b|\btrained by\b|\bsystem prompt\b",
        r"\bthe user\b|\brespond as\b|\byou feel\b|\byour (patience|concern|account number)\b|\banything else (i|we)\b",
        r"\bright answer\b|\backnowledg|\bempathi[sz]e\b|\bfull marks\b|\bthis customer\b",
        r"\brole-?play|\brehears|\bsimulat|\bscenario\b|\bpersona\b|\bin character\b|\bmy secrets? (is|are)\b",
    ),
}
"""Words that belong to a machine, to the bank's side of the counter, or to the rehearsal itself."""
SIGNS = re.compile(
    r"[*_#`<>{}\[\]|\\=~^@]|https?|www\.|^\s*(\d+[.)]|[-•])\s|^\s*(?![两三四][样条件点][:：])\w+(?: \w+)?\s*[:：]",
    re.MULTILINE,
)
_GESTURE = re.compile(r"«[^»]*»")
_SENTENCE_END = re.compile(r"[。！？!?]+|\.(?:\s|$)")


@dataclass(frozen=True)
class Shown:
    """A line that stood on the screen, and what it is judged by.

    Attributes:
        line: as the trainee saw it.
        heard: the trainee's words before it.
        earlier: what the customer had said before.
        told: what the program had told the model, but for what was said and what was to be said.
        hidden: facts that were not earned.
    """

    line: str
    scenario: Scenario
    heard: str
    earlier: tuple[str, ...]
    told: tuple[str, ...]
    hidden: tuple[Fact, ...]


def breaks(shown: Shown) -> list[str]:
    """Return what is wrong with a line, in words; nothing where nothing is."""
    return [*_manners(shown), *_secrets(shown), *_copies(shown)]


def _manners(shown: Shown) -> Iterator[str]:
    line, locale = shown.line, shown.scenario.locale
    words = _GESTURE.sub(" ", line)
    if not words.strip(" .…。"):
        yield "no words"
    if found := re.search("|".join(MACHINE[locale]), line, re.IGNORECASE):
        yield f"speaks as a machine or as the bank: {found.group()}"
    if found := SIGNS.search(line):
        yield f"signs that nobody speaks: {found.group()!r}"
    if line.count("«") != line.count("»"):
        yield "a gesture that does not close"
    letters = [sign for sign in line if sign.isalpha()]
    han = sum("\u4e00" <= sign <= "\u9fff" for sign in letters)
    foreign = han < 0.6 * len(letters) if locale == "zh-CN" else any(ord(sign) > 0x24F for sign in letters)
    if (letters and foreign) or re.search(
        r"(?:[a-z]+[ ,]+){3}[a-z]+" if locale == "zh-CN" else "[\u4e00-\u9fff]", line, re.I
    ):
        yield "another language"
    if len(line) > LONGEST_LINE or len(_SENTENCE_END.findall(words)) > MOST_SENTENCES:
        yield "no speech is that long"


def _secrets(shown: Shown) -> Iterator[str]:
    locale = shown.scenario.locale
    here = _shingles(shown.line, SECRET[locale], locale)
    if shown.hidden:
        here -= _all_shingles(_public(shown.scenario), SECRET[locale], locale)
        here -= _said_elsewhere(shown.scenario.slug, locale)
        earned = [fact for fact in shown.scenario.facts if fact not in shown.hidden]
        here -= _all_shingles(
            (text for fact in earned for text in (fact.text, *fact.lines)), SECRET[locale], locale
        )
    for fact in shown.hidden:
        if any(mark.casefold() in shown.line.casefold() for mark in fact.marks):
            yield f"tells the fact {fact.id}"
        elif here & _all_shingles((fact.text, *fact.lines), SECRET[locale], locale):
            yield f"sounds like the fact {fact.id}"


@cache
def _said_elsewhere(slug: str, locale: Locale) -> frozenset[tuple[str, ...]]:
    """Return what customers of other scenarios say too: a run of signs that everybody has is no secret of anybody."""
    others = (load(other, locale) for other in slugs() if other != slug)
    return frozenset(
        _all_shingles(
            (line for other in others for line in (*_public(other), *other.opening)), SECRET[locale], locale
        )
    )


def _public(scenario: Scenario) -> list[str]:
    lines = [line for act in scenario.lines.values() for pool in act.pools("angry") for line in pool]
    seen = [scenario.summary, scenario.brief.situation, scenario.brief.task, *scenario.brief.known]
    return [*lines, *scenario.opening, *seen, scenario.persona.background, scenario.persona.voice]


def _copies(shown: Shown) -> Iterator[str]:
    locale = shown.scenario.locale
    if _shingles(shown.line, SHINGLE[locale], locale) & _all_shingles(shown.told, SHINGLE[locale], locale):
        yield "reads out what it was told"
    words = _plain(shown.line)
    if len(words) > 12 and _alike(words, _plain(shown.heard)):
        yield "says the trainee's words"
    if any(_alike(words, _plain(line)) for line in shown.earlier):
        yield "says a line again"


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", re.sub("['’]", "", text)).strip().casefold()


def _alike(one: str, other: str) -> bool:
    return bool(one) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _shingles(text: str, length: int, locale: Locale) -> set[tuple[str, ...]]:
    plain = _plain(text)
    parts: Sequence[str] = plain.replace(" ", "") if locale == "zh-CN" else plain.split()
    return {tuple(parts[at : at + length]) for at in range(len(parts) - length + 1)}


def _all_shingles(texts: Iterable[str], length: int, locale: Locale) -> set[tuple[str, ...]]:
    return set[tuple[str, ...]]().union(*(_shingles(text, length, locale) for text in texts))
