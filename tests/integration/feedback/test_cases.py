"""A complaint becomes a case: opened by itself, taken step by step, given to somebody, left or reopened."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlmodel import col

from lms.feedback import Asked, correct_feedback, list_feedback, read_feedback
from lms.feedback.cases import (
    CasesAsked,
    Done,
    ask_review,
    assign_cases,
    begin_mediation,
    escalate,
    handlers_over,
    leave,
    list_cases,
    open_case,
    open_cases,
    read_case,
    reopen,
    take_over,
    take_step,
)
from lms.feedback.cases.tables import FeedbackCaseEntry
from lms.feedback.cases.words import STEPS
from lms.feedback.tables import FeedbackReading, FeedbackStanding
from lms.people import Actor, Deed, DemoBank, Role
from lms.people.tables import AuditEntry
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.wiring import the_news
from tests.fixed_clock import FixedClock
from tests.integration.feedback.conftest import SAID, steps_up_to, view


def test_a_complaint_has_a_case_by_itself_and_praise_has_none(
    context: Context, a_case: Callable[..., str], hear: Callable[..., str], handler: Actor
) -> None:
    case_id = a_case()
    hear("林晓雨服务热情，教我用手机银行，特别耐心，表扬她！")
    the_news(context).do("")
    assert [card.case_id for card in list_cases(context, actor=handler).cards] == [case_id]
    card = view(context, handler, case_id).card
    assert card.step == "accept" and card.handler is None and card.clock == "respond"


def test_the_news_told_twice_opens_one_case(
    context: Context, a_case: Callable[..., str], handler: Actor
) -> None:
    case_id = a_case()
    item_id = view(context, handler, case_id).card.item_id
    assert open_cases(context, [item_id, item_id]) == 0
    with context.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(FeedbackCaseEntry)).scalar() == 1


def test_a_handler_opens_a_case_for_what_is_no_complaint(
    context: Context, hear: Callable[..., str], handler: Actor, manager: Actor
) -> None:
    hear("建议在门口加个坡道，轮椅上不来。")
    the_news(context).do("")
    (card,) = list_feedback(context, actor=handler, asked=Asked(kind="suggestion")).cards
    with pytest.raises(Forbidden):
        open_case(context, actor=manager, item_id=card.item_id, reason="值得跟进")
    case_id = open_case(context, actor=handler, item_id=card.item_id, reason="值得跟进")
    assert open_case(context, actor=handler, item_id=card.item_id, reason="又点了一次") == case_id


def test_the_five_steps_are_taken_in_order_each_with_who_when_and_what(
    context: Context, a_case: Callable[..., str], handler: Actor, clock: FixedClock
) -> None:
    case_id = a_case()
    for step in ("investigate", "handle", "reply", "visit"):
        with pytest.raises(Refused):
            take_step(context, actor=handler, case_id=case_id, step=step, done=SAID[step])
    for step in STEPS:
        clock.move(timedelta(minutes=10))
        take_step(context, actor=handler, case_id=case_id, step=step, done=SAID[step])
        with pytest.raises(Refused):
            take_step(context, actor=handler, case_id=case_id, step=step, done=SAID[step])
    found = view(context, handler, case_id)
    assert [one.did for one in found.entries] == ["opened", *STEPS]
    assert all(one.by and one.by.person_id == handler.person_id and one.text for one in found.entries[1:])
    assert found.card.step == "closed" and found.card.way_out == "visited"
    assert {one.state for one in found.clocks} == {"kept"}
    assert list_cases(context, actor=handler).found == 0
    assert list_cases(context, actor=handler, asked=CasesAsked("closed")).found == 1


def test_words_about_a_case_are_masked_and_a_step_without_words_is_refused(
    context: Context, a_case: Callable[..., str], handler: Actor
) -> None:
    case_id = a_case()
    with pytest.raises(Refused):
        take_step(context, actor=handler, case_id=case_id, step="accept", done=Done("  ", track="simple"))
    said = Done("给李建国先生13871234567回了电话。", track="simple")
    take_step(context, actor=handler, case_id=case_id, step="accept", done=said)
    kept = view(context, handler, case_id).entries[-1].text
    assert "13871234567" not in kept and "李建国" not in kept and "回了电话" in kept


def test_whoever_speaks_for_the_customer_shows_their_authority_first(
    context: Context, a_case: Callable[..., str], handler: Actor
) -> None:
    case_id = a_case()
    with pytest.raises(Refused):
        take_step(
            context,
            actor=handler,
            case_id=case_id,
            step="accept",
            done=Done("女儿代办", track="simple", acts_for="agent"),
        )
    done = Done("女儿代办，看过委托书。", track="complex", acts_for="agent", authority_seen=True)
    take_step(context, actor=handler, case_id=case_id, step="accept", done=done)
    found = view(context, handler, case_id)
    assert found.entries[-1].detail == {"track": "complex", "acts_for": "agent"}
    assert [one.clock for one in found.clocks] == ["plan", "decide"]


def test_whom_it_is_about_neither_reads_nor_handles_nor_gives_it(
    context: Context, a_case: Callable[..., str], handler: Actor, who: Callable[[str], Actor]
) -> None:
    case_id = a_case()
    other = who("Kang Zhiyuan")
    item_id = view(context, handler, case_id).card.item_id
    take_over(context, actor=other, case_id=case_id)
    with context.database.transaction() as connection:
        from lms.feedback.tables import FeedbackStanding

        # It turns out that the colleague of the desk is the one complained about.
        connection.execute(
            update(FeedbackStanding)
            .where(col(FeedbackStanding.item_id) == item_id)
            .values(person_id=other.person_id, employee="confirmed")
        )
    correct_feedback(context, actor=handler, item_id=item_id, said={"segment": "special"}, reason="老人")
    found = view(context, handler, case_id)
    assert found.card.handler is None and found.entries[-1].did == "stepped_aside"
    assert list_cases(context, actor=other).found == 0
    with pytest.raises(NotFound):
        read_case(context, actor=other, case_id=case_id)
    with pytest.raises(NotFound):
        take_step(context, actor=other, case_id=case_id, step="accept", done=SAID["accept"])
    assert assign_cases(context, actor=handler, case_ids=[case_id], handler_id=other.person_id).done == 0
    (why,) = assign_cases(context, actor=other, case_ids=[case_id], handler_id=handler.person_id).refused
    assert isinstance(why, NotFound)


def test_who_has_no_right_to_a_case_is_turned_away(
    context: Context, a_case: Callable[..., str], lobby: Actor, manager: Actor
) -> None:
    case_id = a_case()
    with pytest.raises(Forbidden):
        list_cases(context, actor=lobby)
    with pytest.raises(NotFound):
        read_case(context, actor=lobby, case_id=case_id)
    with pytest.raises(Forbidden):
        take_step(context, actor=manager, case_id=case_id, step="accept", done=SAID["accept"])
    with pytest.raises(Forbidden):
        reopen(context, actor=manager, case_id=case_id, reason="再看看")
    assert view(context, manager, case_id).may_handle is False


def test_a_manager_of_another_branch_sees_nothing_of_it(
    context: Context, a_case: Callable[..., str], bank: DemoBank, who: Callable[[str], Actor]
) -> None:
    case_id = a_case()
    here = {bank.units[code] for code in ("LJ00", "LJ10", "LJ11")}
    foreign = [one.name_en for one in bank.people if Role.MANAGER in one.roles and one.unit_id not in here]
    assert foreign
    for name in foreign:
        with pytest.raises(NotFound):
            read_case(context, actor=who(name), case_id=case_id)
        assert list_cases(context, actor=who(name)).found == 0
        (why,) = assign_cases(
            context, actor=who(name), case_ids=[case_id], handler_id=who(name).person_id
        ).refused
        assert isinstance(why, NotFound)


def test_many_are_given_to_a_colleague_at_once_and_another_asks_before_taking_over(
    context: Context, a_case: Callable[..., str], handler: Actor, manager: Actor, who: Callable[[str], Actor]
) -> None:
    cases = [
        a_case(),
        a_case("取号机坏了三天没人修，排队排到门外，太差劲了，我要投诉！", key="b"),
        "no-such-case",
    ]
    other = who("Kang Zhiyuan")
    assert other.person_id in {one.person_id for one in handlers_over(context, actor=manager)}
    given = assign_cases(context, actor=manager, case_ids=cases, handler_id=other.person_id)
    assert given.done == 2 and len(given.refused) == 1
    assert list_cases(context, actor=other, asked=CasesAsked("mine")).found == 2
    with pytest.raises(Refused):
        take_step(context, actor=handler, case_id=cases[0], step="accept", done=SAID["accept"])
    take_over(context, actor=handler, case_id=cases[0])
    take_step(context, actor=handler, case_id=cases[0], step="accept", done=SAID["accept"])
    refused = assign_cases(context, actor=manager, case_ids=cases[:1], handler_id=manager.person_id).refused
    assert len(refused) == 1


def test_a_case_is_passed_to_the_unit_above_with_a_reason_until_there_is_none(
    context: Context, a_case: Callable[..., str], handler: Actor, manager: Actor
) -> None:
    case_id = a_case()
    take_over(context, actor=handler, case_id=case_id)
    with pytest.raises(Refused):
        escalate(context, actor=manager, case_id=case_id, reason=" ")
    escalate(context, actor=manager, case_id=case_id, reason="涉及分行的规定，支行定不了。")
    found = view(context, manager, case_id)
    assert found.card.desk and found.card.desk.code == "LJ10" and found.card.handler is None
    # It is the region's now: the branch reads on, and gives it to nobody.
    with pytest.raises(Forbidden):
        escalate(context, actor=manager, case_id=case_id, reason="再往上")
    escalate(context, actor=handler, case_id=case_id, reason="总行制度问题。")
    with pytest.raises(Refused):
        escalate(context, actor=handler, case_id=case_id, reason="再往上")


def test_a_closed_case_is_reopened_with_a_reason_and_begins_anew(
    context: Context, a_case: Callable[..., str], handler: Actor, clock: FixedClock
) -> None:
    case_id = a_case()
    with pytest.raises(Refused):
        reopen(context, actor=handler, case_id=case_id, reason="客户又来了")
    steps_up_to(context, handler, case_id, "visit")
    clock.move(timedelta(days=20))
    reopen(context, actor=handler, case_id=case_id, reason="客户说问题又出现了。")
    found = view(context, handler, case_id)
    assert found.card.step == "accept" and found.card.round == 2 and found.card.handler is None
    assert [one.state for one in found.clocks] == ["running", "running"]
    assert [one.did for one in found.entries][-2:] == ["visit", "reopened"]
    steps_up_to(context, handler, case_id, "visit")


def test_a_review_goes_to_the_unit_above_within_thirty_days_of_the_decision(
    context: Context, a_case: Callable[..., str], handler: Actor, clock: FixedClock
) -> None:
    case_id = a_case()
    steps_up_to(context, handler, case_id, "handle")
    with pytest.raises(Refused):
        ask_review(context, actor=handler, case_id=case_id, reason="客户不服")
    take_step(context, actor=handler, case_id=case_id, step="reply", done=SAID["reply"])
    clock.move(timedelta(days=29))
    ask_review(context, actor=handler, case_id=case_id, reason="客户不认可处理结果，要求核查。")
    found = view(context, handler, case_id)
    assert found.card.desk and found.card.desk.code == "LJ10" and found.days == 60
    steps_up_to(context, handler, case_id, "visit")
    clock.move(timedelta(days=31))
    with pytest.raises(Refused):
        ask_review(context, actor=handler, case_id=case_id, reason="又来要求核查")


def test_a_case_is_left_by_withdrawal_by_mediation_or_as_none_of_its_own(
    context: Context, a_case: Callable[..., str], handler: Actor
) -> None:
    first, second, third = (
        a_case(),
        a_case("手续费乱收，提前也不说一声，投诉！", key="b"),
        a_case("同一件事又说一遍，你们柜员态度太差了，投诉。", key="c"),
    )
    leave(context, actor=handler, case_id=first, way="withdrawn", text="客户来电说不追究了。")
    with pytest.raises(Refused):
        leave(context, actor=handler, case_id=second, way="mediated", text="调解成功")
    take_step(context, actor=handler, case_id=second, step="accept", done=SAID["accept"])
    begin_mediation(context, actor=handler, case_id=second, text="请行业调解中心主持。")
    leave(context, actor=handler, case_id=second, way="mediated", text="达成调解协议，双方签字。")
    leave(context, actor=handler, case_id=third, way="not_needed", text="与前一件是同一件事。")
    found = list_cases(context, actor=handler, asked=CasesAsked("closed")).cards
    assert {card.way_out for card in found} == {"withdrawn", "mediated", "not_needed"}
    with pytest.raises(Refused):
        take_step(context, actor=handler, case_id=third, step="accept", done=SAID["accept"])


def test_each_reading_and_each_deed_is_in_the_trail(
    context: Context, a_case: Callable[..., str], handler: Actor, manager: Actor
) -> None:
    case_id = a_case()
    read_case(context, actor=manager, case_id=case_id)
    take_step(context, actor=handler, case_id=case_id, step="accept", done=SAID["accept"])
    take_over(context, actor=handler, case_id=case_id)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(col(AuditEntry.actor_id), col(AuditEntry.deed)).where(col(AuditEntry.object_id) == case_id)
        ).all()
    assert (manager.person_id, Deed.READ_CASE) in [tuple(row) for row in rows]
    assert (handler.person_id, Deed.STEPPED_CASE) in [tuple(row) for row in rows]


def visit(context: Context, handler: Actor, case_id: str, **told: Any) -> None:
    take_step(context, actor=handler, case_id=case_id, step="visit", done=Done("打了电话。", **told))


def test_who_is_not_satisfied_is_not_simply_closed(
    context: Context, a_case: Callable[..., str], handler: Actor
) -> None:
    case_id = a_case()
    steps_up_to(context, handler, case_id, "reply")
    with pytest.raises(Refused, match="Choose what follows"):
        visit(context, handler, case_id, satisfaction="dissatisfied")
    assert view(context, handler, case_id).card.step == "visit"
    visit(context, handler, case_id, satisfaction="dissatisfied", afterwards="reopened")
    again = view(context, handler, case_id)
    assert (again.card.step, again.card.round, again.card.closed_at) == ("accept", 2, None)
    assert [entry.did for entry in again.entries][-2:] == ["visit", "reopened"]
    assert again.clocks[0].state == "running"


def test_the_unit_above_reviews_what_a_customer_does_not_accept(
    context: Context, a_case: Callable[..., str], handler: Actor
) -> None:
    case_id = a_case()
    steps_up_to(context, handler, case_id, "reply")
    visit(context, handler, case_id, satisfaction="dissatisfied", afterwards="review")
    again = view(context, handler, case_id)
    assert again.card.desk is not None and again.days == 60 and again.card.step == "accept"


def test_a_customer_who_leaves_it_at_that_closes_the_case(
    context: Context, a_case: Callable[..., str], handler: Actor
) -> None:
    case_id = a_case()
    steps_up_to(context, handler, case_id, "reply")
    visit(context, handler, case_id, satisfaction="dissatisfied", afterwards="left")
    assert view(context, handler, case_id).card.way_out == "visited"


def test_who_is_not_reached_is_asked_once_more_on_another_day(
    context: Context, a_case: Callable[..., str], handler: Actor, clock: FixedClock
) -> None:
    case_id = a_case()
    steps_up_to(context, handler, case_id, "reply")
    for _ in range(2):
        visit(context, handler, case_id, satisfaction="not_reached")
        assert view(context, handler, case_id).card.step == "visit"
    clock.move(timedelta(days=1))
    visit(context, handler, case_id, satisfaction="not_reached")
    closed = view(context, handler, case_id)
    assert closed.card.closed_at is not None
    assert [entry.did for entry in closed.entries][-3:] == ["tried", "tried", "visit"]


def test_what_quotes_a_number_of_ours_is_noted_in_its_case_and_gets_no_second_one(
    context: Context, a_case: Callable[..., str], hear: Callable[..., str], handler: Actor
) -> None:
    case_id = a_case()
    number = view(context, handler, case_id).card.number
    asked = hear(f"我要投诉！上次的编号{number.lower()}，三天了怎么还没人给我打电话？", key="again")
    the_news(context).do("")
    the_news(context).do("")
    assert [card.case_id for card in list_cases(context, actor=handler).cards] == [case_id]
    last = view(context, handler, case_id).entries[-1]
    assert (last.did, last.text) == ("asked_after", asked)
    (card,) = list_feedback(context, actor=handler, asked=Asked(words=asked)).cards
    (link,) = read_feedback(context, actor=handler, item_id=card.item_id).likenesses
    assert (link.number, link.state) == (number, "follow_up")


def test_what_may_be_a_complaint_waits_for_a_person_who_closes_it_by_saying_that_it_is_none(
    context: Context, hear: Callable[..., str], handler: Actor
) -> None:
    number = hear("你们这儿的小伙子真行，办个卡办了一下午。", key="doubt")
    (card,) = list_feedback(context, actor=handler, asked=Asked(words=number)).cards
    with context.database.transaction() as connection:
        connection.execute(
            update(FeedbackStanding)
            .where(col(FeedbackStanding.item_id) == card.item_id)
            .values(kind="praise", cause=None, severity="general")
        )
        connection.execute(
            update(FeedbackReading)
            .where(col(FeedbackReading.item_id) == card.item_id)
            .values(confidence={"kind": 0.52})
        )
    assert open_cases(context, [card.item_id]) == 1
    (opened,) = list_cases(context, actor=handler).cards
    assert opened.clock == "respond"
    correct_feedback(context, actor=handler, item_id=card.item_id, said={"kind": "praise"})
    closed = view(context, handler, opened.case_id)
    assert (closed.card.way_out, closed.entries[-1].did) == ("not_needed", "not_needed")
    assert closed.entries[-1].by is not None and closed.entries[-1].by.person_id == handler.person_id


def test_what_turns_out_to_be_a_complaint_has_a_case_from_then_on(
    context: Context, hear: Callable[..., str], handler: Actor
) -> None:
    hear("林晓雨服务热情，教我用手机银行，特别耐心，表扬她！")
    the_news(context).do("")
    (card,) = list_feedback(context, actor=handler).cards
    assert list_cases(context, actor=handler).found == 0
    said = {"kind": "complaint", "cause": "attitude"}
    correct_feedback(context, actor=handler, item_id=card.item_id, said=said, reason="话是反着说的")
    assert list_cases(context, actor=handler).found == 1
