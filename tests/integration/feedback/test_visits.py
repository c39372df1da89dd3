"""Mystery visits: entered masked and naming nobody, read by who answers for the branch, learned from by all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.feedback.findings import branch_plans, plans_of_my_branch, topic_of_the_morning
from lms.feedback.findings.branch_plans import decide_branch_plan
from lms.feedback.visits import (
    VisitFound,
    checklist,
    mystery_visits,
    people_to_name,
    propose_from_visits,
    read_visit,
    record_visit,
    results_of_my_branch,
    shopper_summary,
    take_back_visit,
    visit_results,
)
from lms.learning import Learning
from lms.people import Actor, DemoBank
from lms.people.audited import read_trail
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.quarters import quarter_of
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]
ITEMS = [item for _group, item, _weight in checklist().items]
WELL = dict.fromkeys(ITEMS, "yes")
WAITED = WELL | {"wait_told": "no", "queue_kept": "no"}


@pytest.fixture
def learning(context: Context) -> Learning:
    publish_library(context)
    publish_teaching(context)
    return Learning(context, Shelves(context))


@pytest.fixture
def officer(who: Who) -> Actor:
    return who("Yu Jingyi")


@pytest.fixture
def enter(context: Context, learning: Learning, officer: Actor, bank: DemoBank) -> Callable[..., str]:
    def one(key: str = "1", branch: str = "LJ11", by: Actor = officer, **told: Any) -> str:
        found = VisitFound(bank.units[branch], context.today(), "walk_in", WAITED)
        catalogue = Catalogue(context)
        return record_visit(context, learning, catalogue, actor=by, visit=replace(found, **told), key=key)

    return one


def test_a_visit_is_kept_masked_and_once_and_read_by_who_answers_for_the_branch(
    context: Context, enter: Callable[..., str], who: Who, manager: Actor, lobby: Actor
) -> None:
    one = enter(seen={"wait_told": "前面的客户王建国13812345678等了半小时"}, place="二号窗口")
    assert enter() == one
    (visit,) = mystery_visits(context, actor=manager)
    assert visit == read_visit(context, actor=manager, visit_id=one)
    assert "13812345678" not in visit.seen["wait_told"] and "王建国" not in visit.seen["wait_told"]
    assert (visit.place, visit.person, visit.groups["waiting"], visit.may_take_back) == (
        "二号窗口",
        None,
        (0, 4),
        False,
    )
    weight = sum(weight for _group, _item, weight in checklist().items)
    assert visit.percent == round(100 * (weight - 4) / weight)
    (mine,) = results_of_my_branch(context, actor=lobby)
    assert (mine.visits, mine.groups["waiting"]) == (1, (0, 4))
    assert not hasattr(mine, "seen")
    trail = [row.deed.value for row in read_trail(context, actor=who("Ji Huaijin")).rows]
    assert {"recorded_visit", "listed_visits", "read_visit"} <= {*trail}


def test_others_enter_and_read_nothing(
    context: Context, enter: Callable[..., str], who: Who, manager: Actor, lobby: Actor
) -> None:
    one = enter()
    for by in (manager, lobby, who("Shao Yunshu")):
        with pytest.raises(Forbidden, match="consumer protection officer"):
            enter("2", by=by)
        with pytest.raises(Forbidden):
            people_to_name(context, actor=by, unit_id=manager.unit_id)
    for by in (lobby, who("Shao Yunshu"), who("Gu Wenlan")):
        with pytest.raises(Forbidden):
            mystery_visits(context, actor=by)
        with pytest.raises(Forbidden):
            shopper_summary(context, actor=by, quarter="2026-Q1")
        with pytest.raises(NotFound):
            read_visit(context, actor=by, visit_id=one)
    elsewhere = who("Wei Jiahe")
    assert mystery_visits(context, actor=elsewhere) == ()
    with pytest.raises(NotFound):
        read_visit(context, actor=elsewhere, visit_id=one)
    with pytest.raises(Forbidden):
        visit_results(context, actor=elsewhere, unit_id=manager.unit_id)
    with pytest.raises(NotFound):
        take_back_visit(context, actor=manager, visit_id=one, reason="录错了网点")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"answers": {"greeted": "yes"}}, "at least 8"),
        ({"answers": WELL | {"tidy": "perhaps"}}, "yes, no or not seen"),
        ({"answers": WELL | {"no_such_point": "yes"}}, "yes, no or not seen"),
        ({"channel": "by balloon"}, "how the branch"),
        ({"note": "柜员邓子昂很耐心"}, "works there"),
        ({"place": "deng zi'ang's window"}, "works there"),
        ({"seen": {"tidy": "脏" * 201}}, "200 characters"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    enter: Callable[..., str], told: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused) as refused:
        enter(**told)
    assert said in str(refused.value).format(**refused.value.values)


def test_the_day_is_one_of_late_and_the_place_a_branch(context: Context, enter: Callable[..., str]) -> None:
    for off in (timedelta(days=1), timedelta(days=-181)):
        with pytest.raises(Refused, match="day of the visit"):
            enter(visited_on=context.today() + off)
    with pytest.raises(Refused, match="Choose the branch"):
        enter(branch="LJ10")


def test_somebody_is_named_with_a_reason_alone(
    context: Context, enter: Callable[..., str], who: Who, officer: Actor, manager: Actor
) -> None:
    there = people_to_name(context, actor=officer, unit_id=manager.unit_id)
    deng = next(card for card in there if card.name_en == "Deng Zi'ang")
    with pytest.raises(Refused, match="why somebody has to be named"):
        enter(person_id=deng.person_id)
    with pytest.raises(Refused, match="works in the branch"):
        enter(person_id=who("Bai Mengjie").person_id, person_reason="当面顶撞客户")
    one = enter(person_id=deng.person_id, person_reason="做法值得大家学")
    named = read_visit(context, actor=manager, visit_id=one)
    assert named.person == deng and named.person_reason == "做法值得大家学"


def test_what_is_weakest_proposes_a_rehearsal_for_the_branch_and_nothing_for_a_person(
    context: Context,
    learning: Learning,
    enter: Callable[..., str],
    manager: Actor,
    lobby: Actor,
    clock: FixedClock,
) -> None:
    enter()
    (plan,) = branch_plans(context, actor=manager)
    assert (plan.origin, plan.cause, plan.state, plan.count) == ("visit", "waiting", "proposed", 1)
    assert {item.kind for item in plan.items} <= {"lesson", "drill"} and plan.items
    topic = topic_of_the_morning(context, actor=lobby)
    assert topic is not None and (topic.origin, topic.cause) == ("visit", "waiting")
    enter("2")
    assert propose_from_visits(context, learning, Catalogue(context)) == 0
    assert len(branch_plans(context, actor=manager)) == 1
    decide_branch_plan(context, actor=manager, plan_id=plan.plan_id, start=True)
    (mine,) = plans_of_my_branch(context, actor=lobby)
    assert mine.origin == "visit"
    clock.move(timedelta(days=40))
    assert propose_from_visits(context, learning, Catalogue(context)) == 0, "old visits propose nothing"
    enter("3", branch="LJ12", answers=WELL)
    assert len(branch_plans(context, actor=manager)) == 1


def test_a_visit_that_was_taken_back_counts_no_more(
    context: Context, enter: Callable[..., str], officer: Actor, manager: Actor
) -> None:
    one = enter()
    with pytest.raises(Refused, match="few words why"):
        take_back_visit(context, actor=officer, visit_id=one, reason=" ")
    take_back_visit(context, actor=officer, visit_id=one, reason="录到别的网点去了")
    with pytest.raises(Refused, match="already"):
        take_back_visit(context, actor=officer, visit_id=one, reason="录到别的网点去了")
    assert visit_results(context, actor=manager) == ()
    assert read_visit(context, actor=manager, visit_id=one).taken_back_why == "录到别的网点去了"


def test_a_quarter_compares_branches_with_enough_visits_alone(
    context: Context, enter: Callable[..., str], officer: Actor, manager: Actor, clock: FixedClock
) -> None:
    quarter = quarter_of(context.today()).id
    for number in range(3):
        enter(f"a{number}")
        enter(f"b{number}", branch="LJ12", answers=WELL)
    enter("c", branch="LJ21")
    found = shopper_summary(context, actor=officer, quarter=quarter)
    assert (found.visits, found.branches, found.too_few, found.before) == (7, 3, 1, None)
    assert [one.unit.code for one in found.compared] == ["LJ12", "LJ11"]
    assert next(iter(found.groups)) == "waiting"
    mine = shopper_summary(context, actor=manager, quarter=quarter)
    assert (mine.visits, mine.branches) == (3, 1)
    with pytest.raises(Refused):
        shopper_summary(context, actor=officer, quarter="2026-Q5")
    clock.move(timedelta(days=30))
    later = shopper_summary(context, actor=officer, quarter=quarter_of(context.today()).id)
    assert (later.visits, later.before) == (0, found.percent)
