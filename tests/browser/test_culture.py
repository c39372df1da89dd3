"""Praise hangs on the wall once whoever is praised wants it; a suggestion goes to the manager and comes back."""

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}
LETTER = "柜员邓子昂办得快"


def test_a_letter_is_hung_without_a_name_and_taken_down_again(portal: Portal, new_page: NewPage) -> None:
    me = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    me.sign_in("deng.ziang")
    me.open("letters")
    entry = me.page.locator('[class*="st-key-entry-own-"]').filter(has_text=LETTER)
    entry.get_by_role("button", name="不署名上墙").click()
    expect(me.page.get_by_text("已上墙，随时可以取下")).to_be_visible()
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    other = Visitor(new_page(locale="en"), portal)
    other.sign_in("new-hire")
    other.open("wall")
    letter = other.page.locator('[class*="st-key-card-letter-"]').filter(has_text="办得快")
    expect(letter).to_be_visible()
    expect(letter).not_to_contain_text("邓子昂")
    expect(other.page.get_by_text("For this morning's meeting")).to_be_visible()
    expect(other.page.get_by_text("Service star of")).to_be_visible()
    expect(letter.get_by_role("button", name="Take down")).to_have_count(0)
    other.sees_no_fault()

    me.open("letters")
    entry.get_by_role("button", name="取下").click()
    expect(me.page.get_by_text("已取下。")).to_be_visible()
    me.sees_no_fault()


def test_a_suggestion_is_handed_in_taken_up_and_declined_with_a_reason(
    portal: Portal, new_page: NewPage
) -> None:
    me = Visitor(new_page(), portal)
    me.sign_in("qian.xiuzhen")
    me.open("suggestions")
    box = me.page.locator("textarea")
    send = me.page.get_by_role("button", name="提交")
    send.click()
    expect(me.page.get_by_text("请写写您想怎么改")).to_be_visible()
    me.settle()
    box.fill("叫号屏移到柱子外侧，客户王建国13812345678老看不见。")
    send.click()
    expect(me.page.get_by_text("办到哪一步、为什么采纳或不采纳")).to_be_visible()
    own = me.page.locator('[class*="st-key-entry-suggestion-"]').filter(has_text="叫号屏")
    expect(own).to_contain_text("已提交")
    expect(own).not_to_contain_text("13812345678")

    manager = Visitor(new_page(locale="en"), portal)
    manager.sign_in("manager")
    manager.open("suggestions_review")
    entry = manager.page.locator('[class*="st-key-entry-review-"]').filter(has_text="叫号屏")
    entry.get_by_role("button", name="Take it up").click()
    expect(manager.page.get_by_text("Taken up. Whoever suggested it sees so.")).to_be_visible()
    manager.settle()
    reason = entry.get_by_label("Why, in a sentence they will read")
    reason.fill("The landlord keeps that pillar free.")
    reason.press("Tab")
    manager.settle()
    entry.get_by_role("button", name="Decline it").click()
    expect(manager.page.get_by_text("Declined. Your reason is with whoever suggested it.")).to_be_visible()
    manager.sees_no_fault()

    me.open("suggestions")
    expect(own).to_contain_text("The landlord keeps that pillar free.")
    me.sees_no_fault()
