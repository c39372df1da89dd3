"""What gets in somebody's way is heard by whom they chose, answered by a day, and judged by nobody but them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlmodel import col

from lms.culture.staff import (
    answer_voice,
    answers_to_judge,
    my_voices,
    say_whether_it_helped,
    speak_up,
    tell_of_limits,
    voices_soon_due,
    voices_to_answer,
)
from lms.culture.staff.tables import StaffVoice
from lms.culture.staff.voice import LONGEST
from lms.learning.reminders.other_words import parts_of
from lms.learning.reminders.tables import Reminder
from lms.people import Actor, Grant, Role
from lms.people.audited import read_trail
from lms.people.tables import RoleGrant
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import translator
from lms.platform.personal_data import ERASED, erase
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]
LISTENER = "peng.shaoan"
WORDS = "中午只剩我一个人在柜台，没人可问。"


def said(context: Context, who: Who, **more: bool) -> str:
    return speak_up(context, actor=who("new-hire"), text=WORDS, key="form", **more)


def reminded(context: Context, actor: Actor) -> list[str]:
    with context.database.reading() as connection:
        rows = connection.execute(
            select(col(Reminder.key)).where(
                col(Reminder.person_id) == actor.person_id, col(Reminder.key).startswith("voice:")
            )
        )
        return [row.key for row in rows]


def test_what_is_said_is_masked_kept_once_and_has_a_working_day_by_which_it_is_answered(
    context: Context, who: Who
) -> None:
    me = who("new-hire")
    text = "客户王建国13812345678天天来骂人。"
    one = speak_up(context, actor=me, text=text, key="form")
    assert speak_up(context, actor=me, text="又一遍", key="form") == one
    (mine,) = my_voices(context, actor=me)
    assert "王建国" not in mine.words[0].text and "13812345678" not in mine.words[0].text
    # A Tuesday and five working days.
    assert (mine.state, mine.due_on, mine.over) == ("open", date(2026, 3, 17), False)
    for bad in ("  ", "长" * (LONGEST + 1)):
        with pytest.raises(Refused, match="2,000"):
            speak_up(context, actor=me, text=bad, key="2")


def test_the_day_counts_working_days_over_the_spring_festival(
    context: Context, who: Who, clock: FixedClock
) -> None:
    clock.moment = clock.moment.replace(month=2, day=13)
    said(context, who)
    (mine,) = my_voices(context, actor=who("new-hire"))
    # The 14th is worked in exchange, the 15th to the 23rd are off, the 28th is worked again.
    assert mine.due_on == date(2026, 2, 27)


def test_managers_hear_it_only_where_the_person_chose_that(context: Context, who: Who) -> None:
    one = said(context, who)
    head, region, listener = who("manager"), who("liang.chengzhi"), who(LISTENER)
    for other in (head, region):
        assert voices_to_answer(context, actor=other) == ()
        with pytest.raises(Forbidden):
            answer_voice(context, actor=other, voice_id=one, text="好")
    assert [seen.voice_id for seen in voices_to_answer(context, actor=listener)] == [one]
    chosen = speak_up(context, actor=who("new-hire"), text="排班", key="2", to_manager=True)
    assert [seen.voice_id for seen in voices_to_answer(context, actor=head)] == [chosen]
    answer_voice(context, actor=head, voice_id=chosen, text="下周调。")
    with pytest.raises(Refused, match="meanwhile"):
        answer_voice(context, actor=listener, voice_id=chosen, text="我也答")


def test_a_listener_who_manages_the_person_hears_nothing_unasked(context: Context, who: Who) -> None:
    one = said(context, who)
    head = who("manager")
    both = replace(head, grants=(*head.grants, Grant(Role.LISTENER, frozenset({head.unit_id}))))
    assert voices_to_answer(context, actor=both) == ()
    with pytest.raises(Forbidden):
        answer_voice(context, actor=both, voice_id=one, text="好")


def test_nobody_else_and_no_other_branch_hears_it_and_nobody_their_own(context: Context, who: Who) -> None:
    one = said(context, who, to_manager=True)
    with pytest.raises(Refused, match="Nobody is named"):
        speak_up(context, actor=who(LISTENER), text="屋子太冷", key="1", to_manager=True)
    for username in ("wei.jiahe", "mentor", "trainer", "shao.yunshu", "admin", "data-officer", "new-hire"):
        with pytest.raises(Forbidden):
            answer_voice(context, actor=who(username), voice_id=one, text="好")
    assert voices_to_answer(context, actor=who("wei.jiahe")) == ()
    with pytest.raises(Forbidden):
        voices_to_answer(context, actor=who("trainer"))
    with pytest.raises(Forbidden):
        say_whether_it_helped(context, actor=who("admin"), voice_id=one, helped=True)
    with pytest.raises(NotFound):
        say_whether_it_helped(context, actor=who("mentor"), voice_id=one, helped=True)
    with pytest.raises(NotFound):
        answer_voice(context, actor=who(LISTENER), voice_id="none", text="好")


def test_without_a_name_neither_the_listener_nor_the_trail_learns_it(context: Context, who: Who) -> None:
    me, listener = who("new-hire"), who(LISTENER)
    one = speak_up(context, actor=me, text=f"我是{me.name_zh}，早会上别念我。", key="1", named=False)
    (seen,) = voices_to_answer(context, actor=listener)
    assert seen.person is None and me.name_zh not in repr(seen) and me.person_id not in repr(seen)
    answer_voice(context, actor=listener, voice_id=one, text="好的")
    rows = read_trail(context, actor=who("data-officer")).rows
    answered = next(row for row in rows if row.deed.value == "answered_voice")
    assert (answered.why, answered.whose) == (Role.LISTENER, None)


def test_whoever_asked_says_whether_it_helped_and_if_not_waits_anew(
    context: Context, who: Who, clock: FixedClock
) -> None:
    one, me, listener = said(context, who), who("new-hire"), who(LISTENER)
    with pytest.raises(Refused, match="no answer"):
        say_whether_it_helped(context, actor=me, voice_id=one, helped=True)
    answer_voice(context, actor=listener, voice_id=one, text="下周起有人陪。")
    assert answers_to_judge(context, actor=me) == 1
    assert len(reminded(context, me)) == 1
    clock.moment += timedelta(days=7)
    say_whether_it_helped(context, actor=me, voice_id=one, helped=False, text="还是没人")
    (mine,) = my_voices(context, actor=me)
    assert (mine.state, mine.due_on) == ("open", date(2026, 3, 24))
    answer_voice(context, actor=listener, voice_id=one, text="明天起。")
    say_whether_it_helped(context, actor=me, voice_id=one, helped=True)
    (mine,) = my_voices(context, actor=me)
    assert [word.kind for word in mine.words] == ["said", "answered", "not_helped", "answered", "helped"]
    assert (mine.state, answers_to_judge(context, actor=me)) == ("helped", 0)


def test_whoever_answers_is_told_at_once_before_the_day_and_after_it_and_never_the_words(
    context: Context, who: Who, clock: FixedClock
) -> None:
    one, listener, head = said(context, who), who(LISTENER), who("manager")
    assert len(reminded(context, listener)) == 1 and reminded(context, head) == []
    assert (tell_of_limits(context), voices_soon_due(context, actor=listener)) == (0, 0)
    clock.moment += timedelta(days=6)  # the last working day before it is due
    assert (tell_of_limits(context), tell_of_limits(context)) == (1, 0)
    assert voices_soon_due(context, actor=listener) == 1
    assert voices_soon_due(context, actor=head) == 0
    clock.moment += timedelta(days=2)
    assert (tell_of_limits(context), tell_of_limits(context)) == (1, 0)
    keys = reminded(context, listener)
    assert len(keys) == 3
    with context.database.reading() as connection:
        (part,) = parts_of(connection, context, listener, keys, translator("en"))
        assert (part.said, part.items) == ("1 colleague waits for an answer", ("Overdue since Mar 17, 2026",))
        # Whoever was told and may not hear it any more reads nothing of it.
        assert parts_of(connection, context, head, keys, translator("en")) == []
    answer_voice(context, actor=listener, voice_id=one, text="好")
    assert tell_of_limits(context) == 0


def test_where_nobody_is_named_to_hear_it_nothing_is_sent_and_the_reason_told(
    context: Context, who: Who
) -> None:
    with context.database.transaction() as connection:
        connection.execute(delete(RoleGrant).where(col(RoleGrant.role) == Role.LISTENER))
    with pytest.raises(Refused, match="Nobody is named"):
        said(context, who)
    with context.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(StaffVoice)).scalar_one() == 0
    assert said(context, who, to_manager=True)


def test_erased_words_are_gone_and_what_others_answered_stays_theirs(context: Context, who: Who) -> None:
    one, me = said(context, who), who("new-hire")
    answer_voice(context, actor=who(LISTENER), voice_id=one, text="下周起有人陪。")
    with context.database.transaction() as connection:
        erase(connection, me.person_id, before=context.now(), now=context.now())
    (mine,) = my_voices(context, actor=me)
    assert [word.text for word in mine.words] == [ERASED, "下周起有人陪。"]
