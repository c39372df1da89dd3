"""Single sign-on in a browser: to the bank's identity provider and back, in, and out again at both."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Page, expect

from tests.conftest import NewPage, StartPortal
from tests.identity_provider import CLIENT, SECRET, Claims, IdentityProvider, identity_provider
from tests.portal_process import Portal, free_port
from tests.visitor import Visitor

NEW_HIRE = "LJ001018"


@pytest.fixture(scope="module")
def opened() -> Iterator[IdentityProvider]:
    with identity_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def bank(start_once: StartPortal, opened: IdentityProvider) -> Portal:
    """A portal that knows the provider."""
    return start_with(start_once, opened.issuer)


def start_with(start: StartPortal, issuer: str, *, below: str = "") -> Portal:
    port = free_port()
    portal = start(
        port=port,
        STREAMLIT_SERVER_BASE_URL_PATH=below.strip("/"),
        LMS_PUBLIC_URL=f"http://127.0.0.1:{port}{below}",
        LMS_OIDC_ISSUER=issuer,
        LMS_OIDC_CLIENT_ID=CLIENT,
        LMS_OIDC_CLIENT_SECRET=SECRET,
        LMS_OIDC_NAME="澜江银行",
        LMS_OIDC_PASSWORDS="administrators",
    )
    return replace(portal, url=f"{portal.url}{below}")


@pytest.fixture
def provider(opened: IdentityProvider) -> IdentityProvider:
    """The provider as it was in the beginning."""
    fresh = IdentityProvider()
    opened.person, opened.spoil, opened.forge = {}, fresh.spoil, opened.sign
    opened.refuses, opened.state, opened.signed_out = None, None, 0
    return opened


def go_to_the_provider(page: Page, portal: Portal) -> None:
    page.goto(portal.url)
    page.locator(".st-key-sso button").click()


@pytest.mark.parametrize(
    ("locale", "hello", "button"), [("zh-CN", "您好", "用澜江银行"), ("en", "Hello", "Sign in with 澜江银行")]
)
def test_one_comes_in_by_the_bank_and_leaves_at_both(
    bank: Portal, provider: IdentityProvider, new_page: NewPage, locale: str, hello: str, button: str
) -> None:
    provider.person = {"employee_number": NEW_HIRE}
    visitor = Visitor(new_page(locale=locale), bank)
    page = visitor.page
    page.goto(bank.url)
    # An account of the demonstration may have a language already: the one chosen here goes with them all the same.
    page.get_by_text("English" if locale == "en" else "中文", exact=True).click()
    expect(page.locator(".st-key-sso button")).to_contain_text(button)
    visitor.settle()
    page.locator(".st-key-sso button").click()
    expect(page.locator("h1")).to_contain_text(hello)
    expect(page.locator(".st-key-own_password")).to_have_count(0)
    page.reload()
    expect(page.locator("h1")).to_contain_text(hello)
    visitor.sees_no_fault()

    page.locator(".st-key-sign_out button").click()
    expect(page.locator(".st-key-sso button")).to_be_visible()
    assert provider.signed_out == 1
    page.goto(f"{bank.url}/attempts")
    expect(page.locator(".st-key-sso button")).to_be_visible()


def test_the_provider_s_word_is_good_once(
    bank: Portal, provider: IdentityProvider, new_page: NewPage
) -> None:
    provider.person = {"employee_number": NEW_HIRE}
    page = new_page(locale="en")
    go_to_the_provider(page, bank)
    expect(page.locator(".st-key-sign_out")).to_be_attached()
    page.context.clear_cookies(name="lms_session")
    page.reload()
    expect(page.locator(".st-key-sso button")).to_be_visible()


def test_a_choice_of_language_survives_the_way_to_the_provider(
    bank: Portal, provider: IdentityProvider, new_page: NewPage
) -> None:
    provider.person = {"employee_number": "X-404"}
    page = new_page(locale="zh-CN")
    page.goto(bank.url)
    page.get_by_text("English", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Rehearse")
    Visitor(page, bank).settle()
    page.locator(".st-key-sso button").click()
    expect(page.locator("h1")).to_contain_text("not here")


@pytest.mark.parametrize(("locale", "sentence"), [("zh-CN", "请管理员"), ("en", "Ask your administrator")])
def test_who_is_not_in_the_list_is_told_whom_to_ask(
    bank: Portal, provider: IdentityProvider, new_page: NewPage, locale: str, sentence: str
) -> None:
    provider.person = {"employee_number": "<b>X-404</b>"}
    page = new_page(locale=locale)
    go_to_the_provider(page, bank)
    main = page.locator(".st-key-sign-in")
    expect(main).to_contain_text(sentence)
    expect(main).to_contain_text("<b>X-404</b>")
    page.locator(".st-key-sso_other button").click()
    expect(page.locator(".st-key-sso button")).to_be_visible()
    assert provider.signed_out == 1


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        ({"email": "lin@bank.example", "email_verified": False}, "not that it is verified"),
        ({"email": "lin@bank.example", "email_verified": True}, "not in this portal's list"),
        ({}, "neither an employee number nor an e-mail"),
    ],
)
def test_who_cannot_be_told_stays_outside(
    bank: Portal, provider: IdentityProvider, new_page: NewPage, person: Claims, sentence: str
) -> None:
    provider.person = person
    page = new_page(locale="en")
    go_to_the_provider(page, bank)
    expect(page.locator(".st-key-sign-in")).to_contain_text(sentence)


def unsigned(claims: Claims) -> str:
    from base64 import urlsafe_b64encode

    parts = [
        urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "none"}, claims)
    ]
    return f"{parts[0]}.{parts[1]}."


@pytest.mark.parametrize(
    "wrong",
    [
        "another key",
        "no signature",
        "expired",
        "another audience",
        "our party, another audience",
        "another issuer",
        "another nonce",
    ],
)
def test_a_token_that_does_not_hold_lets_nobody_in(
    bank: Portal, provider: IdentityProvider, new_page: NewPage, wrong: str
) -> None:
    provider.person = {"employee_number": NEW_HIRE}
    changes: dict[str, Claims] = {
        "expired": {"exp": 1_700_000_000},
        "another audience": {"aud": "payroll"},
        "our party, another audience": {"aud": "payroll", "azp": CLIENT},
        "another issuer": {"iss": "https://login.elsewhere.example"},
        "another nonce": {"nonce": "guessed"},
    }
    if wrong == "another key":
        stranger = RSAKey.generate_key(2048, {"kid": "one"})
        provider.forge = lambda claims: provider.sign(claims, stranger)
    elif wrong == "no signature":
        provider.forge = unsigned
    else:
        provider.spoil = lambda claims: {**claims, **changes[wrong]}
    page = new_page(locale="en")
    go_to_the_provider(page, bank)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("not meant for this portal" if "party" in wrong else "did not come through")
    expect(page.locator(".st-key-sso button")).to_be_visible()


def test_a_state_that_was_not_ours_and_a_refusal_are_told_apart(
    bank: Portal, provider: IdentityProvider, new_page: NewPage
) -> None:
    provider.person = {"employee_number": NEW_HIRE}
    provider.state = "somebody-elses"
    page = new_page(locale="zh-CN")
    go_to_the_provider(page, bank)
    expect(page.get_by_role("alert")).to_contain_text("没有完成")
    provider.state, provider.refuses = None, "access_denied"
    go_to_the_provider(page, bank)
    expect(page.get_by_role("alert")).to_contain_text("取消")


def test_a_provider_that_is_down_is_told(start: StartPortal, new_page: NewPage) -> None:
    with identity_provider() as gone:
        issuer = gone.issuer
    portal = start_with(start, issuer)
    page = new_page(locale="en")
    go_to_the_provider(page, portal)
    expect(page.get_by_role("alert")).to_contain_text("does not answer just now")
    # The administrator's way in stays open.
    page.get_by_text("Administrators: sign in with a password").click()
    expect(page.get_by_label("User name")).to_be_visible()


def test_below_a_path_of_another_site_one_comes_in_and_out_again_there(
    start: StartPortal, provider: IdentityProvider, new_page: NewPage
) -> None:
    provider.person = {"employee_number": NEW_HIRE}
    portal = start_with(start, provider.issuer, below="/training/desk")
    page = new_page()
    provider.refuses = "access_denied"
    go_to_the_provider(page, portal)
    expect(page.get_by_role("alert")).to_contain_text("取消")
    provider.refuses = None
    go_to_the_provider(page, portal)
    expect(page.locator(".st-key-sign_out")).to_be_attached()
    expect(page).to_have_url(f"{portal.url}/")
    page.locator(".st-key-sign_out button").click()
    expect(page.locator(".st-key-sso button")).to_be_visible()
    assert provider.signed_out == 1


def test_secrets_are_kept_and_never_logged(
    bank: Portal, provider: IdentityProvider, new_page: NewPage
) -> None:
    provider.person = {"employee_number": NEW_HIRE}
    page = new_page()
    go_to_the_provider(page, bank)
    expect(page.locator(".st-key-sign_out")).to_be_attached()
    kept = bank.home / "streamlit" / "secrets.toml"
    assert kept.stat().st_mode & 0o077 == 0
    told = bank.log.read_text()
    for secret in [SECRET, *provider.given]:
        assert secret not in told
    assert not re.search(r"[?&](code|ticket)=", told)
    assert [
        path
        for path in Path(bank.home).rglob("*")
        if path.is_file() and SECRET in path.read_bytes().decode("latin-1")
    ] == [kept]
