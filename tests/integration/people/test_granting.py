"""Roles are given and ended by an administrator, never one's own; whoever forgot their password gets a first one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lms.people import (
    Actor,
    Deed,
    DemoBank,
    Job,
    Role,
    Sessions,
    SignInFailed,
    add_colleague,
    authenticate,
    close_entry,
    end_role,
    give_new_password,
    grant_role,
    load_people,
    people_by_number,
    read_entry,
    roles_of,
)
from lms.people.accounts import create_account, create_first_admin, has_admin
from lms.people.chain import walk
from lms.people.imports import name_mentor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from tests.fixed_clock import FixedClock
from tests.integration.people.test_importing import actor, people, take_in

PASSWORD = "three quiet herons"


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return actor(context, bank.one_click("admin").person_id)


@pytest.fixture
def newcomer(context: Context, bank: DemoBank) -> Actor:
    return actor(context, bank.one_click("new-hire").person_id)


def held(context: Context, admin: Actor, person: Actor) -> list[tuple[Role, date | None]]:
    return [(one.role, one.until) for one in roles_of(context, actor=admin, person_id=person.person_id)]


def test_a_role_holds_until_the_end_of_its_last_day(
    context: Context, clock: FixedClock, admin: Actor, newcomer: Actor
) -> None:
    last = context.today() + timedelta(days=2)
    grant_role(
        context,
        actor=admin,
        person_id=newcomer.person_id,
        role=Role.AUDITOR,
        unit_id=newcomer.unit_id,
        until=last,
    )
    assert held(context, admin, newcomer) == [(Role.TRAINEE, None), (Role.AUDITOR, last)]
    clock.move(timedelta(days=2, hours=13, minutes=59))
    assert Role.AUDITOR in actor(context, newcomer.person_id).roles
    clock.move(timedelta(minutes=2))
    assert context.today() == last + timedelta(days=1)
    assert Role.AUDITOR not in actor(context, newcomer.person_id).roles


def test_given_again_a_role_gets_another_last_day_and_ended_it_is_gone_at_once(
    context: Context, admin: Actor, newcomer: Actor
) -> None:
    def give(until: date | None) -> None:
        grant_role(
            context,
            actor=admin,
            person_id=newcomer.person_id,
            role=Role.MENTOR,
            unit_id=newcomer.unit_id,
            until=until,
        )

    give(context.today())
    give(None)
    with pytest.raises(Refused, match="held there already"):
        give(None)
    assert held(context, admin, newcomer) == [(Role.TRAINEE, None), (Role.MENTOR, None)]
    mentor = roles_of(context, actor=admin, person_id=newcomer.person_id)[1]
    end_role(context, actor=admin, person_id=newcomer.person_id, grant_id=mentor.grant_id)
    assert actor(context, newcomer.person_id).roles == {Role.TRAINEE}
    with pytest.raises(NotFound):
        end_role(context, actor=admin, person_id=newcomer.person_id, grant_id=mentor.grant_id)
    give(None)
    assert Role.MENTOR in actor(context, newcomer.person_id).roles
    with context.database.reading() as connection:
        written = [(row.deed, row.person_id) for row in walk(connection)]
    granted, ended = Deed.GRANTED_ROLE, Deed.ENDED_ROLE
    assert written == [(deed, newcomer.person_id) for deed in (granted, granted, ended, granted)]


def test_an_auditor_looks_in_for_a_time_and_no_role_is_given_for_the_past(
    context: Context, admin: Actor, newcomer: Actor
) -> None:
    for role, until, said in (
        (Role.AUDITOR, None, "Say the last day"),
        (Role.MENTOR, context.today() - timedelta(days=1), "over already"),
    ):
        with pytest.raises(Refused, match=said):
            grant_role(
                context,
                actor=admin,
                person_id=newcomer.person_id,
                role=role,
                unit_id=newcomer.unit_id,
                until=until,
            )


def test_nobody_is_entered_as_an_auditor_for_good(context: Context, admin: Actor) -> None:
    with pytest.raises(Refused, match="with its last day"):
        add_colleague(
            context,
            actor=admin,
            employee_no="N002",
            name="温知夏",
            job=Job.HEAD_OFFICE_STAFF,
            unit_id=admin.unit_id,
            username="wen",
            password=PASSWORD,
            roles=(Role.AUDITOR,),
        )
    assert people_by_number(context, ["N002"]) == {}


def test_nobody_changes_their_own_roles_or_password_this_way(context: Context, admin: Actor) -> None:
    own = roles_of(context, actor=admin, person_id=admin.person_id)
    tries: list[Callable[[], object]] = [
        lambda: grant_role(
            context, actor=admin, person_id=admin.person_id, role=Role.TRAINER, unit_id=admin.unit_id
        ),
        lambda: end_role(context, actor=admin, person_id=admin.person_id, grant_id=own[0].grant_id),
        lambda: give_new_password(context, actor=admin, person_id=admin.person_id, password=PASSWORD),
    ]
    for forbidden in tries:
        with pytest.raises(Forbidden, match="their own roles"):
            forbidden()


def test_roles_are_given_within_the_administrators_units_alone(
    context: Context, bank: DemoBank, admin: Actor, newcomer: Actor
) -> None:
    local = replace(
        admin, grants=tuple(replace(one, unit_ids=frozenset({newcomer.unit_id})) for one in admin.grants)
    )
    with pytest.raises(Forbidden):
        grant_role(
            context, actor=local, person_id=newcomer.person_id, role=Role.MANAGER, unit_id=admin.unit_id
        )
    manager = actor(context, bank.one_click("manager").person_id)
    for forbidden in (
        lambda: roles_of(context, actor=manager, person_id=newcomer.person_id),
        lambda: grant_role(
            context,
            actor=manager,
            person_id=newcomer.person_id,
            role=Role.MANAGER,
            unit_id=newcomer.unit_id,
        ),
        lambda: give_new_password(context, actor=manager, person_id=newcomer.person_id, password=PASSWORD),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    assert held(context, admin, newcomer) == [(Role.TRAINEE, None)]


def test_a_new_first_password_signs_out_and_opens_a_resting_account(
    context: Context, bank: DemoBank, admin: Actor
) -> None:
    person = actor(context, bank.one_click("manager").person_id)
    username = read_entry(context, actor=admin, person_id=person.person_id).username
    assert username is not None
    sessions = Sessions(context)
    token = sessions.redeem_ticket(sessions.issue_ticket(person))
    for _ in range(context.settings.lockout_failures):
        with pytest.raises(SignInFailed):
            authenticate(context, username=username, password="wrong wrong wrong")
    assert read_entry(context, actor=admin, person_id=person.person_id).rests_until is not None
    give_new_password(context, actor=admin, person_id=person.person_id, password=PASSWORD)
    sessions.forget()
    assert sessions.actor_for(token) is None
    came = authenticate(context, username=username, password=PASSWORD)
    assert came.person_id == person.person_id and came.first_password
    entry = read_entry(context, actor=admin, person_id=person.person_id)
    assert entry.first_password and entry.rests_until is None


def test_with_a_password_nobody_gets_at_roles_that_are_not_theirs_to_give(
    context: Context, admin: Actor, newcomer: Actor
) -> None:
    grant_role(context, actor=admin, person_id=newcomer.person_id, role=Role.MANAGER, unit_id=admin.unit_id)
    local = replace(
        admin,
        person_id="somebody else",
        grants=tuple(replace(one, unit_ids=frozenset({newcomer.unit_id})) for one in admin.grants),
    )
    with pytest.raises(Forbidden, match="units that are not yours"):
        give_new_password(context, actor=local, person_id=newcomer.person_id, password=PASSWORD)


def test_somebody_from_a_list_has_no_account_until_they_are_given_one(
    context: Context, admin: Actor, bank: DemoBank
) -> None:
    assert take_in(
        context, admin, people(["N001", "温知夏", "Wen Zhixia", "柜员", "LJ11", "2026-03-01"])
    ).written
    without = people_by_number(context, ["N001"])["N001"].person_id
    with pytest.raises(Refused, match="no account"):
        give_new_password(context, actor=admin, person_id=without, password=PASSWORD)
    create_account(context, actor=admin, person_id=without, username="wen.zhixia", password=PASSWORD)
    assert authenticate(context, username="wen.zhixia", password=PASSWORD).first_password


def test_nobody_opens_an_account_for_themself_or_for_who_may_do_more_than_they_oversee(
    context: Context, admin: Actor, bank: DemoBank
) -> None:
    assert take_in(
        context, admin, people(["N001", "温知夏", "Wen Zhixia", "柜员", "LJ11", "2026-03-01"])
    ).written
    person = people_by_number(context, ["N001"])["N001"]
    grant_role(context, actor=admin, person_id=person.person_id, role=Role.MANAGER, unit_id=admin.unit_id)
    local = replace(
        admin, grants=tuple(replace(one, unit_ids=frozenset({person.unit_id})) for one in admin.grants)
    )
    with pytest.raises(Forbidden, match="units that are not yours"):
        create_account(context, actor=local, person_id=person.person_id, username="wen", password=PASSWORD)
    with pytest.raises(Forbidden, match="their own roles"):
        create_account(
            context,
            actor=admin,
            person_id=admin.person_id,
            username="me",
            password=PASSWORD,
            roles=[Role.TRAINER],
        )


def test_a_mentor_whose_role_was_ended_is_named_again(
    context: Context, admin: Actor, bank: DemoBank, newcomer: Actor
) -> None:
    mentor = actor(context, bank.one_click("mentor").person_id)
    held_by = roles_of(context, actor=admin, person_id=mentor.person_id)
    role = next(one for one in held_by if one.role is Role.MENTOR)
    end_role(context, actor=admin, person_id=mentor.person_id, grant_id=role.grant_id)
    assert Role.MENTOR not in actor(context, mentor.person_id).roles
    numbers = {one.person_id: one.employee_no for one in bank.people}
    name_mentor(
        context,
        actor=admin,
        mentor=numbers[mentor.person_id],
        mentee=numbers[bank.one_click("manager").person_id],
        starts=context.today(),
    )
    assert Role.MENTOR in actor(context, mentor.person_id).roles


def test_an_administrator_who_left_or_whose_role_ended_administers_nothing_any_more(
    context: Context, clock: FixedClock
) -> None:
    first = create_first_admin(context, username="first", password=PASSWORD, name="沈一")
    second = create_colleague(context, actor(context, first))
    last = context.today()
    grant_role(
        context,
        actor=actor(context, first),
        person_id=second,
        role=Role.ADMIN,
        unit_id=actor(context, first).unit_id,
        until=last,
    )
    own = replace(actor(context, second), first_password=False)
    close_entry(context, actor=own, person_id=first)

    def administered() -> bool:
        with context.database.reading() as connection:
            return has_admin(connection, now=context.now())

    assert administered()
    clock.move(timedelta(days=1))
    assert not administered()


def create_colleague(context: Context, admin: Actor) -> str:
    return add_colleague(
        context,
        actor=admin,
        employee_no="N002",
        name="温知夏",
        job=Job.HEAD_OFFICE_STAFF,
        unit_id=admin.unit_id,
        username="wen",
        password=PASSWORD,
    )
