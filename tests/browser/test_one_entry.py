"""An administrator puts an entry right, gives a role and a first password, and closes the entry of who has left."""

import re

from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

PASSWORD = "three quiet herons"


def test_an_entry_is_put_right_given_a_role_and_a_password_and_closed(
    start: StartPortal, new_page: NewPage
) -> None:
    portal = start()
    admin = Visitor(new_page(viewport={"width": 390, "height": 850}, has_touch=True), portal)
    page = admin.page
    admin.sign_in("admin")
    admin.open("people")
    search = page.locator(".st-key-people_search input")
    search.fill("林晓雨")
    search.press("Enter")
    admin.settle()
    page.get_by_role("link", name=re.compile("林晓雨")).click()
    page.wait_for_url("**/entry?*")
    admin.settle()
    expect(page.locator("h1")).to_have_text("林晓雨")

    page.get_by_label("邮箱").fill("nowhere")
    keep = page.get_by_role("button", name="保存修改")
    keep.click()
    expect(page.get_by_role("alert")).to_contain_text("nowhere")
    admin.settle()
    admin.choose(page.get_by_label("兼任岗位"), "大堂经理")
    page.get_by_label("邮箱").fill("lin@bank.example")
    keep.click()
    expect(page.get_by_text("登记已修改")).to_be_visible()
    expect(page.locator(".st-key-quiet-entry")).to_contain_text("柜员、大堂经理")

    admin.settle()
    page.locator("summary", has_text="授予角色").click()
    admin.settle()
    admin.choose(page.get_by_label("角色", exact=True), "审计员")
    page.locator(".st-key-give_role button").click()
    expect(page.get_by_role("alert").filter(has_text="审计员只在一段时间内查看")).to_be_visible()
    admin.settle()
    admin.choose(page.get_by_label("角色", exact=True), "导师")
    page.locator(".st-key-give_role button").click()
    expect(page.get_by_text("已授予角色：导师")).to_be_visible()
    expect(page.locator(".st-key-list-roles")).to_contain_text("导师")

    admin.settle()
    page.locator("summary", has_text="重设初始密码").click()
    admin.settle()
    page.get_by_label("初始密码").fill(PASSWORD)
    page.locator(".st-key-give_password button").click()
    expect(page.get_by_text("旧密码已失效")).to_be_visible()
    expect(page.get_by_text("还没有改成自己的密码")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    admin.sees_no_fault()

    newcomer = Visitor(new_page(), portal)
    newcomer.sign_in_with("new-hire", PASSWORD)
    expect(newcomer.page.locator("h1")).to_have_text("设置您自己的密码")

    admin.settle()
    page.get_by_role("button", name="已经离职").click()
    page.get_by_role("button", name="停用登记").click()
    expect(page.get_by_role("button", name="已经回来")).to_be_visible()
    newcomer.open("home")
    expect(newcomer.page.locator(".st-key-sign-in")).to_be_visible()
    admin.open("people")
    page.get_by_text("已离职的人").click()
    expect(page.get_by_role("link", name=re.compile("林晓雨"))).to_be_visible()
    admin.sees_no_fault()
