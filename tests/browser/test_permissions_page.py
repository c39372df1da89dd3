"""The table of who may do what is longer than a screen; which column is whose stays in sight."""

from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

LAST_ROW = ".lms-rights tbody tr:last-child"


def test_the_roles_stay_in_sight_down_to_the_last_row(start: StartPortal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(), start())
    page = visitor.page
    visitor.sign_in("admin")
    visitor.open("permissions")
    page.locator(LAST_ROW).scroll_into_view_if_needed()
    expect(page.locator(LAST_ROW)).to_be_in_viewport()
    expect(page.get_by_role("columnheader", name="审计员")).to_be_in_viewport()
    visitor.sees_no_fault()
