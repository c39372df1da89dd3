"""What customers say comes in: at the desk, by the QR code, from a file; a handler reads it and says what it is."""

import re
from pathlib import Path

from playwright.sync_api import expect

from lms.feedback import Asked, correct_feedback, list_feedback
from lms.people import load_people
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.settings import load_settings
from tests.conftest import NewPage
from tests.integration.practice.rehearsal import somebody
from tests.portal_process import Portal
from tests.visitor import Visitor

ENTRY = '[class*="st-key-entry-feedback-"]'
ZH = "我是李建国，手机13871234567。昨天柜员林晓雨一直不耐烦，还说我听不懂，态度很差，我要投诉！"
EN = "My name is Peter Hall, phone 13871234567. The teller Lin Xiaoyu was rude and told me to read it myself."


def test_a_complaint_at_the_desk_is_masked_kept_and_looked_at_by_a_handler(
    portal: Portal, new_page: NewPage
) -> None:
    desk = Visitor(new_page(), portal)
    page = desk.page
    desk.sign_in("jiang.yuehua")
    desk.open("record_feedback")
    go = page.locator(".st-key-feedback_go button")
    page.locator("textarea").fill(ZH)
    go.click()
    masked = page.locator(".st-key-better-masked")
    expect(masked).to_contain_text("柜员林晓雨")
    assert "李建国" not in masked.inner_text() and "13871234567" not in masked.inner_text()
    desk.settle()
    expect(page.locator('[class*="_cause"] input')).to_have_value("服务态度与质量")
    go.click()
    kept = page.get_by_text("请把受理编号告诉客户")
    expect(kept).to_be_visible()
    found = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", kept.inner_text())
    assert found
    desk.open("feedback")
    expect(page.get_by_text("这个页面打不开")).to_be_visible()
    desk.sees_no_fault()

    handler = Visitor(new_page(), portal)
    page = handler.page
    handler.sign_in("shao.yunshu")
    handler.open("feedback")
    search = page.locator(".st-key-feedback_search input")
    search.fill(found[0])
    search.press("Enter")
    expect(page.locator(ENTRY)).to_have_count(1)
    page.locator(f"{ENTRY} a").click()
    page.wait_for_url("**/feedback_item?*")
    expect(page.get_by_text("可能指的是：林晓雨")).to_be_visible()
    page.locator(".st-key-correct_feedback button").click()
    expect(page.get_by_text("指的是：林晓雨", exact=False).first).to_be_visible()
    expect(page.get_by_text("已记下。")).to_be_visible()
    page.get_by_text("客户原文").click()
    page.get_by_label("为什么需要看原文？").fill("给客户回电话")
    page.get_by_role("button", name="打开原文").click()
    expect(page.locator(".st-key-better-original")).to_contain_text("13871234567")
    handler.sees_no_fault()


def corrected_by_a_colleague(home: Path, number: str) -> None:
    """Somebody else says of an item that it is important, and whom it concerns is somebody special."""
    database = Database(f"sqlite:///{home / 'lms.sqlite3'}")
    context = Context(database, load_settings(home=home, demo=True, _env_file=None))
    person = next(
        one for one in load_people(database, context.today()).people if one.name_en == "Shao Yunshu"
    )
    actor = somebody(context, person.person_id)
    (card,) = list_feedback(context, actor=actor, asked=Asked(words=number)).cards
    said = {"severity": "urgent", "segment": "special"}
    correct_feedback(context, actor=actor, item_id=card.item_id, said=said, reason="老人")
    database.close()


def test_a_colleague_who_was_faster_is_told_of_and_neither_ones_words_are_lost(
    portal: Portal, new_page: NewPage
) -> None:
    handler = Visitor(new_page(locale="en"), portal)
    page = handler.page
    handler.sign_in("shao.yunshu")
    handler.open("feedback")
    page.locator(f"{ENTRY} a").first.click()
    page.wait_for_url("**/feedback_item?*")
    number = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", page.locator(".st-key-quiet-item-about").inner_text())
    assert number
    reason = page.locator('[class*="_reason"] input')
    reason.fill("It was the card machine")
    reason.press("Tab")
    handler.settle()
    business = page.locator('[class*="_business"] input')
    handler.choose(business, "Debit card")
    handler.settle()
    corrected_by_a_colleague(portal.home, number[0])
    page.locator(".st-key-correct_feedback button").click()
    expect(page.get_by_text("Somebody else has said what it is since you opened this")).to_be_visible()
    expect(reason).to_have_value("It was the card machine")
    expect(business).to_have_value("Debit card")
    expect(page.locator('[class*="_severity"] input')).to_have_value("Urgent")
    handler.settle()
    page.locator(".st-key-correct_feedback button").click()
    expect(page.get_by_text("Noted.")).to_be_visible()
    expect(page.locator('[class*="_severity"] input')).to_have_value("Urgent")
    expect(page.get_by_text("Somebody else has said what it is since")).to_have_count(0)
    handler.sees_no_fault()


def test_a_customer_writes_by_the_code_of_a_branch_and_the_manager_reads_it(
    portal: Portal, new_page: NewPage
) -> None:
    manager = Visitor(new_page(locale="en"), portal)
    manager.sign_in("manager")
    manager.open("feedback_codes")
    address = manager.page.locator('[data-testid="stCode"] code').inner_text().strip()
    customer = new_page(locale="en", viewport={"width": 390, "height": 844})
    customer.goto(address)
    customer.get_by_label("What would you like to tell us?").fill(EN)
    customer.get_by_role("button", name="中文").click()
    expect(customer.get_by_label("您想对我们说什么？")).to_have_value(EN)
    customer.get_by_role("button", name="English").click()
    expect(customer.get_by_label("What would you like to tell us?")).to_have_value(EN)
    customer.wait_for_timeout(2_000)
    customer.get_by_role("button", name="Send").click()
    expect(customer.get_by_role("heading", name="Thank you")).to_be_visible()
    number = customer.locator("p.number").inner_text()
    manager.open("feedback")
    search = manager.page.locator(".st-key-feedback_search input")
    search.fill(number)
    search.press("Enter")
    expect(manager.page.locator(ENTRY)).to_have_count(1)
    shown = manager.page.locator(ENTRY).inner_text()
    assert "Peter Hall" not in shown and "13871234567" not in shown and "Lin Xiaoyu" in shown
    manager.sees_no_fault()


def test_a_file_is_looked_at_corrected_and_taken_in_while_one_watches(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("shao.yunshu")
    visitor.open("feedback_file")
    rows = "内容,编号,机构\n手续费多收了,B1,LJ11\n排队太久,B2,LJ99\n"
    page.locator('input[type="file"]').set_input_files(
        {"name": "反馈.csv", "mimeType": "text/csv", "buffer": rows.encode("gb18030")}
    )
    expect(page.get_by_text("第 3 行“机构”：没有“LJ99”这个网点")).to_be_visible()
    page.locator(".st-key-take_in_feedback button").click()
    expect(page.get_by_text("反馈.csv：共 1 行，新增 1 行。")).to_be_visible()
    visitor.sees_no_fault()


def test_a_new_key_stays_until_it_was_copied_and_the_way_back_is_below_the_header(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(viewport={"width": 390, "height": 844}), portal)
    page = visitor.page
    visitor.sign_in("admin")
    visitor.open("feedback_keys")
    page.locator(".st-key-feedback_key_copied").wait_for(state="detached")
    header = page.locator('[data-testid="stHeader"]').bounding_box()
    back = page.locator('[data-testid="stMain"] a[href$="settings"]').bounding_box()
    assert header and back and back["y"] >= header["y"] + header["height"]
    page.get_by_label("密钥名称").fill("手机银行")
    make = page.get_by_role("button", name="新建密钥")
    make.click()
    key = page.locator('[data-testid="stCode"]')
    expect(key).to_be_visible()
    shown = key.inner_text()
    # Another press without a name says what is missing, and takes nothing away.
    make.click()
    expect(page.get_by_role("alert").filter(has_text="起个名字")).to_be_visible()
    assert key.inner_text() == shown
    page.locator(".st-key-feedback_key_copied button").click()
    expect(key).to_have_count(0)
    assert shown not in page.inner_text("body")
    visitor.sees_no_fault()
