"""What gets in somebody's way is said on a telephone, answered by the listener, and judged by whoever said it."""

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}


def test_a_private_word_is_sent_answered_and_judged(portal: Portal, new_page: NewPage) -> None:
    me = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    me.sign_in("bai.mengjie")
    me.open("staff_voice")
    send = me.page.get_by_role("button", name="发出")
    send.click()
    expect(me.page.get_by_text("请写点内容")).to_be_visible()
    me.settle()
    me.page.locator("textarea").fill("回单打印机卡纸，客户王建国13812345678等了半小时。")
    me.page.get_by_text("让关怀专员知道我是谁").click()
    send.click()
    expect(me.page.get_by_text("最迟到下面写的日期")).to_be_visible()
    own = me.page.locator('[class*="st-key-entry-voice-"]').filter(has_text="回单打印机")
    expect(own).not_to_contain_text("13812345678")
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    head = Visitor(new_page(locale="en"), portal)
    head.sign_in("wei.jiahe")
    head.open("hear_staff")
    expect(head.page.get_by_text("Nobody has said anything yet.")).to_be_visible()
    head.sees_no_fault()

    listener = Visitor(new_page(locale="en"), portal)
    listener.sign_in("peng.shaoan")
    listener.open("hear_staff")
    entry = listener.page.locator('[class*="st-key-entry-hear-"]').filter(has_text="回单打印机")
    expect(entry).to_contain_text("Without a name")
    expect(entry).not_to_contain_text("Bai Mengjie")
    answer = entry.get_by_label("Your answer")
    answer.fill("A new one comes on Thursday.")
    answer.press("Tab")
    listener.settle()
    entry.get_by_role("button", name="Send the answer").click()
    expect(listener.page.get_by_text("Sent. Whoever said it reads it")).to_be_visible()
    listener.sees_no_fault()

    me.open("staff_voice")
    expect(own).to_contain_text("A new one comes on Thursday.")
    own.get_by_role("button", name="有用", exact=True).click()
    expect(me.page.get_by_text("谢谢，我们知道了。")).to_be_visible()
    me.sees_no_fault()


def test_a_week_is_told_with_one_tap_and_a_manager_sees_groups_alone(
    portal: Portal, new_page: NewPage
) -> None:
    me = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    me.sign_in("bai.mengjie")
    me.open("")
    me.page.locator(".st-key-mood_of_the_week").get_by_text("不错").click()
    expect(me.page.get_by_text("记下了，谢谢。")).to_be_visible()
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    me.open("mood")
    expect(me.page.locator('[class*="st-key-entry-week-"]').first).to_contain_text("不错")
    expect(me.page.get_by_text("本机构的每周状态")).to_have_count(0)
    me.sees_no_fault()

    head = Visitor(new_page(locale="en"), portal)
    head.sign_in("manager")
    head.open("mood")
    groups = head.page.locator('[class*="st-key-entry-group-"]')
    expect(groups).to_have_count(1)
    expect(groups).to_contain_text("Bell Tower Street Branch")
    head.sees_no_fault()


def test_after_abuse_a_pause_a_talk_and_thanks_are_given_and_the_talk_confirmed(
    portal: Portal, new_page: NewPage
) -> None:
    me = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    me.sign_in("meng.fanzhou")
    me.open("after_abuse")
    me.page.locator("textarea").fill("客户王建国13812345678把号单摔到我脸上。")
    me.page.get_by_role("button", name="说出来").click()
    expect(me.page.get_by_text("只有当事人和其上级看得到").last).to_be_visible()
    own = me.page.locator('[class*="st-key-entry-bore-"]').filter(has_text="把号单摔到我脸上")
    expect(own).not_to_contain_text("13812345678")
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    head = Visitor(new_page(locale="en"), portal)
    head.sign_in("wei.jiahe")
    head.open("after_abuse")
    entry = head.page.locator('[class*="st-key-entry-care-"]').filter(has_text="把号单摔到我脸上")
    for opens, does, said in (
        ("A pause", "Note it", "Noted."),
        ("A talk", "Set the day", "Once it took place, your colleague confirms it."),
    ):
        entry.get_by_role("button", name=opens).click()
        head.page.get_by_role("button", name=does).click()
        expect(head.page.get_by_text(said, exact=opens == "A pause")).to_be_visible()
        head.settle()
    entry.get_by_role("button", name="Thanks").click()
    words = head.page.get_by_label("Your words of thanks")
    words.fill("You kept calm where it was hard.")
    words.press("Tab")
    head.settle()
    head.page.get_by_role("button", name="Say thanks").click()
    expect(head.page.get_by_text("Said. Points come with it by the rule")).to_be_visible()
    head.sees_no_fault()

    me.open("after_abuse")
    expect(own).to_contain_text("You kept calm where it was hard.")
    own.get_by_role("button", name="已经谈过").click()
    expect(me.page.get_by_text("已确认，谢谢。")).to_be_visible()
    me.sees_no_fault()
    me.open("points")
    expect(me.page.locator('[class*="st-key-entry-point-"]').first).to_contain_text("委屈奖")
