"""Whoever answers for a whole bank turns its people over a page at a time, searches them, and goes into a region."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from lms.people.demo import DEMO_PASSWORD
from tests.conftest import NewPage
from tests.portal_process import ROOT, Portal, clean_environment, start_portal
from tests.visitor import Visitor

ENTRY = '[class*="st-key-entry-"]'
QUIET, ACTIVE = ".st-key-list-quiet", ".st-key-list-active"
# More branches than are shown below each other, so that they are gathered by region.
PEOPLE, BRANCHES = 250, 42


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    home = tmp_path_factory.mktemp("bank") / "home"
    command = [sys.executable, "-m", "lms.cli", "demo", "--size", "bank"]
    command += [
        "--people",
        str(PEOPLE),
        "--branches",
        str(BRANCHES),
        "--attempts",
        "500",
        "--progress",
        "500",
    ]
    subprocess.run(command, cwd=ROOT, env=clean_environment(home), check=True, capture_output=True)
    running = start_portal(home)
    yield running
    running.stop()


def names(visitor: Visitor, where: str) -> list[str]:
    entries = visitor.page.locator(f"{where} {ENTRY}")
    entries.first.wait_for()
    visitor.settle()
    # An entry stands before its link is drawn: on a busy machine some were read without theirs.
    links = entries.locator("a")
    expect(links).to_have_count(entries.count())
    return links.all_inner_texts()


def test_a_page_holds_twenty_and_the_next_one_others(bank: Portal, new_page: NewPage) -> None:
    visitor = Visitor(new_page(locale="en"), bank)
    page = visitor.page
    visitor.sign_in_with("head", DEMO_PASSWORD)
    visitor.open("branch")
    page.locator(".st-key-quiet-whose").wait_for()  # the last thing on the page that is always there
    where = ACTIVE if page.locator(f"{ACTIVE} {ENTRY}").count() == 20 else QUIET
    expect(page.locator(f"{where} {ENTRY}")).to_have_count(20)
    first = names(visitor, where)
    key = where.rpartition("-")[2]
    visitor.open(f"branch?{key}=2")
    second = names(visitor, where)
    assert second and not set(first) & set(second)
    # There is no page beyond the last one: whoever asks for it begins at the beginning.
    visitor.open(f"branch?{key}=999")
    assert names(visitor, where) == first
    visitor.sees_no_fault()


def test_somebody_is_found_among_hundreds_and_whoever_is_not_there_is_not(
    bank: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), bank)
    page = visitor.page
    visitor.sign_in_with("head", DEMO_PASSWORD)
    visitor.open("branch")
    search = page.locator(".st-key-team_search input")
    search.fill("LJE000017")
    search.press("Enter")
    expect(page.locator(f"{QUIET} {ENTRY}, {ACTIVE} {ENTRY}")).to_have_count(1)
    search.fill("<b>没有这个人</b>")
    search.press("Enter")
    expect(page.get_by_text("没有符合的人")).to_be_visible()
    visitor.sees_no_fault()


def begun(visitor: Visitor) -> tuple[int, int]:
    """What the page says: how many there are, and how many of them have rehearsed."""
    said = visitor.page.get_by_text(re.compile(r"人中.*练过$")).first.inner_text()
    people, some = re.findall(r"\d+", said)
    return int(people), int(some)


def test_a_region_is_entered_and_left_its_address_is_enough_and_a_foreign_one_is_refused(
    bank: Portal, new_page: NewPage
) -> None:
    visitor = Visitor(new_page(), bank)
    page = visitor.page
    visitor.sign_in_with("head", DEMO_PASSWORD)
    visitor.open("branch")
    whole, _ = begun(visitor)
    into = page.locator('[data-testid="stMain"] a[href*="branch?unit="]')
    into.first.wait_for()
    visitor.settle()
    regions = [str(link.get_attribute("href")).rpartition("/")[2] for link in into.all()]
    own = next(address for address in regions if address.endswith("-000000000000"))
    foreign = next(address for address in regions if address.endswith("-000000000001"))
    into.first.click()
    page.wait_for_url("**/branch?unit=*")
    visitor.settle()
    part = begun(visitor)
    assert 0 < part[0] < whole
    page.get_by_text("所有网点").click()
    page.wait_for_url(re.compile(r"/branch$"))
    page.go_back()
    page.wait_for_url("**/branch?unit=*")
    visitor.open(regions[0])
    page.locator(ENTRY).first.wait_for()
    assert begun(visitor) == part
    visitor.sees_no_fault()

    regional = Visitor(new_page(), bank)
    regional.sign_in_with("head.ljr01", DEMO_PASSWORD)
    regional.open(own)
    regional.page.locator(ENTRY).first.wait_for()
    regional.open(foreign)
    expect(regional.page.get_by_text("这个页面打不开")).to_be_visible()
    assert regional.page.locator(ENTRY).count() == 0
    regional.sees_no_fault()
