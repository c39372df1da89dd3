"""The four levels of the framework, as far as evidence tells them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lms.learning.mastery import Belief, level_needed, mastery, stage_of, unknown
from lms.learning.mastery.ability import level_where

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def surely(mean: float) -> Belief:
    return Belief("empathy", mean, 1e-6, 20, NOW)


def test_of_whom_nothing_is_known_stands_at_no_level() -> None:
    assert stage_of(unknown("empathy"), NOW, vouched=True) == 0


def test_levels_come_in_their_order_and_the_last_needs_a_mentors_word() -> None:
    means = (-4.0, 0.9, 6.0)
    assert [stage_of(surely(mean), NOW, vouched=False) for mean in means] == [1, 2, 3]
    assert [stage_of(surely(mean), NOW, vouched=True) for mean in means] == [1, 2, 4]


def test_who_has_the_mastery_that_a_level_needs_is_at_that_level() -> None:
    for tenths in range(-40, 60):
        held = surely(tenths / 10)
        level = mastery(held, NOW).level
        reached = max(stage for stage in (1, 2, 3) if level >= level_needed(stage))
        assert stage_of(held, NOW, vouched=False) == reached
    assert level_needed(4) == level_needed(3) > level_needed(2) > level_needed(1) == 0


@pytest.mark.parametrize("stage", [0, 5])
def test_there_are_four_levels(stage: int) -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        level_needed(stage)


def test_a_chance_that_nobody_has_is_refused() -> None:
    with pytest.raises(ValueError, match="a chance lies between"):
        level_where(1.0, 3)
