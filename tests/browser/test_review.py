"""An exam goes to a person: an objection, a comment on a turn, a mark set anew, and all of it seen by both."""

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

SLUG = "unexpected-fee"
ENTRY = '[class*="st-key-entry-"]'


def test_an_objection_is_answered_by_a_new_mark_and_both_see_everything(
    portal: Portal, new_page: NewPage
) -> None:
    trainee = Visitor(new_page(), portal)
    trainee.sign_in("new-hire")
    trainee.begin(SLUG, exam=True)
    trainee.say_and_wait("您好，请坐，您慢慢说。")
    trainee.end()
    debrief = trainee.page.url
    trainee.page.get_by_text("我对评分有异议").click()
    trainee.page.locator(".st-key-dispute_text textarea").fill("第一句里就请他坐下慢慢说了。")
    trainee.page.locator(".st-key-send_dispute button").click()
    expect(trainee.page.get_by_text("的评分有异议 ·")).to_be_visible()
    trainee.sees_no_fault()

    trainer = Visitor(new_page(), portal)
    trainer.sign_in("trainer")
    trainer.open("exams")
    first = trainer.page.locator(ENTRY).first
    expect(first).to_contain_text("有异议待答复")
    first.get_by_role("link").click()
    trainer.page.wait_for_url("**/debrief?*")
    trainer.page.get_by_role("button", name="点评").first.click()
    trainer.page.locator(".st-key-comment_1 textarea").fill("<b>这一句</b>先让人坐下，好。")
    trainer.page.locator(".st-key-send_1 button").click()
    expect(trainer.page.get_by_text("<b>这一句</b>先让人坐下，好。")).to_be_visible()
    trainer.page.get_by_text("改判一项").click()
    trainer.page.locator(".st-key-mark_outcome").get_by_text("○ 没做到").click()
    trainer.page.locator(".st-key-send_mark button").click()
    expect(trainer.page.get_by_text("请写一句话")).to_be_visible()
    trainer.page.locator(".st-key-mark_reason textarea").fill("听录音，他说到了。")
    trainer.page.locator(".st-key-send_mark button").click()
    expect(trainer.page.get_by_text("改判为：○ 没做到")).to_be_visible()
    trainer.sees_no_fault()

    trainee.page.goto(debrief)
    expect(trainee.page.get_by_text("<b>这一句</b>先让人坐下，好。")).to_be_visible()
    expect(trainee.page.get_by_text("听录音，他说到了。")).to_be_visible()
    trainee.sees_no_fault()
