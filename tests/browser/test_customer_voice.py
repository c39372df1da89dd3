"""The quarterly paper: a case handler has texts compared, names what is found, takes it away; a manager reads."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}
TO_COMPARE_MS = 90_000
"""A busy machine reads some sixty texts, after a look for what is owed."""


def taken(page: Page, name: str) -> bytes:
    """The file behind a button."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes()


def test_texts_are_compared_and_named_and_the_paper_is_taken_away(
    start: StartPortal, new_page: NewPage
) -> None:
    portal = start()
    handler = Visitor(new_page(locale="en"), portal)
    page = handler.page
    handler.sign_in("shao.yunshu")
    handler.open("customer_voice")
    expect(page.get_by_role("heading", name="Customers told")).to_be_visible()
    expect(page.locator('[data-testid="stVegaLiteChart"]')).to_be_visible()
    expect(page.get_by_text("What no cause shows is not known yet")).to_be_visible()
    handler.settle()
    page.get_by_role("button", name="Compare the texts of this quarter").click()
    expect(page.get_by_text("Telling words:").first).to_be_visible(timeout=TO_COMPARE_MS)
    handler.settle()
    name = page.get_by_label("What do these customers need?").first
    name.fill("Somebody *else* is told, too")
    page.get_by_role("button", name="Name it").first.click()
    expect(page.get_by_text("It has a name now.")).to_be_visible()
    expect(page.get_by_text("Somebody *else* is told, too").first).to_be_visible()
    handler.settle()
    assert taken(page, "PDF").startswith(b"%PDF-")
    book = load_workbook(BytesIO(taken(page, "Excel")))
    assert book.sheetnames == ["What matters", "Frequent needs", "Rising needs", "Hidden needs", "By segment"]
    assert any(
        "Somebody *else* is told, too" in str(row[0].value) for row in book["Hidden needs"].iter_rows()
    )
    handler.sees_no_fault()

    manager = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    manager.sign_in("manager")
    manager.open("customer_voice")
    expect(manager.page.get_by_role("heading", name="客户提出了")).to_be_visible()
    expect(manager.page.get_by_role("heading", name="按客群")).to_be_visible()
    expect(manager.page.get_by_text("特征词")).to_have_count(0)
    expect(manager.page.get_by_role("button", name="重新比对")).to_have_count(0)
    assert manager.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    manager.sees_no_fault()
