"""A trainer looks how scenarios do, has one played, and reads a conversation."""

import re

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import MINE, THEIRS, Visitor

ENTRY = '[class*="st-key-entry-"]'
STRIP = ".lms-strip"


def test_what_one_filters_by_stands_in_the_address(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("trainer")
    visitor.open("trials")
    expect(page.locator("h1")).to_have_text("场景体检")
    expect(page.locator(ENTRY)).to_have_count(12)
    visitor.choose(page.locator(".st-key-by_language input"), "English")
    expect(page).to_have_url(re.compile(r"language=en"))
    page.locator(".st-key-q input").fill("loan-refused")
    expect(page.locator(ENTRY)).to_have_count(1)
    page.reload()
    expect(page.locator(ENTRY)).to_have_count(1)
    page.locator(".st-key-q input").fill("zzzz")
    expect(page.get_by_text("没有符合的场景")).to_be_visible()
    visitor.sees_no_fault()


def test_a_scenario_opened_from_the_list_stays_open(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("trainer")
    visitor.open("trials?q=loan-refused")
    page.locator(ENTRY).first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/trial\?.*scenario=loan-refused"))
    # The chart above comes last and moves everything below, so the list is chosen from by key.
    expect(page.locator("canvas, svg.marks").first).to_be_visible()
    page.get_by_role("combobox", name="学员").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(THEIRS).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/trial\?.*scenario=loan-refused.*trainee="))
    visitor.sees_no_fault()


def test_a_scenario_is_played_now_and_what_came_of_it_stays(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(locale="en"), portal)
    page = visitor.page
    visitor.sign_in("trainer")
    visitor.open("trial?scenario=loan-refused&written=zh-CN")
    page.locator(".st-key-start button").click()
    expect(page.locator(".st-key-quiet-played")).to_contain_text("played here")
    expect(page.locator(".st-key-quiet-played")).to_contain_text("80 conversations")
    page.locator(".st-key-rounds input").click()
    # Five rounds are there; only more can be asked for.
    expect(page.get_by_role("option")).to_have_text(["20 rounds", "50 rounds"])
    page.keyboard.press("Escape")
    page.get_by_text("As a table").click()
    expect(page.locator("table")).to_contain_text("Only says sorry")
    page.reload()
    expect(page.locator(".st-key-quiet-played")).to_contain_text("played here")
    visitor.sees_no_fault()


def test_any_trainees_conversation_can_be_read_and_passed_on(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("admin")
    visitor.open("trial?scenario=loan-refused&written=zh-CN&trainee=only_apologies&seed=7")
    expect(page.locator(THEIRS).first).to_be_visible()
    said = visitor.theirs
    page.get_by_label("种子").fill("8")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"seed=8"))
    visitor.open("trial?scenario=loan-refused&written=zh-CN&trainee=only_apologies&seed=7")
    expect(page.locator(MINE).first).to_be_visible()
    assert visitor.theirs == said
    visitor.open("trial?scenario=loan-refused&written=zh-CN&trainee=nobody&seed=-5")
    expect(page.locator(".st-key-sample")).to_be_visible()
    visitor.sees_no_fault()


def test_the_page_is_kept_for_those_who_try_scenarios(portal: Portal, new_page: NewPage) -> None:
    for account in ("new-hire", "manager"):
        visitor = Visitor(new_page(), portal)
        visitor.sign_in(account)
        visitor.open("trial?scenario=loan-refused")
        expect(visitor.page.get_by_text("场景体检只对培训师和管理员开放。")).to_be_visible()
        assert visitor.page.locator(STRIP).count() == 0
        visitor.sees_no_fault()


def test_on_a_telephone_nothing_stands_out_over_the_edge(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.sign_in("trainer")
    for address in ("trials", "trial?scenario=loan-refused&written=en&trainee=good&seed=0"):
        visitor.open(address)
        visitor.page.wait_for_timeout(500)
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
    visitor.sees_no_fault()
