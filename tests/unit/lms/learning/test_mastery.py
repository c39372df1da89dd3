"""Mastery: what is held of somebody, from what they did."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.learning.mastery import (
    KINDS,
    Belief,
    Evidence,
    chance_of,
    footing,
    later,
    mastery,
    take_in,
    unknown,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def seen(
    outcome: bool = True, *, difficulty: float = 3, days: float = 0, ref: str = "a", weight: float = 1
) -> Evidence:
    return Evidence("empathy", "criterion", ref, outcome, difficulty, NOW + timedelta(days=days), weight)


def after(*pieces: Evidence) -> Belief:
    belief = unknown("empathy")
    for piece in pieces:
        belief = take_in(belief, piece)
    return belief


pieces = st.builds(
    Evidence,
    competency=st.just("empathy"),
    kind=st.sampled_from(KINDS),
    ref=st.text("abc", min_size=1, max_size=3),
    outcome=st.booleans(),
    difficulty=st.floats(1, 5),
    at=st.floats(0, 900).map(lambda days: NOW + timedelta(days=days)),
    weight=st.floats(0.1, 10),
)
lives = st.lists(pieces, max_size=25).map(lambda life: sorted(life, key=lambda piece: piece.at))


@settings(max_examples=60, deadline=None)
@given(lives, st.floats(0, 2000))
def test_a_level_lies_within_its_bounds_and_all_are_chances(life: list[Evidence], days: float) -> None:
    read = mastery(after(*life), NOW + timedelta(days=days))
    assert 0 <= read.low <= read.level <= read.high <= 1
    assert read.n == len(life)


@settings(max_examples=60, deadline=None)
@given(lives, st.floats(1, 5), st.floats(1, 5))
def test_what_is_harder_is_never_likelier(life: list[Evidence], one: float, other: float) -> None:
    belief, at = after(*life), NOW + timedelta(days=1000)
    assert chance_of(belief, max(one, other), at) <= chance_of(belief, min(one, other), at) + 1e-9


@settings(max_examples=60, deadline=None)
@given(lives, pieces)
def test_success_leaves_more_than_failure(life: list[Evidence], last: Evidence) -> None:
    belief, at = after(*life), NOW + timedelta(days=1000)
    good, bad = (take_in(belief, replace(last, at=at, outcome=outcome)) for outcome in (True, False))
    assert mastery(good, at).level > mastery(bad, at).level


@settings(max_examples=60, deadline=None)
@given(lives, st.floats(0, 500), st.floats(0, 500))
def test_with_time_less_is_known_and_nobody_grows(life: list[Evidence], some: float, more: float) -> None:
    belief = after(*life)
    end = belief.last_at or NOW
    soon, late = (later(belief, end + timedelta(days=days)) for days in (some, some + more))
    assert late.variance >= soon.variance - 1e-12
    assert late.mean <= soon.mean + 1e-12


@settings(max_examples=60, deadline=None)
@given(lives, st.floats(0, 300), st.floats(0, 300))
def test_looking_in_between_changes_nothing(life: list[Evidence], some: float, more: float) -> None:
    belief = after(*life)
    end = belief.last_at or NOW
    between, at = end + timedelta(days=some), end + timedelta(days=some + more)
    assert mastery(later(belief, between), at).level == pytest.approx(mastery(belief, at).level, abs=1e-6)


def test_of_whom_nothing_is_known_little_is_said() -> None:
    read = mastery(unknown("empathy"), NOW)
    assert read.last_at is None and read.n == 0
    assert read.high - read.low > 0.6


def test_more_evidence_narrows_the_bounds() -> None:
    widths = []
    for count in (0, 5, 30):
        read = mastery(after(*(seen(index % 3 != 0) for index in range(count))), NOW)
        widths.append(read.high - read.low)
    assert all(wide > narrow for wide, narrow in pairwise(widths))


def test_success_at_something_hard_says_more_than_at_something_easy() -> None:
    assert mastery(after(seen(difficulty=5)), NOW).level > mastery(after(seen(difficulty=1)), NOW).level


def test_failing_at_something_easy_says_more_than_at_something_hard() -> None:
    assert (
        mastery(after(seen(False, difficulty=1)), NOW).level
        < mastery(after(seen(False, difficulty=5)), NOW).level
    )


def test_a_heavy_piece_moves_more_than_a_light_one() -> None:
    assert mastery(after(seen(weight=4)), NOW).level > mastery(after(seen(weight=0.5)), NOW).level


def test_evidence_that_comes_late_is_taken_in_as_of_the_last() -> None:
    belief = after(seen(days=30), seen(False, days=10))
    assert belief.last_at == NOW + timedelta(days=30) and belief.n == 2


def test_what_it_rests_on_names_each_piece_with_its_move_and_its_share() -> None:
    life = [seen(days=0, ref="1"), seen(False, days=100, ref="2"), seen(days=101, ref="3")]
    at = NOW + timedelta(days=102)
    other = replace(seen(ref="4"), competency="ownership")
    rests = footing("empathy", [*reversed(life), other, seen(days=500, ref="5")], at)
    assert [one.evidence.ref for one in rests] == ["1", "2", "3"]
    assert [one.moved > 0 for one in rests] == [True, False, True]
    assert 0 < sum(one.share for one in rests) < 1
    assert rests[0].share < rests[2].share


@settings(max_examples=40, deadline=None)
@given(lives)
def test_the_shares_are_one_at_most(life: list[Evidence]) -> None:
    rests = footing("empathy", life, NOW + timedelta(days=901))
    assert len(rests) == len(life)
    assert all(0 <= one.share <= 1 for one in rests)
    assert sum(one.share for one in rests) <= 1 + 1e-9


def test_evidence_for_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="says nothing of ownership"):
        take_in(unknown("ownership"), seen())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"difficulty": 0.5}, "1 to 5"),
        ({"weight": 0}, "above 0"),
        ({"at": datetime(2026, 3, 2, 9)}, "needs its zone"),  # noqa: DTZ001
    ],
)
def test_evidence_that_cannot_be_reckoned_with_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(seen(), **changed)  # type: ignore[arg-type]
