"""A work order is held against what happened: facts, the promise and its time, who goes on, nothing private."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.transcript import LOCALES, Locale, Transcript, Turn
from scoring.work_order import (
    QUESTIONS,
    Checked,
    WorkOrder,
    check_work_order,
    leaves_something_to_do,
    score_of,
    times_in,
)
from tests.a_scenario import SECRET, a_scenario

SCENARIO = a_scenario()


def _visit(*said: str) -> Transcript:
    turns = [Turn(speaker="customer", text="Where is my umbrella?")]
    for line in said:
        turns += [Turn(speaker="trainee", text=line), Turn(speaker="customer", text="I see.")]
    return Transcript(locale="en", turns=tuple(turns))


def _check(order: WorkOrder, *said: str, told: tuple[str, ...] = ("parcel",)) -> dict[str, Checked]:
    found = check_work_order(order, _visit(*said), SCENARIO, told=told)
    assert tuple(one.question for one in found) == QUESTIONS
    return {one.question: one for one in found}


GOOD = WorkOrder(
    happened=f"Left her umbrella, and {SECRET}.",
    promised="A call back by five o'clock today.",
    owner="The lobby manager looks for it.",
)


def test_a_whole_one_holds_in_everything() -> None:
    found = _check(GOOD, "I'll call you back by five o'clock today.")
    assert all(one.met for one in found.values()) and score_of(found.values()) == 100


def test_what_the_customer_told_and_is_left_out_is_named() -> None:
    order = GOOD.model_copy(update={"happened": "She was here."})
    found = _check(order, "I'll call you back by five o'clock today.")
    assert not found["facts"].met and found["facts"].detail == (f"She left {SECRET}.",)
    assert _check(order, told=())["facts"].met, "what she never told cannot be left out"


def test_another_time_than_was_promised_does_not_hold_and_the_promise_is_quoted() -> None:
    order = GOOD.model_copy(update={"promised": "A call on Monday."})
    found = _check(order, "I'll call you back by five o'clock today.")
    assert not found["promise"].met and "by five" in found["promise"].detail[0]


def test_a_time_nobody_promised_is_made_up() -> None:
    assert not _check(GOOD, "We will look for it.")["promise"].met
    order = GOOD.model_copy(update={"promised": "Nothing with a time."})
    assert _check(order, "We will look for it.")["promise"].met


def test_somebody_has_to_do_the_next_step() -> None:
    assert not _check(GOOD.model_copy(update={"owner": "It will be seen to."}))["owner"].met


@pytest.mark.parametrize(
    "private",
    [
        "card 6222 0200 1234 5678",
        "ID 11010119900307123X",
        "mobile 13812345678",
        "her PIN is 123456",
        "验证码 889021",
    ],
)
def test_what_a_colleague_need_not_know_is_named(private: str) -> None:
    found = _check(GOOD.model_copy(update={"happened": f"{GOOD.happened} {private}"}))["private"]
    assert not found.met and found.detail and found.detail[0] in private


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("zh-CN", "下午五点前", "5 点"),
        ("zh-CN", "八个工作日内", "8个工作日"),
        ("zh-CN", "星期五上午", "周五"),
        ("zh-CN", "二十四小时内", "24小时"),
        ("zh-CN", "礼拜天", "周日"),
        ("en", "by five pm", "5 p.m."),
        ("en", "within eight working days", "8 working days"),
        ("en", "on Friday", "friday"),
    ],
)
def test_a_time_is_the_same_however_it_is_written(locale: Locale, one: str, other: str) -> None:
    assert times_in(one, locale) & times_in(other, locale)


@given(st.text(max_size=200), st.sampled_from(LOCALES))
def test_no_text_breaks_the_reading_of_times(text: str, locale: Locale) -> None:
    assert isinstance(times_in(text, locale), frozenset)


@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=120))
def test_whatever_is_written_gets_four_answers(happened: str, promised: str, owner: str) -> None:
    found = _check(WorkOrder(happened=happened, promised=promised, owner=owner))
    assert 0 <= score_of(found.values()) <= 100


def test_only_a_visit_that_leaves_something_is_written_up() -> None:
    assert leaves_something_to_do([("greeting", "met"), ("owned", "not_met")])
    assert not leaves_something_to_do([("greeting", "met"), ("owned", "not_applicable")])
