"""How a week was is told with one tap, kept for oneself, and shown in groups of five or more that never change."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lms.culture.demo import Story
from lms.culture.staff import (
    hardships_to_care_for,
    hardships_waiting,
    mood_this_week,
    moods_within,
    my_moods,
    my_voices,
    publish_moods,
    tell_mood,
    voices_to_answer,
)
from lms.culture.staff.demo import load_hardships, load_moods, load_voices
from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.platform.personal_data import erase
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]
SIX = ("new-hire", "mentor", "deng.ziang", "qian.xiuzhen", "jiang.yuehua", "shi.ruoxi")
FOUR = ("bai.mengjie", "meng.fanzhou", "xue.zhiwei", "gong.jianping")


def answer(context: Context, who: Who, *usernames: str, mood: int = 4) -> None:
    for username in usernames:
        tell_mood(context, actor=who(username), mood=mood)


def seen(context: Context, bank: DemoBank, actor: Actor) -> dict[str, tuple[int, float]]:
    codes = {unit_id: code for code, unit_id in bank.units.items()}
    return {codes[one.unit_id]: (one.answers, one.mood) for one in moods_within(context, actor=actor)}


def test_one_answer_a_week_which_may_change_until_the_week_is_over(
    context: Context, who: Who, clock: FixedClock
) -> None:
    me = who("new-hire")
    assert mood_this_week(context, actor=me) is None
    answer(context, who, "new-hire", mood=2)
    answer(context, who, "new-hire", mood=3)
    assert mood_this_week(context, actor=me) == 3
    clock.moment += timedelta(days=7)
    assert mood_this_week(context, actor=me) is None
    answer(context, who, "new-hire", mood=5)
    assert [(one.week, one.mood) for one in my_moods(context, actor=me)] == [("2026-W12", 5), ("2026-W11", 3)]
    for bad in (0, 6):
        with pytest.raises(Refused, match="five"):
            tell_mood(context, actor=me, mood=bad)


def test_groups_are_shown_after_the_week_to_whoever_answers_for_them_and_hide_the_few(
    context: Context, who: Who, bank: DemoBank, clock: FixedClock
) -> None:
    answer(context, who, *SIX)
    answer(context, who, *FOUR, mood=1)
    assert publish_moods(context) == 0
    clock.moment += timedelta(days=7)
    assert publish_moods(context) == 1
    assert seen(context, bank, who("manager")) == {"LJ11": (6, 4.0)}
    assert seen(context, bank, who("wei.jiahe")) == {}
    # The region would tell of the four, less the six.
    assert seen(context, bank, who("liang.chengzhi")) == {"LJ11": (6, 4.0)}
    for username in ("new-hire", "mentor", "trainer", "shao.yunshu", "admin"):
        with pytest.raises(Forbidden):
            moods_within(context, actor=who(username))
    with pytest.raises(Forbidden):
        tell_mood(context, actor=who("admin"), mood=3)


def test_whoever_sees_groups_is_not_counted_in_them(
    context: Context, who: Who, bank: DemoBank, clock: FixedClock
) -> None:
    answer(context, who, *SIX[:4], "manager")
    clock.moment += timedelta(days=7)
    # Five answers; less the manager's own, which the manager knows, these would be four.
    assert publish_moods(context) == 0


def test_what_was_reckoned_moves_neither_by_an_erasure_nor_by_a_second_night(
    context: Context, who: Who, bank: DemoBank, clock: FixedClock
) -> None:
    answer(context, who, *SIX[:5], mood=1)
    answer(context, who, SIX[5], mood=5)
    clock.moment += timedelta(days=7)
    # The branch, its region and the bank are the same six.
    assert publish_moods(context) == 3
    was = seen(context, bank, who("manager"))
    gone = who(SIX[5])
    with context.database.transaction() as connection:
        erase(connection, gone.person_id, before=context.now(), now=context.now())
    assert my_moods(context, actor=gone) == ()
    assert publish_moods(context) == 0
    assert seen(context, bank, who("manager")) == was == {"LJ11": (6, 1.5)}


def test_the_demo_bank_has_words_weeks_and_thanks_to_show(context: Context, who: Who, bank: DemoBank) -> None:
    story = Story(context, bank)
    load_voices(story)
    load_moods(story)
    load_hardships(story)
    assert [one.state for one in my_voices(context, actor=who("new-hire"))] == ["answered"]
    assert len(voices_to_answer(context, actor=who("peng.shaoan"))) == 5
    assert len(my_moods(context, actor=who("new-hire"))) >= 4
    assert {one.unit_id for one in moods_within(context, actor=who("manager"))} == {bank.units["LJ11"]}
    assert [one.done for one in hardships_to_care_for(context, actor=who("manager"))] == [True]
    assert hardships_waiting(context, actor=who("shen.youtian")) == 1
