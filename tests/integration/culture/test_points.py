"""Points: earned by what somebody else saw, exchanged with a manager's approval, taken back by a counter-entry."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlmodel import col

from lms.culture import (
    ask_exchange,
    awards_within,
    decide_exchange,
    exchanges_to_decide,
    my_points,
    take_points_back,
    withdraw_exchange,
)
from lms.culture.earning import reviewed
from lms.culture.rules import RulesError, offer_words, parse_rules, point_rules
from lms.feedback import correct_feedback
from lms.learning.competence.tables import ReviewDay
from lms.learning.news import OBSERVED
from lms.learning.observing.tables import Observation
from lms.people import Actor, Deed, DemoBank
from lms.people.tables import AuditEntry
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.events import publish
from lms.platform.identifiers import new_id
from lms.platform.personal_data import ERASED, erase
from lms.platform.personal_export import export_of
from lms.platform.working_days import is_working_day
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]


def deeds(context: Context) -> list[str]:
    with context.database.reading() as connection:
        return list(
            connection.execute(select(col(AuditEntry.deed)).order_by(col(AuditEntry.place))).scalars()
        )


def rich(praised: Callable[..., str], times: int = 3) -> None:
    for number in range(times):
        praised(text="柜员林晓雨特别耐心，必须表扬！" + "真好。" * number)


def observed(context: Context, observer: Actor, person: Actor, verdict: str = "not_yet") -> None:
    """Somebody sat beside a colleague, and the news of it waits."""
    row: dict[str, Any] = {"id": new_id(), "person_id": person.person_id, "observer_id": observer.person_id}
    row |= {"rubric": "service-core", "rubric_version": 1, "outcomes": {}, "score": 40, "verdict": verdict}
    row |= {"course": "", "activity": "", "notes": {}, "said": "", "blocked_by": []}
    row |= {"begun_at": context.now(), "signed_at": context.now()}
    with context.database.transaction() as connection:
        connection.execute(insert(Observation).values(row))
        publish(connection, OBSERVED, [row["id"]], at=context.now())


def test_a_customers_praise_that_a_person_confirmed_earns_points_once(
    context: Context, who: Who, praised: Callable[..., str], tell: Callable[[], None]
) -> None:
    item = praised()
    handler = who("shao.yunshu")
    correct_feedback(context, actor=handler, item_id=item, said={"severity": "important"}, reason="再看一遍")
    tell()
    mine = my_points(context, actor=who("new-hire"))
    assert mine.balance == 20
    assert [(one.kind, one.amount, one.after) for one in mine.movements] == [("praise", 20, 20)]


def test_praise_that_staff_had_asked_for_earns_nothing(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    praised(flags=["solicited"])
    assert my_points(context, actor=who("new-hire")).balance == 0


def test_what_turns_out_otherwise_later_is_taken_back_and_given_to_whom_it_belongs(
    context: Context, who: Who, praised: Callable[..., str], tell: Callable[[], None]
) -> None:
    item, handler, other = praised(), who("shao.yunshu"), who("qian.xiuzhen")
    said = {"person": other.person_id}
    correct_feedback(context, actor=handler, item_id=item, said=said, reason="认错人了")
    tell()
    assert my_points(context, actor=who("new-hire")).balance == 0
    assert my_points(context, actor=other).balance == 20
    asked_for = {"flags": ["solicited"]}
    correct_feedback(context, actor=handler, item_id=item, said=asked_for, reason="是柜员请客户写的")
    tell()
    assert my_points(context, actor=other).balance == 0
    assert [one.kind for one in my_points(context, actor=other).movements] == ["counter", "praise"]


def test_what_was_spent_meanwhile_stays_spent_and_nobody_owes_points(
    context: Context, who: Who, praised: Callable[..., str], tell: Callable[[], None]
) -> None:
    rich(praised, 2)
    item = praised(text="表扬柜员林晓雨，下雨天送我到车上！")
    ask_exchange(context, actor=who("new-hire"), offer="book", key="1")
    assert my_points(context, actor=who("new-hire")).balance == 20
    ask = {"kind": "enquiry"}
    for one in (item,):
        correct_feedback(context, actor=who("shao.yunshu"), item_id=one, said=ask, reason="不是表扬")
    tell()
    assert my_points(context, actor=who("new-hire")).balance == 0


def test_many_praises_in_a_month_are_worth_no_more_than_the_rule_says(
    context: Context, who: Who, praised: Callable[..., str], clock: FixedClock
) -> None:
    rich(praised, 7)
    most = point_rules().rules["praise"].most_a_month
    assert my_points(context, actor=who("new-hire")).balance == most == 100
    clock.move(timedelta(days=40))
    praised(text="表扬柜员林晓雨，这个月又帮了我大忙！")
    assert my_points(context, actor=who("new-hire")).balance == 120


def test_sitting_beside_a_colleague_earns_the_same_whatever_came_out_and_once_a_month(
    context: Context, who: Who, tell: Callable[[], None]
) -> None:
    mentor = who("mentor")
    observed(context, mentor, who("new-hire"), "not_yet")
    observed(context, mentor, who("new-hire"), "ready")
    observed(context, mentor, who("deng.ziang"), "ready")
    tell()
    assert [one.amount for one in my_points(context, actor=mentor).movements] == [5, 5]


def test_ten_working_days_of_daily_review_in_a_row_earn_points_and_nine_do_not(
    context: Context, who: Who
) -> None:
    me, day = who("new-hire"), context.today()
    days: list[date] = []
    while len(days) < 20:
        days += [day] if is_working_day(day) else []
        day -= timedelta(days=1)

    def review(some: list[date]) -> int:
        with context.database.transaction() as connection:
            rows = [{"person_id": me.person_id, "day": one} for one in some]
            connection.execute(insert(ReviewDay).values(answered=3, correct=3, seconds=60), rows)
        reviewed(context, [me.person_id, me.person_id])
        return my_points(context, actor=me).balance

    assert review(days[:9]) == 0
    assert review(days[9:10]) == 10
    reviewed(context, [me.person_id])
    assert my_points(context, actor=me).balance == 10


def test_an_exchange_lays_points_aside_and_a_refusal_gives_them_back(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    rich(praised)
    me, manager = who("new-hire"), who("manager")
    asked = ask_exchange(context, actor=me, offer="book", key="press")
    assert ask_exchange(context, actor=me, offer="book", key="press") == asked
    assert my_points(context, actor=me).balance == 20
    (waiting,) = exchanges_to_decide(context, actor=manager)
    assert (waiting.exchange_id, waiting.points, waiting.state) == (asked, 40, "open")
    with pytest.raises(Refused, match="why not"):
        decide_exchange(context, actor=manager, exchange_id=asked, approved=False)
    decide_exchange(
        context, actor=manager, exchange_id=asked, approved=False, answer="先等等，联系王建国13812345678"
    )
    mine = my_points(context, actor=me)
    assert mine.balance == 60 and mine.exchanges[0].state == "refused"
    assert "13812345678" not in mine.exchanges[0].answer
    with pytest.raises(Refused, match="meanwhile"):
        decide_exchange(context, actor=manager, exchange_id=asked, approved=True)
    with pytest.raises(Refused, match="meanwhile"):
        withdraw_exchange(context, actor=me, exchange_id=asked)
    assert my_points(context, actor=me).balance == 60
    assert deeds(context)[-2:] == [Deed.LISTED_POINTS, Deed.DECIDED_EXCHANGE]


def test_who_thinks_better_of_it_has_the_points_back_at_once(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    rich(praised)
    me = who("new-hire")
    asked = ask_exchange(context, actor=me, offer="exchange-day", key="1")
    withdraw_exchange(context, actor=me, exchange_id=asked)
    assert my_points(context, actor=me).balance == 60
    assert exchanges_to_decide(context, actor=who("manager")) == ()


def test_who_has_too_few_points_is_told_how_many_are_missing_and_loses_none(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    praised()
    with pytest.raises(Refused) as refused:
        ask_exchange(context, actor=who("new-hire"), offer="book", key="1")
    assert refused.value.values == {"held": 20, "wanted": 40}
    mine = my_points(context, actor=who("new-hire"))
    assert mine.balance == 20 and mine.exchanges == ()
    with pytest.raises(Refused, match="not offered"):
        ask_exchange(context, actor=who("new-hire"), offer="a-car", key="2")


def test_nobody_decides_on_their_own_points_nor_on_another_branchs(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    rich(praised)
    asked = ask_exchange(context, actor=who("new-hire"), offer="book", key="1")
    for username in ("new-hire", "wei.jiahe", "trainer", "admin"):
        with pytest.raises(Forbidden):
            decide_exchange(context, actor=who(username), exchange_id=asked, approved=True)
    assert exchanges_to_decide(context, actor=who("wei.jiahe")) == ()
    with pytest.raises(Forbidden):
        exchanges_to_decide(context, actor=who("trainer"))
    with pytest.raises(NotFound):
        withdraw_exchange(context, actor=who("mentor"), exchange_id=asked)
    with pytest.raises(Forbidden):
        my_points(context, actor=who("admin"))
    # The region's head decides on a branch manager's.
    praised("manager", "表扬宋明远行长，当场替我们把问题解决了！")
    praised("manager", "行长宋明远亲自接待，处理得很好，表扬！！")
    own = ask_exchange(context, actor=who("manager"), offer="book", key="1")
    with pytest.raises(Forbidden):
        decide_exchange(context, actor=who("manager"), exchange_id=own, approved=True)
    decide_exchange(context, actor=who("liang.chengzhi"), exchange_id=own, approved=True)
    assert my_points(context, actor=who("manager")).exchanges[0].state == "approved"


def test_a_manager_takes_points_back_with_a_reason_and_once(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    praised()
    manager = who("manager")
    (award,) = awards_within(context, actor=manager)
    assert award.person.name_en == "Lin Xiaoyu" and award.points == 20
    with pytest.raises(Refused):
        take_points_back(context, actor=manager, transaction_id=award.transaction_id, reason=" ")
    with pytest.raises(Forbidden):
        take_points_back(context, actor=who("wei.jiahe"), transaction_id=award.transaction_id, reason="不对")
    given: dict[str, Any] = {
        "actor": manager,
        "transaction_id": award.transaction_id,
        "reason": "表扬的是隔壁网点",
    }
    assert take_points_back(context, **given) == 20
    with pytest.raises(Refused, match="before"):
        take_points_back(context, **given)
    assert awards_within(context, actor=manager) == ()
    assert [one.note for one in my_points(context, actor=who("new-hire")).movements] == [
        "表扬的是隔壁网点",
        "",
    ]


def test_ones_points_are_among_ones_data_and_only_words_are_erased(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    rich(praised)
    me, manager = who("new-hire"), who("manager")
    asked = ask_exchange(context, actor=me, offer="book", key="1")
    decide_exchange(context, actor=manager, exchange_id=asked, approved=False, answer="下月再说")
    assert len(b"".join(export_of(context, me.person_id))) > 1_000
    with context.database.transaction() as connection:
        touched = erase(connection, me.person_id, before=context.now(), now=context.now())
    assert "point_exchange" in touched and ERASED
    mine = my_points(context, actor=me)
    assert mine.balance == 60 and mine.exchanges[0].answer == ""


def test_the_shipped_rules_reward_nothing_that_is_only_counted_and_each_offer_has_words(
    bank: DemoBank,
) -> None:
    rules = point_rules()
    deeds = {"praise", "observation", "sign_off", "review_streak", "suggestion", "star", "hardship", "story"}
    assert set(rules.rules) <= deeds
    for locale in ("zh-CN", "en"):
        assert set(offer_words(locale)) == set(rules.offers)
    told = rules.model_dump()
    with pytest.raises(RulesError, match=r"rules\.complaints"):
        parse_rules(told | {"rules": {"complaints": {"points": 1, "most_a_month": 2}}})
    with pytest.raises(RulesError, match="exchange them"):
        parse_rules(told | {"saving": told["saving"] | {"least_percent": 5, "most_percent": 1}})
