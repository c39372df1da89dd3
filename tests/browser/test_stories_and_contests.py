"""A story from its telling to the morning's card; a contest from an entry to the prize in the winner's account."""

import re
import sqlite3
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.conftest import NewPage, StartPortal
from tests.visitor import Visitor

PHONE = {"width": 390, "height": 844}
TITLE = "雨天门口的一把伞"
STORY = {
    "客户来办什么、想要什么": "一位姓白的客户（电话13812345678）淋着雨进来取款。",
    "难在哪儿": "外面雨大，客户没带伞，老人走得慢。",
    "怎么做的、怎么说的": "林晓雨把自己的伞递过去：“您先用，明天路过再还。”",
    "后来怎么样": "第二天客户带着伞和一袋苹果来了。",
    "同事可以学哪一点": "门口放三把伞，写上“请用，方便时还”。",
}


def write(field: Locator, words: str) -> None:
    field.fill(words)
    field.press("Tab")


def test_a_story_is_told_with_leave_edited_and_read_out_in_the_morning(
    start: StartPortal, new_page: NewPage
) -> None:
    portal = start()
    me = Visitor(new_page(viewport=PHONE, has_touch=True), portal)
    me.sign_in("jiang.yuehua")
    me.open("tell_story")
    me.choose(me.page.get_by_role("combobox", name="讲的是谁？"), re.compile("林晓雨"))
    me.page.keyboard.press("Escape")
    write(me.page.get_by_label("标题"), TITLE)
    for label, words in STORY.items():
        write(me.page.get_by_label(label), words)
    for label, option in (
        ("体现了哪项能力？", "服务意识"),
        ("业务", "柜面服务"),
        ("客户", re.compile("老年")),
        ("情境", "大堂"),
    ):
        me.choose(me.page.get_by_role("combobox", name=label), option)
    look = me.page.get_by_role("button", name="看看同事会读到什么")
    look.click()
    expect(me.page.get_by_text("已隐去、哪里都不保存")).to_contain_text("13812345678")
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    me.settle()
    me.page.get_by_role("button", name="交给编辑").click()
    expect(me.page.get_by_text("已交给编辑，办到哪一步下面看得到。")).to_be_visible()
    me.sees_no_fault()

    told_of = Visitor(new_page(locale="en"), portal)
    told_of.sign_in("new-hire")
    told_of.open("")
    told_of.page.get_by_text("A story tells of you: may your name stand in it?").click()
    told_of.page.wait_for_url("**/stories*")
    mine = told_of.page.locator('[class*="st-key-of-me-"]').filter(has_text=TITLE).first
    mine.get_by_role("button", name="My name may stand in it").click()
    expect(told_of.page.get_by_text("It holds at once, wherever the story is read.")).to_be_visible()
    told_of.sees_no_fault()

    manager = Visitor(new_page(), portal)
    manager.sign_in("manager")
    manager.open("stories_review")
    card = manager.page.locator('[class*="st-key-edit-story-"]').filter(has_text=TITLE)
    expect(card).to_contain_text("林晓雨把自己的伞递过去")
    expect(card).not_to_contain_text("13812345678")
    card.get_by_role("button", name="发布").click()
    expect(manager.page.get_by_text("已发布，同事在故事库里找得到。")).to_be_visible()
    manager.open("stories")
    write(manager.page.get_by_label("找一个故事"), "雨天")
    manager.page.get_by_role("link", name=TITLE).click()
    manager.page.wait_for_url("**/story?*")
    manager.settle()
    manager.page.get_by_role("button", name="对我有用").click()
    expect(manager.page.get_by_text("讲的人只看得到对几位同事有用")).to_be_visible()
    manager.settle()
    manager.page.get_by_role("button", name="选进晨会").click()
    manager.page.get_by_role("button", name="选进去").click()
    expect(manager.page.get_by_text("已选进晨会，当天会出现在表扬墙上。")).to_be_visible()
    manager.open("morning")
    expect(manager.page.locator(".st-key-better-morning-story")).to_contain_text(TITLE)
    manager.sees_no_fault()

    told_of.open("wall")
    expect(told_of.page.locator(".st-key-better-morning-story")).to_contain_text("门口放三把伞")
    told_of.sees_no_fault()
    me.open("points")
    expect(me.page.get_by_text("故事选进晨会").first).to_be_visible()
    me.sees_no_fault()


def days_pass(home: Path, contest: str, days: int) -> None:
    """As if the contest had been opened some days earlier."""
    columns = ("entries_from", "entries_until", "vote_until", "jury_until")
    with sqlite3.connect(home / "lms.sqlite3", timeout=10) as database:
        for column in columns:
            database.execute(
                f"UPDATE contest SET {column} = date({column}, ?) WHERE id = ?",
                (f"-{days} days", contest),
            )


def test_a_contest_goes_from_an_entry_to_the_prize_in_the_winners_account(
    start: StartPortal, new_page: NewPage
) -> None:
    portal = start()
    me = Visitor(new_page(locale="en", viewport=PHONE, has_touch=True), portal)
    me.sign_in("deng.ziang")
    me.open("contests")
    me.page.get_by_role("link").filter(has_text="冬季金点子").click()
    me.page.wait_for_url("**/contest?*")
    address = me.page.url.removeprefix(f"{portal.url}/")
    contest = address.partition("contest=")[2]
    me.settle()
    words = "门口贴一张三步图：取号、坐下、听叫号。"
    write(me.page.get_by_label("What would you do otherwise, and what is it good for?"), words)
    me.page.get_by_text("my name may stand beside it").click()
    me.settle()
    me.page.get_by_role("button", name="Enter it").click()
    expect(me.page.get_by_text("Entered. Your manager reviews the suggestion as always.")).to_be_visible()
    assert me.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    me.sees_no_fault()

    days_pass(portal.home, contest, 15)
    voter = Visitor(new_page(), portal)
    voter.sign_in("new-hire")
    voter.open(address)
    entry = voter.page.locator('[class*="st-key-contest-entry-"]').filter(has_text="三步图")
    expect(entry).not_to_contain_text("邓子昂")
    entry.get_by_role("button", name="投它一票").click()
    expect(voter.page.get_by_text("投票有效，且不公开。")).to_be_visible()
    voter.sees_no_fault()

    juror = Visitor(new_page(), portal)
    juror.sign_in("peng.shaoan")
    juror.open(address)
    for place in range(3):
        card = juror.page.locator('[class*="st-key-contest-mark-"]').filter(has_text="三步图")
        card.get_by_role("radiogroup").nth(place).get_by_text("5", exact=True).click()
        juror.settle()
    card = juror.page.locator('[class*="st-key-contest-mark-"]').filter(has_text="三步图")
    card.get_by_role("button", name="提交评分").click()
    expect(juror.page.get_by_text("已记下，截止前可以修改。")).to_be_visible()
    juror.sees_no_fault()

    days_pass(portal.home, contest, 15)
    opener = Visitor(new_page(), portal)
    opener.sign_in("trainer")
    opener.open(address)
    opener.page.get_by_role("button", name="公布结果").click()
    expect(opener.page.get_by_text("已公布。奖励等获奖人的主管审批。")).to_be_visible()
    first = opener.page.locator('[class*="st-key-contest-result-"]').first
    expect(first).to_contain_text("第 1 名")
    expect(first).to_contain_text("邓子昂")
    expect(opener.page.get_by_text("只按评委评分排名")).to_be_visible()
    opener.sees_no_fault()

    manager = Visitor(new_page(), portal)
    manager.sign_in("manager")
    manager.open("contests")
    prize = manager.page.locator('[class*="st-key-prize-"]').filter(has_text="冬季金点子")
    prize.first.get_by_role("button", name="同意发放").click()
    expect(manager.page.get_by_text("已同意，积分已入账。")).to_be_visible()
    manager.sees_no_fault()

    me.open("points")
    expect(me.page.get_by_text("Prize of a contest").first).to_be_visible()
    me.sees_no_fault()
