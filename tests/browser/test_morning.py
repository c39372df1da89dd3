"""A branch manager's morning: from home to the drill, on one screen, with the roster a press away."""

import re

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

SCREEN = {"width": 1280, "height": 900}


def test_the_drill_stands_on_one_screen_and_says_what_became_of_the_roster(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(viewport=SCREEN), portal)
    page = visitor.page
    visitor.sign_in("wei.jiahe")
    visitor.open("")
    expect(page.get_by_text("今天的晨会演练（8 分钟）还没开始。")).to_be_visible()
    expect(page.get_by_role("heading", name="今天先找谁聊")).to_be_in_viewport()
    page.locator(".st-key-to_morning button").click()
    page.locator(".st-key-begin_morning button").click()
    replies = page.locator(".st-key-morning-replies button")
    for place in range(4):
        if place:
            replies.first.click()
        expect(page.locator('[class*="st-key-morning-line-"]').first).to_be_visible()
        visitor.settle()
        there = page.locator(".st-key-morning-there")
        expect(there).to_be_in_viewport(ratio=1)
        if not replies.count():
            break
        # The number stands before each reply, and not once more on its button as the key's sign.
        for said in replies.all_inner_texts():
            numbered = re.match(r"([1-9])\. ", said)
            assert numbered and not re.search(rf"\n\s*{numbered[1]}\s*$", said)
    assert "«" not in page.inner_text(".st-key-morning")
    there.locator("button").first.click()
    form = page.get_by_test_id("stForm")
    form.get_by_role("combobox").click()
    page.get_by_role("option").filter(has_text="孟凡舟").click()
    page.keyboard.press("Escape")
    form.get_by_role("button", name="录入签到").click()
    expect(page.get_by_text("已录入纸质签到 1 人。")).to_be_visible()
    visitor.sees_no_fault()
