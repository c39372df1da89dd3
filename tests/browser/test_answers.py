"""Words for a customer who waits are found on a telephone, copied by one touch, kept, and missed ones counted."""

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}


def test_words_are_found_copied_and_kept_on_a_telephone(portal: Portal, new_page: NewPage) -> None:
    me = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    me.sign_in("bai.mengjie")
    me.open("answers")
    box = me.page.get_by_label("客户在说什么、碰上了什么事？")
    box.fill("老人机器不会用")
    box.press("Enter")
    card = me.page.locator('[class*="st-key-card-answer-"]').first
    expect(card).to_contain_text("起施行")
    me.settle()
    copy = card.get_by_role("button", name="复制")
    copy.click()
    expect(card.get_by_role("button", name="已复制")).to_be_visible()
    me.settle()
    words = card.locator('[class*="st-key-better-answer-"]').inner_text()
    card.get_by_role("button", name="收藏", exact=True).click()
    expect(card.get_by_role("button", name="取消收藏")).to_be_visible()
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    me.sees_no_fault()
    me.open("answers")
    expect(me.page.get_by_role("heading", name="收藏", exact=True)).to_be_visible()
    expect(me.page.locator('[class*="st-key-card-answer-"]').first).to_contain_text(words)


def test_what_nobody_found_reaches_the_trainer_without_a_name(portal: Portal, new_page: NewPage) -> None:
    me = Visitor(new_page(locale="en"), portal)
    me.sign_in("bai.mengjie")
    me.open("answers")
    box = me.page.get_by_label("What do you need words for?")
    box.fill("quantum computing")
    box.press("Enter")
    expect(me.page.get_by_text("Nothing fits these words.")).to_be_visible()
    me.sees_no_fault()
    trainer = Visitor(new_page(locale="en"), portal)
    trainer.sign_in("trainer")
    trainer.open("unfound")
    entry = trainer.page.locator('[class*="st-key-entry-miss-"]').filter(has_text="quantum computing")
    expect(entry).to_contain_text("looked for once")
    expect(trainer.page.locator("body")).not_to_contain_text("Bai Mengjie")
    trainer.sees_no_fault()
