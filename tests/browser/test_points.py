"""Somebody who was praised exchanges points; the manager says not yet, and the points are back."""

from pathlib import Path

from playwright.sync_api import expect

from lms.culture.earning import Earned, award
from lms.people import load_people
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.settings import load_settings
from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}


def praised(home: Path, times: int) -> None:
    """Customers have praised the new hire more often than the demo tells, and somebody has confirmed it."""
    database = Database(f"sqlite:///{home / 'lms.sqlite3'}")
    context = Context(database, load_settings(home=home, demo=True, _env_file=None))
    person = load_people(database, context.today()).one_click("new-hire").person_id
    with database.transaction() as connection:
        for number in range(times):
            award(context, connection, Earned(person, "praise", f"browser:{number}", context.now()))
    database.close()


def test_points_are_exchanged_refused_with_a_reason_and_back(start: StartPortal, new_page: NewPage) -> None:
    portal = start()
    praised(portal.home, 2)
    me = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    me.sign_in("new-hire")
    me.open("points")
    expect(me.page.get_by_role("heading", name="60 积分")).to_be_visible()
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(me.page.locator(".st-key-exchange_course-outside button")).to_be_disabled()
    me.page.locator(".st-key-exchange_book button").click()
    expect(me.page.get_by_text("积分先留出来")).to_be_visible()
    expect(me.page.get_by_role("heading", name="20 积分")).to_be_visible()
    me.open("exchanges")
    expect(me.page.get_by_text("只有本机构的管理人员能处理下属的积分").first).to_be_visible()
    me.sees_no_fault()

    manager = Visitor(new_page(locale="en"), portal)
    manager.sign_in("manager")
    manager.open("points")
    manager.page.get_by_role("link", name="What my people want for theirs").click()
    manager.page.wait_for_url("**/exchanges")
    manager.settle()
    entry = manager.page.locator('[class*="st-key-entry-decide-"]').filter(has_text="Lin Xiaoyu")
    entry.get_by_role("button", name="Refuse").click()
    expect(manager.page.get_by_text("Say in a sentence why not")).to_be_visible()
    reason = entry.get_by_label("If not: why")
    reason.fill("Next month, please.")
    reason.press("Tab")
    manager.settle()
    entry.get_by_role("button", name="Refuse").click()
    expect(manager.page.get_by_text("The points are back with them")).to_be_visible()
    manager.sees_no_fault()

    me.open("points")
    expect(me.page.get_by_role("heading", name="60 积分")).to_be_visible()
    expect(me.page.get_by_text("Next month, please.").first).to_be_visible()
    expect(me.page.locator('[data-testid="stVegaLiteChart"]')).to_be_visible()
    me.sees_no_fault()
