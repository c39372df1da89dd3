"""Lists, fields and calendars speak the reader's language, too."""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor


def test_a_chinese_reader_finds_no_english_in_lists_calendars_and_pages(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("trainer")
    visitor.open("classes")
    page.get_by_text("安排一场培训").first.click()
    visitor.settle()
    listed = page.locator('[data-testid="stMultiSelect"]').first
    listed.locator("input").click()
    options = page.locator('[role="listbox"]')
    expect(options.get_by_text("全选", exact=True)).to_be_visible()
    expect(options.get_by_text("Select all")).to_have_count(0)
    listed.locator("input").fill("qqqq")
    expect(options.get_by_text("没有找到", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    labels = page.locator("[aria-label]").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    assert [label for label in labels if re.fullmatch("[A-Z][A-Za-z .,]+", label or "")] == []
    visitor.sees_no_fault()


@pytest.mark.parametrize("words", ["Select all", "No results"])
def test_what_somebody_said_is_left_as_it_is(portal: Portal, new_page: NewPage, words: str) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in("new-hire")
    visitor.begin("new-phone-number")
    visitor.say_and_wait(words)
    expect(visitor.page.get_by_text(words, exact=True).first).to_be_visible()
    visitor.sees_no_fault()


def test_a_page_turned_into_english_speaks_english_in_its_lists(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("admin")
    visitor.open("people")
    expect(page.get_by_role("button", name="下一页")).to_be_visible()
    page.locator(".st-key-language").get_by_text("English").click()
    expect(page.get_by_role("button", name="Next page")).to_be_visible()
    page.locator(".st-key-language").get_by_text("中文").click()
    expect(page.get_by_role("button", name="下一页")).to_be_visible()
    visitor.sees_no_fault()
