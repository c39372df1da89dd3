"""The daily review."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.learning.review_schedule import AGAIN, BUDGET, USUAL, answered, due_at, due_today, is_due

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""Nine in the morning in Shanghai."""

Answer = tuple[bool, float, float]
"""Right, seconds, days since the last answer."""
answers: st.SearchStrategy[list[Answer]] = st.lists(
    st.tuples(st.booleans(), st.floats(1, 200), st.floats(0, 400)), min_size=1, max_size=12
)


def after(given_: list[Answer]) -> tuple[dict[str, Any], datetime]:
    kept: dict[str, Any] | None = None
    at = NINE
    for right, seconds, days in given_:
        at += timedelta(days=days)
        kept = answered(kept, right=right, seconds=seconds, at=at, zone=SHANGHAI)
    assert kept is not None
    return kept, at


def answer(
    *, right: bool = True, seconds: float = 10, at: datetime = NINE, kept: dict[str, Any] | None = None
) -> dict[str, Any]:
    return answered(kept, right=right, seconds=seconds, at=at, zone=SHANGHAI)


@settings(max_examples=80, deadline=None)
@given(answers)
def test_an_item_is_never_due_before_it_was_seen(given_: list[Answer]) -> None:
    kept, at = after(given_)
    assert due_at(kept) > at
    assert not is_due(kept, at=at, zone=SHANGHAI)


@settings(max_examples=80, deadline=None)
@given(answers, st.floats(0, 400))
def test_a_wrong_answer_comes_back_sooner_than_a_slow_one_and_that_no_later_than_a_quick_one(
    given_: list[Answer], days: float
) -> None:
    kept, at = after(given_)
    at += timedelta(days=days)
    wrong = answer(right=False, at=at, kept=kept)
    slow = answer(seconds=3 * USUAL, at=at, kept=kept)
    quick = answer(at=at, kept=kept)
    assert due_at(wrong) < due_at(slow) <= due_at(quick)
    assert due_at(wrong) == at + AGAIN


@settings(max_examples=40, deadline=None)
@given(answers)
def test_what_is_kept_is_json_and_the_same_answers_give_the_same_days(given_: list[Answer]) -> None:
    kept, at = after(given_)
    assert after(given_)[0] == kept
    stored = json.loads(json.dumps(kept))
    assert answer(at=at + timedelta(days=3), kept=stored) == answer(at=at + timedelta(days=3), kept=kept)


def test_what_is_known_comes_at_growing_distances() -> None:
    kept, gaps = answer(), []
    for _ in range(4):
        due = due_at(kept)
        kept = answer(at=due, kept=kept)
        gaps.append(due_at(kept) - due)
    assert gaps == sorted(gaps) and gaps[-1] > 4 * gaps[0]


def test_a_rule_is_asked_again_within_a_year() -> None:
    kept = answer()
    for _ in range(15):
        kept = answer(at=due_at(kept), kept=kept)
    assert due_at(answer(at=due_at(kept), kept=kept)) - due_at(kept) <= timedelta(days=365)


def test_an_item_due_in_the_evening_may_be_asked_in_the_morning_of_the_banks_day() -> None:
    kept = answer(at=NINE + timedelta(hours=10))
    due = due_at(kept)
    morning = due - timedelta(hours=10)
    assert is_due(kept, at=morning, zone=SHANGHAI)
    assert not is_due(kept, at=morning - timedelta(hours=10), zone=SHANGHAI)
    # The whole interval counts: the next distance is that of an answer in the evening.
    assert due_at(answer(at=morning, kept=kept)) - morning == due_at(answer(at=due, kept=kept)) - due


def test_the_banks_day_is_the_time_zones() -> None:
    kept = answer(at=datetime(2026, 3, 2, 10, tzinfo=UTC))
    due = due_at(kept)
    just_after_midnight = due.astimezone(SHANGHAI).replace(hour=0, minute=5)
    assert is_due(kept, at=just_after_midnight, zone=SHANGHAI)
    assert not is_due(kept, at=just_after_midnight, zone=ZoneInfo("America/New_York"))


def test_a_wrong_answer_is_asked_again_the_same_day_and_not_at_once() -> None:
    kept = answer(right=False)
    assert not is_due(kept, at=NINE + timedelta(minutes=9), zone=SHANGHAI)
    assert is_due(kept, at=NINE + timedelta(minutes=10), zone=SHANGHAI)


def test_a_clock_that_runs_behind_does_no_harm() -> None:
    kept = answer(at=NINE)
    assert due_at(answer(at=NINE - timedelta(days=1), kept=kept)) > NINE


def test_a_day_holds_five_minutes() -> None:
    items = {f"q{number:02}": answer(right=False) for number in range(40)}
    at = NINE + timedelta(days=1)
    chosen = due_today(items, at=at, zone=SHANGHAI)
    assert len(chosen) == BUDGET / USUAL == 15
    assert chosen == tuple(sorted(items)[:15])
    assert len(due_today(items, at=at, zone=SHANGHAI, spent=200)) == 5
    assert due_today(items, at=at, zone=SHANGHAI, spent=BUDGET) == ()


def test_one_long_item_is_asked_though_it_takes_more_than_a_day_holds() -> None:
    items = {"case": answer(right=False)}
    assert due_today(items, at=NINE + timedelta(days=1), zone=SHANGHAI, takes=lambda _: 400) == ("case",)


def test_what_is_most_likely_forgotten_comes_first() -> None:
    items = {"a": answer(), "b": answer(right=False), "c": answer(seconds=100)}
    assert due_today(items, at=NINE + timedelta(days=30), zone=SHANGHAI) == ("b", "c", "a")


def test_what_was_never_answered_is_not_asked() -> None:
    assert due_today({}, at=NINE, zone=SHANGHAI) == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(answers, max_size=8), st.floats(0, 900), st.floats(0, 300))
def test_only_what_is_due_is_asked_and_within_the_time(
    lives: list[list[Answer]], days: float, spent: float
) -> None:
    items = {f"q{number}": after(life)[0] for number, life in enumerate(lives)}
    at = NINE + timedelta(days=days)
    chosen = due_today(items, at=at, zone=SHANGHAI, spent=spent)
    assert all(is_due(items[item], at=at, zone=SHANGHAI) for item in chosen)
    assert len(set(chosen)) == len(chosen)
    assert spent + USUAL * len(chosen) <= BUDGET or (len(chosen) == 1 and spent == 0) or not chosen
