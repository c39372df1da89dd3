"""Whether a model's advice may be shown: it keeps the rules of authored advice, and makes nothing up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Literal

from scenarios.content_file import read_yaml, text_of
from scenarios.role_check import is_language, sentences
from scenarios.schema import Scenario
from scenarios.spacing import bare
from scenarios.speech_acts import HARMFUL, act_ids, recogniser_for
from scenarios.state import spoken
from scenarios.transcript import Locale
from scoring.model_advice.claims import invented, promises
from scoring.model_advice.points import Point, Visited
from scoring.reply import breaks, earns, reaches, said_alone
from scoring.rules.reading import Sign
from scoring.statements import PROMPTS, addresses_the_judge

Fault = Literal[
    "place",  # no such turn or point, or the point was not due in that turn
    "again",  # the point has its advice already
    "length",  # too short to say anything, or too long to be said
    "language",  # not the visit's
    "unsaid",  # no words to a customer: a heading, a gap to be filled in, talk about what to say
    "judge",  # speaks to whoever marks
    "lectures",  # tells the trainee off
    "invents",  # a number, a time or a name from nowhere
    "gives_away",  # what the customer had not told by then
    "echoes",  # the trainee's own words, or the example's
    "harms",  # blames, hurries, promises a result, crosses a red line
    "idle",  # does not do what was missed
]
"""Why a piece of advice is not shown."""

ALIKE = 0.8
"""Likeness to words there are already (0 to 1) from which advice says nothing new."""
_NEVER: frozenset[Sign] = HARMFUL | {"curt", "forbidden"}
"""Signs that speak against whoever says it, whatever the red lines say of the rest."""
_QUOTED = re.compile("“([^”]+)”")
_SHORTEST_QUOTED: Mapping[Locale, int] = {"zh-CN": 4, "en": 12}
"""Letters of a phrase in a red line below which it is a word that has its uses."""
_INNER_STOP = re.compile(r"[。！？!?.](?=.)|\n")


@lru_cache(maxsize=4)
def words_of(locale: Locale) -> Mapping[str, Any]:
    """Return what the prompts and checks of advice are made from, in one language."""
    return dict(read_yaml(text_of(PROMPTS / "advice.yaml"), file="advice.yaml")[locale])


@lru_cache(maxsize=8)
def _pattern(locale: Locale, name: str) -> re.Pattern[str]:
    return re.compile(words_of(locale)[name], re.IGNORECASE)


def fault_of(visit: Visited, point: Point, *, turn: int, say: str, why: str) -> Fault | None:
    """Return why a piece of advice is not to be shown; ``None`` where it may be.

    Args:
        visit: what it is about.
        point: what it would put right.
        turn: the trainee's turn that would be said anew; one of the point's.
        say: the words.
        why: the line on why they work.
    """
    return _form(say, why, visit.transcript.locale) or _content(visit, point, turn, say, why)


def _form(say: str, why: str, locale: Locale) -> Fault | None:
    lengths = words_of(locale)["length"]
    if any(
        not low <= len(text) <= high for text, (low, high) in ((say, lengths["say"]), (why, lengths["why"]))
    ):
        return "length"
    if not (is_language(say, locale) and is_language(why, locale)):
        return "language"
    if _pattern(locale, "not_said").search(say) or "\n" in say or _pattern(locale, "not_said").search(why):
        return "unsaid"
    if addresses_the_judge(say) or addresses_the_judge(why):
        return "judge"
    if len(_INNER_STOP.findall(why)) > 1 or _pattern(locale, "lectures").search(why):
        return "lectures"
    return None


def _content(visit: Visited, point: Point, turn: int, say: str, why: str) -> Fault | None:
    locale, untold = visit.transcript.locale, visit.untold_at(turn)
    both = f"{say}\n{why}".casefold()
    if any(mark.casefold() in both for mark in untold):
        return "gives_away"
    known = visit.known_at(turn)
    if not any(mark.casefold() in point.example.casefold() for mark in untold):
        # Its author stands for it: a time has to come from somewhere.
        known = f"{known}\n{point.example}"
    if invented(say, known, locale) or invented(why, f"{known}\n{say}", locale):
        return "invents"
    if _is_old(say, visit, point):
        return "echoes"
    return _deed(visit, point, turn, say)


def _is_old(say: str, visit: Visited, point: Point) -> bool:
    own = [turn.text for turn in visit.transcript.turns if turn.speaker == "trainee"]
    there = {bare(text) for text in own} | {bare(s) for text in own for s in sentences(text)}
    new = bare(say)
    alike = (SequenceMatcher(None, new, old, autojunk=False).ratio() >= ALIKE for old in there)
    return new == bare(point.example) or any(new in bare(text) for text in own) or any(alike)


def _is_ruled_out(say: str, scenario: Scenario) -> bool:
    """Tell whether words hold a phrase that the scene's own red lines quote."""
    new, least = bare(say), _SHORTEST_QUOTED[scenario.locale]
    quoted = (bare(phrase) for line in scenario.red_lines for phrase in _QUOTED.findall(line))
    return any(len(phrase) >= least and phrase in new for phrase in quoted)


def _deed(visit: Visited, point: Point, turn: int, say: str) -> Fault | None:
    """Judge the words by what they do, in the light of what the customer had just said, and of all said by then."""
    scenario = visit.scenario
    heard = [spoken(t.text) for t in visit.transcript.turns[:turn] if t.speaker == "customer"]
    last = heard[-1] if heard else ""
    reading = said_alone(say, last, scenario)
    blockers = [criterion.id for criterion in visit.rubric.criteria if criterion.blocker]
    in_full = said_alone(say, "\n".join(heard), scenario)
    if promises(say, scenario.locale) or reading.trainee[0].holds(*_NEVER) or _is_ruled_out(say, scenario):
        return "harms"
    if any(breaks(b, light) for b in blockers for light in (reading, in_full)):
        return "harms"
    if point.criterion is not None:
        return None if earns(point.criterion, reading) else "idle"
    acts = act_ids(recogniser_for(scenario.locale).recognise(say, last))
    return None if any(reaches(say, acts, wanted, scenario) for wanted in point.wanted) else "idle"
