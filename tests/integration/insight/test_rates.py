"""The worst branches by complaint rate, above chance, have a plan proposed that an officer confirms or puts aside."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select
from sqlmodel import col

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.feedback.findings import (
    branch_plans,
    decide_branch_plan,
    decide_rate_plan,
    plans_of_my_branch,
    rate_plans,
    topic_of_the_morning,
)
from lms.feedback.findings.tables import FeedbackBranchPlan
from lms.insight.rates import complaint_rates, propose_rate_plans
from lms.insight.tables import PastComplaints
from lms.learning import Learning
from lms.people import Actor, DemoBank, load_people
from lms.people.audited import read_trail
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from tests.fixed_clock import FixedClock
from tests.integration.practice.rehearsal import somebody

Who = Callable[[str], Actor]
LAST, FIRST = "2025-Q4", date(2025, 10, 1)


@pytest.fixture
def full(context: Context) -> Learning:
    publish_library(context)
    publish_teaching(context)
    return Learning(context, Shelves(context))


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def who(context: Context, bank: DemoBank) -> Who:
    return lambda username: somebody(context, bank.one_click(username).person_id)


@pytest.fixture
def complained(context: Context, bank: DemoBank) -> Callable[..., None]:
    def of(code: str, count: int, cause: str = "attitude", day: date = FIRST) -> None:
        row = {"unit_id": bank.units[code], "day": day, "cause": cause, "complaints": count}
        with context.database.transaction() as connection:
            connection.execute(insert(PastComplaints).values(row | {"at": context.now()}))

    return of


def propose(context: Context, learning: Learning) -> int:
    return propose_rate_plans(context, learning, Catalogue(context))


def test_only_the_branch_above_chance_has_a_plan_proposed_and_once(
    context: Context, full: Learning, complained: Callable[..., None], who: Who, clock: FixedClock
) -> None:
    complained("LJ11", 26)
    complained("LJ11", 10, "process", FIRST + timedelta(days=91))
    for code in ("LJ12", "LJ21", "LJ22", "LJ31", "LJ32"):
        complained(code, 13)
    complained("LJ12", 40, day=FIRST - timedelta(days=1))
    officer = who("yu.jingyi")
    rates = complaint_rates(context, actor=officer, quarter=LAST)
    assert (rates[0].unit.code, rates[0].above, rates[0].worst) == ("LJ11", True, True)
    assert sum(one.above for one in rates) == 1 and all(one.enough for one in rates)
    assert (propose(context, full), propose(context, full)) == (1, 0)
    (found,) = rate_plans(context, actor=officer)
    assert (found.plan.unit.code, found.plan.origin, found.plan.cause) == ("LJ11", "rate", LAST)
    assert found.plan.state == "proposed" and {item.kind for item in found.plan.items} == {"lesson", "drill"}
    clock.move(timedelta(days=40))
    assert propose(context, full) == 0, "the next quarter had no complaints"


def test_what_changes_after_the_night_has_looked_at_a_quarter_proposes_nothing_more(
    context: Context, full: Learning, complained: Callable[..., None], who: Who, clock: FixedClock
) -> None:
    complained("LJ11", 36)
    for code in ("LJ12", "LJ21", "LJ22", "LJ31", "LJ32"):
        complained(code, 10)
    assert propose(context, full) == 1
    with context.database.reading() as connection:
        made = connection.execute(select(col(FeedbackBranchPlan.made_on))).scalars().all()
    assert made == [date(2026, 1, 1)], "the same day for whoever writes it, so that it is written once"
    complained("LJ22", 300, "process")
    clock.move(timedelta(days=1))
    assert propose(context, full) == 0


def test_chance_and_small_numbers_propose_nothing(
    context: Context, full: Learning, complained: Callable[..., None], who: Who
) -> None:
    complained("LJ11", 9)
    complained("LJ12", 1)
    rates = complaint_rates(context, actor=who("yu.jingyi"), quarter=LAST)
    assert not any(one.enough or one.worst for one in rates)
    assert [one.unit.code for one in rates] == sorted(one.unit.code for one in rates), "nobody is ranked"
    complained("LJ21", 14)
    for code in ("LJ22", "LJ31", "LJ32"):
        complained(code, 10)
    assert propose(context, full) == 0


def test_an_officer_confirms_it_and_the_branch_learns(
    context: Context, full: Learning, complained: Callable[..., None], who: Who
) -> None:
    complained("LJ11", 36)
    propose(context, full)
    officer, head, teller = who("yu.jingyi"), who("manager"), who("new-hire")
    (found,) = rate_plans(context, actor=officer)
    plan_id = found.plan.plan_id
    assert [one.plan_id for one in branch_plans(context, actor=head)] == [plan_id]
    with pytest.raises(Refused, match="consumer protection officer confirms"):
        decide_branch_plan(context, actor=head, plan_id=plan_id, start=True)
    assert topic_of_the_morning(context, actor=teller) is None, "the morning is not about a rate"
    assert plans_of_my_branch(context, actor=teller) == ()
    decide_rate_plan(context, actor=officer, plan_id=plan_id, start=True)
    (mine,) = plans_of_my_branch(context, actor=teller)
    assert (mine.plan_id, mine.state) == (plan_id, "started")
    with pytest.raises(Refused, match="decided"):
        decide_rate_plan(context, actor=officer, plan_id=plan_id, start=False, reason="再想想")
    trail = {row.deed.value for row in read_trail(context, actor=who("ji.huaijin")).rows}
    assert {"listed_branch_plans", "decided_branch_plan"} <= trail


def test_it_is_put_aside_with_a_reason_alone_and_nobody_else_decides(
    context: Context, full: Learning, complained: Callable[..., None], who: Who
) -> None:
    complained("LJ11", 36)
    propose(context, full)
    officer = who("yu.jingyi")
    (found,) = rate_plans(context, actor=officer)
    plan_id = found.plan.plan_id
    for username in ("manager", "shao.yunshu", "trainer", "new-hire"):
        with pytest.raises(NotFound):
            decide_rate_plan(context, actor=who(username), plan_id=plan_id, start=True)
        with pytest.raises(Forbidden):
            rate_plans(context, actor=who(username))
        with pytest.raises(Forbidden):
            complaint_rates(context, actor=who(username), quarter=LAST)
    with pytest.raises(Refused, match="why it is put aside"):
        decide_rate_plan(context, actor=officer, plan_id=plan_id, start=False, reason=" ")
    decide_rate_plan(
        context,
        actor=officer,
        plan_id=plan_id,
        start=False,
        reason="系统停机两天，客户王建国13812345678等投诉",
    )
    (found,) = rate_plans(context, actor=officer)
    assert found.plan.state == "aside" and "停机" in found.reason and "13812345678" not in found.reason
    assert propose(context, full) == 0, "what was put aside is not proposed again"
