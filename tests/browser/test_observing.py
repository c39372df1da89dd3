"""A mentor sits beside a new hire with a telephone, marks and signs; the new hire reads it and may stand alone."""

import re
from pathlib import Path

from playwright.sync_api import expect

from lms.catalogue.teaching import Shelves
from lms.learning import Done, Learning, Outcome, record
from lms.people import load_people
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.settings import load_settings
from scoring.schema import load_rubric
from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

RUBRIC = load_rubric("service-core")
ORDINARY = [one.id for one in RUBRIC.criteria if not one.blocker][:6]
RED_LINES = [one.id for one in RUBRIC.criteria if one.blocker]
PHONE = {"width": 390, "height": 844}


def everything_else_is_done(home: Path) -> str:
    """The new hire has done what comes before; her id."""
    database = Database(f"sqlite:///{home / 'lms.sqlite3'}")
    context = Context(database, load_settings(home=home, demo=True, _env_file=None))
    person_id = load_people(database, context.today()).one_click("new-hire").person_id
    learning = Learning(context, Shelves(context))
    courses = [entry.course for entry in learning.structure.curricula["foundation"].courses][:-1]
    done = [Done(person_id, "course", slug, Outcome.COMPLETED, context.now()) for slug in courses]
    with database.transaction() as connection:
        record(connection, learning.structure, done, today=context.today(), now=context.now())
    database.close()
    return person_id


def mark(visitor: Visitor, criterion: str, word: str) -> None:
    box = visitor.page.locator(f".st-key-question-{criterion}")
    box.get_by_role("radio", name=word, exact=True).click()
    expect(box.locator('[data-selected="true"]')).to_have_count(1)
    visitor.settle()


def mark_all(visitor: Visitor) -> None:
    for criterion in ORDINARY:
        mark(visitor, criterion, "✓ 做到")
    for criterion in RED_LINES:
        mark(visitor, criterion, "✓ 守住了")


def test_a_mentor_observes_on_a_telephone_and_the_new_hire_may_stand_alone(
    start: StartPortal, new_page: NewPage
) -> None:
    portal = start()
    person_id = everything_else_is_done(portal.home)
    mentor = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    mentor.sign_in("mentor")
    mentor.open("mentees")
    mentor.page.locator(f".st-key-entry-observe-{person_id} a").click()
    mentor.page.wait_for_url("**/observe?*")
    mentor.settle()
    expect(mentor.page.locator("h1")).to_contain_text("林晓雨")
    wide = "document.documentElement.scrollWidth"
    assert mentor.page.evaluate(wide) <= PHONE["width"]

    mark(mentor, ORDINARY[0], "✓ 做到")
    mentor.page.locator(".st-key-sign_observation button").click()
    expect(mentor.page.get_by_text("每条红线都请选一下")).to_be_visible()
    # Put away, and gone on with later: what was tapped is there.
    mentor.open(f"observe?person={person_id}")
    first = mentor.page.locator(f".st-key-question-{ORDINARY[0]}")
    expect(first.locator('[data-selected="true"]')).to_contain_text("做到")
    for criterion in ORDINARY[1:]:
        mark(mentor, criterion, "✓ 做到")
    for criterion in RED_LINES:
        mark(mentor, criterion, "✓ 守住了")
    words = mentor.page.get_by_label("好在哪里，下一步最该练的一件事")
    words.fill("稳。客户手机13812345678当场核对了。")
    words.blur()
    expect(mentor.page.get_by_text("保存前已经遮掉")).to_be_visible()
    mentor.settle()
    assert "13812345678" not in words.input_value()
    mentor.page.locator(".st-key-sign_observation button").click()
    mentor.page.wait_for_url("**/observation?*")
    mentor.settle()
    expect(mentor.page.get_by_role("heading", name="✓ 可以")).to_be_visible()
    mentor.sees_no_fault()

    newcomer = Visitor(new_page(), portal)
    newcomer.sign_in("new-hire")
    newcomer.open("path")
    expect(newcomer.page.get_by_text("还不能独立上岗")).to_be_visible()
    expect(newcomer.page.get_by_text("连续过关 1 / 2 次")).to_be_visible()

    mentor.open(f"observe?person={person_id}")
    mark_all(mentor)
    mentor.page.locator(".st-key-sign_observation button").click()
    mentor.page.wait_for_url("**/observation?*")
    mentor.settle()

    newcomer.open("path")
    expect(newcomer.page.get_by_text("✓ 可独立上岗")).to_be_visible()
    newcomer.page.get_by_role("link", name=re.compile("可以 · ")).last.click()
    newcomer.page.wait_for_url("**/observation?*")
    newcomer.settle()
    expect(newcomer.page.get_by_text("当场核对了")).to_be_visible()
    own = newcomer.page.get_by_label("用自己的话写，别写客户的姓名、号码")
    own.fill("那天人多，我有点急，下次慢一拍。")
    newcomer.page.get_by_role("button", name="补充我的看法").click()
    expect(newcomer.page.get_by_text("已补充")).to_be_visible()
    expect(newcomer.page.get_by_text("那天人多，我有点急，下次慢一拍。").first).to_be_visible()
    newcomer.open(f"observe?person={person_id}")
    expect(newcomer.page.get_by_text("自己不能观察自己")).to_be_visible()
    newcomer.sees_no_fault()

    manager = Visitor(new_page(locale="en"), portal)
    manager.sign_in("manager")
    manager.open("cleared")
    expect(manager.page.get_by_text("Cleared for independent work: 1 of 2")).to_be_visible()
    manager.open("foresight")
    expect(manager.page.locator('[data-testid="stVegaLiteChart"]').first).to_be_visible()
    manager.sees_no_fault()
