"""The demo bank: everybody a bank has, the same every time, and shut outside demo mode."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from lms.people import (
    Action,
    Job,
    Role,
    Sessions,
    SignInFailed,
    authenticate,
    create_first_admin,
    demo_accounts,
    find_person,
    list_people,
    list_units,
    load_people,
    may,
    mentees_of,
    mentor_of,
    sign_in_demo,
)
from lms.people.demo import DEMO_PASSWORD, DemoBank
from lms.people.tables import Account, MentorAssignment, Person, RoleGrant, Unit
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.settings import load_settings


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


def counts(context: Context) -> dict[str, int]:
    with context.database.reading() as connection:
        return {
            table.__name__: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Unit, Person, Account, RoleGrant, MentorAssignment)
        }


def test_six_branches_in_three_regions_and_every_job_and_role(context: Context, bank: DemoBank) -> None:
    assert Counter(unit.kind for unit in list_units(context)) == {"head_office": 1, "region": 3, "branch": 6}
    assert {person.job for person in bank.people} == set(Job)
    assert {role for person in bank.people for role in person.roles} == set(Role)
    assert 55 <= len(bank.people) <= 65


def test_every_new_hire_has_a_mentor_who_has_been_here_longer(bank: DemoBank) -> None:
    people = {person.person_id: person for person in bank.people}
    new_hires = [person for person in bank.people if person.new_hire]
    assert len(new_hires) >= 6
    for person in new_hires:
        assert person.mentor_id is not None
        mentor = people[person.mentor_id]
        assert mentor.unit_id == person.unit_id
        assert Role.MENTOR in mentor.roles
        assert mentor.hired_on < person.hired_on <= bank.opened_on


def test_loading_twice_changes_nothing_even_a_week_later(context: Context, bank: DemoBank) -> None:
    before = counts(context)
    assert load_people(context.database, bank.opened_on + timedelta(days=7)) == bank
    assert counts(context) == before


def test_processes_that_load_at_once_agree_on_one_bank(context: Context) -> None:
    with ThreadPoolExecutor(3) as pool:
        days = [context.today() - timedelta(days=days) for days in range(3)]
        banks = list(pool.map(lambda day: load_people(context.database, day), days))
    assert len({bank.opened_on for bank in banks}) == 1
    assert counts(context)["Person"] == len(banks[0].people)


def test_the_returned_bank_is_what_the_database_holds(context: Context, bank: DemoBank) -> None:
    admin = sign_in_demo(context, username="admin")
    listed = list_people(context, actor=admin)
    assert [(card.person_id, card.name_zh, card.hired_on) for card in listed] == [
        (person.person_id, person.name_zh, person.hired_on) for person in bank.people
    ]


def test_eight_people_are_one_click_away(context: Context, bank: DemoBank) -> None:
    offered = demo_accounts(context)
    assert [account.username for account in offered] == [
        "new-hire",
        "mentor",
        "trainer",
        "manager",
        "yu.jingyi",
        "ji.huaijin",
        "data-officer",
        "admin",
    ]
    for account in offered:
        assert sign_in_demo(context, username=account.username).person_id == account.person.person_id
        assert account.unit("zh-CN") != account.unit("en")


def test_the_new_hire_has_the_mentor_on_offer(context: Context, bank: DemoBank) -> None:
    new_hire, mentor = (sign_in_demo(context, username=name) for name in ("new-hire", "mentor"))
    named = mentor_of(context, actor=new_hire)
    assert named is not None
    assert named.person_id == mentor.person_id
    assert new_hire.person_id in {card.person_id for card in mentees_of(context, actor=mentor)}
    assert may(mentor, Action.READ_EXAM, person_id=new_hire.person_id, unit_id=new_hire.unit_id)
    assert not may(mentor, Action.READ_PRACTICE, person_id=new_hire.person_id, unit_id=new_hire.unit_id)


def test_a_manager_lists_the_own_branch_and_a_new_hire_nobody(context: Context, bank: DemoBank) -> None:
    manager, new_hire = (sign_in_demo(context, username=name) for name in ("manager", "new-hire"))
    assert {card.unit_id for card in list_people(context, actor=manager)} == {manager.unit_id}
    assert list_people(context, actor=new_hire) == ()
    elsewhere = next(person for person in bank.people if person.unit_id == bank.units["LJ32"])
    with pytest.raises(NotFound):
        find_person(context, actor=manager, person_id=elsewhere.person_id)
    with pytest.raises(Forbidden):
        mentor_of(context, actor=new_hire, person_id=elsewhere.person_id)


def test_outside_demo_mode_every_door_of_the_demo_bank_is_shut(context: Context, bank: DemoBank) -> None:
    actor = sign_in_demo(context, username="admin")
    sessions = Sessions(context)
    token = sessions.redeem_ticket(sessions.issue_ticket(actor))
    earnest = Context(
        context.database,
        load_settings(home=context.settings.home, demo=False, _env_file=None),
        context.clock,
    )
    assert demo_accounts(earnest) == ()
    assert Sessions(earnest).actor_for(token) is None
    with pytest.raises(Forbidden):
        sign_in_demo(earnest, username="admin")
    with pytest.raises(SignInFailed):
        authenticate(earnest, username="admin", password=DEMO_PASSWORD)
    assert authenticate(context, username="admin", password=DEMO_PASSWORD) == actor


def test_one_click_is_for_the_accounts_on_offer_alone(context: Context, bank: DemoBank) -> None:
    with pytest.raises(Forbidden):
        sign_in_demo(context, username="he.lan")


def test_before_the_bank_is_loaded_nobody_is_on_offer(context: Context) -> None:
    assert demo_accounts(context) == ()
    with pytest.raises(Forbidden):
        sign_in_demo(context, username="admin")


def test_hire_dates_count_back_from_the_day_given(context: Context) -> None:
    bank = load_people(context.database, date(2026, 2, 1))
    assert bank.one_click("new-hire").hired_on == date(2026, 1, 20)


def test_the_demo_bank_does_not_move_in_with_real_people(context: Context) -> None:
    create_first_admin(context, username="wei", password="a-long-password-4711", name="Wei Lan")
    with pytest.raises(Refused, match="LMS_HOME"):
        load_people(context.database, context.today())
    assert counts(context)["Account"] == 1
