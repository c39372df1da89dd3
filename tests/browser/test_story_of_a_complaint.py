"""A complaint, from the customer's phone to a colleague who has learnt, a customer asked again, and a new rehearsal.

The lessons and the rehearsal of the plan are done by the service: in a browser they take an hour.
"""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from tests.browser.stories import learn_all_but_the_talk, picture
from tests.browser.test_cases import open_case, take
from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}
SOON_MS, PLAYED_MS = 60_000, 240_000
SAID: Mapping[str, Mapping[str, str]] = {
    "zh-CN": {
        "words": "我叫李建国，手机13871234567。柜员林晓雨态度很差，我问了两遍她头也不抬，叫我自己看墙上，我要投诉！",
        "tell": "您想对我们说什么？",
        "send": "发送",
        "noted": "已记下。",
        "accept": "给客户回了电话，说明由我负责到底。",
        "investigate": "看了录像，客户说的属实。",
        "view": "那天一个人顶两个窗口，我急了。",
        "give": "提交我的看法",
        "employee": "员工",
        "why": "录像里两次没有抬头，没有起身。",
        "talk": "约好：先抬头，再开口。",
        "note": "登记面谈",
        "held": "已经面谈",
        "handle": "当班同事当面道了歉，业务当场办完。",
        "begin": "可以这样写",
        "trained": "专门学过、练过",
        "visit": "客户说答应的事都办到了。",
        "satisfied": "满意",
        "closed": "这个件已经办结",
        "draft": "草稿已交给培训师",
        "sound": "体检没有发现问题",
        "published": "已发布，中英文两版",
        "next": "下一步：{step}",
        "steps": "调查|处理|反馈|回访",
    },
    "en": {
        "words": "My name is Peter Hall, phone 13871234567. The teller Lin Xiaoyu was rude, she never looked up and "
        "told me twice to read the wall. I want to complain.",
        "tell": "What would you like to tell us?",
        "send": "Send",
        "noted": "Noted.",
        "accept": "Called the customer and said that I stay with it.",
        "investigate": "The recording shows what the customer says.",
        "view": "I was alone at two counters and in a hurry.",
        "give": "Send my view",
        "employee": "A member of staff",
        "why": "Twice she did not look up, nor get up.",
        "talk": "We agreed: look up first, then speak.",
        "note": "Note the talk",
        "held": "The talk was held",
        "handle": "The colleague said sorry in person and the errand was done at once.",
        "begin": "Words to begin with",
        "trained": "has learnt and trained for exactly this",
        "visit": "The customer says that everything promised was done.",
        "satisfied": "Satisfied",
        "closed": "This case is closed",
        "draft": "The draft is with the trainers",
        "sound": "The check found nothing",
        "published": "among the scenarios, in both languages",
        "next": "Next: {step}",
        "steps": "Investigate|Put right|Reply|Return visit",
    },
}


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_complaint_becomes_what_a_colleague_learns_and_what_all_rehearse(
    portal: Portal, new_page: NewPage, locale: str
) -> None:
    said = SAID[locale]
    steps = [said["next"].format(step=one) for one in said["steps"].split("|")]
    manager = Visitor(new_page(locale=locale), portal)
    manager.sign_in("manager")
    manager.open("feedback_codes")
    address = manager.page.locator('[data-testid="stCode"] code').inner_text().strip()
    customer = new_page(locale=locale, viewport=PHONE)
    customer.goto(address)
    customer.get_by_label(said["tell"]).fill(said["words"])
    customer.wait_for_timeout(2_000)
    customer.get_by_role("button", name=said["send"], exact=True).click()
    number = customer.locator("p.number").inner_text()

    handler = Visitor(new_page(locale=locale), portal)
    handler.sign_in("shao.yunshu")
    _wait_for_the_case(handler, number)
    open_case(handler, number)
    page = handler.page
    words = page.locator(".st-key-better-said")
    expect(words).not_to_contain_text("13871234567")
    assert "李建国" not in words.inner_text() and "Peter Hall" not in words.inner_text()
    picture(handler, f"complaint-1-masked-{locale}")
    address = page.url
    page.locator('a[href*="feedback_item"]').first.click()
    page.wait_for_url("**/feedback_item?*")
    handler.settle()
    page.locator(".st-key-correct_feedback button").click()
    expect(page.get_by_text(said["noted"])).to_be_visible(timeout=SOON_MS)
    page.goto(address)
    handler.settle()
    take(handler, said["accept"], steps[0])
    page.locator(".st-key-ask_view button").click()
    handler.settle()
    take(handler, said["investigate"], steps[1])

    colleague = Visitor(new_page(locale=locale, viewport=PHONE), portal)
    colleague.sign_in("new-hire")
    colleague.open("my_feedback")
    own = colleague.page.locator(f".st-key-own-{number}")
    own.locator("textarea").fill(said["view"])
    own.locator("textarea").press("Tab")
    colleague.settle()
    picture(colleague, f"complaint-2-view-{locale}")
    own.get_by_role("button", name=said["give"]).click()
    colleague.settle()

    page.goto(address)
    handler.settle()
    expect(page.get_by_text(said["view"])).to_be_visible()
    handler.choose(page.locator('[class*="_doing"] input'), said["employee"])
    handler.settle()
    why = page.locator('[class*="st-key-finding_"][class*="_text"] textarea')
    why.fill(said["why"])
    why.press("Tab")
    handler.settle()
    page.locator(".st-key-find_doing button").click()
    expect(page.locator(".st-key-draft_case")).to_be_visible()
    handler.settle()
    picture(handler, f"complaint-3-finding-{locale}")

    colleague.open("my_feedback")
    expect(colleague.page.locator('[class*="st-key-plan-item-"]').first).to_be_visible()
    colleague.page.locator('[class*="st-key-plan-item-"]').first.scroll_into_view_if_needed()
    picture(colleague, f"complaint-4-plan-{locale}")
    assert learn_all_but_the_talk(portal.home, "Lin Xiaoyu") >= 1
    manager.open("plans")
    plan = manager.page.locator('[class*="st-key-plan-item-"]').filter(has_text=said["held"]).first
    plan.get_by_text(said["held"]).click()
    talk = plan.locator("textarea")
    talk.fill(said["talk"])
    talk.press("Tab")
    manager.settle()
    plan.get_by_role("button", name=said["note"]).click()
    expect(manager.page.get_by_text(said["talk"]).first).to_be_visible()
    manager.settle()
    picture(manager, f"complaint-5-done-{locale}")

    page.goto(address)
    handler.settle()
    take(handler, said["handle"], steps[2])
    page.get_by_text(said["begin"]).click()
    page.locator(".st-key-use_0 button").click()
    reply = page.locator('[class*="st-key-case_text_"] textarea')
    expect(reply).to_have_value(re.compile(said["trained"]))
    handler.settle()
    picture(handler, f"complaint-6-reply-{locale}")
    page.locator(".st-key-take_step button").click()
    expect(page.get_by_role("heading", name=steps[3])).to_be_visible()
    handler.settle()
    page.locator('[class*="_satisfied"]').get_by_text(said["satisfied"], exact=True).click()
    handler.settle()
    field = page.locator('[class*="st-key-case_text_"] textarea')
    field.fill(said["visit"])
    field.press("Tab")
    handler.settle()
    page.locator(".st-key-take_step button").click()
    expect(page.get_by_role("heading", name=said["closed"])).to_be_visible()
    handler.settle()
    page.locator(".st-key-draft_case button").click()
    expect(page.get_by_text(said["draft"])).to_be_visible(timeout=SOON_MS)
    handler.sees_no_fault()
    colleague.sees_no_fault()

    manager.page.goto(address)
    manager.settle()
    expect(manager.page.get_by_role("heading", name=said["closed"])).to_be_visible()
    picture(manager, f"complaint-7-closed-{locale}")
    manager.sees_no_fault()

    trainer = Visitor(new_page(locale=locale), portal)
    trainer.sign_in("trainer")
    trainer.open("drafts")
    trainer.page.locator('[class*="st-key-entry-draft-"] a').first.click()
    trainer.page.wait_for_url("**/draft?*")
    trainer.settle()
    trainer.page.locator(".st-key-draft_check button").click()
    expect(trainer.page.get_by_text(said["sound"])).to_be_visible(timeout=PLAYED_MS)
    trainer.settle()
    picture(trainer, f"complaint-8-draft-{locale}")
    trainer.page.locator(".st-key-draft_publish button").click()
    expect(trainer.page.get_by_text(said["published"])).to_be_visible(timeout=SOON_MS)
    trainer.sees_no_fault()


def _wait_for_the_case(handler: Visitor, number: str) -> None:
    """The news that it came in is delivered within seconds, and opens the case."""
    for _ in range(15):
        handler.open("cases")
        search = handler.page.locator(".st-key-cases_search input")
        search.fill(number)
        search.press("Enter")
        handler.settle()
        handler.page.wait_for_timeout(1_500)
        if handler.page.locator('[class*="st-key-entry-case-"]').count() == 1:
            return
    raise AssertionError("no case was opened")
