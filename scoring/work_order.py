"""The work order: what a trainee writes down after a visit that leaves something to do, held against what happened.

Four yes/no questions, after what a colleague needs who takes the matter over: what happened, what was promised and by
when, who does the next step, and that nothing stands in it that need not (MISSION A10).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from scenarios.schema import Fact, Scenario
from scenarios.speech_acts import recogniser_for
from scenarios.transcript import Locale, Transcript

Question = Literal["facts", "promise", "owner", "private"]
QUESTIONS: tuple[Question, ...] = ("facts", "promise", "owner", "private")
LONGEST = 1_000
"""Characters of one field."""
_SHARED = 0.5
"""The share of the facts told that has to be written down."""
_ALIKE: dict[Locale, float] = {"zh-CN": 0.3, "en": 0.3}
"""The share of a fact's telling words from which it is taken as told in other words."""

_PRIVATE = re.compile(
    r"(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)"  # a card's number
    r"|(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"  # an identity card's, a mobile phone's
    r"|(?:密码|验证码|口令|PIN|passcode|one-time code|OTP)\D{0,8}\d{4,8}",
    re.IGNORECASE,
)
_OWNERS: dict[Locale, re.Pattern[str]] = {
    "zh-CN": re.compile(
        r"我|本人|主管|经理|行长|主任|同事|柜员|大堂|信贷部|科技部|运营|消保|总行|分行|支行|后台|专员|客服|[部组科室]门?(?:来|去|会|将|负责|跟进)|负责人"
    ),
    "en": re.compile(
        r"\b(?:I|me|my(?:self)?|supervisor|manager|colleague|teller|lobby|branch|team|department|head office"
        r"|desk|officer|clerk|back office|support|specialist|unit|section)\b",
        re.IGNORECASE,
    ),
}
_DIGITS = {
    sign: number
    for number, signs in enumerate(("零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
_HOUR_WORDS = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
_TIMES: dict[Locale, re.Pattern[str]] = {
    "zh-CN": re.compile(
        r"周(?:[1-6日])|(?:今|明|后|当)[天日]|\d{1,3}\s*(?:点半?|号|日|天|个?工作日|个?小时|分钟|周|个?星期|个?月)"
    ),
    "en": re.compile(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\btoday\b|\btonight\b|\bnoon\b"
        r"|\b\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?|o'clock)|\bby \d{1,2}\b(?! (?:days|hours))"
        r"|\b\d{1,3} (?:(?:working|business|calendar) )?(?:minutes?|hours?|days?|weeks?|months?)\b",
        re.IGNORECASE,
    ),
}


class WorkOrder(BaseModel):
    """What the trainee wrote, each field up to ``LONGEST`` characters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    happened: Annotated[str, Field(max_length=LONGEST)] = ""
    promised: Annotated[str, Field(max_length=LONGEST)] = ""
    owner: Annotated[str, Field(max_length=LONGEST)] = ""

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.happened}\n{self.promised}\n{self.owner}"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to one question.

    Attributes:
        met: whether it holds.
        detail: what proves it or is missing: facts left out, the trainee's own promise, or what is too much.
    """

    question: Question
    met: bool
    detail: tuple[str, ...] = ()


def check_work_order(
    order: WorkOrder, transcript: Transcript, scenario: Scenario, *, told: Sequence[str]
) -> tuple[Checked, ...]:
    """Hold a work order against what happened.

    Args:
        order: what was written.
        transcript: what was said.
        scenario: what was rehearsed.
        told: ids of the facts the customer told.

    Returns:
        The four answers, in the order of ``QUESTIONS``.
    """
    locale = transcript.locale
    facts = [fact for fact in scenario.facts if fact.id in told]
    left_out = [fact for fact in facts if not _tells(order.text, fact, locale)]
    enough = len(facts) - len(left_out) >= _SHARED * len(facts)
    happened = bool(order.happened.strip()) and enough
    too_much = tuple(dict.fromkeys(found.group() for found in _PRIVATE.finditer(order.text)))
    return (
        Checked("facts", happened, tuple(fact.text for fact in left_out)),
        _promise(order, transcript),
        Checked("owner", _OWNERS[locale].search(order.owner) is not None),
        Checked("private", not too_much, too_much),
    )


def score_of(checked: Iterable[Checked]) -> int:
    """Return the share of what holds, 0 to 100."""
    answers = list(checked)
    return round(100 * sum(one.met for one in answers) / len(answers)) if answers else 0


def leaves_something_to_do(criteria: Iterable[tuple[str, str]]) -> bool:
    """Whether a visit leaves something to write up.

    Args:
        criteria: id and outcome of every criterion, as the judge that counts found them.
    """
    return any(id_ in ("time_given", "owned") and outcome != "not_applicable" for id_, outcome in criteria)


def _promise(order: WorkOrder, transcript: Transcript) -> Checked:
    """The time that was promised stands in it; where none was, none is made up."""
    recogniser = recogniser_for(transcript.locale)
    given: list[str] = []
    before: str | None = None
    for turn in transcript.turns:
        if turn.speaker == "customer":
            before = turn.text
            continue
        given += [
            found.quote for found in recogniser.recognise(turn.text, before) if found.act == "commit_time"
        ]
    written = times_in(order.promised, transcript.locale)
    if not given:
        return Checked("promise", not written and bool(order.promised.strip()))
    promised = times_in(" ".join(given), transcript.locale)
    met = bool(promised & written) if promised else bool(order.promised.strip())
    return Checked("promise", met, (given[-1],))


def times_in(text: str, locale: Locale) -> frozenset[str]:
    """Return the times and spans a text names, in one spelling: ``5点`` for 五点 and 5 点, ``5pm`` for five p.m."""
    if locale == "zh-CN":
        named = re.sub(r"(?:周|星期|礼拜)([一二三四五六日天])", r"周〔\1〕", text)
        numbers = re.sub(r"[零一二两三四五六七八九十百]+", lambda found: str(_number(found.group())), named)
        plain = re.sub(
            r"周〔(\d+|[日天])〕", lambda found: f"周{found.group(1).replace('天', '日')}", numbers
        )
        return frozenset(re.sub(r"\s|个", "", found) for found in _TIMES[locale].findall(plain))
    words = re.sub(
        r"\b(" + "|".join(_HOUR_WORDS) + r")\b",
        lambda m: _HOUR_WORDS[m.group().lower()],
        text,
        flags=re.IGNORECASE,
    )
    found = (re.sub(r"[ .]|o'clock|by", "", one.lower()) for one in _TIMES[locale].findall(words))
    return frozenset(one.replace("pm", "").replace("am", "") if one[:1].isdigit() else one for one in found)


def _number(signs: str) -> int:
    """Return a Chinese number up to 999: 二十四 is 24, 十 is 10."""
    total = digit = 0
    for sign in signs:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def _tells(text: str, fact: Fact, locale: Locale) -> bool:
    if any(mark.casefold() in text.casefold() for mark in fact.marks):
        return True
    wanted, there = _grams(fact.text, locale), _grams(text, locale)
    return bool(wanted) and len(wanted & there) >= _ALIKE[locale] * len(wanted)


def _grams(text: str, locale: Locale) -> frozenset[str]:
    if locale == "zh-CN":
        han = re.sub(r"[^\u4e00-\u9fff0-9]", " ", text)
        return frozenset(a + b for a, b in pairwise(han) if " " not in (a, b))
    return frozenset(
        re.sub(r"(?:ing|ed|es|s)$", "", word) for word in re.findall(r"[a-z]{4,}|\d+", text.casefold())
    )
