"""Figures on a page can be taken away: in full, stamped, under a name in the reader's language."""

import re
from pathlib import Path

from tests.conftest import NewPage
from tests.portal_process import Portal
from tests.visitor import Visitor


def test_who_is_short_of_training_is_taken_away_whole_though_the_page_shows_some(
    portal: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), portal)
    page = visitor.page
    visitor.sign_in("trainer")
    visitor.open("training")
    (count,) = re.findall(r"\d+", page.locator("h3").first.inner_text())
    with page.expect_download() as coming:
        page.locator(".st-key-csv_short button").click()
    lines = Path(coming.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert re.fullmatch(r"尚未达标名单-\d{8}-\d{4}\.csv", coming.value.suggested_filename)
    assert "消费者权益保护 (consumer_protection)" in lines[1] and "顾文澜" in lines[3]
    assert len(lines) == 6 + int(count)
    with page.expect_download() as coming:
        page.locator(".st-key-csv_coverage button").click()
    lines = Path(coming.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[5].startswith("机构号,") and lines[6].startswith("LJ00,")
    visitor.sees_no_fault()
