"""Three complaints of one cause in a branch within thirty days: a plan for its people, and a card for the morning."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.feedback import correct_feedback
from lms.feedback.cases import Done, leave, list_cases, take_step
from lms.feedback.cases.templates import reply_words
from lms.feedback.classification.lexicon import competency_table
from lms.feedback.findings import (
    Found,
    ask_view,
    branch_plans,
    decide_branch_plan,
    find_doing,
    note_talk,
    own_plans,
    plans_of_my_branch,
    propose_branch_plans,
    topic_of_the_morning,
    trained_after,
)
from lms.feedback.findings.branch_plans import items_for, window
from lms.learning import Done as Learnt
from lms.learning import Learning, Outcome, record
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from tests.fixed_clock import FixedClock
from tests.integration.feedback.conftest import steps_up_to

FEE = "账户管理费收了两回，第{n}回了，没有人讲为什么收，要投诉！"
SAID = "柜员态度很差，一直不耐烦，第{n}回了，我叫李建国，要投诉！"


@pytest.fixture
def learning(context: Context) -> Learning:
    publish_library(context)
    publish_teaching(context)
    return Learning(context, Shelves(context))


@pytest.fixture
def catalogue(context: Context) -> Catalogue:
    return Catalogue(context)


@pytest.fixture
def complain(context: Context, a_case: Callable[..., str], handler: Actor) -> Callable[..., str]:
    """A complaint of a cause at Bell Tower Street; the case's id."""

    def one(n: int, cause: str = "attitude", **said: object) -> str:
        case_id = a_case((FEE if cause == "pricing" else SAID).format(n=n), key=f"{n}{cause}")
        card = next(
            card for card in list_cases(context, actor=handler, limit=50).cards if card.case_id == case_id
        )
        told = {"cause": cause, "kind": "complaint", **said}
        correct_feedback(context, actor=handler, item_id=card.item_id, said=told, reason="核对过")
        return case_id

    return one


def test_three_of_a_cause_propose_one_plan_and_the_same_three_no_other(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    complain: Callable[..., str],
    manager: Actor,
    lobby: Actor,
    clock: FixedClock,
) -> None:
    ids = {complain(1), complain(2)}
    complain(3, "pricing")
    assert propose_branch_plans(context, learning, catalogue) == 0
    assert topic_of_the_morning(context, actor=lobby) is None
    ids.add(complain(4))
    assert (
        propose_branch_plans(context, learning, catalogue)
        + propose_branch_plans(context, learning, catalogue)
        <= 1
    )
    (plan,) = branch_plans(context, actor=manager)
    assert (plan.cause, plan.state, plan.count, plan.unit.unit_id) == (
        "attitude",
        "proposed",
        3,
        manager.unit_id,
    )
    assert {one.case_id for one in plan.behind} == ids
    assert all("李建国" not in one.quote and "不耐烦" in one.quote for one in plan.behind)
    assert {item.kind for item in plan.items} == {"lesson", "drill"}
    topic = topic_of_the_morning(context, actor=lobby)
    assert topic is not None and (topic.cause, topic.count) == ("attitude", 3) and topic.drill
    clock.moment += timedelta(days=8)
    assert topic_of_the_morning(context, actor=lobby) is None, "a card hangs for a week"
    complain(5)
    assert propose_branch_plans(context, learning, catalogue) == 0, "once in the window"
    clock.moment += timedelta(days=31)
    for n in (6, 7, 8):
        complain(n)
    propose_branch_plans(context, learning, catalogue)
    newest, before = branch_plans(context, actor=manager)
    assert newest.count == 3 and before.plan_id == plan.plan_id


def test_what_is_no_case_or_by_a_paid_complainer_is_not_counted(
    context: Context, learning: Learning, catalogue: Catalogue, complain: Callable[..., str], handler: Actor
) -> None:
    complain(1)
    complain(2, flags=["suspected_agent"])
    complain(3)
    leave(context, actor=handler, case_id=complain(4), way="not_needed", text="同一件事。")
    assert propose_branch_plans(context, learning, catalogue) == 0


def test_the_manager_starts_it_by_one_click_and_the_branch_finds_it(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    complain: Callable[..., str],
    manager: Actor,
    lobby: Actor,
    handler: Actor,
    who: Callable[[str], Actor],
) -> None:
    for n in (1, 2, 3):
        complain(n)
    propose_branch_plans(context, learning, catalogue)
    (plan,) = branch_plans(context, actor=manager)
    assert plans_of_my_branch(context, actor=lobby) == ()
    for actor, error in ((lobby, NotFound), (handler, NotFound), (who("Shen Youtian"), NotFound)):
        with pytest.raises(error):
            decide_branch_plan(context, actor=actor, plan_id=plan.plan_id, start=True)
    with pytest.raises(Forbidden):
        branch_plans(context, actor=lobby)
    assert branch_plans(context, actor=who("Shen Youtian")) == ()
    decide_branch_plan(context, actor=manager, plan_id=plan.plan_id, start=True)
    with pytest.raises(Refused, match="already"):
        decide_branch_plan(context, actor=manager, plan_id=plan.plan_id, start=False)
    (own,) = plans_of_my_branch(context, actor=lobby)
    assert own.behind == () and [item.done for item in own.items] == [0] * len(own.items)
    lesson = next(item for item in own.items if item.kind == "lesson")
    done = Learnt(lobby.person_id, "lesson", lesson.ref, Outcome.COMPLETED, context.now(), source="test")
    with context.database.transaction() as connection:
        record(connection, learning.structure, [done], today=context.today(), now=context.now())
    (own,) = plans_of_my_branch(context, actor=lobby)
    assert next(item for item in own.items if item.ref == lesson.ref).done == 1
    (plan,) = branch_plans(context, actor=manager)
    assert next(item for item in plan.items if item.ref == lesson.ref).done == 1 < plan.people
    assert plans_of_my_branch(context, actor=who("Shen Youtian")) == ()


def test_a_plan_put_aside_is_nobodys_topic(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    complain: Callable[..., str],
    manager: Actor,
    lobby: Actor,
) -> None:
    for n in (1, 2, 3):
        complain(n)
    propose_branch_plans(context, learning, catalogue)
    (plan,) = branch_plans(context, actor=manager)
    decide_branch_plan(context, actor=manager, plan_id=plan.plan_id, start=False)
    assert topic_of_the_morning(context, actor=lobby) is None
    assert plans_of_my_branch(context, actor=lobby) == ()


def test_the_customer_is_told_of_training_only_once_the_plan_is_done(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    complain: Callable[..., str],
    manager: Actor,
    handler: Actor,
    who: Callable[[str], Actor],
    clock: FixedClock,
) -> None:
    teller = who("Lin Xiaoyu")
    case_id = complain(1, person=teller.person_id)
    steps_up_to(context, handler, case_id, "investigate")
    ask_view(context, actor=handler, case_id=case_id)
    clock.moment += timedelta(days=10)
    find_doing(
        context, learning, catalogue, actor=handler, case_id=case_id, found=Found("employee", "录像属实。")
    )
    take_step(context, actor=handler, case_id=case_id, step="handle", done=Done("道了歉。"))
    assert not trained_after(context, actor=handler, case_id=case_id)
    (plan,) = own_plans(context, actor=teller)
    clock.moment += timedelta(days=1)
    for item in plan.items:
        if item.kind == "talk":
            note_talk(context, actor=manager, item_id=item.item_id, said="约好先起身再开口。")
            continue
        outcome = Outcome.PASSED if item.kind == "drill" else Outcome.COMPLETED
        done = Learnt(teller.person_id, item.kind, item.ref, outcome, context.now(), source=item.ref)
        with context.database.transaction() as connection:
            record(connection, learning.structure, [done], today=context.today(), now=context.now())
    assert trained_after(context, actor=handler, case_id=case_id)
    with pytest.raises(NotFound):
        trained_after(context, actor=teller, case_id=case_id)
    for locale in ("zh-CN", "en"):
        fitting = {"step": "reply", "cause": "attitude", "segment": "mass"}
        first = reply_words(locale, **fitting, trained=True)[0]
        assert first.trained
        assert not any(one.trained for one in reply_words(locale, **fitting))  # type: ignore[arg-type]
        assert "录像" not in first.words


def drills_of(learning: Learning, catalogue: Catalogue, cause: str) -> list[str]:
    wanted = competency_table().by_cause[cause]
    items = items_for(learning, catalogue, wanted, causes=[cause])
    assert all(one["competency"] in wanted for one in items)
    return [one["ref"] for one in items if one["kind"] == "drill"]


@pytest.mark.parametrize("cause", sorted(competency_table().by_cause))
def test_a_branch_rehearses_what_has_something_of_the_cause_and_nothing_for_managers_alone(
    learning: Learning, catalogue: Catalogue, cause: str
) -> None:
    cards = {card.slug: card for card in catalogue.scenario_cards("zh-CN")}
    drills = drills_of(learning, catalogue, cause)
    assert 1 <= len(drills) <= 2
    for slug in drills:
        assert cards[slug].tier != "leadership"
        assert {*cards[slug].competencies} & {*competency_table().by_cause[cause]}
    assert drills == list(window().rehearsals[cause]), "each that the file names is there and fits"


def test_other_causes_get_other_rehearsals(learning: Learning, catalogue: Catalogue) -> None:
    causes = ("attitude", "facility", "process", "marketing", "contract", "fund_security", "info_security")
    found = [slug for cause in causes for slug in drills_of(learning, catalogue, cause)]
    assert len(found) == len(set(found))


def test_what_the_library_has_nothing_of_is_not_filled_with_something_else(
    learning: Learning, catalogue: Catalogue
) -> None:
    planning = items_for(learning, catalogue, ["asset_allocation"])
    assert [one for one in planning if one["kind"] == "drill"] == []
