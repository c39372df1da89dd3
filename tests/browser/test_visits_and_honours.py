"""A mystery visit entered on a telephone, a hidden complaint answered, honours and a rate decided on."""

import re

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}
SEEN = (
    "greeted",
    "need_asked",
    "badge_worn",
    "queue_kept",
    "machine_help",
    "own_hands",
    "counter_way",
    "tidy",
)


def test_a_visit_is_entered_on_a_telephone_and_read_by_the_branch_without_a_name(
    portal: Portal, new_page: NewPage
) -> None:
    me = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    me.sign_in("yu.jingyi")
    me.open("record_visit")
    send = me.page.get_by_role("button", name="录入", exact=True)
    send.click()
    expect(me.page.get_by_text("请选择暗访的网点。")).to_be_visible()
    me.settle()
    me.choose(me.page.get_by_label("网点", exact=True), "文昌桥支行")
    me.settle()
    for item in SEEN:
        me.page.locator(f'[class*="st-key-visit-point-{item}-"]').get_by_text("是", exact=True).click()
    waited = me.page.locator('[class*="st-key-visit-point-wait_told-"]')
    waited.get_by_text("否", exact=True).click()
    waited.locator("input[type=text]").fill("客户王建国13812345678等了四十分钟")
    send.click()
    expect(me.page.get_by_text("已录入。网点负责人能看到内容")).to_be_visible()
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    me.sees_no_fault()

    head = Visitor(new_page(locale="en"), portal)
    head.sign_in("wei.jiahe")
    head.open("mystery_visits")
    expect(head.page.get_by_role("button", name="Enter a visit")).to_have_count(0)
    head.page.locator('[class*="st-key-entry-visit-"] a').first.click()
    expect(head.page.get_by_text("等了四十分钟")).to_be_visible()
    expect(head.page.get_by_text("13812345678")).to_have_count(0)
    expect(head.page.get_by_text("Take it back")).to_have_count(0)
    head.sees_no_fault()

    staff = Visitor(new_page(), portal)
    staff.sign_in("bai.mengjie")
    staff.open("my_feedback")
    expect(staff.page.get_by_text("神秘访客眼中的本网点")).to_be_visible()
    expect(staff.page.get_by_text("等了四十分钟")).to_have_count(0)
    staff.sees_no_fault()


def test_an_objection_is_answered_and_the_record_lifted(portal: Portal, new_page: NewPage) -> None:
    me = Visitor(new_page(locale="en"), portal)
    me.sign_in("yu.jingyi")
    me.open("hidden")
    entry = me.page.locator('[class*="st-key-entry-hidden-"]').filter(has_text="Science Park Branch")
    entry.get_by_role("button", name="Lift it").click()
    words = me.page.get_by_label("Why does it not hold?")
    words.fill("The recording bears the branch out.")
    words.press("Tab")
    me.settle()
    me.page.get_by_role("button", name="Lift it").last.click()
    expect(me.page.get_by_text("Lifted, with your name and reason.")).to_be_visible()
    expect(entry).to_contain_text("The recording bears the branch out.")
    me.sees_no_fault()


def test_honours_hang_on_the_wall_and_a_rate_is_put_aside_with_a_reason(
    portal: Portal, new_page: NewPage
) -> None:
    staff = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    staff.sign_in("new-hire")
    staff.open("wall")
    expect(staff.page.get_by_text(re.compile("荣誉榜"))).to_be_visible()
    expect(staff.page.get_by_text("新港路支行", exact=True)).to_be_visible()
    assert staff.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    staff.sees_no_fault()

    me = Visitor(new_page(locale="en"), portal)
    me.sign_in("yu.jingyi")
    me.open("honours")
    expect(me.page.get_by_text("it stands on the praise wall")).to_be_visible()
    expect(me.page.get_by_text("Decide, once and for all")).to_have_count(0)
    me.open("rates")
    plan = me.page.locator('[class*="st-key-rate-plan-"]').filter(has_text="South Gate Market Branch")
    plan.get_by_role("button", name="Put it aside").click()
    me.settle()
    me.page.get_by_role("button", name="Put it aside").last.click()
    expect(me.page.get_by_text("why it is put aside")).to_be_visible()
    me.settle()
    why = me.page.get_by_label("Why?")
    why.fill("The new machines stood still for two weeks.")
    why.press("Tab")
    me.settle()
    me.page.get_by_role("button", name="Put it aside").last.click()
    expect(me.page.get_by_text("Put aside, with your name and reason.")).to_be_visible()
    expect(plan).to_contain_text("The new machines stood still")
    me.sees_no_fault()
