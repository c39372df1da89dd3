"""Whom the identity provider's word lets in, who is refused, what the trail keeps, and passwords beside it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlmodel import col

from lms.people import (
    Actor,
    BadWord,
    Deed,
    Job,
    NotLetIn,
    Role,
    Sessions,
    SignInFailed,
    WordIsUsed,
    WordOfProvider,
    add_colleague,
    arrive,
    authenticate,
    change_password,
    create_first_admin,
    verify,
    word_of,
)
from lms.people.tables import AuditEntry, Person
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.identifiers import new_id
from tests.fixed_clock import FixedClock

PASSWORD = "a long and kind password"
NUMBER, EMAIL = "B0007", "wen.zhixia@bank.example"


@pytest.fixture
def bank(context: Context) -> Context:
    """The same installation, which knows a provider."""
    return with_settings(context, oidc_issuer="https://login.bank.example", oidc_client_id="portal")


def with_settings(context: Context, **changes: Any) -> Context:
    changes = {"oidc_client_secret": "between us", **changes}
    given = context.settings.model_dump() | changes
    return replace(context, settings=type(context.settings)(**given, _env_file=None))


@pytest.fixture
def admin(bank: Context) -> Actor:
    create_first_admin(bank, username="first.admin", password=PASSWORD, name="周管理")
    return authenticate(bank, username="first.admin", password=PASSWORD)


@pytest.fixture
def colleague(bank: Context, admin: Actor) -> str:
    """Somebody with an account whose first password was told to them."""
    return add_colleague(
        bank,
        actor=admin,
        employee_no=NUMBER,
        name="温知夏",
        job=Job.TELLER,
        unit_id=admin.unit_id,
        username="wen.zhixia",
        password=PASSWORD,
        roles=[Role.TRAINEE],
        email=EMAIL,
    )


def enter_without_account(bank: Context, admin: Actor, **values: Any) -> str:
    person_id = new_id()
    entered = {
        "name_zh": "季春",
        "name_en": "Ji Chun",
        "job": Job.TELLER,
        "hired_on": bank.today(),
        "active": True,
    }
    with bank.database.transaction() as connection:
        connection.execute(
            insert(Person).values(
                id=person_id,
                unit_id=admin.unit_id,
                created_at=bank.now(),
                **{**entered, **values},
            )
        )
    return person_id


def said(bank: Context, **claims: Any) -> WordOfProvider:
    given = {"iss": "https://login.bank.example", "sub": "s", "aud": "portal", "nonce": new_id()}
    return word_of({**given, "iat": int(bank.now().timestamp()), **claims}, bank.settings)


def test_an_employee_number_tells_who_it_is_whatever_the_e_mail(bank: Context, colleague: str) -> None:
    for number in (NUMBER, f" {NUMBER} "):
        assert (
            arrive(bank, word=said(bank, employee_number=number, email="x@y.example")).person_id == colleague
        )


def test_a_number_may_come_as_a_number(bank: Context, admin: Actor) -> None:
    person_id = enter_without_account(bank, admin, employee_no="10442")
    assert arrive(bank, word=said(bank, employee_number=10442)).person_id == person_id


def test_without_a_number_a_verified_e_mail_does_in_whatever_case(bank: Context, colleague: str) -> None:
    word = said(bank, email=EMAIL.upper(), email_verified=True)
    assert arrive(bank, word=word).person_id == colleague


@pytest.mark.parametrize("verified", [False, None, "false", 0, 1, "yes"])
def test_an_e_mail_that_is_not_verified_is_nobody_s(bank: Context, colleague: str, verified: object) -> None:
    with pytest.raises(NotLetIn) as turned_away:
        arrive(bank, word=said(bank, email=EMAIL, email_verified=verified))
    assert turned_away.value.reason == "unverified"


def test_a_bank_may_do_without_verified_e_mails_and_name_its_own_claims(
    bank: Context, colleague: str
) -> None:
    trusting = with_settings(
        bank, oidc_email_verified=False, oidc_email_claim="upn", oidc_employee_claim="emp"
    )
    assert arrive(trusting, word=said(trusting, upn=EMAIL)).person_id == colleague
    assert arrive(trusting, word=said(trusting, emp=NUMBER)).person_id == colleague
    strict = with_settings(bank, oidc_email_claim="")
    with pytest.raises(NotLetIn) as turned_away:
        arrive(strict, word=said(strict, email=EMAIL, email_verified=True))
    assert turned_away.value.reason == "nothing_told"


def test_a_number_nobody_has_is_not_made_up_for_by_an_e_mail(bank: Context, colleague: str) -> None:
    with pytest.raises(NotLetIn) as turned_away:
        arrive(bank, word=said(bank, employee_number="B9999", email=EMAIL, email_verified=True))
    assert turned_away.value.reason == "unknown"


def test_an_e_mail_of_two_people_is_nobody_s_in_particular(
    bank: Context, admin: Actor, colleague: str
) -> None:
    enter_without_account(bank, admin, employee_no="B0008", email=EMAIL)
    with pytest.raises(NotLetIn) as turned_away:
        arrive(bank, word=said(bank, email=EMAIL, email_verified=True))
    assert turned_away.value.reason == "ambiguous"


def test_who_left_gives_way_to_who_has_the_address_now(bank: Context, admin: Actor, colleague: str) -> None:
    enter_without_account(bank, admin, employee_no="B0001", email=EMAIL, active=False)
    assert arrive(bank, word=said(bank, email=EMAIL, email_verified=True)).person_id == colleague


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"employee_number": ""},
        {"employee_number": ["B0007"]},
        {"employee_number": True},
        {"email": "B0007"},
        {"employee_number": "x" * 300},
        {"employee_number": "B0007\x00"},
    ],
)
def test_odd_claims_tell_nothing(bank: Context, colleague: str, claims: dict[str, Any]) -> None:
    with pytest.raises(NotLetIn) as turned_away:
        arrive(bank, word=said(bank, **claims))
    assert turned_away.value.reason == "nothing_told"


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "payroll"},
        {"aud": ["payroll"]},
        {"aud": None},
        {"iat": "now"},
        {"iat": None},
        {"iat": True},
        {"iat": 10**12},
        {"nonce": ""},
        {"sub": None},
    ],
)
def test_a_word_for_another_program_or_without_its_marks_is_none(
    bank: Context, claims: dict[str, Any]
) -> None:
    with pytest.raises(BadWord):
        said(bank, employee_number=NUMBER, **claims)


def test_without_a_provider_no_word_counts(context: Context) -> None:
    with pytest.raises(BadWord):
        said(context, employee_number=NUMBER)


def test_a_word_is_good_once_and_for_five_minutes(bank: Context, colleague: str, clock: FixedClock) -> None:
    word, later = said(bank, employee_number=NUMBER), said(bank, employee_number=NUMBER)
    actor = arrive(bank, word=word)
    with pytest.raises(WordIsUsed):
        arrive(bank, word=word)
    # Signing out everywhere does not make it new.
    change_password(bank, actor=actor, current=PASSWORD, new="three quiet herons")
    with pytest.raises(WordIsUsed):
        arrive(bank, word=word)
    clock.move(timedelta(minutes=5, seconds=1))
    with pytest.raises(WordIsUsed):
        arrive(bank, word=later)


def test_a_used_word_is_no_ticket(bank: Context, colleague: str) -> None:
    word = said(bank, employee_number=NUMBER)
    arrive(bank, word=word)
    with pytest.raises(Refused):
        Sessions(bank).redeem_ticket(word.digest)


def test_one_needs_no_account_here_and_no_first_password(bank: Context, admin: Actor, colleague: str) -> None:
    sessions = Sessions(bank)
    without = enter_without_account(bank, admin, employee_no="B0008")
    for number, person_id in [("B0008", without), (NUMBER, colleague)]:
        actor = arrive(bank, word=said(bank, employee_number=number))
        seen = sessions.actor_for(sessions.redeem_ticket(sessions.issue_ticket(actor, sso=True)))
        assert seen is not None and seen.person_id == person_id and not seen.first_password
    local = authenticate(bank, username="wen.zhixia", password=PASSWORD)
    seen = sessions.actor_for(sessions.redeem_ticket(sessions.issue_ticket(local)))
    assert seen is not None and seen.first_password, "who comes with the password that was told changes it"


def test_a_leaver_stays_outside_and_is_out_at_once(bank: Context, colleague: str) -> None:
    sessions = Sessions(bank)
    actor = arrive(bank, word=said(bank, employee_number=NUMBER))
    token = sessions.redeem_ticket(sessions.issue_ticket(actor, sso=True))
    with bank.database.transaction() as connection:
        connection.execute(update(Person).where(col(Person.id) == colleague).values(active=False))
    sessions.forget()
    assert sessions.actor_for(token) is None
    with pytest.raises(NotLetIn) as turned_away:
        arrive(bank, word=said(bank, employee_number=NUMBER))
    assert turned_away.value.reason == "left"
    assert trail(bank)[-1] == (None, Deed.LEAVER_TURNED_AWAY, colleague)


def test_the_trail_keeps_who_came_in_and_nobody_is_entered(bank: Context, colleague: str) -> None:
    before = people(bank)
    arrive(bank, word=said(bank, employee_number=NUMBER))
    with pytest.raises(NotLetIn):
        arrive(bank, word=said(bank, employee_number="B9999"))
    assert trail(bank)[-1] == (colleague, Deed.CAME_BY_PROVIDER, colleague)
    assert verify(bank).broken is None
    assert people(bank) == before


def test_passwords_are_for_whom_the_bank_says(bank: Context, colleague: str) -> None:
    some = with_settings(bank, oidc_passwords="administrators")
    assert Role.ADMIN in authenticate(some, username="first.admin", password=PASSWORD).roles
    with pytest.raises(SignInFailed):
        authenticate(some, username="wen.zhixia", password=PASSWORD)
    none = with_settings(bank, oidc_passwords="nobody")
    with pytest.raises(Refused, match="Passwords are not used"):
        authenticate(none, username="first.admin", password=PASSWORD)


def test_without_a_provider_passwords_are_for_everybody(context: Context) -> None:
    alone = with_settings(context, oidc_passwords="nobody")
    create_first_admin(alone, username="first.admin", password=PASSWORD, name="周管理")
    assert Role.ADMIN in authenticate(alone, username="first.admin", password=PASSWORD).roles


def test_a_demo_bank_left_behind_is_nobody_s_way_in(bank: Context) -> None:
    from lms.people import load_people

    first = load_people(bank.database, bank.today()).people[0]
    number = first.employee_no
    assert arrive(bank, word=said(bank, employee_number=number)).person_id == first.person_id
    earnest = with_settings(bank, demo=False)
    with pytest.raises(NotLetIn) as turned_away:
        arrive(earnest, word=said(earnest, employee_number=number))
    assert turned_away.value.reason == "unknown"


def trail(bank: Context) -> list[tuple[str | None, str, str | None]]:
    with bank.database.reading() as connection:
        rows = connection.execute(select(AuditEntry).order_by(col(AuditEntry.place))).all()
    return [(row.actor_id, row.deed, row.person_id) for row in rows]


def people(bank: Context) -> list[str]:
    with bank.database.reading() as connection:
        return sorted(connection.execute(select(col(Person.id))).scalars())
