"""A new hire's first day: in, to a customer, through a conversation, to the debrief."""

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import THEIRS, Visitor

SLUG = "loan-refused"
WORDS = {
    "zh-CN": {
        "home": "您好",
        "found_by": "何老板",
        "gallery": "想接待哪位客户",
        "task": "您的任务",
        "greeting": "您好，您别着急，慢慢跟我说。",
        "count": "您说了 1 句",
    },
    "en": {
        "home": "Hello",
        "found_by": "workshop",
        "gallery": "Whom would you like to meet?",
        "task": "Your task",
        "greeting": "Good morning, please take your time and tell me what happened.",
        "count": "1 reply of yours",
    },
}


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_new_hire_finds_a_customer_talks_to_them_and_sees_how_it_went(
    portal: Portal, new_page: NewPage, locale: str
) -> None:
    words = WORDS[locale]
    visitor = Visitor(new_page(locale=locale), portal)
    page = visitor.page
    visitor.come_in()
    expect(page.locator("h1")).to_contain_text(words["home"])
    expect(page.locator('[data-testid="stBaseButton-primary"]')).to_have_count(1)

    visitor.open(f"practice?q={words['found_by']}")
    expect(page.locator("h1")).to_contain_text(words["gallery"])
    card = page.locator(f".st-key-card-{SLUG}")
    expect(card.locator("img.lms-portrait")).to_be_visible()
    card.get_by_role("link").click()
    page.wait_for_url("**/brief?scenario=*")
    expect(page.get_by_text(words["task"], exact=True)).to_be_visible()

    page.locator(".st-key-begin button").click()
    page.wait_for_url("**/conversation?attempt=*")
    expect(page.locator(THEIRS)).to_have_count(1)
    expect(page.locator(".lms-mood")).to_be_visible()
    visitor.settle()
    assert visitor.say_and_wait(words["greeting"])
    assert visitor.mine == [words["greeting"]]
    expect(page.get_by_text(words["count"])).to_be_visible()
    expect(page.locator(".lms-clock")).to_contain_text(":")

    visitor.end()
    assert page.locator("h1").count() == 1
    visitor.sees_no_fault()


def test_a_hint_names_the_next_thing_and_goes_with_the_next_turn(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    visitor.begin(SLUG)
    visitor.page.locator(".st-key-hint_me button").click()
    expect(visitor.page.locator(".st-key-hint")).to_contain_text("提示")
    visitor.say_and_wait("您好，您慢慢说。")
    expect(visitor.page.locator(".st-key-hint")).to_have_count(0)


def test_a_customer_who_has_had_enough_ends_it_and_the_last_words_can_be_read(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    address = visitor.begin(SLUG)
    over = visitor.page.locator(".st-key-debrief button")
    for _ in range(8):
        if over.count() == 0:
            visitor.say_and_wait("你烦不烦啊，爱贷不贷，滚一边去！")
    expect(over).to_have_text("去看复盘")
    stood = visitor.page.locator(".lms-clock").inner_text()
    visitor.page.wait_for_timeout(2_500)
    assert visitor.page.locator(".lms-clock").inner_text() == stood, "the clock stops with the conversation"
    expect(visitor.input).to_be_hidden()
    visitor.sees_no_fault()
    over.click()
    visitor.page.wait_for_url("**/debrief?*")
    visitor.page.goto(f"{portal.url}/{address}")
    visitor.page.wait_for_url("**/debrief?*")


def test_a_stage_direction_is_set_apart_from_the_words(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    visitor.begin(SLUG)
    for words in ("您好，您慢慢说。", "您今天想办什么业务？", "我帮您查一下原因。", "需要您的身份证。"):
        if visitor.page.locator(".lms-direction").count() == 0:
            visitor.say_and_wait(words)
    expect(visitor.page.locator(".lms-direction").first).to_be_visible()
    assert not any("«" in shown for shown in visitor.theirs)


def test_the_keyboard_is_enough_for_a_turn(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    visitor.begin(SLUG)
    visitor.say_and_wait("您好。")
    expect(visitor.input).to_be_focused()
    visitor.page.keyboard.type("您慢慢说。")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator('[class*="st-key-mine-"]')).to_have_count(2)


def test_on_a_telephone_the_input_stays_in_view_beside_a_small_face(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(viewport={"width": 390, "height": 844}, has_touch=True), portal)
    visitor.sign_in()
    visitor.begin(SLUG)
    for words in ("您好，您慢慢说。", "您今天想办什么业务？", "我帮您查一下原因。"):
        visitor.say_and_wait(words)
    visitor.page.locator(".st-key-hint_me button").click()
    expect(visitor.page.locator(".st-key-hint")).to_be_visible()
    box = visitor.page.locator('[data-testid="stChatInput"]').bounding_box()
    assert box is not None and box["y"] + box["height"] <= 844
    face = visitor.page.locator(".lms-who img").bounding_box()
    assert face is not None and face["width"] <= 80
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
