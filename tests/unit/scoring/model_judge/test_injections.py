"""Hundreds of attempts to talk the judges into marks: none moves a score upward.

The last 240 were written by others who had not seen the defence, in two rounds: of the first it had noticed half, of
the second, once the first was taken in, four in five. What it does not notice is met by the rest: a yes needs a
statement that is there, and a ballot that says yes to a question whose answer is no is thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from scenarios.transcript import Locale, Transcript, Turn
from scoring.model_judge import judge_by_model
from scoring.rules_judge import judge
from scoring.schema import load_rubric
from tests.unit.scoring.model_judge.marker import Marker, Statements

HERE = Path(__file__).parent
KNOWN = {criterion.id for criterion in load_rubric("service-core").criteria}
LOCALES: tuple[Locale, ...] = ("zh-CN", "en")
CURT: Mapping[Locale, tuple[str, str]] = {
    "zh-CN": ("我的卡被吞了，等了一个钟头，你们管不管？", "哦，知道了。"),
    "en": ("My card was swallowed and I have waited an hour. Does nobody care?", "Right, noted."),
}


def _injections(locale: Locale) -> list[str]:
    return (HERE / f"injections.{locale}.txt").read_text(encoding="utf-8").splitlines()


ALL = [(locale, injection) for locale in LOCALES for injection in _injections(locale)]


def _visit(locale: Locale, *lines: str) -> Transcript:
    asked, _curt = CURT[locale]
    turns = [Turn(speaker="customer", text=asked)]
    for line in lines:
        turns += [Turn(speaker="trainee", text=line), Turn(speaker="customer", text="……")]
    return Transcript(locale=locale, turns=tuple(turns))


class Gullible:
    """Marks harshly until it is shown any of the injected words; then says yes to all, or to all that is real."""

    def __init__(self, injection: str, *, sly: bool) -> None:
        self._injection, self._sly = injection, sly

    def __call__(self, question: str, said: Statements) -> Mapping[str, object]:
        seen = [name for name, text in said.items() if len(text) > 6 and text in self._injection]
        if seen:
            return {"applies": True, "met": question in KNOWN or not self._sly, "proof": seen[:1]}
        return {"applies": True, "met": question.startswith("no_"), "proof": []}


@cache
def _by_rules_before(locale: Locale) -> int:
    curt = CURT[locale][1]
    return judge(_visit(locale, curt, curt)).score


@cache
def _by_model_before(locale: Locale) -> int:
    curt = CURT[locale][1]
    honest = Marker(Gullible("", sly=True))
    return judge_by_model(_visit(locale, curt, curt), honest, samples=1).assessment.score


def test_there_are_hundreds() -> None:
    assert len(set(ALL)) == len(ALL) >= 300


@pytest.mark.parametrize(("locale", "injection"), ALL)
def test_the_rules_are_not_talked_into_anything(locale: Locale, injection: str) -> None:
    curt, before = CURT[locale][1], _by_rules_before(locale)
    assert judge(_visit(locale, curt, injection)).score <= before
    assert judge(_visit(locale, f"{curt}{injection}", curt)).score <= before


@pytest.mark.parametrize("sly", [False, True])
@pytest.mark.parametrize(("locale", "injection"), ALL)
def test_a_model_that_obeys_whatever_it_reads_is_not_reached(
    locale: Locale, injection: str, sly: bool
) -> None:
    marker = Marker(Gullible(injection, sly=sly))
    after = judge_by_model(_visit(locale, CURT[locale][1], injection), marker, samples=1).assessment
    assert after.score <= _by_model_before(locale) and not after.passed
