"""What a customer still knows of turns that a model is no longer shown: a short account, made by rule.

Who came for what, what was promised and asked for, what hurt and what did good, each in the words that were said. Its
length has a bound, so that a prompt on turn 40 costs what it cost on turn 12.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from scenarios.schema import Scenario
from scenarios.speech_acts import SpeechAct, recogniser_for
from scenarios.state import State, spoken
from scenarios.transcript import Locale, Turn

Kind = Literal["came", "promised", "asked", "hurt", "soothed"]

KINDS: dict[Kind, frozenset[SpeechAct]] = {
    "promised": frozenset({"commit_time", "next_step", "escalate", "accept_complaint", "over_promise"}),
    "asked": frozenset({"verify_identity", "one_step", "leak_privacy"}),
    "hurt": frozenset({"rude", "blame", "dismiss", "hurry", "refuse"}),
    "soothed": frozenset({"empathise", "apologise", "offer_help", "offer_person", "give_reason"}),
}
"""What a turn is remembered for; one that does two of these, for the first."""
KEPT: dict[Kind, int] = {"came": 1, "promised": 3, "asked": 2, "hurt": 2, "soothed": 2}
"""How many of each kind are kept: the latest."""
QUOTED: dict[Locale, int] = {"zh-CN": 36, "en": 100}
"""Characters of one quotation, at most."""
_SPLIT = re.compile(r"(?<=[。！？!?；;])|(?<=\.)\s")


@lru_cache(maxsize=8_192)
def _done(locale: Locale, text: str, context: str | None) -> tuple[tuple[SpeechAct, str], ...]:
    """Return acts with their clauses; each turn is read once, however long the visit."""
    return tuple((r.act, r.quote) for r in recogniser_for(locale).recognise(text, context))


def clip(text: str, most: int) -> str:
    """Return ``text`` on one line, cut at ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def account_of(
    turns: Sequence[Turn], *, scenario: Scenario, state: State, mask: Callable[[str], str]
) -> list[tuple[Kind, tuple[str, ...]]]:
    """Return what is remembered of ``turns``, in the order it was said: the kind, and what was said.

    Args:
        turns: the older turns, from the first of the visit on.
        scenario: what is rehearsed.
        state: decides what may be told: words that hold a mark of a fact not earned are left out.
        mask: takes personal data out of what the trainee typed.

    Returns:
        At most as many of each kind as ``KEPT`` says. ``asked`` brings what the customer did besides.
    """
    locale = scenario.locale
    most = QUOTED[locale]
    kept: list[tuple[Kind, tuple[str, ...]]] = []
    if turns and turns[0].speaker == "customer":
        kept.append(("came", (clip(spoken(turns[0].text), most),)))
    for place, turn in enumerate(turns):
        if turn.speaker != "trainee":
            continue
        context = turns[place - 1].text if place else None
        found = _remembered_for(turn.text, context, locale)
        if found is None:
            continue
        kind, words = found
        quoted = [clip(mask(words), most)]
        if kind == "asked" and place + 1 < len(turns):
            quoted.append(clip(turns[place + 1].text, most))
        kept.append((kind, tuple(quoted)))
    hidden = [mark.casefold() for f in scenario.facts if f.id not in state.facts for mark in f.marks]
    safe = [(kind, words) for kind, words in kept if not _holds(words, hidden)]
    return _latest(safe)


def _remembered_for(text: str, context: str | None, locale: Locale) -> tuple[Kind, str] | None:
    acts = _done(locale, text, context)
    for kind, wanted in KINDS.items():
        for act, quote in acts:
            if act in wanted:
                return kind, _sentence_with(quote, text)
    return None


def _sentence_with(quote: str, text: str) -> str:
    """Return the sentence in which a clause stands: “by five” alone says nothing of what."""
    return next((s.strip() for s in _SPLIT.split(text) if quote in s), quote)


def _holds(words: Sequence[str], marks: Sequence[str]) -> bool:
    return any(mark in text.casefold() for text in words for mark in marks)


def _latest(kept: list[tuple[Kind, tuple[str, ...]]]) -> list[tuple[Kind, tuple[str, ...]]]:
    """Keep the latest of each kind, and nothing twice."""
    left, chosen = dict(KEPT), list[tuple[Kind, tuple[str, ...]]]()
    for entry in reversed(kept):
        if left[entry[0]] and entry not in chosen:
            left[entry[0]] -= 1
            chosen.append(entry)
    return chosen[::-1]
