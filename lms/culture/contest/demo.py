"""Contests of the invented bank: one that is over, with its prizes, and one that takes entries."""

from datetime import timedelta
from typing import TYPE_CHECKING

from lms.culture.contest.announcing import announce_result, decide_prize
from lms.culture.contest.opening import ContestPlan, open_contest
from lms.culture.contest.taking_part import enter_contest, entries_to_mark, mark_entry, vote_for_entry
from lms.culture.suggesting import hand_in, my_suggestions, review_suggestion

if TYPE_CHECKING:
    from lms.culture.demo import Story as Bank

OPENER = "trainer"
JURY = ("peng.shaoan", "yu.jingyi", "qiao.yutong", "he.lan")
BRANCHES = ("LJ11", "LJ12", "LJ21", "LJ22")
CRITERIA = (("对客户有用", 50), ("明天就能做", 30), ("花钱少", 20))
PRIZES = (200, 120, 60)
BEGUN, TAKEN, JUDGED, VOTED, ANNOUNCED = 62, 48, 36, 34, 32
"""How many days ago the first one began, took its last entry, was judged and voted on, was announced."""
LAST = (
    "秋季金点子：让老人少等十分钟",
    "老人在厅里等得最久。什么做法不花大钱，明天就能让他们少等十分钟？前三名的办法会在参赛网点先试一个月。",
)
NOW = (
    "冬季金点子：第一次来，不慌",
    "第一次进网点的人，最慌的是哪一步？请写一个您做过、或者想试的小办法。好办法会写进新员工的第一课。",
)
ENTRIES = (
    # Who entered what, with their name; how its review ended and why; what the jurors gave it, one after the other;
    # who voted for it.
    (
        "tang.shufen",
        True,
        "adopted",
        "椅子当天就摆上了，效果看得见。",
        "养老金发放日在叫号机旁摆六把椅子，按坐的顺序叫，老人不用捏着号站着等。",
        ((5, 5, 5), (5, 4, 5), (4, 5, 5), (5, 5, 4)),
        ("bai.mengjie", "meng.fanzhou", "jiang.yuehua", "gan.lu", "zhu.siqi", "new-hire"),
    ),
    (
        "nie.junfeng",
        True,
        "in_review",
        "",
        "给常来的老人建一张大字卡，写好他常办的业务和要带的东西，进门一亮，大堂就知道怎么帮。",
        ((5, 3, 4), (4, 4, 4), (5, 3, 4), (4, 3, 5)),
        ("ruan.shuyao", "ke.yining", "zhai.lina"),
    ),
    (
        "qian.xiuzhen",
        True,
        "adopted",
        "试了两周，零钱包不够用，已加备。",
        "早上开门前先包好五十、一百、二百的零钱包，老人取小额现金不用等点钞。",
        ((4, 4, 4), (4, 4, 4), (4, 4, 4), (4, 4, 4)),
        ("deng.ziang", "shi.ruoxi"),
    ),
    (
        "lu.haitao",
        False,
        "declined",
        "预约要老人自己用手机，正好帮不到他们。",
        "让老人提前一天在手机银行上预约，到店不用取号。",
        ((2, 2, 3), (2, 3, 3), (1, 3, 3), (2, 2, 3)),
        ("you.xinyi",),
    ),
)
MANAGERS = {"LJ11": "manager", "LJ12": "wei.jiahe", "LJ21": "luo.tiancheng", "LJ22": "qi.ruonan"}
APPROVED = ("tang.shufen", "nie.junfeng")
OPEN_FOR = ("LJ11", "LJ12", "LJ21", "LJ22", "LJ31", "LJ32")
ENTERED = ("new-hire", "miao.yulan")
"""Who has entered the contest that is open, with what they suggested before."""


def load_contests(bank: "Bank") -> None:
    """Tell of both."""
    _last(bank)
    _now(bank)


def _last(bank: "Bank") -> None:
    begun = bank.on(BEGUN)
    contest = open_contest(
        begun, actor=bank.actor(OPENER), contest=_plan(bank, LAST, BRANCHES, BEGUN), key="demo 1"
    )
    entered: dict[str, str] = {}
    given = {}
    for username, named, state, reason, text, marks, voters in ENTRIES:
        then, author = bank.on(TAKEN + 4), bank.actor(username)
        suggestion = hand_in(then, actor=author, text=text, key=f"demo contest {username}")
        entered[username] = enter_contest(
            then, actor=author, contest_id=contest, suggestion_id=suggestion, named=named
        )
        given[text] = (marks, voters, entered[username])
        manager = bank.actor(next(MANAGERS[code] for code in BRANCHES if bank.unit(code) == author.unit_id))
        for step in ("in_review",) if state == "in_review" else ("in_review", state):
            words = reason if step == state else ""
            review_suggestion(
                bank.on(TAKEN), actor=manager, suggestion_id=suggestion, step=step, reason=words
            )
    for place, username in enumerate(JURY):
        juror, judging = bank.actor(username), bank.on(JUDGED)
        for one in entries_to_mark(judging, actor=juror, contest_id=contest):
            gave = given[one.text][0][place]
            mark_entry(judging, actor=juror, contest_id=contest, entry=one.entry_id, marks=gave)
    for _marks, voters, entry in given.values():
        for voter in voters:
            vote_for_entry(bank.on(JUDGED), actor=bank.actor(voter), contest_id=contest, entry=entry)
    announce_result(bank.on(ANNOUNCED), actor=bank.actor(OPENER), contest_id=contest)
    for username in APPROVED:
        unit = bank.actor(username).unit_id
        manager = bank.actor(next(MANAGERS[code] for code in BRANCHES if bank.unit(code) == unit))
        decide_prize(bank.on(ANNOUNCED - 1), actor=manager, entry=entered[username], approved=True)


def _now(bank: "Bank") -> None:
    contest = open_contest(
        bank.on(6), actor=bank.actor(OPENER), contest=_plan(bank, NOW, OPEN_FOR, 6), key="demo 2"
    )
    for username in ENTERED:
        author = bank.actor(username)
        first = next(iter(my_suggestions(bank.on(1), actor=author)), None)
        if first is not None:
            enter_contest(
                bank.on(1),
                actor=author,
                contest_id=contest,
                suggestion_id=first.suggestion_id,
                named=True,
            )


def _plan(bank: "Bank", said: tuple[str, str], branches: tuple[str, ...], days: int) -> ContestPlan:
    first = bank.on(days).today()
    jury = tuple(bank.actor(username).person_id for username in JURY)
    return ContestPlan(
        *said,
        tuple(bank.unit(code) for code in branches),
        first,
        first + timedelta(days=BEGUN - TAKEN),
        first + timedelta(days=BEGUN - VOTED),
        first + timedelta(days=BEGUN - VOTED),
        CRITERIA,
        jury,
        PRIZES,
    )
