"""An administrator takes in a list: what is wrong is named, what would change is shown, and then it is there."""

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

ENTRY = '[class*="st-key-entry-"]'
HEADING = "工号,姓名,岗位,机构号,入职日期\n"


def test_a_list_is_corrected_looked_at_and_taken_in(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("admin")
    visitor.open("people")
    page.get_by_text("导入名单").click()
    page.wait_for_url("**/lists")
    visitor.settle()

    def choose(text: str) -> None:
        raw = (HEADING + text).encode("gb18030")
        page.locator('input[type="file"]').set_input_files(
            {"name": "人员.csv", "mimeType": "text/csv", "buffer": raw}
        )

    choose("N771,温知夏,柜圆,LJ11,2026-03-01\n")
    expect(page.get_by_text("第 2 行“岗位”：没有“柜圆”这个岗位，是不是“柜员”？")).to_be_visible()
    expect(page.locator(".st-key-take_in")).to_have_count(0)
    choose("N771,温知夏,柜员,LJ11,2026-03-01\n")
    expect(page.get_by_text("将改动 1 条")).to_be_visible()
    expect(page.locator(ENTRY)).to_contain_text("温知夏")
    page.locator(".st-key-take_in button").click()
    expect(page.get_by_text("已改动 1 条")).to_be_visible()
    visitor.open("people")
    search = page.locator(".st-key-people_search input")
    search.fill("N771")
    search.press("Enter")
    expect(page.locator(ENTRY)).to_have_count(1)
    visitor.sees_no_fault()


def test_somebody_with_two_jobs_comes_in_by_a_list_and_is_found_by_either(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("admin")
    visitor.open("lists")
    raw = (HEADING + "N772,温知秋,柜员；大堂经理,LJ12,2026-03-01\n").encode()

    def choose() -> None:
        page.locator('input[type="file"]').set_input_files(
            {"name": "人员.csv", "mimeType": "text/csv", "buffer": raw}
        )

    choose()
    page.locator(".st-key-take_in button").click()
    expect(page.get_by_text("已改动 1 条")).to_be_visible()
    visitor.open("lists")
    choose()
    expect(page.get_by_text("文件里的内容都已经有了")).to_be_visible()
    for word in ("柜员", "大堂经理"):
        visitor.open("people")
        search = page.locator(".st-key-people_search input")
        search.fill(f"N772 {word}")
        search.press("Enter")
        expect(page.locator(ENTRY)).to_have_count(1)
        expect(page.locator(ENTRY)).to_contain_text("柜员、大堂经理")
    visitor.sees_no_fault()
