"""A manager looks at their people's learning, takes it along, and lets somebody off a course, with a reason."""

from pathlib import Path

from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

WHY = "在上家银行学过，有证书"


def test_a_manager_goes_from_the_overview_to_a_person_and_arranges_something(
    start: StartPortal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), start())
    page = visitor.page
    visitor.sign_in("manager")
    visitor.open("team")
    expect(page.locator("h1")).to_have_text("团队学习")
    expect(page.locator('[data-testid="stVegaLiteChart"]').first).to_be_visible()
    with page.expect_download() as taken:
        page.locator(".st-key-csv_completion button").click()
    lines = Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "完成情况"
    assert "宋明远" in lines[3]
    assert "商可欣" not in page.inner_text("body")

    visitor.open("branch")
    page.get_by_role("link", name="林晓雨").click()
    page.wait_for_url("**/person?*")
    visitor.settle()
    expect(page.locator("h1")).to_have_text("林晓雨")
    assert page.get_by_role("button", name="继续学习").count() == 0
    page.locator(".st-key-aside-waive summary").click()
    visitor.settle()
    waive = page.locator(".st-key-aside-waive button[kind*='ormSubmit']")
    waive.click()
    expect(page.get_by_role("alert")).to_contain_text("理由")
    visitor.settle()
    page.get_by_label("理由").first.fill(WHY)
    waive.click()
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_text("已登记：这门课可以不学。")).to_be_visible()
    visitor.sees_no_fault()

    person = page.url.partition("?")[2]
    colleague = Visitor(new_page(), visitor.portal)
    colleague.sign_in("new-hire")
    colleague.open(f"person?{person}")
    expect(colleague.page.locator("h1")).to_have_text("林晓雨")
    assert colleague.page.locator(".st-key-aside-waive").count() == 0
    colleague.open("team")
    expect(colleague.page.get_by_text("这个页面只对其他岗位开放。")).to_be_visible()
    colleague.sees_no_fault()
