"""An administrator puts right what is entered of somebody, and closes and opens their entry."""

from dataclasses import replace
from datetime import date

import pytest

from lms.people import (
    Action,
    Actor,
    Deed,
    DemoBank,
    Facts,
    Job,
    Role,
    Sessions,
    change_entry,
    close_entry,
    grant_role,
    list_leavers,
    list_people,
    list_units,
    load_people,
    may,
    open_entry,
    read_entry,
    roles_of,
)
from lms.people.chain import walk
from lms.people.imports import change_in_words, csv_list
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import translator
from tests.integration.people.test_importing import actor, take_in


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return actor(context, bank.one_click("admin").person_id)


@pytest.fixture
def newcomer(bank: DemoBank) -> str:
    return bank.one_click("new-hire").person_id


def deeds(context: Context) -> list[str]:
    with context.database.reading() as connection:
        return [row.deed for row in walk(connection)]


def facts(context: Context, admin: Actor, person_id: str) -> Facts:
    return Facts.of(read_entry(context, actor=admin, person_id=person_id))


def test_an_entry_says_what_it_was_changed_to_and_the_trail_says_who(
    context: Context, bank: DemoBank, admin: Actor, newcomer: str
) -> None:
    was, elsewhere = facts(context, admin, newcomer), bank.one_click("manager")
    unit = read_entry(context, actor=admin, person_id=elsewhere.person_id).card.unit_id
    to = Facts(
        "林晓雨", "Lin Xiaoyu", (Job.LOBBY_MANAGER, Job.TELLER), unit, was.hired_on, "lin@bank.example"
    )
    assert change_entry(context, actor=admin, person_id=newcomer, was=was, to=to).changed
    assert facts(context, admin, newcomer) == to
    assert not change_entry(context, actor=admin, person_id=newcomer, was=to, to=to).changed
    assert deeds(context) == [Deed.CHANGED_PERSON]
    assert change_entry(context, actor=admin, person_id=newcomer, was=to, to=replace(to, email=" ")).changed
    assert read_entry(context, actor=admin, person_id=newcomer).email is None


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(
    context: Context, admin: Actor, newcomer: str
) -> None:
    was = facts(context, admin, newcomer)
    change_entry(context, actor=admin, person_id=newcomer, was=was, to=replace(was, email="a@bank.example"))
    with pytest.raises(Refused, match="Somebody else has changed"):
        change_entry(context, actor=admin, person_id=newcomer, was=was, to=replace(was, name_en="Lin"))
    assert facts(context, admin, newcomer).email == "a@bank.example"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name_zh": "  "}, "A name is needed"),
        ({"name_en": "x" * 81}, "too long"),
        ({"email": "not an address"}, "no e-mail address"),
        ({"jobs": tuple(Job)[:6]}, "Nobody holds more than"),
        ({"jobs": ()}, "what they do"),
        ({"hired_on": date(2200, 1, 1)}, "lies between"),
    ],
)
def test_what_no_entry_can_say_is_refused_with_the_reason(
    context: Context, admin: Actor, newcomer: str, wrong: dict[str, object], said: str
) -> None:
    was = facts(context, admin, newcomer)
    with pytest.raises(Refused, match=said):
        change_entry(context, actor=admin, person_id=newcomer, was=was, to=replace(was, **wrong))  # type: ignore[arg-type]
    assert facts(context, admin, newcomer) == was and deeds(context) == []


def test_whoever_left_is_signed_out_and_listed_apart_until_they_are_back(
    context: Context, bank: DemoBank, admin: Actor, newcomer: str
) -> None:
    sessions = Sessions(context)
    token = sessions.redeem_ticket(sessions.issue_ticket(actor(context, newcomer)))
    close_entry(context, actor=admin, person_id=newcomer)
    close_entry(context, actor=admin, person_id=newcomer)
    sessions.forget()
    assert sessions.actor_for(token) is None
    assert [card.person_id for card in list_leavers(context, actor=admin)] == [newcomer]
    assert newcomer not in {card.person_id for card in list_people(context, actor=admin)}
    open_entry(context, actor=admin, person_id=newcomer)
    assert list_leavers(context, actor=admin) == ()
    assert sessions.actor_for(token) is None
    changes = [deed for deed in deeds(context) if deed != Deed.LISTED_PEOPLE]
    assert changes == [Deed.DEACTIVATED_PERSON, Deed.TOOK_BACK_PERSON]


def test_nobody_closes_their_own_entry(context: Context, admin: Actor) -> None:
    with pytest.raises(Forbidden, match="their own entry"):
        close_entry(context, actor=admin, person_id=admin.person_id)


def test_only_an_administrator_of_the_unit_opens_an_entry(
    context: Context, bank: DemoBank, admin: Actor, newcomer: str
) -> None:
    manager = actor(context, bank.one_click("manager").person_id)
    was = facts(context, admin, newcomer)
    for forbidden in (
        lambda: read_entry(context, actor=manager, person_id=newcomer),
        lambda: change_entry(context, actor=manager, person_id=newcomer, was=was, to=was),
        lambda: close_entry(context, actor=manager, person_id=newcomer),
        lambda: open_entry(context, actor=manager, person_id=newcomer),
        lambda: list_leavers(context, actor=manager),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    with pytest.raises(NotFound):
        read_entry(context, actor=admin, person_id="nobody")


def test_nobody_is_moved_to_a_unit_that_is_not_the_administrators(
    context: Context, bank: DemoBank, admin: Actor, newcomer: str
) -> None:
    was = facts(context, admin, newcomer)
    local = replace(
        admin, grants=tuple(replace(one, unit_ids=frozenset({was.unit_id})) for one in admin.grants)
    )
    with pytest.raises(Forbidden):
        change_entry(
            context, actor=local, person_id=newcomer, was=was, to=replace(was, unit_id=admin.unit_id)
        )
    assert facts(context, admin, newcomer) == was


def test_nobody_changes_their_own_job_or_branch_and_their_address_they_do(
    context: Context, admin: Actor, bank: DemoBank
) -> None:
    was = facts(context, admin, admin.person_id)
    with pytest.raises(Forbidden, match="their own job"):
        change_entry(
            context,
            actor=admin,
            person_id=admin.person_id,
            was=was,
            to=replace(was, jobs=(Job.COUNTER_SUPERVISOR,)),
        )
    to = replace(was, email="shen@bank.example")
    assert change_entry(context, actor=admin, person_id=admin.person_id, was=was, to=to).changed


def test_whoever_moves_leaves_the_roles_over_the_old_place_behind_and_the_trail_says_so(
    context: Context, bank: DemoBank, admin: Actor
) -> None:
    manager = bank.one_click("manager").person_id
    was, elsewhere = facts(context, admin, manager), unit_called(context, "LJ21")
    grant_role(context, actor=admin, person_id=manager, role=Role.TRAINER, unit_id=elsewhere)
    assert may(actor(context, manager), Action.READ_PROGRESS, unit_id=was.unit_id)
    done = change_entry(context, actor=admin, person_id=manager, was=was, to=replace(was, unit_id=elsewhere))
    assert [(one.role, one.unit_id) for one in done.ended] == [(Role.MANAGER, was.unit_id)]
    assert held(context, admin, manager) == {(Role.TRAINEE, elsewhere), (Role.TRAINER, elsewhere)}
    assert not may(actor(context, manager), Action.READ_PROGRESS, unit_id=was.unit_id)
    assert deeds(context)[-4:] == [Deed.CHANGED_PERSON, Deed.ENDED_ROLE, Deed.ENDED_ROLE, Deed.GRANTED_ROLE]


def test_what_is_held_over_a_region_that_is_not_the_administrators_is_named_and_stays(
    context: Context, bank: DemoBank, admin: Actor
) -> None:
    manager = bank.one_click("manager").person_id
    was, elsewhere = facts(context, admin, manager), unit_called(context, "LJ21")
    region = unit_called(context, "LJ10")
    grant_role(context, actor=admin, person_id=manager, role=Role.TRAINER, unit_id=region)
    two = frozenset({was.unit_id, elsewhere})
    local = replace(admin, grants=tuple(replace(one, unit_ids=two) for one in admin.grants))
    done = change_entry(context, actor=local, person_id=manager, was=was, to=replace(was, unit_id=elsewhere))
    assert [one.role for one in done.ended] == [Role.MANAGER]
    assert [one.role for one in done.stayed] == [Role.TRAINER]
    assert held(context, admin, manager) == {(Role.TRAINEE, elsewhere), (Role.TRAINER, region)}


def test_a_list_that_moves_somebody_says_which_roles_end_before_it_ends_them(
    context: Context, bank: DemoBank, admin: Actor
) -> None:
    manager = bank.one_click("manager")
    was = facts(context, admin, manager.person_id)
    hired = was.hired_on.isoformat()
    raw = people_with_mail(
        [manager.employee_no, was.name_zh, was.name_en, "支行行长", "LJ21", hired, was.email]
    )
    looked = take_in(context, admin, raw, dry_run=True)
    assert "对原机构的角色：管理者 → –" in change_in_words(translator("zh-CN"), looked.changes[0])
    assert (Role.MANAGER, was.unit_id) in held(context, admin, manager.person_id)
    assert take_in(context, admin, raw).written
    assert held(context, admin, manager.person_id) == {(Role.TRAINEE, unit_called(context, "LJ21"))}
    assert take_in(context, admin, raw).changed == 0


def held(context: Context, admin: Actor, person_id: str) -> set[tuple[Role, str]]:
    return {(one.role, one.unit_id) for one in roles_of(context, actor=admin, person_id=person_id)}


def unit_called(context: Context, code: str) -> str:
    return next(unit.unit_id for unit in list_units(context) if unit.code == code)


def test_an_address_by_which_somebody_may_come_in_is_no_way_to_their_rights(
    context: Context, admin: Actor, bank: DemoBank, newcomer: str
) -> None:
    was = facts(context, admin, newcomer)
    change_entry(context, actor=admin, person_id=newcomer, was=was, to=replace(was, email="lin@bank.example"))
    other = bank.one_click("manager").person_id
    theirs = facts(context, admin, other)
    with pytest.raises(Refused, match="has this address"):
        change_entry(
            context, actor=admin, person_id=other, was=theirs, to=replace(theirs, email="LIN@bank.example")
        )
    grant_role(context, actor=admin, person_id=other, role=Role.TRAINER, unit_id=admin.unit_id)
    local = replace(
        admin, grants=tuple(replace(one, unit_ids=frozenset({theirs.unit_id})) for one in admin.grants)
    )
    to = replace(theirs, email="mine@bank.example")
    with pytest.raises(Forbidden, match="units that are not yours"):
        change_entry(context, actor=local, person_id=other, was=theirs, to=to)
    number = next(one.employee_no for one in bank.people if one.person_id == other)
    line = [number, theirs.name_zh, theirs.name_en, "支行行长", "LJ11", str(theirs.hired_on), to.email]
    assert not take_in(context, local, people_with_mail(line)).written
    assert facts(context, admin, other) == theirs


def people_with_mail(line: list[str]) -> bytes:
    return csv_list(translator("zh-CN"), "people", [line])
