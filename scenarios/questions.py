"""Plain questions put to the customer: whether a turn asks, and what this customer answers."""

from __future__ import annotations

import re
from functools import lru_cache

from scenarios.schema import Answer, Scenario
from scenarios.state import State
from scenarios.transcript import Locale

GAP = 24
"""Characters that … stands for in the words of a question, at most."""

_SENTENCE = re.compile(r"[^。！？!?；;\n.]*(?:[。！？!?；;\n]|\.(?=\s|$)|\.|$)")
# What is typed in a hurry has no question mark: then the form of the sentence tells.
_ASKS: dict[Locale, re.Pattern[str]] = {
    "zh-CN": re.compile(
        r"[?？]\s*$|[吗么]\W*$|(?<![着在])呢\W*$|[了过][^，,]{0,8}没有?\W*$|"
        r"什么|啥|哪[里儿个家位天年些种]|谁(?![也都])|多少|多大|多久|多长|几[个位岁点号次天年月]|"
        r"怎么|咋|为何|干嘛|是不是|有没有|能不能|可不可以|要不要|好不好|行不行|方不方便|请问"
    ),
    "en": re.compile(
        r"\?\s*$|^\W*(?:(?:and|so|ok(?:ay)?|right|well|now|but|sorry|sir|madam|ma'am)\W+){0,2}"
        r"(?:what(?! (?:you|he|she|they|matters)\b)|do(?! (?:be|not|come|take|sit|let|tell|have a)\b)|"
        r"who|when|where|why|how|which|whose|is|are|was|were|does|did|have|has|had|can|could|may|might|"
        r"will|would|shall|should)(?:n't)?\b(?! (?:i|we)\b)|\b(?:tell me|may i ask|can i ask|i wonder)\b",
        re.IGNORECASE,
    ),
}


def asks(text: str, locale: Locale) -> bool:
    """Tell whether a sentence of ``text`` asks something."""
    return any(_ASKS[locale].search(sentence) for sentence in _sentences(text))


def answer_to(scenario: Scenario, state: State, text: str) -> Answer | None:
    """Return what ``scenario`` has to say to a question in ``text`` and has not all said yet, if anything.

    Args:
        scenario: what is rehearsed.
        state: facts and objectives by now, and the lines spoken.
        text: the trainee's words.
    """
    if not scenario.answers:
        return None
    asked = [sentence for sentence in _sentences(text) if _ASKS[scenario.locale].search(sentence)]
    if not asked:
        return None
    facts, objectives = set(state.facts), set(state.objectives)
    for answer in scenario.answers:
        known = set(answer.facts) <= facts and set(answer.objectives) <= objectives
        if known and _is_asked(answer, asked, scenario.locale) and state.unsaid(answer.lines):
            return answer
    return None


def _is_asked(answer: Answer, sentences: list[str], locale: Locale) -> bool:
    words = _words(answer.asked, locale)
    return any(words.search(sentence) for sentence in sentences)


@lru_cache(maxsize=4096)
def _words(asked: tuple[str, ...], locale: Locale) -> re.Pattern[str]:
    gap = f".{{0,{GAP}}}?"
    written = "|".join(gap.join(re.escape(part.strip()) for part in words.split("…")) for words in asked)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)" if locale == "en" else written, re.IGNORECASE)


def _sentences(text: str) -> list[str]:
    return [
        found.group() for found in _SENTENCE.finditer(text.replace("\u2019", "'")) if found.group().strip()
    ]
