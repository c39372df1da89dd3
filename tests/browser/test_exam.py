"""An exam: one try, nobody helps, and the time ends it."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.portal_process import Portal
from tests.visitor import Visitor

SLUG = "elderly-scam-withdrawal"


@pytest.fixture(scope="module")
def portal(start_once: StartPortal) -> Portal:
    """A portal of this file's own, where each test examines somebody else: an exam is taken once."""
    return start_once()


def test_an_exam_shows_no_mood_and_gives_no_hint_and_is_taken_once(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("new-hire")
    visitor.begin(SLUG, exam=True)
    neutral = page.locator(".lms-who img").get_attribute("src")
    visitor.say_and_wait("烦不烦啊，去那边等着！")
    assert page.locator(".lms-mood, .st-key-hint_me").count() == 0
    assert page.locator(".lms-who img").get_attribute("src") == neutral
    visitor.end()

    visitor.open(f"brief?scenario={SLUG}&mode=exam")
    expect(page.locator(".st-key-quiet-mode")).to_contain_text("您")
    expect(page.locator(".st-key-begin button")).to_have_text("改为练习")
    page.locator(".st-key-begin button").click()
    expect(page.locator(".lms-mood")).to_be_visible()
    visitor.sees_no_fault()


def test_while_an_exam_runs_home_and_the_brief_lead_back_to_it_and_nothing_else(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(locale="en"), portal)
    page = visitor.page
    visitor.sign_in("deng.ziang")
    practice = visitor.begin(SLUG)
    visitor.begin("elderly-smart-machine")
    exam = visitor.begin(SLUG, exam=True)

    visitor.open("")
    expect(page.locator(".st-key-whom")).to_contain_text("is running")
    page.locator(".st-key-next_step button").click()
    page.wait_for_url(f"**/{exam}")
    visitor.open(f"brief?scenario={SLUG}")
    expect(page.locator(".st-key-go_on button")).to_have_text("Back to the exam")
    assert page.locator(".st-key-begin, .st-key-mode_choice").count() == 0
    visitor.open(practice)
    visitor.say("What is the money for?")
    expect(page.locator(".st-key-notice")).to_contain_text("Finish it first")
    expect(visitor.input).to_have_value("What is the money for?")
    page.locator(".st-key-hint_me button").click()
    expect(page.locator(".st-key-notice")).to_contain_text("Finish it first")
    assert page.locator(".st-key-hint").count() == 0
    visitor.sees_no_fault()


def test_an_exam_closes_by_itself_when_its_time_is_up(portal: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in("yu.peiran")
    address = visitor.begin(SLUG, exam=True)
    soon = (datetime.now(UTC) + timedelta(seconds=6)).replace(tzinfo=None)
    with sqlite3.connect(portal.home / "lms.sqlite3", timeout=10) as database:
        changed = database.execute(
            "UPDATE attempt SET deadline_at = ? WHERE id = ?",
            (soon.isoformat(" "), address.partition("attempt=")[2]),
        )
        assert changed.rowcount == 1
    visitor.open(address)
    expect(visitor.page.locator(".lms-clock")).to_have_text("0:02")
    visitor.page.wait_for_url("**/debrief?*", timeout=15_000)
    visitor.settle()
    visitor.sees_no_fault()
