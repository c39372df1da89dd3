"""Signing in: passwords, lock-out, tickets, sessions."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from lms.people import (
    Actor,
    Job,
    Role,
    Sessions,
    SignInFailed,
    add_colleague,
    administrators_of,
    authenticate,
    change_password,
    create_account,
    create_first_admin,
    list_people,
    set_locale,
)
from lms.people.tables import SessionToken, SignInTicket
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from tests.fixed_clock import FixedClock

NAME, PASSWORD = "first.admin", "a long and kind password"


@pytest.fixture
def admin(context: Context) -> str:
    return create_first_admin(context, username=NAME, password=PASSWORD, name="周管理")


def tries(context: Context, password: str, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(SignInFailed):
            authenticate(context, username=NAME, password=password)


def test_the_first_admin_signs_in_and_may_manage_accounts(context: Context, admin: str) -> None:
    actor = authenticate(context, username=" First.Admin ", password=PASSWORD)
    assert actor.person_id == admin
    assert actor.roles == {Role.ADMIN}
    assert actor.name("zh-CN") == "周管理"


def test_there_is_only_one_first_admin(context: Context, admin: str) -> None:
    with pytest.raises(Refused, match="already"):
        create_first_admin(context, username="second", password=PASSWORD, name="吴管理")


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaa", NAME, "x" * 200])
def test_a_weak_password_is_refused(context: Context, password: str) -> None:
    with pytest.raises(Refused, match="Choose a password"):
        create_first_admin(context, username=NAME, password=password, name="周管理")


def test_an_unknown_name_a_wrong_password_and_a_locked_account_get_the_same_answer(
    context: Context, admin: str
) -> None:
    answers = set()
    for name, password in [("nobody", PASSWORD), (NAME, "wrong"), *[(NAME, "wrong")] * 5, (NAME, PASSWORD)]:
        with pytest.raises(SignInFailed) as failed:
            authenticate(context, username=name, password=password)
        answers.add(str(failed.value))
    assert len(answers) == 1


@pytest.mark.parametrize(
    "odd", ["", "\x00", "a\x00b", "\ud800", "x" * 100_000, "张三", "'; DROP TABLE account; --"]
)
def test_odd_names_and_passwords_are_only_wrong(context: Context, admin: str, odd: str) -> None:
    for name, password in [(odd, PASSWORD), (NAME, odd)]:
        with pytest.raises(SignInFailed):
            authenticate(context, username=name, password=password)
    assert authenticate(context, username=NAME, password=PASSWORD).person_id == admin


def test_five_wrong_passwords_lock_an_account_for_a_while(
    context: Context, admin: str, clock: FixedClock
) -> None:
    tries(context, "wrong", times=5)
    tries(context, PASSWORD)
    clock.move(timedelta(minutes=context.settings.lockout_minutes, seconds=1))
    assert authenticate(context, username=NAME, password=PASSWORD).person_id == admin


def test_a_right_password_or_a_long_pause_forgets_the_wrong_ones(
    context: Context, admin: str, clock: FixedClock
) -> None:
    tries(context, "wrong", times=4)
    authenticate(context, username=NAME, password=PASSWORD)
    tries(context, "wrong", times=4)
    clock.move(timedelta(minutes=context.settings.lockout_window_minutes))
    tries(context, "wrong", times=4)
    assert authenticate(context, username=NAME, password=PASSWORD).person_id == admin


def test_many_guesses_at_once_are_not_more_than_the_lock_out_allows(context: Context, admin: str) -> None:
    def guess() -> None:
        with pytest.raises(SignInFailed):
            authenticate(context, username=NAME, password="wrong")

    threads = [threading.Thread(target=guess) for _ in range(7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tries(context, PASSWORD)


def test_a_ticket_opens_one_session_and_only_once(context: Context, admin: str) -> None:
    sessions = Sessions(context)
    actor = authenticate(context, username=NAME, password=PASSWORD)
    ticket = sessions.issue_ticket(actor)
    token = sessions.redeem_ticket(ticket)
    assert sessions.actor_for(token) == actor
    with pytest.raises(Refused, match="sign in again"):
        sessions.redeem_ticket(ticket)


def test_a_ticket_lasts_a_minute(context: Context, admin: str, clock: FixedClock) -> None:
    sessions = Sessions(context)
    ticket = sessions.issue_ticket(authenticate(context, username=NAME, password=PASSWORD))
    clock.move(timedelta(seconds=61))
    with pytest.raises(Refused):
        sessions.redeem_ticket(ticket)


def signed_in(context: Context, sessions: Sessions) -> str:
    return sessions.redeem_ticket(
        sessions.issue_ticket(authenticate(context, username=NAME, password=PASSWORD))
    )


def test_a_session_ends_after_its_hours(context: Context, admin: str, clock: FixedClock) -> None:
    token = signed_in(context, Sessions(context))
    clock.move(timedelta(hours=context.settings.session_hours))
    assert Sessions(context).actor_for(token) is None


def test_signing_out_is_seen_at_once(context: Context, admin: str) -> None:
    sessions = Sessions(context)
    token = signed_in(context, sessions)
    assert sessions.actor_for(token) is not None
    sessions.revoke(token)
    assert sessions.actor_for(token) is None


@pytest.mark.parametrize("token", [None, "", "nonsense", "x" * 100_000])
def test_a_made_up_token_is_nobody(context: Context, token: str | None) -> None:
    assert Sessions(context).actor_for(token) is None


def test_neither_tickets_nor_tokens_nor_passwords_are_stored(context: Context, admin: str) -> None:
    sessions = Sessions(context)
    ticket = sessions.issue_ticket(authenticate(context, username=NAME, password=PASSWORD))
    token = sessions.redeem_ticket(ticket)
    with context.database.reading() as connection:
        kept = {
            *connection.execute(select(col(SignInTicket.token_hash))).scalars(),
            *connection.execute(select(col(SessionToken.token_hash))).scalars(),
            *connection.execute(text("SELECT password_hash FROM account")).scalars(),
        }
    assert kept.isdisjoint({ticket, token, PASSWORD})


def test_a_changed_password_signs_out_everywhere(context: Context, admin: str) -> None:
    token = signed_in(context, Sessions(context))
    actor = authenticate(context, username=NAME, password=PASSWORD)
    with pytest.raises(SignInFailed):
        change_password(context, actor=actor, current="wrong", new="another kind password")
    change_password(context, actor=actor, current=PASSWORD, new="another kind password")
    assert Sessions(context).actor_for(token) is None
    assert authenticate(context, username=NAME, password="another kind password") == actor
    tries(context, PASSWORD)


def test_a_chosen_language_is_kept(context: Context, admin: str) -> None:
    actor = authenticate(context, username=NAME, password=PASSWORD)
    assert actor.locale is None
    set_locale(context, actor=actor, locale="en")
    assert authenticate(context, username=NAME, password=PASSWORD).locale == "en"


def test_only_an_administrator_makes_accounts_and_a_name_is_given_once(context: Context, admin: str) -> None:
    actor = authenticate(context, username=NAME, password=PASSWORD)
    colleague = _enter(context, actor)
    with pytest.raises(Refused, match="taken"):
        create_account(context, actor=actor, person_id=colleague, username="another", password=PASSWORD)
    with pytest.raises(Forbidden, match="their own"):
        create_account(context, actor=actor, person_id=admin, username="another", password=PASSWORD)
    with pytest.raises(Forbidden):
        create_account(context, actor=actor, person_id="nobody", username="another", password=PASSWORD)


def _enter(context: Context, actor: Actor, **changes: Any) -> str:
    entered: dict[str, Any] = {
        "employee_no": "B0007",
        "name": "温知夏",
        "job": Job.TELLER,
        "unit_id": actor.unit_id,
        "username": "wen.zhixia",
        "password": PASSWORD,
        "roles": [Role.TRAINEE],
    }
    return add_colleague(context, actor=actor, **{**entered, **changes})


def test_a_colleague_who_is_entered_can_sign_in_and_practise(context: Context, admin: str) -> None:
    person_id = _enter(context, authenticate(context, username=NAME, password=PASSWORD))
    actor = authenticate(context, username="wen.zhixia", password=PASSWORD)
    assert actor.person_id == person_id and actor.roles == {Role.TRAINEE}
    assert actor.name("zh-CN") == actor.name("en") == "温知夏"


def test_a_password_told_by_somebody_else_is_a_first_one_until_it_is_changed(
    context: Context, admin: str
) -> None:
    administrator = authenticate(context, username=NAME, password=PASSWORD)
    assert not administrator.first_password, "chosen by themself"
    _enter(context, administrator)
    actor = authenticate(context, username="wen.zhixia", password=PASSWORD)
    assert actor.first_password
    with pytest.raises(Refused, match="already"):
        change_password(context, actor=actor, current=PASSWORD, new=PASSWORD)
    assert authenticate(context, username="wen.zhixia", password=PASSWORD).first_password
    change_password(context, actor=actor, current=PASSWORD, new="three quiet herons")
    assert not authenticate(context, username="wen.zhixia", password="three quiet herons").first_password


def test_everybody_knows_whom_to_ask(context: Context, admin: str) -> None:
    administrator = authenticate(context, username=NAME, password=PASSWORD)
    _enter(context, administrator, roles=[])
    actor = authenticate(context, username="wen.zhixia", password=PASSWORD)
    assert actor.roles == frozenset()
    assert [person.person_id for person in administrators_of(context, actor=actor)] == [admin]


@pytest.mark.parametrize(
    "wrong",
    [{"name": "  "}, {"employee_no": ""}, {"name": "长" * 81}, {"password": "short"}, {"username": "?"}],
)
def test_a_colleague_is_not_entered_by_halves(context: Context, admin: str, wrong: dict[str, str]) -> None:
    actor = authenticate(context, username=NAME, password=PASSWORD)
    with pytest.raises(Refused):
        _enter(context, actor, **wrong)
    assert [person.person_id for person in list_people(context, actor=actor)] == [admin]


def test_a_number_or_a_user_name_is_given_once_and_by_administrators_alone(
    context: Context, admin: str
) -> None:
    actor = authenticate(context, username=NAME, password=PASSWORD)
    _enter(context, actor)
    for taken in ({"employee_no": "B0008"}, {"username": "another"}):
        with pytest.raises(Refused, match="taken"):
            _enter(context, actor, **taken)
    trainee = authenticate(context, username="wen.zhixia", password=PASSWORD)
    with pytest.raises(Forbidden):
        _enter(context, trainee, employee_no="B0009", username="third")
    assert len(list_people(context, actor=actor)) == 2
