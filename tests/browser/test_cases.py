"""A complaint's life at the desk: taken step by step on one screen, the colleague heard, and what is learnt from it."""

import re
from pathlib import Path

from playwright.sync_api import expect

from lms.feedback import Asked, Heard, correct_feedback, list_feedback, record_feedback
from lms.feedback.cases import open_cases
from lms.people import load_people
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.settings import load_settings
from tests.conftest import NewPage
from tests.integration.practice.rehearsal import somebody
from tests.portal_process import Portal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}
WORDS = "柜员林晓雨态度很差，一直不耐烦，还说我听不懂，我要投诉！"


def a_complaint(home: Path, words: str, *, meant: str = "") -> str:
    """A customer complained at Bell Tower Street; somebody is confirmed to be meant, or nobody. The case number."""
    database = Database(f"sqlite:///{home / 'lms.sqlite3'}")
    context = Context(database, load_settings(home=home, demo=True, _env_file=None))
    people = {one.name_en: one for one in load_people(database, context.today()).people}
    desk = somebody(context, people["Jiang Yuehua"].person_id)
    handler = somebody(context, people["Shao Yunshu"].person_id)
    heard = Heard(words, "desk", desk.unit_id)
    number = record_feedback(context, actor=desk, heard=heard, key=words)
    (card,) = list_feedback(context, actor=handler, asked=Asked(words=number)).cards
    said = {"person": people[meant].person_id if meant else None, "kind": "complaint", "cause": "attitude"}
    correct_feedback(context, actor=handler, item_id=card.item_id, said=said, reason="核对过")
    open_cases(context, [card.item_id])
    database.close()
    return number


def open_case(visitor: Visitor, number: str) -> None:
    page = visitor.page
    visitor.open("cases")
    search = page.locator(".st-key-cases_search input")
    search.fill(number)
    search.press("Enter")
    expect(page.locator('[class*="st-key-entry-case-"]')).to_have_count(1)
    page.locator('[class*="st-key-entry-case-"] a').click()
    page.wait_for_url("**/case?*")
    visitor.settle()


def take(visitor: Visitor, words: str, following: str) -> None:
    page = visitor.page
    field = page.locator('[class*="st-key-case_text_"] textarea')
    field.fill(words)
    field.press("Tab")
    visitor.settle()
    page.locator(".st-key-take_step button").click()
    expect(page.get_by_role("heading", name=following)).to_be_visible()
    visitor.settle()


def test_a_complaint_is_taken_step_by_step_the_colleague_is_heard_and_has_a_plan(
    portal: Portal, new_page: NewPage
) -> None:
    number = a_complaint(portal.home, WORDS, meant="Lin Xiaoyu")
    handler = Visitor(new_page(), portal)
    page = handler.page
    handler.sign_in("shao.yunshu")
    open_case(handler, number)
    expect(page.locator('[class*="st-key-clock-"]')).to_have_count(2)
    page.locator(".st-key-take_step button").click()
    expect(page.get_by_text("请用一两句话写下做了什么")).to_be_visible()
    # Words that somebody good would say are there, and can be taken over.
    page.get_by_text("可以这样写").click()
    page.locator(".st-key-use_0 button").click()
    expect(page.locator('[class*="st-key-case_text_"] textarea')).to_have_value(re.compile(number))
    take(handler, "给客户李建国回了电话，手机13871234567。", "下一步：调查")
    history = page.locator('[class*="st-key-case-entry-"]').first
    expect(history).to_contain_text("邵云舒")
    assert "13871234567" not in history.inner_text() and "李建国" not in history.inner_text()
    page.locator(".st-key-ask_view button").click()
    expect(page.get_by_text("已请同事说明，他在“我的反馈”里能看到。")).to_be_visible()
    take(handler, "看了录像，属实。", "下一步：处理")
    expect(page.get_by_text("过了时间没有说明，就可以继续")).to_be_visible()
    handler.sees_no_fault()

    colleague = Visitor(new_page(viewport=PHONE), portal)
    page = colleague.page
    colleague.sign_in("new-hire")
    colleague.open("my_feedback")
    own = page.locator(f".st-key-own-{number}")
    expect(own).to_contain_text("态度很差")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    own.locator("textarea").fill("那天队伍很长，我急了。")
    own.locator("textarea").press("Tab")
    colleague.settle()
    own.get_by_role("button", name="提交我的看法").click()
    expect(page.get_by_text("您的看法已附在这个件上。")).to_be_visible()
    colleague.sees_no_fault()

    page = handler.page
    page.reload()
    expect(page.get_by_text("那天队伍很长，我急了。")).to_be_visible()
    handler.settle()
    handler.choose(page.locator('[class*="_doing"] input'), "员工")
    handler.settle()
    why = page.locator('[class*="st-key-finding_"][class*="_text"] textarea')
    why.fill("录像里三次打断客户。")
    why.press("Tab")
    handler.settle()
    page.locator(".st-key-find_doing button").click()
    expect(page.get_by_text("情节轻微、不是故意：已制定改进计划")).to_be_visible()
    handler.sees_no_fault()

    colleague.open("my_feedback")
    plan = colleague.page.locator('[class*="st-key-plan-item-"]')
    expect(plan.first).to_be_visible()
    expect(plan.first).to_contain_text("依据客户的这句话")
    colleague.sees_no_fault()


def test_a_finding_that_is_nobodys_doing_becomes_a_root_cause_with_a_card_for_the_branch(
    portal: Portal, new_page: NewPage
) -> None:
    number = a_complaint(portal.home, "取号机又坏了，大家挤成一团，没有人管，要投诉！")
    handler = Visitor(new_page(locale="en"), portal)
    page = handler.page
    handler.sign_in("kang.zhiyuan")
    open_case(handler, number)
    take(handler, "Called the customer.", "Next: Investigate")
    take(handler, "The machine was down for forty minutes.", "Next: Put right")
    handler.choose(page.locator('[class*="_doing"] input'), "A system or machine")
    handler.settle()
    handler.choose(page.locator('[class*="_owner"] input'), "Bell Tower Street Branch")
    handler.settle()
    for name, words in (("_text", "The log shows it."), ("_explain", "We serve you at the counter at once.")):
        field = page.locator(f'[class*="st-key-finding_"][class*="{name}"] textarea')
        field.fill(words)
        field.press("Tab")
        handler.settle()
    page.locator(".st-key-find_doing button").click()
    expect(page.get_by_text("A root cause is open for it")).to_be_visible()
    handler.sees_no_fault()

    manager = Visitor(new_page(locale="en"), portal)
    manager.sign_in("manager")
    manager.open("root_causes")
    cause = manager.page.locator('[class*="st-key-cause-"]').filter(has_text="We serve you at the counter")
    cause.locator("textarea").fill("A new board was fitted.")
    cause.locator("textarea").press("Tab")
    manager.settle()
    cause.get_by_role("button", name="It is mended").click()
    expect(manager.page.get_by_text("Somebody else verifies it.")).to_be_visible()
    manager.sees_no_fault()


def test_the_board_shows_the_steps_and_a_manager_gives_cases_to_a_colleague(
    portal: Portal, new_page: NewPage
) -> None:
    number = a_complaint(portal.home, "排队排了一个小时，窗口只开一个，没人解释，我要投诉！")
    manager = Visitor(new_page(), portal)
    page = manager.page
    manager.sign_in("manager")
    manager.open("cases")
    page.locator(".st-key-cases_shape").get_by_role("radio", name="看板").click()
    expect(page.locator('[class*="st-key-board-"]')).to_have_count(5)
    manager.settle()
    page.locator(".st-key-cases_which").get_by_role("radio", name="还没人办").click()
    manager.settle()
    page.get_by_text("批量交办").click()
    page.get_by_text("本页没人办理的全选").click()
    manager.settle()
    manager.choose(page.locator(".st-key-give_to input"), re.compile("康志远"))
    manager.settle()
    page.locator(".st-key-give_go button").click()
    expect(page.get_by_text("已交办，每个件上都写明了办理人。")).to_be_visible()
    open_case_as_list(manager, number)
    expect(page.get_by_text("康志远在办")).to_be_visible()
    expect(page.get_by_text("您可以查看这个件，步骤由投诉处理岗来办。")).to_be_visible()
    manager.sees_no_fault()


def open_case_as_list(visitor: Visitor, number: str) -> None:
    visitor.open("cases")
    visitor.page.locator(".st-key-cases_shape").get_by_role("radio", name="列表").click()
    visitor.settle()
    open_case(visitor, number)


def test_a_case_is_shut_to_whoever_has_no_right_to_it(portal: Portal, new_page: NewPage) -> None:
    teller = Visitor(new_page(), portal)
    teller.sign_in("jiang.yuehua")
    for address in ("cases", "root_causes", "case?case=nothing"):
        teller.open(address)
        expect(teller.page.get_by_text("这个页面打不开")).to_be_visible()
    teller.sees_no_fault()
