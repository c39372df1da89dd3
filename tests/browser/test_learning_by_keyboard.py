"""Learning without a mouse, and with letters twice as large."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import THEIRS, Visitor

COURSE, LESSON = "first-contact", "first-contact/greeting-that-fits"
MOST_TABS = 60
PART = ".st-key-quiet-lesson"
# What a reader would miss: text beyond the edge or cut off, and a page that must be pushed sideways.
MISSING = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  for (const box of [document.documentElement, document.querySelector('[data-testid="stMain"]')])
    if (box.scrollWidth > box.clientWidth + 1) found.push(['scrolls', box.tagName, box.scrollWidth]);
  for (const one of document.querySelectorAll('[data-testid="stMain"] *')) {
    const style = getComputedStyle(one), at = one.getBoundingClientRect();
    if (style.visibility === 'hidden' || !at.width || !at.height) continue;
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    const cut = (how, all, seen) => ['hidden', 'clip'].includes(how) && all > seen + 2;
    if (at.right > wide + 1 || at.left < -1) found.push(['beyond', one.innerText]);
    if (cut(style.overflowX, one.scrollWidth, one.clientWidth)) found.push(['cut', one.innerText]);
    if (cut(style.overflowY, one.scrollHeight, one.clientHeight)) found.push(['cut', one.innerText]);
  }
  return found;
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something is in focus; a person gives up before ``MOST_TABS``."""
    page.locator(selector).first.wait_for()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("what => Boolean(document.activeElement.closest(what))", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector)
    page.keyboard.press(key)


def turn(page: Page, key: str, *, to: str) -> None:
    """Press an arrow key until the part is there to which it leads."""
    again_until(page, key, lambda: page.locator(PART).filter(has_text=to).wait_for(timeout=3_000))


def again_until(page: Page, key: str, seen: Callable[[], None]) -> None:
    """Press a key; a page that is still being furnished does not hear it yet, and a person presses again."""
    for _ in range(4):
        page.keyboard.press(key)
        try:
            seen()
        except Error:
            continue
        return
    raise AssertionError(f"{key} is not heard")


def read_to_the_end(visitor: Visitor) -> None:
    """Turn a lesson's parts with the arrow key, and answer the question where there is one."""
    page = visitor.page
    said = page.locator(PART)
    this, last = (int(number) for number in re.findall(r"\d+", said.inner_text())[-2:])
    for part in range(this, last + 1):
        expect(said).to_contain_text(re.compile(rf"\b{part}\D+{last}"))
        visitor.settle()
        if page.locator('[class*="st-key-check-"]').count():
            press(page, '[class*="st-key-check-"] input', "Space")
            expect(page.get_by_role("alert").first).to_be_visible()
            visitor.settle()
        elif part < last:
            page.keyboard.press("ArrowRight")
            continue
        press(page, ".st-key-on button")
    page.wait_for_url("**/course?*")
    visitor.settle()


def answer(visitor: Visitor) -> None:
    """Answer the question that is open, rightly or not, and go on."""
    page = visitor.page
    options = page.locator('[class*="st-key-order-"] button')
    if options.count():
        for place in range(options.count()):
            ordered = '[class*="st-key-ordered-"]'
            press(page, f"{ordered}:nth-child({place + 1} of {ordered}) button")
            # Whoever presses faster than the page is drawn sees the numbers late: a person waits for them.
            expect(options.nth(place)).to_contain_text(f"{place + 1}. ")
            visitor.settle()
    else:
        press(page, '[class*="st-key-chosen-"] input', "Space")
        visitor.settle()
    press(page, '[class*="st-key-answer-"] button:enabled')
    on = page.locator('[class*="st-key-next-"] button')
    on.wait_for()
    visitor.settle()
    again_until(page, "ArrowRight", lambda: on.wait_for(state="hidden", timeout=3_000))


def test_the_keyboard_alone_signs_in_reads_answers_and_rehearses(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(locale="en"), portal)
    page = visitor.page
    page.goto(portal.url)
    press(page, ".st-key-demo-new-hire button")
    press(page, '[data-testid="stSidebar"] a[href*="path"], a[href$="/path"]')
    page.wait_for_url("**/path")
    press(page, f'[data-testid="stMain"] a[href*="course?course={COURSE}"]')
    page.wait_for_url("**/course?*")
    press(page, '[data-testid="stMain"] a[href*="lesson?lesson="]')
    page.wait_for_url("**/lesson?*")
    visitor.settle()
    read_to_the_end(visitor)

    press(page, f'a[href*="quiz?course={COURSE}"]')
    press(page, ".st-key-begin_quiz button")
    for _ in range(40):
        page.locator('[class*="st-key-answer-"], h3:has-text("%")').first.wait_for()
        visitor.settle()
        if not page.locator('[class*="st-key-answer-"]').count():
            break
        answer(visitor)
    expect(page.locator("h3").first).to_contain_text("%")

    press(page, '[data-testid="stMain"] a[href*="course"]')
    page.wait_for_url("**/course?*")
    press(page, 'a[href*="brief?scenario="]')
    press(page, ".st-key-begin button")
    expect(page.locator(THEIRS).first).to_be_visible()
    visitor.sees_no_fault()


def test_text_twice_as_large_breaks_no_page(portal: Portal, new_page: NewPage) -> None:
    # A window of 1,280 zoomed to 200 % is one of 640; large letters alone are the root's size.
    for width, text in ((640, 100), (1280, 200), (390, 200)):
        page = new_page(viewport={"width": width, "height": 850})
        page.add_init_script(
            "addEventListener('DOMContentLoaded', () => document.head.append(Object.assign("
            f"document.createElement('style'), {{textContent: 'html {{font-size: {text}% !important}}'}})))"
        )
        visitor = Visitor(page, portal)
        visitor.sign_in("new-hire")
        for address in (
            "path",
            f"course?course={COURSE}",
            f"quiz?course={COURSE}",
            f"lesson?lesson={LESSON}",
        ):
            visitor.open(address)
            assert page.evaluate(MISSING) == [], (width, address)
        # The place is kept: the next window begins where the last one ended, and goes back from there.
        this, last = (int(number) for number in re.findall(r"\d+", page.locator(PART).inner_text())[1:3])
        forth = this < last
        for part in range(this + 1, last + 1) if forth else range(last - 1, 0, -1):
            turn(page, "ArrowRight" if forth else "ArrowLeft", to=f"第 {part} 段")
            visitor.settle()
            assert page.evaluate(MISSING) == [], (width, f"part {part}")
        visitor.sees_no_fault()


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_on_a_phone_with_text_doubled_the_buttons_leave_room_to_read_and_the_menu_is_in_reach(
    portal: Portal, new_page: NewPage, locale: str
) -> None:
    page = new_page(locale=locale, viewport={"width": 390, "height": 850})
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.head.append(Object.assign("
        "document.createElement('style'), {textContent: 'html {font-size: 200% !important}'})))"
    )
    visitor = Visitor(page, portal)
    visitor.sign_in("new-hire")
    visitor.open(f"lesson?lesson={LESSON}")
    back, on, menu = (
        page.locator(what).bounding_box()
        for what in (".st-key-back button", ".st-key-on button", '[data-testid="stExpandSidebarButton"]')
    )
    assert back and on and menu
    assert menu["x"] + menu["width"] <= 390
    assert abs(back["y"] - on["y"]) < 2 and back["x"] + back["width"] <= on["x"] <= 390 - on["width"]
    assert page.locator(".st-key-action-lesson").evaluate("one => one.parentElement.offsetHeight") < 850 / 4

    visitor.begin("new-phone-number")
    room = page.locator(".st-key-transcript").bounding_box()
    assert room and room["height"] > 850 / 6
    assert page.evaluate(MISSING) == []
    visitor.input.fill("您好")
    expect(visitor.input).to_be_in_viewport()

    visitor.open("brief?scenario=new-phone-number")
    held = page.locator(".st-key-action-on").evaluate("one => getComputedStyle(one.parentElement).position")
    assert held == "static"
    visitor.sees_no_fault()
