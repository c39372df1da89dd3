"""The portal below a path of another site, as a reverse proxy serves it: in, through a page, and out."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.portal_process import Portal
from tests.visitor import Visitor

PATH = "/training/desk"


@pytest.fixture(scope="module")
def below(start_once: StartPortal) -> Portal:
    portal = start_once(STREAMLIT_SERVER_BASE_URL_PATH=PATH.strip("/"))
    return replace(portal, url=f"{portal.url}{PATH}")


def test_one_signs_in_talks_and_signs_out_below_it(below: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), below)
    page = visitor.page
    visitor.come_in()
    expect(page).to_have_url(f"{below.url}/")
    assert {cookie["path"] for cookie in page.context.cookies() if cookie["name"] == "lms_session"} == {PATH}
    visitor.begin("loan-refused")
    assert page.url.startswith(f"{below.url}/conversation?attempt=")
    assert visitor.say_and_wait("您好，您别着急。")

    # Without a speech endpoint it is not offered; the route is the one that says so.
    attempt = page.url.partition("attempt=")[2]
    assert page.request.get(f"{below.url}/aloud/{attempt}/0").status == 404
    assert page.context.browser is not None
    stranger = page.context.browser.new_context()
    assert stranger.request.get(f"{below.url}/aloud/{attempt}/0").status == 401
    assert stranger.request.get(f"{below.url}/healthz").json()["status"] == "ok"
    stranger.close()

    page.goto(f"{below.url}/practice/")
    expect(page).to_have_url(f"{below.url}/practice")
    visitor.settle()
    expect(page.locator("h1")).to_contain_text("想接待哪位客户")
    page.locator(".st-key-sign_out button").click()
    expect(page.locator(".st-key-sign-in")).to_be_attached()
    expect(page).to_have_url(f"{below.url}/")


def test_a_link_that_is_no_longer_good_leads_back_to_it(below: Portal, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{below.url}/signin?ticket=used")
    page.get_by_role("link").click()
    expect(page).to_have_url(f"{below.url}/")
    expect(page.locator(".st-key-sign-in")).to_be_attached()


def test_what_is_served_is_told_with_its_path(below: Portal) -> None:
    assert f"The portal is open: {below.url}" in below.log_tail
