"""Mystery visits: entered masked and naming nobody, read by who answers for the branch, learned from by all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.feedback.findings import branch_plans, plans_of_my_branch, topic_of_the_morning
from lms.feedback.findings.branch_plans import decide_branch_plan
from lms.feedback.findings.tables import FeedbackBranchPlan
from lms.feedback.visits import (
    VisitFound,
    checklist,
    mystery_visits,
    people_to_name,
    propose_from_visits,
    read_visit,
    record_visit,
    results_of_my_branch,
    take_back_visit,
    visit_results,
)
from lms.feedback.visits.tables import FeedbackVisit
from lms.learning import Learning
from lms.people import Actor, DemoBank
from lms.people.audited import read_trail
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
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


def test_with_a_mistaken_visit_its_plan_goes_aside_and_the_morning_hears_no_more_of_it(
    context: Context, enter: Callable[..., str], officer: Actor, manager: Actor, lobby: Actor, who: Who
) -> None:
    one, two = enter(), enter("other", branch="LJ12")
    (plan,) = branch_plans(context, actor=manager)
    take_back_visit(context, actor=officer, visit_id=two, reason="别的网点的")
    assert topic_of_the_morning(context, actor=lobby) is not None, (
        "the visit of another branch is another matter"
    )
    take_back_visit(context, actor=officer, visit_id=one, reason="录到别的网点去了")
    assert topic_of_the_morning(context, actor=lobby) is None
    (aside,) = branch_plans(context, actor=manager)
    assert (aside.plan_id, aside.state) == (plan.plan_id, "aside")
    with context.database.reading() as connection:
        query = select(FeedbackBranchPlan).where(col(FeedbackBranchPlan.id) == plan.plan_id)
        row = connection.execute(query).one()
    assert (row.reason, row.decided_by) == ("录到别的网点去了", officer.person_id)
    trail = [row.deed.value for row in read_trail(context, actor=who("Ji Huaijin")).rows]
    assert trail.count("decided_branch_plan") == 2


def test_a_plan_with_another_visit_behind_it_or_started_by_somebody_stands(
    context: Context, enter: Callable[..., str], officer: Actor, manager: Actor, clock: FixedClock
) -> None:
    one = enter()
    (plan,) = branch_plans(context, actor=manager)
    decide_branch_plan(context, actor=manager, plan_id=plan.plan_id, start=True)
    take_back_visit(context, actor=officer, visit_id=one, reason="录到别的网点去了")
    assert [plan.state for plan in branch_plans(context, actor=manager)] == ["started"]
    clock.move(timedelta(days=1))
    two = enter("2")
    proposed = branch_plans(context, actor=manager)[0]
    assert (proposed.state, proposed.count) == ("proposed", 1), (
        "what was mistaken keeps nothing from being proposed"
    )
    clock.move(timedelta(days=1))
    enter("3", answers=WELL | {"machine_help": "no", "own_hands": "no", "counter_way": "no"})
    machine = branch_plans(context, actor=manager)[0]
    assert (machine.cause, machine.count) == ("machine", 2), "all visits of the window are behind it"
    take_back_visit(context, actor=officer, visit_id=two, reason="录到别的网点去了")
    states = {plan.plan_id: plan.state for plan in branch_plans(context, actor=manager)}
    assert states == {
        plan.plan_id: "started",
        proposed.plan_id: "aside",
        machine.plan_id: "proposed",
    }, "what one visit is left of stands"


def test_a_region_and_the_head_office_stand_for_all_branches_below(
    context: Context, enter: Callable[..., str], officer: Actor, manager: Actor, who: Who, bank: DemoBank
) -> None:
    here, there = enter(), enter("other", branch="LJ31")
    for code, asked in (("LJ00", {here, there}), ("LJ10", {here}), ("LJ31", {there})):
        found = mystery_visits(context, actor=officer, unit_id=bank.units[code])
        assert {one.visit_id for one in found} == asked
        results = visit_results(context, actor=officer, unit_id=bank.units[code])
        assert len(results) == len(asked)
    with pytest.raises(Forbidden):
        mystery_visits(context, actor=manager, unit_id=bank.units["LJ10"])


def test_a_group_that_left_the_checklist_is_left_out(
    context: Context, learning: Learning, enter: Callable[..., str], manager: Actor
) -> None:
    one = enter(answers=WELL)
    scores = {"a_group_of_long_ago": [0, 9], "waiting": [1, 4]}
    with context.database.transaction() as connection:
        changed = update(FeedbackVisit).where(col(FeedbackVisit.id) == one)
        connection.execute(changed.values(scores=scores))
    assert propose_from_visits(context, learning, Catalogue(context)) == 1
    assert [plan.cause for plan in branch_plans(context, actor=manager)] == ["waiting"]


def test_one_small_point_makes_no_plan_for_a_whole_branch(
    context: Context, enter: Callable[..., str], manager: Actor
) -> None:
    enter(answers=WELL | {"tidy": "no", "machines_work": "not_seen"})
    assert branch_plans(context, actor=manager) == ()
