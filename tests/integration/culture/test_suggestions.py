"""Suggestions: every step is seen by whoever suggested it, nobody reviews their own, a saving is rewarded once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from lms.culture import (
    hand_in,
    my_points,
    my_suggestions,
    record_saving,
    review_suggestion,
    suggestions_to_review,
)
from lms.culture.suggesting import LONGEST, reward_of
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, LmsError, NotFound, Refused
from lms.platform.personal_data import ERASED, erase

Who = Callable[[str], Actor]


def suggested(context: Context, who: Who, text: str = "取号前先问一句办什么业务。") -> str:
    return hand_in(context, actor=who("new-hire"), text=text, key="form")


def test_a_suggestion_is_masked_kept_once_and_goes_step_by_step(context: Context, who: Who) -> None:
    one = suggested(context, who, "客户王建国13812345678总排错队，取号前先问一句。")
    assert suggested(context, who) == one
    me, manager = who("new-hire"), who("manager")
    (mine,) = my_suggestions(context, actor=me)
    assert "13812345678" not in mine.text and "王建国" not in mine.text
    with pytest.raises(Refused, match="does not follow"):
        review_suggestion(context, actor=manager, suggestion_id=one, step="adopted", reason="好")
    review_suggestion(context, actor=manager, suggestion_id=one, step="in_review")
    with pytest.raises(Refused, match="why"):
        review_suggestion(context, actor=manager, suggestion_id=one, step="declined", reason="  ")
    review_suggestion(context, actor=manager, suggestion_id=one, step="adopted", reason="试了一周，管用")
    with pytest.raises(Refused, match="does not follow"):
        review_suggestion(context, actor=manager, suggestion_id=one, step="declined", reason="又不要了")
    (mine,) = my_suggestions(context, actor=me)
    assert [step.step for step in mine.steps] == ["handed_in", "in_review", "adopted"]
    assert mine.steps[-1].reason == "试了一周，管用"
    assert my_points(context, actor=me).balance == 30


def test_a_saving_is_rewarded_by_the_stated_rate_and_once(context: Context, who: Who) -> None:
    one, manager = suggested(context, who), who("manager")
    given: dict[str, Any] = {"actor": manager, "suggestion_id": one, "cents": 1_000_000, "percent": 3}
    with pytest.raises(Refused, match="does not follow"):
        record_saving(context, **given)
    review_suggestion(context, actor=manager, suggestion_id=one, step="in_review")
    review_suggestion(context, actor=manager, suggestion_id=one, step="adopted", reason="好")
    for wrong in ({"percent": 6}, {"percent": 0}, {"cents": 0}, {"cents": -5}):
        with pytest.raises(Refused, match="between"):
            record_saving(context, **given | wrong)

    def record(_: int) -> int:
        try:
            return record_saving(context, **given)
        except LmsError:
            return 0

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(record, range(6))) == [0, 0, 0, 0, 0, 300]
    mine = my_points(context, actor=who("new-hire"))
    assert mine.balance == 330 and [one.kind for one in mine.movements] == ["saving", "suggestion"]


def test_nobody_reviews_their_own_and_no_other_branchs(context: Context, who: Who) -> None:
    one = suggested(context, who)
    own = hand_in(context, actor=who("manager"), text="早会改到八点。", key="1")
    for username, which in (("wei.jiahe", one), ("new-hire", one), ("trainer", one), ("manager", own)):
        with pytest.raises(Forbidden):
            review_suggestion(context, actor=who(username), suggestion_id=which, step="in_review")
    with pytest.raises(NotFound):
        review_suggestion(context, actor=who("manager"), suggestion_id="none", step="in_review")
    assert [seen.suggestion_id for seen in suggestions_to_review(context, actor=who("manager"))] == [one]
    assert suggestions_to_review(context, actor=who("wei.jiahe")) == ()
    assert {seen.suggestion_id for seen in suggestions_to_review(context, actor=who("liang.chengzhi"))} == {
        one,
        own,
    }
    with pytest.raises(Forbidden):
        hand_in(context, actor=who("admin"), text="好", key="1")


def test_too_little_and_too_much_is_refused_in_words_and_erased_words_leave_the_figures(
    context: Context, who: Who
) -> None:
    for text in ("  ", "长" * (LONGEST + 1)):
        with pytest.raises(Refused, match="2,000"):
            hand_in(context, actor=who("new-hire"), text=text, key="1")
    suggested(context, who)
    me = who("new-hire")
    with context.database.transaction() as connection:
        erase(connection, me.person_id, before=context.now(), now=context.now())
    assert [one.text for one in my_suggestions(context, actor=me)] == [ERASED]


@pytest.mark.parametrize(
    ("cents", "percent", "points"),
    [(1_000_000, 1, 100), (1_000_000, 5, 500), (99, 1, 0), (10**11, 5, 50_000)],
)
def test_the_reward_is_a_share_of_the_saving(cents: int, percent: int, points: int) -> None:
    assert reward_of(cents, percent) == points
