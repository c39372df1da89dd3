"""After abuse by a customer: told, a pause, a talk, thanks, and nobody else's business."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lms.culture import my_points, stars_of
from lms.culture.staff import (
    colleagues_to_name,
    confirm_talk,
    give_thanks,
    hardships_to_care_for,
    hardships_waiting,
    my_hardships,
    note_pause,
    set_talk,
    tell_abuse,
)
from lms.culture.stars import name_stars
from lms.people import Actor
from lms.people.audited import read_trail
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.personal_data import ERASED, erase
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]


def told(context: Context, by: Actor, whom: Actor, key: str = "form", **more: Any) -> str:
    given: dict[str, Any] = {"happened_on": context.today(), "text": "客户王建国13812345678骂了五分钟。"}
    return tell_abuse(context, actor=by, person_id=whom.person_id, key=key, **given | more)


def test_it_is_told_masked_and_once_and_the_day_is_a_past_one(context: Context, who: Who) -> None:
    me = who("new-hire")
    one = told(context, me, me)
    assert told(context, me, me, text="又一遍") == one
    (mine,) = my_hardships(context, actor=me)
    assert "王建国" not in mine.text and "13812345678" not in mine.text
    assert (mine.minutes, mine.talk_on, mine.talked, mine.thanks, mine.done) == (
        None,
        None,
        False,
        None,
        False,
    )
    for off in (timedelta(days=1), timedelta(days=-91)):
        with pytest.raises(Refused, match="day"):
            told(context, me, me, "2", happened_on=context.today() + off)
    with pytest.raises(Refused, match="Write something"):
        told(context, me, me, "2", text="  ")


def test_pause_talk_and_thanks_follow_and_the_talk_is_confirmed_by_whom_it_was_for(
    context: Context, who: Who, clock: FixedClock
) -> None:
    me, head = who("new-hire"), who("manager")
    one = told(context, head, me)
    assert hardships_waiting(context, actor=head) == 1
    with pytest.raises(Refused, match="5 to 480"):
        note_pause(context, actor=head, hardship_id=one, minutes=1)
    note_pause(context, actor=head, hardship_id=one, minutes=30)
    with pytest.raises(Refused, match="no talk"):
        confirm_talk(context, actor=me, hardship_id=one)
    tomorrow = context.today() + timedelta(days=1)
    set_talk(context, actor=head, hardship_id=one, day=tomorrow)
    with pytest.raises(Refused, match="no talk"):
        confirm_talk(context, actor=me, hardship_id=one)
    with pytest.raises(NotFound):
        confirm_talk(context, actor=head, hardship_id=one)
    assert give_thanks(context, actor=head, hardship_id=one, text="难为你了。") == 20
    with pytest.raises(Refused, match="already"):
        give_thanks(context, actor=head, hardship_id=one, text="再谢一次")
    # Until its day a talk is no duty; after it, unconfirmed, it is one.
    assert hardships_waiting(context, actor=head) == 0
    clock.moment += timedelta(days=2)
    assert hardships_waiting(context, actor=head) == 1
    confirm_talk(context, actor=me, hardship_id=one)
    with pytest.raises(Refused, match="once"):
        confirm_talk(context, actor=me, hardship_id=one)
    (mine,) = my_hardships(context, actor=me)
    assert (mine.minutes, mine.talk_on, mine.done) == (30, tomorrow, True)
    assert hardships_waiting(context, actor=head) == 0
    points = my_points(context, actor=me)
    assert (points.balance, [one.kind for one in points.movements]) == (20, ["hardship"])


def test_thanks_have_a_limit_a_month_and_make_nobody_a_star_in_public(
    context: Context, who: Who, clock: FixedClock
) -> None:
    me, head = who("new-hire"), who("manager")
    given = [
        give_thanks(context, actor=head, hardship_id=told(context, me, me, str(key)), text="谢谢")
        for key in range(3)
    ]
    assert given == [20, 20, 0]
    clock.moment += timedelta(days=30)
    assert name_stars(context) == 0 and stars_of(context, actor=who("mentor")) == ()


def test_nobody_but_whom_it_happened_to_and_their_managers_sees_or_does_anything(
    context: Context, who: Who
) -> None:
    me, head = who("new-hire"), who("manager")
    one, own = told(context, me, me), told(context, head, head)
    day = context.today()
    for username in ("wei.jiahe", "mentor", "trainer", "peng.shaoan", "shao.yunshu", "admin", "new-hire"):
        other = who(username)
        for act in (
            lambda other=other: note_pause(context, actor=other, hardship_id=one, minutes=30),
            lambda other=other: set_talk(context, actor=other, hardship_id=one, day=day),
            lambda other=other: give_thanks(context, actor=other, hardship_id=one, text="谢谢"),
        ):
            with pytest.raises(Forbidden):
                act()
    with pytest.raises(Forbidden):
        give_thanks(context, actor=head, hardship_id=own, text="谢谢我自己")
    for username in ("wei.jiahe", "mentor", "admin"):
        with pytest.raises(Forbidden):
            told(context, who(username), me, "x")
    with pytest.raises(NotFound):
        tell_abuse(context, actor=head, person_id="none", happened_on=day, text="好", key="x")
    assert hardships_to_care_for(context, actor=who("wei.jiahe")) == ()
    assert [seen.hardship_id for seen in hardships_to_care_for(context, actor=head)] == [one]
    assert {seen.hardship_id for seen in hardships_to_care_for(context, actor=who("liang.chengzhi"))} == {
        one,
        own,
    }
    with pytest.raises(Forbidden):
        hardships_to_care_for(context, actor=who("mentor"))
    names = {card.person_id for card in colleagues_to_name(context, actor=head)}
    assert me.person_id in names and not {head.person_id, who("wei.jiahe").person_id} & names
    deeds = {row.deed.value for row in read_trail(context, actor=who("data-officer"), limit=50).rows}
    assert {"listed_hardships"} <= deeds


def test_erased_words_are_gone_and_the_points_stay(context: Context, who: Who) -> None:
    me = who("new-hire")
    one = told(context, me, me)
    give_thanks(context, actor=who("manager"), hardship_id=one, text="难为你了。")
    with context.database.transaction() as connection:
        erase(connection, me.person_id, before=context.now(), now=context.now())
    (mine,) = my_hardships(context, actor=me)
    assert (mine.text, mine.thanks) == (ERASED, ERASED)
    assert my_points(context, actor=me).balance == 20
