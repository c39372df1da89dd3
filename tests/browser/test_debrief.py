"""After a conversation: how it went, what to say differently, another way from any turn, and both side by side."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

SLUG = "loan-refused"
ENTRY = '[class*="st-key-entry-"]'
PRIMARY = '[data-testid="stBaseButton-primary"]'
GREETING, BRUSQUE, KINDER = (
    "您好，您慢慢说。",
    "这个我也没办法。",
    "实在对不起，让您白跑了一趟，我帮您查原因。",
)
WORDS = {
    "zh-CN": {"said": [GREETING, BRUSQUE], "better": "可以这样说", "met": "先打招呼：“您好”"},
    "en": {
        "said": ["Good morning, please take your time.", "There is nothing I can do about that."],
        "better": "Better:",
        "met": "Greets first: “Good morning”",
    },
}


def played(visitor: Visitor, said: list[str]) -> str:
    """Have a conversation and end it; the address of its debrief."""
    visitor.begin(SLUG)
    for words in said:
        visitor.say_and_wait(words)
    visitor.end()
    expect(visitor.page.locator("h1")).to_be_visible()
    return visitor.page.url.removeprefix(f"{visitor.portal.url}/")


def does_not_scroll_sideways(page: Page) -> bool:
    """Whether nothing on the page is wider than the window."""
    return bool(
        page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=\"stMain\"]')]"
            ".every(seen => seen.scrollWidth <= seen.clientWidth)"
        )
    )


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_debrief_tells_the_result_three_things_to_say_and_the_words_that_prove_it(
    portal: Portal, new_page: NewPage, locale: str
) -> None:
    words = WORDS[locale]
    visitor = Visitor(new_page(locale=locale), portal)
    visitor.sign_in()
    played(visitor, list(words["said"]))
    page = visitor.page
    expect(page.locator("h1")).to_contain_text(re.compile(r"[●▼■] .+ · \d+"))
    expect(page.locator(PRIMARY)).to_have_count(1)
    for place in range(3):
        card = page.locator(f".st-key-card-better-{place}")
        expect(card.locator(f".st-key-better-{place}")).to_contain_text(words["better"])
    expect(page.locator(".st-key-card-better-3")).to_have_count(0)
    expect(page.locator('[data-testid="stVegaLiteChart"]')).to_have_count(2)
    # Streamlit's buttons over a chart speak English alone.
    page.locator('[data-testid="stVegaLiteChart"]').first.hover()
    expect(page.locator('[data-testid="stElementToolbar"]:visible')).to_have_count(0)
    expect(page.locator(".st-key-notes-1")).to_contain_text(words["met"])
    assert visitor.mine == words["said"]
    visitor.sees_no_fault()


def test_another_way_from_a_turn_keeps_what_was_said_before_and_can_be_compared(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in()
    played(visitor, [GREETING, BRUSQUE])
    second = page.locator('[class*="st-key-rewind_"] button').nth(1)
    second.click()
    page.wait_for_url("**/conversation?attempt=*")
    expect(visitor.input).to_be_editable()
    visitor.settle()
    assert visitor.mine == [GREETING]
    visitor.say_and_wait(KINDER)
    visitor.end()
    page.locator(".st-key-way-compare a").click()
    page.wait_for_url("**/compare?*")
    visitor.settle()
    expect(page.locator("h3").first).to_contain_text("分")
    expect(page.locator('[class*="st-key-mine-left-"]')).to_have_text([BRUSQUE])
    expect(page.locator('[class*="st-key-mine-right-"]')).to_have_text([KINDER])
    expect(page.locator(".st-key-aside-common")).to_contain_text("3 句")
    visitor.sees_no_fault()


def test_my_attempts_are_listed_with_a_trend_and_lead_to_their_debriefs(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(locale="en"), portal)
    page = visitor.page
    visitor.sign_in()
    visitor.open("attempts")
    expect(page.locator('[data-testid="stVegaLiteChart"]')).to_have_count(1)
    before = page.locator(ENTRY).count()
    assert before >= 3
    played(visitor, ["Good morning, how can I help you?"])
    visitor.open("attempts")
    expect(page.locator(ENTRY)).to_have_count(before + 1)
    page.locator(ENTRY).first.locator("a").click()
    page.wait_for_url("**/debrief?*")
    expect(page.get_by_text("Good morning, how can I help you?").last).to_be_visible()
    visitor.sees_no_fault()


def test_a_debrief_and_its_lists_fit_a_telephone(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(viewport={"width": 390, "height": 844}, has_touch=True), portal)
    visitor.sign_in()
    address = played(visitor, [GREETING, BRUSQUE])
    for page in (address, "attempts"):
        visitor.open(page)
        expect(visitor.page.locator("h1")).to_be_visible()
        assert does_not_scroll_sideways(visitor.page)
    visitor.sees_no_fault()


def test_what_is_shared_is_read_by_the_mentor_until_it_is_taken_back(
    portal: Portal, new_page: NewPage
) -> None:
    words = "您好，这句我想请师傅看看。"
    learner, mentor = Visitor(new_page(), portal), Visitor(new_page(), portal)
    learner.sign_in()
    address = played(learner, [words])
    mentor.sign_in("mentor")
    mentor.open(address)
    expect(mentor.page.get_by_text("没有这次演练，或者您无权查看。")).to_be_visible()

    switch = learner.page.locator(".st-key-shared label").first
    switch.click()
    learner.settle()
    mentor.open("mentees")
    mentor.page.locator(f'.st-key-list-shared a[href*="{address.partition("=")[2]}"]').click()
    mentor.page.wait_for_url(f"**/{address}")
    expect(mentor.page.locator(".st-key-quiet-outcome")).to_contain_text("林晓雨")
    expect(mentor.page.get_by_text(words).last).to_be_visible()
    assert mentor.page.locator('[class*="st-key-rewind_"], .st-key-shared, .st-key-again').count() == 0
    mentor.sees_no_fault()

    switch.click()
    learner.settle()
    mentor.open(address)
    expect(mentor.page.get_by_text("没有这次演练，或者您无权查看。")).to_be_visible()


def test_what_is_left_to_do_is_written_up_and_scored_at_once(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in()
    played(visitor, [GREETING, KINDER])
    page.get_by_label("发生了什么").fill("何老板的贷款没批，卡号 6222020012345678 打不进款。")
    page.get_by_label("承诺了什么").fill("今天下午五点前回电话。")
    page.locator(".st-key-send_order button").click()
    expect(page.get_by_text("三栏都要写")).to_be_visible()
    page.get_by_label("下一步谁来办").fill("再看看。")
    page.locator(".st-key-send_order button").click()
    expect(page.get_by_text("请删掉：6222020012345678")).to_be_visible()
    expect(page.get_by_text("写明下一步谁来办")).to_be_visible()
    page.get_by_label("下一步谁来办").fill("我今天联系信贷部。")
    page.locator(".st-key-send_order button").click()
    expect(page.get_by_text("✓ 写明了谁接着办")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(1_500)  # charts take the new width a moment later
    assert does_not_scroll_sideways(page)
    visitor.sees_no_fault()
