"""Managers, trainers and administrators see whom they are responsible for, and nobody else."""

import re

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

ENTRY = '[class*="st-key-entry-"]'
LOCKED = "这个页面只对其他岗位开放。"


def test_a_manager_sees_the_people_of_their_branch_and_no_other(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("manager")
    visitor.open("branch")
    # Lists that other visits took in may have added somebody.
    for name in ("林晓雨", "钱秀珍", "邓子昂", "方慧敏", "江月华", "潘立群", "史若溪", "田小娟"):
        expect(page.locator(ENTRY).filter(has_text=name)).to_have_count(1)
    assert "商可欣" not in page.inner_text("body")
    visitor.sees_no_fault()


def test_the_address_of_a_page_for_others_is_refused_in_a_sentence(portal: Portal, new_page: NewPage) -> None:
    for account, addresses in {
        "new-hire": ("people", "branch", "exams", "mentees", "settings"),
        "manager": ("people", "exams"),
        "trainer": ("people", "branch"),
    }.items():
        visitor = Visitor(new_page(), portal)
        visitor.sign_in(account)
        for address in addresses:
            visitor.open(address)
            expect(visitor.page.get_by_text(LOCKED)).to_be_visible()
            assert visitor.page.locator(ENTRY).count() == 0
        visitor.sees_no_fault()


def test_an_exam_is_read_by_the_trainer_and_not_by_another_branchs_manager(
    portal: Portal, new_page: NewPage
) -> None:
    trainer, manager = Visitor(new_page(), portal), Visitor(new_page(), portal)
    trainer.sign_in("trainer")
    trainer.open("exams")
    elsewhere = trainer.page.locator(ENTRY).filter(has_text="孟凡舟").first.locator("a")
    elsewhere.click()
    trainer.page.wait_for_url("**/debrief?*")
    trainer.settle()
    expect(trainer.page.locator("h1")).to_contain_text(re.compile(r"\d+"))
    expect(trainer.page.locator(".st-key-quiet-outcome")).to_contain_text("孟凡舟")
    trainer.sees_no_fault()
    manager.sign_in("manager")
    manager.open(trainer.page.url.removeprefix(f"{portal.url}/"))
    expect(manager.page.get_by_text("没有这次演练，或者您无权查看。")).to_be_visible()


def test_a_colleague_who_is_entered_signs_in(portal: Portal, new_page: NewPage) -> None:
    admin = Visitor(new_page(), portal)
    page = admin.page
    admin.sign_in("admin")
    admin.open("people")
    page.get_by_text("录入新同事").click()
    admin.settle()
    page.get_by_label("姓名", exact=True).fill("温知夏")
    page.get_by_label("工号", exact=True).fill("LJ009001")
    page.get_by_label("用户名").fill("wen.zhixia")
    password = page.get_by_label("初始密码", exact=True)
    password.fill("short")
    create = page.get_by_role("button", name="开通", exact=True)
    create.click()
    expect(page.get_by_role("alert")).to_contain_text("10 个字符")
    # Another draw of the page takes neither the reason nor what was typed away.
    page.get_by_role("button", name="下一页").click()
    admin.settle()
    expect(page.get_by_role("alert")).to_contain_text("10 个字符")
    expect(page.get_by_label("姓名", exact=True)).to_have_value("温知夏")
    password.fill("three quiet herons")
    create.click()
    expect(page.get_by_text("温知夏（LJ009001）已录入")).to_be_visible()
    admin.settle()
    for label in ("姓名", "工号", "初始密码"):
        expect(page.get_by_label(label, exact=True)).to_have_value("")
    search = page.locator(".st-key-people_search input")
    search.fill("LJ009001")
    search.press("Enter")
    expect(page.locator(ENTRY)).to_have_count(1)
    admin.sees_no_fault()

    newcomer = Visitor(new_page(), portal)
    newcomer.page.goto(portal.url)
    newcomer.settle()
    newcomer.page.get_by_text("用密码登录").click()
    newcomer.page.get_by_label("用户名").fill("wen.zhixia")
    newcomer.page.get_by_label("密码", exact=True).fill("three quiet herons")
    newcomer.page.keyboard.press("Enter")
    expect(newcomer.page.locator("h1")).to_have_text("设置您自己的密码")
    newcomer.open("practice")
    expect(newcomer.page.locator("h1")).to_have_text("设置您自己的密码")
    newcomer.page.get_by_label("拿到的初始密码").fill("three quiet herons")
    newcomer.page.get_by_label("新密码", exact=True).fill("a fourth heron of mine")
    newcomer.page.get_by_label("再输一遍新密码").fill("a fourth heron of mine")
    newcomer.page.locator(".st-key-first-password button[kind^='primary']").click()
    expect(newcomer.page.locator("h1")).to_have_text("您好，温知夏")
    expect(newcomer.page.locator(".st-key-next_step button")).to_be_visible()
    newcomer.sees_no_fault()


def test_somebody_is_found_by_name_number_or_branch(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("admin")
    visitor.open("people")
    expect(page.locator(ENTRY)).to_have_count(20)
    search = page.locator(".st-key-people_search input")
    search.fill("钟楼街 柜员")
    search.press("Enter")
    for name in ("林晓雨", "钱秀珍", "邓子昂"):
        expect(page.locator(ENTRY).filter(has_text=name)).to_be_visible()
    expect(page.locator(ENTRY).filter(has_not_text="柜员")).to_have_count(0)
    search.fill("没有这个人")
    search.press("Enter")
    expect(page.locator(ENTRY)).to_have_count(0)
    expect(page.get_by_text("没有符合的人")).to_be_visible()
    visitor.sees_no_fault()
