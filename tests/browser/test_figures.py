"""Figures by file: a broken row is named, the rest looked at and taken in, and rates are for 10,000 transactions."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from lms.insight.figures.demo import MISSING
from lms.insight.figures.months import month_of
from lms.platform.quarters import quarter_of
from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}


def test_a_file_with_a_broken_row_is_looked_at_and_taken_in_and_the_branch_is_told_for_transactions(
    start: StartPortal, new_page: NewPage, tmp_path: Path
) -> None:
    portal = start()
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    branch, back = MISSING
    month = month_of(today).later(-back)
    quarter = quarter_of(month.begins)
    officer = Visitor(new_page(locale="en"), portal)
    officer.sign_in("yu.jingyi")

    officer.open("rates")
    officer.choose(officer.page.get_by_label("Quarter"), f"Q{quarter.number} {quarter.year}")
    officer.settle()
    expect(officer.page.get_by_text("ranked apart from the others")).to_be_visible()
    expect(officer.page.get_by_role("heading", name="For 100 staff in a month")).to_be_visible()

    officer.open("figures")
    expect(officer.page.get_by_role("heading", name="1 month of a branch is missing")).to_be_visible()
    officer.page.get_by_role("link", name="Take in figures").click()
    officer.page.wait_for_url("**/figures_file")
    officer.settle()
    lines = [f"{branch},{month.id},{kind},{value}," for kind, value in (("churn", 14), ("errors", 4))]
    lines += [f"{branch},{month.id},satisfaction,93.1,160", f"{branch},{month.id},cost,321000,"]
    lines += [f"{branch},{month.id},transactions,9640,", f"{branch},{month.id},transactions,plenty,"]
    file = tmp_path / "figures.csv"
    file.write_text("Branch,Month,Figure,Value,Number of answers\n" + "\n".join(lines), encoding="utf-8")
    officer.page.locator('input[type="file"]').set_input_files(file)
    expect(officer.page.get_by_text("5 figures can be taken in: 5 new")).to_be_visible()
    expect(officer.page.get_by_text("Row 7, column “Value”: “plenty” is no whole number")).to_be_visible()
    officer.page.get_by_role("button", name="Take in the right ones").click()
    expect(officer.page.get_by_text(re.compile(r"^Taken in: 5 new"))).to_be_visible()
    officer.sees_no_fault()

    officer.open("figures")
    expect(officer.page.get_by_role("heading", name="all 12 months of all branches are held")).to_be_visible()
    officer.open("rates")
    officer.choose(officer.page.get_by_label("Quarter"), f"Q{quarter.number} {quarter.year}")
    officer.settle()
    expect(officer.page.get_by_role("heading", name="For 10,000 transactions")).to_be_visible()
    expect(officer.page.get_by_role("heading", name="For 100 staff in a month")).to_have_count(0)
    officer.sees_no_fault()

    manager = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    manager.sign_in("manager")
    manager.open("figures")
    expect(manager.page.get_by_role("heading", name="业务笔数")).to_be_visible()
    assert manager.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    manager.open("figures_file")
    expect(manager.page.get_by_text("网点指标只由消保专员导入")).to_be_visible()
