"""Whether training helped, seen by a manager; a pilot begun by a trainer; figures taken in by who handles feedback."""

from pathlib import Path

from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}


def test_a_manager_reads_a_sentence_a_trainer_begins_and_rolls_out_pilots(
    start: StartPortal, new_page: NewPage, tmp_path: Path
) -> None:
    portal = start()
    manager = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    manager.sign_in("manager")
    manager.open("helped")
    expect(manager.page.get_by_role("heading", name="有用：")).to_be_visible()
    expect(manager.page.locator('[data-testid="stVegaLiteChart"]')).to_be_visible()
    manager.page.locator("summary", has_text="给分析人员的数字").click()
    expect(manager.page.get_by_text("太少，说不准").first).to_be_visible()
    manager.page.locator("label", has_text="逐个看我的人").first.click()
    expect(manager.page.get_by_text("不能拿来评定绩效")).to_be_visible()
    assert manager.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    manager.sees_no_fault()

    trainer = Visitor(new_page(locale="en"), portal)
    trainer.sign_in("trainer")
    trainer.open("pilots")
    trainer.page.locator("summary", has_text="Begin a pilot").click()
    begin = trainer.page.get_by_role("button", name="Begin the pilot")
    begin.scroll_into_view_if_needed()
    trainer.settle()
    begin.click()
    expect(trainer.page.get_by_text("Give the pilot a title")).to_be_visible()
    trainer.settle()
    trainer.page.get_by_label("Title").fill("Fees told before they are asked for")
    trainer.page.get_by_label("Goal, in a sentence").fill("A fifth fewer complaints about fees.")
    trainer.choose(trainer.page.get_by_label("Branches"), "Wenchang Bridge Branch")
    trainer.page.keyboard.press("Escape")
    trainer.page.get_by_role("button", name="Begin the pilot").click()
    expect(trainer.page.get_by_text("The pilot is set up")).to_be_visible()
    trainer.open("pilots")
    expect(trainer.page.get_by_text("Fees told before they are asked for")).to_be_visible()

    trainer.page.get_by_role("link", name="柜面先听后办").click()
    trainer.page.wait_for_url("**/pilot?*")
    trainer.settle()
    expect(trainer.page.get_by_role("heading", name="The goal is reached")).to_be_visible()
    trainer.page.get_by_role("button", name="Decide").click()
    reason = trainer.page.get_by_label("Why, in a sentence")
    reason.fill("It held for three months.")
    reason.press("Tab")
    trainer.settle()
    trainer.page.get_by_role("button", name="Roll it out").click()
    expect(trainer.page.get_by_text("Rolled out: the people of your other branches")).to_be_visible()
    expect(trainer.page.get_by_text("It held for three months.")).to_be_visible()
    trainer.sees_no_fault()

    officer = Visitor(new_page(locale="en"), portal)
    officer.sign_in("shao.yunshu")
    officer.open("past_complaints")
    file = tmp_path / "past.csv"
    file.write_text(
        "Day,Branch,Main cause,Complaints\n2024-05-06,LJ11,pricing,2\n2024-05-07,LJ99,pricing,1\n",
        encoding="utf-8",
    )
    officer.page.locator('input[type="file"]').set_input_files(file)
    expect(officer.page.get_by_text("2 complaints can be taken in.")).to_be_visible()
    expect(officer.page.get_by_text("There is no branch “LJ99”")).to_be_visible()
    officer.page.get_by_role("button", name="Take them in").click()
    expect(officer.page.get_by_text("They count from now on")).to_be_visible()
    officer.sees_no_fault()
