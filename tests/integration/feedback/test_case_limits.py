"""The limits of a case: extended with approval, paused by an appraisal, told before they are over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from lms.feedback import correct_feedback
from lms.feedback.cases import (
    CasesAsked,
    CasesDue,
    CaseWatch,
    Done,
    begin_appraisal,
    cases_due,
    end_appraisal,
    extend,
    list_cases,
    take_step,
)
from lms.feedback.cases.tables import FeedbackCase, FeedbackCaseWarning
from lms.learning.reminders.other_words import Part, parts_of
from lms.learning.reminders.tables import Reminder
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.platform.i18n import translator
from tests.fixed_clock import FixedClock
from tests.integration.feedback.conftest import SAID, view


def test_more_days_need_a_complex_case_notice_and_for_sixty_somebody_of_the_unit_above(
    context: Context,
    a_case: Callable[..., str],
    handler: Actor,
    manager: Actor,
    who: Callable[[str], Actor],
    clock: FixedClock,
) -> None:
    case_id = a_case()
    take_step(context, actor=handler, case_id=case_id, step="accept", done=Done("受理", track="complex"))

    def more(actor: Actor, told: bool = True) -> int:
        return extend(context, actor=actor, case_id=case_id, reason="需向多家机构取证。", customer_told=told)

    with pytest.raises(Refused):
        more(handler, told=False)
    assert more(handler) == 30
    for not_senior in (handler, manager):
        with pytest.raises((Forbidden, Refused)):
            more(not_senior)
    officer = who("Yu Jingyi")
    assert more(officer) == 60
    with pytest.raises(Refused):
        more(officer)
    late = a_case("理财到期少了钱，没人解释，我要投诉你们！", key="late")
    take_step(context, actor=handler, case_id=late, step="accept", done=Done("受理", track="complex"))
    clock.move(timedelta(days=16))
    with pytest.raises(Refused):
        extend(context, actor=handler, case_id=late, reason="来不及", customer_told=True)


def test_only_an_appraisal_outside_stops_the_clocks_and_the_customer_is_told(
    context: Context, a_case: Callable[..., str], handler: Actor, clock: FixedClock
) -> None:
    case_id = a_case()
    take_step(context, actor=handler, case_id=case_id, step="accept", done=SAID["accept"])
    before = view(context, handler, case_id).clocks[-1].due_at
    with pytest.raises(Refused):
        begin_appraisal(context, actor=handler, case_id=case_id, text="笔迹鉴定", customer_told=False)
    begin_appraisal(context, actor=handler, case_id=case_id, text="送笔迹鉴定。", customer_told=True)
    paused = view(context, handler, case_id)
    assert paused.paused and paused.card.due_at is None
    clock.move(timedelta(days=7))
    end_appraisal(context, actor=handler, case_id=case_id, text="鉴定结论已到。")
    after = view(context, handler, case_id).clocks[-1].due_at
    assert before and after and after - before == timedelta(days=7)
    with pytest.raises(Refused):
        end_appraisal(context, actor=handler, case_id=case_id, text="再来一次")


def test_the_head_of_the_branch_is_told_before_the_limit_and_once_when_it_is_over(
    context: Context, a_case: Callable[..., str], handler: Actor, manager: Actor, clock: FixedClock
) -> None:
    case_id, watch = a_case(), CaseWatch(context)
    assert list(watch.owed()) == [] and cases_due(context, actor=manager) == CasesDue()
    clock.move(timedelta(minutes=91))
    (minute,) = watch.owed()
    watch.do(minute)
    assert list(watch.owed()) == [] and watch.tell() == 0
    assert cases_due(context, actor=manager) == CasesDue(over=0, soon=1)
    assert list_cases(context, actor=manager, asked=CasesAsked("soon")).cards[0].over is False

    def told() -> list[tuple[str, bool]]:
        with context.database.reading() as connection:
            rows = connection.execute(
                select(col(FeedbackCaseWarning.person_id), col(FeedbackCaseWarning.over)).order_by(
                    col(FeedbackCaseWarning.id)
                )
            )
            return [(row.person_id, row.over) for row in rows]

    assert told() == [(manager.person_id, False)]
    clock.move(timedelta(minutes=30))
    assert watch.tell() == 1 and watch.tell() == 0
    assert told() == [(manager.person_id, False), (manager.person_id, True)]
    assert cases_due(context, actor=manager) == CasesDue(over=1, soon=0)
    with context.database.reading() as connection:
        keys = connection.execute(select(col(Reminder.key))).scalars().all()
    assert len(keys) == 2 and all(key.startswith(f"case:{case_id}:") for key in keys)
    take_step(context, actor=handler, case_id=case_id, step="accept", done=SAID["accept"])
    assert cases_due(context, actor=manager) == CasesDue()
    with context.database.reading() as connection:
        assert connection.execute(select(col(FeedbackCase.told))).scalar() == 0


def test_the_days_letter_names_a_case_that_is_near_its_limit_until_it_is_answered(
    context: Context, a_case: Callable[..., str], handler: Actor, manager: Actor, clock: FixedClock
) -> None:
    case_id = a_case()
    number = view(context, handler, case_id).card.number
    clock.move(timedelta(minutes=95))
    assert CaseWatch(context).tell() == 1

    def letter(reader: Actor) -> list[Part]:
        with context.database.reading() as connection:
            keys = connection.execute(select(col(Reminder.key))).scalars().all()
            return parts_of(connection, context, reader, keys, translator("zh-CN"))

    (part,) = letter(manager)
    assert part.page == "cases" and number in part.items[0] and "12:00" in part.items[0]
    take_step(context, actor=handler, case_id=case_id, step="accept", done=SAID["accept"])
    assert letter(manager) == []


def test_a_correction_to_urgent_moves_the_limit_at_once_and_puts_the_case_first(
    context: Context, a_case: Callable[..., str], handler: Actor, clock: FixedClock
) -> None:
    first = a_case()
    clock.move(timedelta(minutes=1))
    second = a_case("手续费乱收，提前也不说一声，投诉！", key="b")
    assert [one.case_id for one in list_cases(context, actor=handler).cards] == [first, second]
    item_id = view(context, handler, second).card.item_id
    correct_feedback(
        context, actor=handler, item_id=item_id, said={"severity": "urgent"}, reason="钱正在转走"
    )
    assert [one.case_id for one in list_cases(context, actor=handler).cards] == [second, first]
