"""Two trainers mark the same exams without seeing each other's marks, and then see how far they agree."""

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

QUESTIONS = '[class*="st-key-question-"]'
FIRST_OF_EACH = "(all, from) => all.slice(from).forEach(one => one.querySelector('[role=radio]').click())"
MINE = '[class*="st-key-list-rounds-mine"] [class*="st-key-entry-"]'


def test_two_trainers_mark_blind_and_read_the_result(portal: Portal, new_page: NewPage) -> None:
    first = Visitor(new_page(), portal)
    first.sign_in("trainer")
    first.open("calibration")
    first.page.locator(".st-key-round_size input").fill("2")
    first.page.locator(".st-key-round_size input").press("Enter")
    first.settle()
    first.page.locator(".st-key-draw_round button").click()
    expect(first.page.locator(MINE)).to_contain_text("您评了 0/2 · 2 人中 0 人评完")
    _mark_some_and_come_back(first)
    _mark_two(first, left_open=True)
    expect(first.page.get_by_text("您评了 2/2 · 2 人中 1 人评完")).to_be_visible()
    first.sees_no_fault()

    second = Visitor(new_page(), portal)
    second.sign_in("peng.shaoan")
    second.open("calibration")
    _mark_two(second, left_open=False)
    second.page.wait_for_url("**/agreement?*")
    expect(second.page.get_by_text("顾文澜、彭绍安")).to_be_visible()
    expect(second.page.get_by_text("不满 10 场")).to_be_visible()
    second.page.get_by_text("看表格").first.click()
    expect(second.page.locator("table").first).to_contain_text("先打招呼")
    second.sees_no_fault()

    trainee = Visitor(new_page(), portal)
    trainee.sign_in("new-hire")
    trainee.open(second.page.url.removeprefix(f"{portal.url}/"))
    expect(trainee.page.get_by_text("是培训师的事")).to_be_visible()


def _mark_some_and_come_back(visitor: Visitor) -> None:
    """Mark three questions, look at another page, and find them marked."""
    page = visitor.page
    page.locator(MINE).first.get_by_role("link").click()
    questions = page.locator(QUESTIONS)
    expect(questions).to_have_count(22)
    for place in range(1, 4):
        visitor.settle()
        questions.nth(place).get_by_role("radio").nth(1).click()
        expect(page.locator(f"{QUESTIONS} [data-selected='true']")).to_have_count(place)
        visitor.settle()
    page.get_by_role("link", name="评分校准").first.click()
    expect(page.locator(MINE)).to_contain_text("您评了 0/2")
    page.locator(MINE).first.get_by_role("link").click()
    expect(questions).to_have_count(22)
    expect(page.locator(f"{QUESTIONS} [data-selected='true']")).to_have_count(3)
    page.get_by_role("link", name="评分校准").first.click()
    expect(page.locator(MINE)).to_contain_text("您评了 0/2")


def _mark_two(visitor: Visitor, *, left_open: bool) -> None:
    """Open the newest round and mark its two exams; one question may be forgotten at first."""
    page = visitor.page
    page.locator(MINE).first.get_by_role("link").click()
    for place in (1, 2):
        expect(page.locator("h1")).to_have_text(f"第 {place} 场，共 2 场")
        visitor.settle()
        questions = page.locator(QUESTIONS)
        expect(questions).to_have_count(22)
        forgotten = 1 if left_open and place == 1 else 0
        questions.evaluate_all(FIRST_OF_EACH, forgotten)
        keep = page.locator(".st-key-action-sheet button")
        keep.click()
        if forgotten:
            expect(page.get_by_text("还有 1 项没判")).to_be_visible()
            questions.first.get_by_role("radio").first.click()
            keep.click()
