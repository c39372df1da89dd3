"""A root cause is mended by a unit, or by somebody who is named; the branch can explain it meanwhile."""

from collections.abc import Callable

import pytest

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.feedback import correct_feedback
from lms.feedback.cases import CaseView
from lms.feedback.doings import Doing
from lms.feedback.findings import (
    Found,
    awaited_of,
    find_doing,
    mend,
    owners_in,
    root_causes,
    to_explain,
    usual_owner,
)
from lms.learning import Learning
from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from tests.integration.feedback.conftest import steps_up_to, view

EXPLAIN = "机器近来不太稳，我先带您到人工窗口，不用重新取号。"


@pytest.fixture
def catalogue(context: Context) -> Catalogue:
    publish_library(context)
    return Catalogue(context)


@pytest.fixture
def learning(context: Context, catalogue: Catalogue) -> Learning:
    publish_teaching(context)
    return Learning(context, Shelves(context))


@pytest.fixture
def broken(context: Context, a_case: Callable[..., str], handler: Actor) -> CaseView:
    """A case about a machine, investigated, with nobody of the staff meant."""
    case_id = a_case("机器又坏了，排队排了一个小时，要投诉！")
    said = {"person": None, "kind": "complaint", "cause": "facility"}
    item_id = view(context, handler, case_id).card.item_id
    correct_feedback(context, actor=handler, item_id=item_id, said=said, reason="核对过")
    steps_up_to(context, handler, case_id, "investigate")
    return view(context, handler, case_id)


def test_the_head_office_owns_what_no_branch_can_change(context: Context, bank: DemoBank) -> None:
    branch, top = bank.units["LJ11"], bank.units["LJ00"]
    of_the_top: tuple[Doing, ...] = ("system", "product", "price")
    of_the_branch: tuple[Doing, ...] = ("process", "customer", "nobody")
    assert {usual_owner(context, doing=one, unit_id=branch) for one in of_the_top} == {top}
    assert {usual_owner(context, doing=one, unit_id=branch) for one in of_the_branch} == {branch}


def test_somebody_named_mends_it_and_others_of_their_unit_without_a_role_do_not(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    broken: CaseView,
    handler: Actor,
    manager: Actor,
    lobby: Actor,
    who: Callable[[str], Actor],
) -> None:
    case_id = broken.card.case_id
    named = {
        one.person_id for one in owners_in(context, actor=handler, case_id=case_id, unit_id=manager.unit_id)
    }
    assert {lobby.person_id, manager.person_id} <= named
    with pytest.raises(Forbidden):
        owners_in(context, actor=manager, case_id=case_id, unit_id=manager.unit_id)
    elsewhere = who("Fang Jincheng")

    def find(person_id: str) -> None:
        said = Found(
            "system",
            "设备日志显示中断过四次。",
            owner_id=manager.unit_id,
            owner_person_id=person_id,
            explain=EXPLAIN,
        )
        find_doing(context, learning, catalogue, actor=handler, case_id=case_id, found=said)

    with pytest.raises(Refused):
        find(elsewhere.person_id)
    find(lobby.person_id)
    assert awaited_of(context, actor=lobby).to_mend == 1
    (ticket,) = root_causes(context, actor=lobby)
    assert ticket.owner_person is not None and ticket.owner_person.person_id == lobby.person_id
    assert ticket.may_mend and ticket.why
    with pytest.raises(Forbidden):
        mend(context, actor=who("Lin Xiaoyu"), ticket_id=ticket.ticket_id, fix="改好了")
    mend(context, actor=lobby, ticket_id=ticket.ticket_id, fix="换了主控板。")
    assert awaited_of(context, actor=lobby).to_mend == 0


def test_the_branch_finds_what_to_tell_customers_by_what_they_say(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    broken: CaseView,
    handler: Actor,
    lobby: Actor,
    bank: DemoBank,
    who: Callable[[str], Actor],
) -> None:
    said = Found("system", "设备日志显示中断过四次。", owner_id=bank.units["LJ00"], explain=EXPLAIN)
    find_doing(context, learning, catalogue, actor=handler, case_id=broken.card.case_id, found=said)
    (all_of_it,) = to_explain(context, actor=lobby)
    assert all_of_it.explain == EXPLAIN
    assert to_explain(context, actor=lobby, words="机器老是坏，排队太久") == (all_of_it,)
    assert to_explain(context, actor=lobby, words="手续费怎么又收了") == ()
    assert to_explain(context, actor=who("Fang Jincheng")) == ()
