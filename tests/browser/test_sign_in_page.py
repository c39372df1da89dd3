"""The way in: the language of the browser until another is chosen, one click in the demo bank, and the way out."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.portal_process import ROOT, Portal, clean_environment
from tests.visitor import Visitor


@pytest.mark.parametrize(
    ("locale", "title"), [("zh-CN", "先在这里练"), ("en-GB", "Rehearse"), ("fr", "先在这里练")]
)
def test_the_page_speaks_the_language_of_the_browser(
    portal: Portal, new_page: NewPage, locale: str, title: str
) -> None:
    page = new_page(locale=locale)
    page.goto(portal.url)
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator("html")).to_have_attribute("lang", "en" if locale == "en-GB" else "zh-CN")


def test_the_language_chosen_before_signing_in_is_kept(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.page.goto(visitor.portal.url)
    visitor.settle()
    visitor.page.get_by_text("English", exact=True).click()
    expect(visitor.page.locator("h1")).to_contain_text("Rehearse")
    visitor.page.locator(".st-key-demo-new-hire button").click()
    expect(visitor.page.locator("h1")).to_contain_text("Hello")
    visitor.page.get_by_text("中文", exact=True).click()
    expect(visitor.page.locator("h1")).to_contain_text("您好")
    visitor.page.reload()
    expect(visitor.page.locator("h1")).to_contain_text("您好")
    visitor.sees_no_fault()

    # The demonstration's accounts are everybody's: the next visitor reads on in the language of the page they came by.
    another = Visitor(new_page(locale="en"), visitor.portal)
    another.come_in("new-hire")
    expect(another.page.locator("h1")).to_contain_text("Hello")


def test_a_wrong_password_is_told_and_nothing_more(portal: Portal, new_page: NewPage) -> None:
    page = new_page(locale="en")
    page.goto(portal.url)
    page.get_by_text("Sign in with a password").click()
    page.get_by_label("User name").fill("nobody")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("not right")


def test_the_first_password_is_changed_for_ones_own(start: StartPortal, new_page: NewPage) -> None:
    portal = start()
    subprocess.run(
        [sys.executable, "-m", "lms.cli", "admin", "create", "--username", "wei", "--name", "魏然"],
        env=clean_environment(portal.home),
        cwd=ROOT,
        input=b"told-by-another\n",
        check=True,
        timeout=60,
    )
    visitor = Visitor(new_page(locale="en"), portal)
    page = visitor.page
    visitor.sign_in_with("wei", "told-by-another")
    page.locator(".st-key-own_password button").click()
    page.get_by_label("Present password").fill("told-by-another")
    page.get_by_label("New password", exact=True).fill("known-to-me-alone")
    page.get_by_label("New password once more").fill("known-to-me-alnoe")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("alert")).to_contain_text("differ")
    page.get_by_label("New password once more").fill("known-to-me-alone")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("Hello")
    page.locator(".st-key-sign_out button").click()
    expect(page.locator(".st-key-demo-new-hire")).to_be_visible()
    visitor.sign_in_with("wei", "known-to-me-alone")
    visitor.sees_no_fault()


WAITING = r"/(mentees|exams|branch|people|cases|plans|hidden|hear_staff|my_feedback|after_abuse)$"


@pytest.mark.parametrize("account", ["mentor", "trainer", "manager", "admin"])
def test_everybody_has_one_thing_to_do_next(portal: Portal, new_page: NewPage, account: str) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.come_in(account)
    expect(visitor.page.locator('[data-testid="stBaseButton-primary"]')).to_have_count(1)
    visitor.page.locator('[data-testid="stBaseButton-primary"]').click()
    # Which page it is hangs on what waits on the day: an exam, a plan, a case.
    visitor.page.wait_for_url(re.compile(WAITING))
    expect(visitor.page.locator("h1")).to_be_visible()
    visitor.settle()
    visitor.sees_no_fault()


def test_signed_out_the_address_shows_the_way_in(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.come_in()
    visitor.page.locator(".st-key-sign_out button").click()
    expect(visitor.page.locator(".st-key-demo-new-hire")).to_be_visible()
    visitor.page.goto(f"{portal.url}/attempts")
    expect(visitor.page.locator(".st-key-demo-new-hire")).to_be_visible()


def test_large_text_stays_in_this_browser(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.come_in()
    visitor.page.get_by_text("大字").click()
    visitor.page.wait_for_function("getComputedStyle(document.documentElement).fontSize === '20px'")
    visitor.settle()
    visitor.page.reload()
    visitor.settle()
    expect(visitor.page.locator("h1")).to_be_visible()
    visitor.page.wait_for_function("getComputedStyle(document.documentElement).fontSize === '20px'")


def test_on_a_telephone_the_menu_makes_way_for_the_page_chosen_in_it(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(viewport={"width": 390, "height": 844}, has_touch=True), portal)
    page = visitor.page
    visitor.come_in()
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile("^.*场景$")).first.click()
    expect(page.locator("h1")).to_have_text("想接待哪位客户？")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_on_a_telephone_all_eight_people_are_in_reach_of_a_thumb(
    portal: Portal, new_page: NewPage, locale: str
) -> None:
    page = new_page(locale=locale, viewport={"width": 390, "height": 844}, has_touch=True)
    visitor = Visitor(page, portal)
    page.goto(portal.url)
    doors = page.locator('[class*="st-key-demo-"] button')
    expect(doors).to_have_count(8)
    visitor.settle()
    boxes = [box for door in doors.all() if (box := door.bounding_box()) is not None]
    assert len(boxes) == 8
    for box in boxes:
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] >= 40
    # One below the other or side by side, but never one over another.
    for place, box in enumerate(boxes):
        for other in boxes[place + 1 :]:
            beside = box["x"] + box["width"] <= other["x"] or other["x"] + other["width"] <= box["x"]
            assert (
                beside or box["y"] + box["height"] <= other["y"] or other["y"] + other["height"] <= box["y"]
            )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    doors.last.tap()
    expect(page.locator("h1")).to_contain_text("您好" if locale == "zh-CN" else "Hello")
    visitor.sees_no_fault()
