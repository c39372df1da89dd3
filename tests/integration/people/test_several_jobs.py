"""Somebody who is teller and lobby manager at once: how that comes in by a list, and where it is seen."""

import io
import json
import zipfile

import pytest

from lms.people import (
    Action,
    Actor,
    DemoBank,
    Job,
    add_colleague,
    find_person,
    find_reachable,
    list_people,
    load_people,
    people_by_number,
)
from lms.people.erasing import export_own
from lms.people.imports import change_in_words
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from tests.integration.people.test_importing import EN, ZH, actor, people, said, take_in


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return actor(context, bank.one_click("admin").person_id)


def listed(jobs: str, number: str = "N001") -> bytes:
    return people([number, "温知夏", "Wen Zhixia", jobs, "LJ11", "2026-03-01"])


def held(context: Context, number: str = "N001") -> tuple[Job, ...]:
    return people_by_number(context, [number])[number].jobs


@pytest.mark.parametrize(
    "given",
    [
        "柜员;大堂经理",
        "柜员；大堂经理",
        "柜员、大堂经理",
        " Teller ; Lobby manager; ",
        "柜员;大堂经理;柜员;lobby_manager",
    ],
)
def test_a_list_names_several_jobs_the_main_one_first(context: Context, admin: Actor, given: str) -> None:
    assert take_in(context, admin, listed(given)).written
    assert held(context) == (Job.TELLER, Job.LOBBY_MANAGER)
    assert take_in(context, admin, listed(given)).changed == 0


def test_the_order_of_further_jobs_is_no_change_another_main_job_is(context: Context, admin: Actor) -> None:
    take_in(context, admin, listed("柜员;大堂经理;理财经理"))
    assert take_in(context, admin, listed("柜员;理财经理;大堂经理")).changed == 0
    done = take_in(context, admin, listed("大堂经理;柜员"))
    assert held(context) == (Job.LOBBY_MANAGER, Job.TELLER)
    assert change_in_words(EN, done.changes[0]) == (
        "Job: Teller → Lobby manager, Further jobs: Lobby manager, Wealth manager → Teller"
    )


def test_a_list_with_one_job_ends_the_others_and_says_so_before(context: Context, admin: Actor) -> None:
    take_in(context, admin, listed("柜员;大堂经理"))
    looked = take_in(context, admin, listed("柜员"), dry_run=True)
    assert "兼任岗位" in change_in_words(ZH, looked.changes[0]) and held(context)[1:]
    take_in(context, admin, listed("柜员"))
    assert held(context) == (Job.TELLER,)


def test_a_job_nobody_knows_among_several_is_named_and_nothing_is_changed(
    context: Context, admin: Actor
) -> None:
    done = take_in(context, admin, listed("柜员;大堂经里"))
    assert not done.written and "大堂经里" in said(done)[0] and "大堂经理" in said(done)[0]
    many = take_in(context, admin, listed("柜员;大堂经理;理财经理;客服坐席;case_handler;运营主管"))
    assert not many.written and "5" in said(many)[0]
    empty = take_in(context, admin, listed(" ; ;"))
    assert not empty.written and said(empty)
    assert people_by_number(context, ["N001"]) == {}


def test_every_card_of_them_tells_all_their_jobs(context: Context, admin: Actor, bank: DemoBank) -> None:
    both = (Job.TELLER, Job.LOBBY_MANAGER)
    her = next(person for person in bank.people if person.name_en == "Qian Xiuzhen")
    manager = actor(context, bank.one_click("manager").person_id)
    assert actor(context, her.person_id).jobs == her.jobs == both
    assert find_person(context, actor=manager, person_id=her.person_id).jobs == both
    assert (
        next(one for one in list_people(context, actor=admin) if one == find(context, manager, her)).jobs
        == both
    )
    found = find_reachable(context, actor=manager, action=Action.READ_PROGRESS, words=her.employee_no)
    assert [card.jobs for card in found] == [both]
    stranger = actor(context, next(p for p in bank.people if p.name_en == "Luo Tiancheng").person_id)
    assert find_reachable(context, actor=stranger, action=Action.READ_PROGRESS, words=her.employee_no) == ()


def find(context: Context, manager: Actor, her: object) -> object:
    return find_person(context, actor=manager, person_id=her.person_id)  # type: ignore[attr-defined]


def test_ones_own_data_says_them_in_both_languages(context: Context, bank: DemoBank) -> None:
    her = next(person for person in bank.people if person.further_jobs)
    raw = b"".join(export_own(context, actor=actor(context, her.person_id)))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        told = json.loads(archive.read("people.json"))
    text = json.dumps(told, ensure_ascii=False)
    assert "further_jobs" in text and '"大堂经理"' in text


def test_a_colleague_is_entered_with_several_jobs_by_who_may_and_with_five_at_most(
    context: Context, admin: Actor, bank: DemoBank
) -> None:
    values = {"name": "温知夏", "job": Job.TELLER, "unit_id": admin.unit_id, "password": "quiet-river-72"}
    add_colleague(
        context,
        actor=admin,
        employee_no="N1",
        username="n1",
        further_jobs=[Job.TELLER, Job.CASE_HANDLER],
        **values,  # type: ignore[arg-type]
    )
    assert held(context, "N1") == (Job.TELLER, Job.CASE_HANDLER)
    with pytest.raises(Refused, match="more than 5 jobs"):
        add_colleague(context, actor=admin, employee_no="N2", username="n2", further_jobs=Job, **values)  # type: ignore[arg-type]
    manager = actor(context, bank.one_click("manager").person_id)
    with pytest.raises(Forbidden):
        add_colleague(context, actor=manager, employee_no="N3", username="n3", **values)  # type: ignore[arg-type]
    assert people_by_number(context, ["N2", "N3"]) == {}
