"""Charts are read like the page around them: their sentence is text, and their letters are as large as the page's."""

import re

from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor

TWICE = (
    "addEventListener('DOMContentLoaded', () => document.head.append(Object.assign("
    "document.createElement('style'), {textContent: 'html {font-size: 200% !important}'})))"
)
CHART = '[data-testid="stVegaLiteChart"]'


def height(page: Page) -> float:
    box = page.locator(f"{CHART} svg.marks").first.bounding_box()
    assert box is not None
    return box["height"]


def test_a_charts_letters_grow_with_those_of_the_page(portal: Portal, new_page: NewPage) -> None:
    usual, large = Visitor(new_page(), portal), Visitor(new_page(), portal)
    large.page.add_init_script(TWICE)
    for visitor in (usual, large):
        visitor.sign_in("manager")
        visitor.open("needs")
        expect(visitor.page.locator(f"{CHART} svg.marks").first).to_be_visible()
    # The browser tells its letters once the first page is there.
    large.page.wait_for_function("document.cookie.includes('lms_letters=200')")
    large.open("needs")
    expect(large.page.locator(f"{CHART} svg.marks").first).to_be_visible()
    assert height(large.page) > 1.8 * height(usual.page)
    for visitor in (usual, large):
        visitor.sees_no_fault()


def test_what_a_chart_says_is_text_above_it_and_its_file_has_a_name_in_the_readers_language(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), portal)
    visitor.sign_in("manager")
    visitor.open("needs")
    said = visitor.page.locator('[class*="st-key-finding-"]').first
    expect(said).to_contain_text("%")
    with visitor.page.expect_download() as coming:
        visitor.page.locator('[class*="st-key-csv_heat"] button').click()
    assert re.fullmatch(r"各网点的能力-\d{8}-\d{4}\.csv", coming.value.suggested_filename)
    visitor.sees_no_fault()
