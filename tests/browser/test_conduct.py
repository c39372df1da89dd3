"""What to train on is seen in scope, with the words behind it and what it is for; everybody sees their own."""

import re

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

ENTRY = '[class*="st-key-entry-"]'
FOR_TRAINING = "仅供训练使用，不能单独作为绩效评定的依据。"


def test_a_manager_opens_the_words_behind_a_count(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("manager")
    visitor.open("conduct")
    expect(page.get_by_text(FOR_TRAINING)).to_be_visible()
    expect(page.get_by_text(re.compile("条提示，最多的是")).first).to_be_attached()
    assert "白梦洁" not in page.inner_text("body")
    page.locator(ENTRY).filter(has_text="史若溪").locator("a").click()
    page.wait_for_url("**/heard?*")
    visitor.settle()
    expect(page.get_by_text(FOR_TRAINING)).to_be_visible()
    expect(page.locator(ENTRY).first).to_contain_text("保本保息")
    visitor.sees_no_fault()


def test_a_trainee_sees_their_own_and_nobody_elses(portal: Portal, new_page: NewPage) -> None:
    manager, visitor = Visitor(new_page(), portal), Visitor(new_page(), portal)
    manager.sign_in("manager")
    manager.open("conduct")
    manager.page.locator(ENTRY).first.locator("a").click()
    manager.page.wait_for_url("**/heard?*")
    visitor.sign_in("new-hire")
    visitor.open("heard")
    expect(visitor.page.get_by_text("这段时间没有听到什么。")).to_be_visible()
    visitor.open(manager.page.url.removeprefix(f"{portal.url}/"))
    expect(visitor.page.get_by_text("这个页面打不开")).to_be_visible()
    assert visitor.page.locator(ENTRY).count() == 0
    visitor.open("conduct")
    expect(visitor.page.get_by_text("这个页面只对其他岗位开放。")).to_be_visible()
    visitor.sees_no_fault()
