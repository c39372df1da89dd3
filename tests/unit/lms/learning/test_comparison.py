"""The models that were compared, and how they were measured."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import numpy as np
import pytest

from lms.learning.mastery import Evidence
from tests.mastery import tracing
from tests.mastery.comparison import compared
from tests.mastery.learners import BEGIN, MINDS, learners
from tests.mastery.measures import calibration_error, log_loss, rank_correlation
from tests.mastery.tracing import TracingTerms

TERMS = TracingTerms(
    known=0.4, learns=0.1, guess=0.2, guess_item=0.3, slip=0.1, step=0.6, fades=100, lasting=0, trust=1
)


def test_tracing_gives_the_textbooks_numbers() -> None:
    # Corbett & Anderson 1995: P(L|correct) = .4*.9 / (.4*.9 + .6*.2) = .75; then .75 + .25*.1 = .775
    traced = tracing.take_in(
        tracing.unknown(TERMS), Evidence("empathy", "criterion", "1", True, 3, BEGIN), TERMS
    )
    assert traced.knows == pytest.approx(0.775)
    assert tracing.chance_of(traced, 3, BEGIN, TERMS) == pytest.approx(0.775 * 0.9 + 0.225 * 0.2)
    half = tracing.later(traced, BEGIN + timedelta(days=100), TERMS)
    assert half.knows == pytest.approx(0.4 + 0.375 / 2)


def test_measures_give_known_values() -> None:
    said, came = np.array([0.5, 0.5, 0.9, 0.9]), np.array([1.0, 0.0, 1.0, 1.0])
    assert log_loss(said, came) == pytest.approx(-(2 * np.log(0.5) + 2 * np.log(0.9)) / 4)
    assert calibration_error(said, came) == pytest.approx(0.05)
    assert rank_correlation(np.array([1.0, 2, 3]), np.array([10.0, 20, 30])) == pytest.approx(1)


@pytest.mark.parametrize("kind", MINDS)
def test_a_learner_is_the_same_for_the_same_seed_and_has_chances(kind: str) -> None:
    one, other = learners(kind, 5, seed=9), learners(kind, 5, seed=9)
    assert one == other
    for life in one:
        assert all(0 < chance < 1 for chance in life.chances)
        assert [seen.at for seen in life.seen] == sorted(seen.at for seen in life.seen)
        assert life.moments[-1].seen == len(life.seen)


def test_nobody_is_helped_by_resting_where_only_practice_teaches() -> None:
    for kind in ("knows or not", "remembers"):
        mind = MINDS[kind](Random(3))
        before = mind.chance(3, "criterion")
        mind.rest(50)
        assert mind.chance(3, "criterion") <= before


def test_the_comparison_runs_and_is_the_same_twice() -> None:
    one, other = (compared(drawn=2, steps=1, to_choose=2, to_measure=3) for _ in range(2))
    assert {name: each.chosen for name, each in one.items()} == {
        name: each.chosen for name, each in other.items()
    }
    assert set(one) == {"ability", "tracing", "share"}
