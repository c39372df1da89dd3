"""The gallery: what one filters by stands in the address."""

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

CARDS = ".st-key-grid .lms-portrait"


def test_filters_live_in_the_address_and_survive_a_reload(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in()
    visitor.open("practice")
    expect(page.locator(CARDS).first).to_be_visible()
    visitor.settle()
    everything = page.locator(CARDS).count()
    page.locator(".st-key-q input").fill("工作夹克")
    expect(page).to_have_url(f"{portal.url}/practice?q=%E5%B7%A5%E4%BD%9C%E5%A4%B9%E5%85%8B")
    expect(page.locator(CARDS)).to_have_count(1)
    page.reload()
    expect(page.locator(CARDS)).to_have_count(1)
    expect(page.locator(".st-key-q input")).to_have_value("工作夹克")
    page.locator(".st-key-q input").fill("")
    expect(page.locator(CARDS)).to_have_count(everything)
    visitor.sees_no_fault()


def test_situations_and_skills_are_found_too(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    visitor.open("practice?q=反诈识别")
    expect(visitor.page.locator(".st-key-card-elderly-scam-withdrawal")).to_be_visible()
    assert visitor.page.locator(".st-key-card-loan-refused").count() == 0
    visitor.open("practice?q=工作夹克")
    expect(visitor.page.locator(".st-key-card-loan-refused")).to_be_visible()
    expect(visitor.page.locator(CARDS)).to_have_count(1)
    visitor.sees_no_fault()


def test_an_address_with_filters_can_be_passed_on(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(locale="en"), portal)
    visitor.sign_in("trainer")
    visitor.open("practice?segment=special")
    expect(visitor.page.locator(".st-key-card-elderly-scam-withdrawal")).to_be_visible()
    visitor.settle()
    assert visitor.page.locator(".st-key-card-loan-refused").count() == 0
    visitor.choose(visitor.page.locator(".st-key-by_segment input"), "Inclusive finance")
    expect(visitor.page).to_have_url(f"{portal.url}/practice?segment=inclusive")
    visitor.page.get_by_text("中文", exact=True).click()
    expect(visitor.page.locator("h1")).to_have_text("想接待哪位客户？")
    expect(visitor.page.locator(".st-key-card-loan-refused")).to_be_visible()
    assert visitor.page.locator(".st-key-card-elderly-scam-withdrawal").count() == 0


def test_nothing_found_says_what_to_do(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    visitor.open("practice?q=zzzz")
    expect(visitor.page.get_by_text("没有符合的场景，去掉一个筛选条件试试。")).to_be_visible()
    visitor.open("practice?segment=nonsense&difficulty=99&page=7")
    expect(visitor.page.locator(".st-key-grid")).to_be_visible()
    visitor.sees_no_fault()


def test_ones_best_score_stands_on_the_card(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    visitor.begin("loan-refused")
    visitor.end()
    visitor.open("practice?q=何老板")
    expect(visitor.page.locator(".st-key-card-loan-refused")).to_contain_text("我的最好成绩")
