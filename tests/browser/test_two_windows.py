"""Reloads, second windows and other people: the conversation is where it was, and it is one's own."""

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import THEIRS, Visitor

SLUG = "elderly-smart-machine"


def test_a_reload_goes_on_where_it_was(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    visitor.begin(SLUG)
    visitor.say_and_wait("您好，您慢慢说。")
    mine, theirs = visitor.mine, visitor.theirs
    visitor.page.reload()
    expect(visitor.page.locator(THEIRS)).to_have_count(2)
    expect(visitor.input).to_be_editable()
    visitor.settle()
    assert (visitor.mine, visitor.theirs) == (mine, theirs)
    visitor.say_and_wait("您今天想办什么业务？")
    assert len(visitor.mine) == 2
    visitor.sees_no_fault()


def test_home_offers_to_go_on_with_what_is_unfinished(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in("mentor")
    address = visitor.begin(SLUG)
    visitor.open(f"brief?scenario={SLUG}")
    visitor.page.locator(".st-key-go_on button").click()
    visitor.page.wait_for_url(f"**/{address}")


def test_of_two_windows_the_later_one_is_told_and_keeps_its_words(portal: Portal, new_page: NewPage) -> None:
    first = Visitor(new_page(), portal)
    first.sign_in()
    address = first.begin(SLUG)
    second = Visitor(first.page.context.new_page(), portal)
    second.open(address)
    expect(second.input).to_be_editable()
    first.say_and_wait("您好，您慢慢说。")
    second.say("请您先取号。")
    expect(second.page.locator(".st-key-notice")).to_contain_text("另一个窗口")
    expect(second.input).to_have_value("请您先取号。")
    assert second.mine == ["您好，您慢慢说。"]
    second.input.press("Enter")
    expect(second.page.locator('[class*="st-key-mine-"]')).to_have_count(2)
    assert second.mine == ["您好，您慢慢说。", "请您先取号。"]
    second.sees_no_fault()


def test_somebody_elses_conversation_is_refused_in_a_sentence(portal: Portal, new_page: NewPage) -> None:
    owner = Visitor(new_page(), portal)
    owner.sign_in()
    address = owner.begin(SLUG)
    owner.say_and_wait("这句话只有我自己能看到。")
    for account in ("mentor", "trainer", "manager", "admin"):
        other = Visitor(new_page(), portal)
        other.sign_in(account)
        other.open(address)
        expect(other.page.get_by_text("没有这次演练，或者您无权查看。")).to_be_visible()
        assert "只有我自己" not in other.page.inner_text("body")
        other.sees_no_fault()


@pytest.mark.parametrize("address", ["nowhere", "home", "您好", "No%20Where?scenario=x", "practice/extra/"])
def test_an_address_that_is_no_page_leads_home_in_ones_own_language(
    portal: Portal, new_page: NewPage, address: str
) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    page.goto(f"{portal.url}/{address}")
    expect(page.locator(".st-key-demo-new-hire")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    visitor.sign_in()
    visitor.open(address)
    expect(page.get_by_text("这个地址没有页面")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator('[data-testid="stMain"] [data-testid="stPageLink"] a').click()
    expect(page.locator(".st-key-next_step button")).to_be_visible()
    expect(page).to_have_url(f"{portal.url}/")
    visitor.sees_no_fault()


def test_an_address_of_nothing_says_so(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(locale="en"), portal)
    visitor.sign_in("trainer")
    for address in ("conversation", "conversation?attempt=<script>", "brief?scenario=no-such"):
        visitor.open(address)
        expect(visitor.page.locator("h3")).to_be_visible()
        visitor.sees_no_fault()


def test_a_conversation_opened_first_after_a_start_is_shown(start, new_page: NewPage) -> None:  # type: ignore[no-untyped-def]
    portal = start()
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    address = visitor.begin(SLUG)
    visitor.say_and_wait("您好，您慢慢说。")
    portal.kill()
    again = start(port=int(portal.url.rsplit(":", 1)[1]))
    visitor.page.goto(f"{again.url}/{address}")
    expect(visitor.page.locator('[class*="st-key-mine-"]')).to_have_text(["您好，您慢慢说。"])
