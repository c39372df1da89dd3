"""A contest: entered by those invited, judged without names, voted on in secret, announced and paid once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from lms.culture import hand_in, my_points, my_suggestions, review_suggestion
from lms.culture.contest import (
    ContestPlan,
    announce_result,
    contest_of,
    contests_of,
    decide_prize,
    enter_contest,
    entries_of_contest,
    entries_to_mark,
    mark_entry,
    open_contest,
    people_to_judge,
    prizes_to_decide,
    take_entry_back,
    vote_for_entry,
)
from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, LmsError, NotFound, Refused
from lms.platform.personal_data import erase
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]
OPENER = "liang.chengzhi"
JURY = ("manager", "wei.jiahe", "tang.shufen", "mentor")
TEXTS = {
    "new-hire": "柜台贴一张证件小卡片。",
    "qian.xiuzhen": "取号前先问一句。",
    "bai.mengjie": "回单箱按首字母排。",
}


def plan(context: Context, bank: DemoBank, who: Who, **other: object) -> ContestPlan:
    today = context.today()
    one = ContestPlan(
        "秋季金点子",
        "怎样让老人少等十分钟？",
        (bank.units["LJ11"], bank.units["LJ12"]),
        today,
        today + timedelta(days=7),
        today + timedelta(days=14),
        today + timedelta(days=12),
        (("对客户有用", 60), ("做得起来", 40)),
        tuple(who(one).person_id for one in JURY),
        (200, 100, 50),
    )
    return replace(one, **other)  # type: ignore[arg-type]


def later(context: Context, days: int) -> Context:
    return replace(context, clock=FixedClock(context.now() + timedelta(days=days)))


@pytest.fixture
def contest(context: Context, bank: DemoBank, who: Who) -> str:
    return open_contest(context, actor=who(OPENER), contest=plan(context, bank, who), key="1")


@pytest.fixture
def entered(context: Context, who: Who, contest: str) -> dict[str, str]:
    """Entries of three colleagues, by their user names."""
    found = {}
    for username, text in TEXTS.items():
        suggestion = hand_in(context, actor=who(username), text=text, key="1")
        found[username] = enter_contest(
            context,
            actor=who(username),
            contest_id=contest,
            suggestion_id=suggestion,
            named=username != "bai.mengjie",
        )
    return found


def judge_all(context: Context, who: Who, contest: str, given: dict[str, tuple[int, int]]) -> None:
    """Each juror marks what they may, by its words."""
    texts = {TEXTS[username]: marks for username, marks in given.items()}
    for username in JURY:
        for one in entries_to_mark(context, actor=who(username), contest_id=contest):
            marks = texts[one.text]
            mark_entry(context, actor=who(username), contest_id=contest, entry=one.entry_id, marks=marks)


def test_what_cannot_be_set_is_refused_and_the_same_form_opens_one_contest(
    context: Context, bank: DemoBank, who: Who, contest: str
) -> None:
    today, opener = context.today(), who(OPENER)
    wrong: tuple[dict[str, object], ...] = (
        {"title": " "},
        {"entries_from": today - timedelta(days=1)},
        {"vote_until": today + timedelta(days=7)},
        {"criteria": (("有用", 60), ("新", 30))},
        {"criteria": ()},
        {"jury_weight": 20},
        {"jury": (who("manager").person_id,)},
        {"jury": tuple(who(one).person_id for one in ("new-hire", "deng.ziang", "qian.xiuzhen"))},
        {"prizes": (100, 200)},
        {"prizes": (900, 200)},
        {"prizes": ()},
        {"unit_ids": ()},
    )
    for other in wrong:
        with pytest.raises(Refused):
            open_contest(context, actor=opener, contest=plan(context, bank, who, **other), key="2")
    abroad = plan(context, bank, who, unit_ids=(bank.units["LJ21"],))
    with pytest.raises(Forbidden):
        open_contest(context, actor=opener, contest=abroad, key="2")
    with pytest.raises(Forbidden):
        open_contest(context, actor=who("new-hire"), contest=plan(context, bank, who), key="2")
    assert open_contest(context, actor=opener, contest=plan(context, bank, who), key="1") == contest
    assert len(contests_of(context, actor=opener)) == 1


def test_only_whom_it_invites_sees_it_and_its_jury_is_of_the_openers_units(
    context: Context, who: Who, contest: str
) -> None:
    assert contests_of(context, actor=who("zhai.lina")) == ()
    with pytest.raises(NotFound):
        contest_of(context, actor=who("zhai.lina"), contest_id=contest)
    assert contest_of(context, actor=who("new-hire"), contest_id=contest).mine == {"enter"}
    assert contest_of(context, actor=who("manager"), contest_id=contest).mine == {"enter", "judge", "see"}
    judging = {card.person_id for card in people_to_judge(context, actor=who(OPENER))}
    assert who("mentor").person_id in judging and who("zhai.lina").person_id not in judging


def test_one_enters_once_with_ones_own_suggestion_and_takes_it_back(
    context: Context, who: Who, contest: str
) -> None:
    me = who("new-hire")
    mine = hand_in(context, actor=me, text="一", key="1")
    other = hand_in(context, actor=who("qian.xiuzhen"), text="二", key="1")
    with pytest.raises(NotFound):
        enter_contest(context, actor=me, contest_id=contest, suggestion_id=other)
    enter_contest(context, actor=me, contest_id=contest, suggestion_id=mine)
    second = hand_in(context, actor=me, text="三", key="2")
    with pytest.raises(Refused, match="already"):
        enter_contest(context, actor=me, contest_id=contest, suggestion_id=second)
    assert [one.text for one in entries_of_contest(context, actor=me, contest_id=contest)] == ["一"]
    assert entries_of_contest(context, actor=who("qian.xiuzhen"), contest_id=contest) == ()
    take_entry_back(context, actor=me, contest_id=contest)
    for step, reason in (("in_review", ""), ("declined", "已经有了")):
        review_suggestion(context, actor=who("manager"), suggestion_id=second, step=step, reason=reason)
    with pytest.raises(Refused, match="declined"):
        enter_contest(context, actor=me, contest_id=contest, suggestion_id=second)
    enter_contest(context, actor=me, contest_id=contest, suggestion_id=mine)
    for username in ("manager", OPENER):
        own = hand_in(context, actor=who(username), text="四", key="1")
        with pytest.raises((Forbidden, NotFound)):
            enter_contest(context, actor=who(username), contest_id=contest, suggestion_id=own)
    with pytest.raises(Refused):
        enter_contest(later(context, 8), actor=who("qian.xiuzhen"), contest_id=contest, suggestion_id=other)


def test_jurors_mark_without_names_and_none_of_their_own_branch(
    context: Context, who: Who, contest: str, entered: dict[str, str]
) -> None:
    then = later(context, 8)
    assert entries_to_mark(context, actor=who("manager"), contest_id=contest) == ()
    seen = entries_to_mark(then, actor=who("manager"), contest_id=contest)
    assert {one.text for one in seen} == {TEXTS["bai.mengjie"]}
    assert not any(who(username).person_id in repr(seen) for username in TEXTS)
    mine = {"actor": who("manager"), "contest_id": contest}
    with pytest.raises(Forbidden, match="own branch"):
        mark_entry(then, **mine, entry=entered["new-hire"], marks=(5, 5))  # type: ignore[arg-type]
    for marks in ((5,), (5, 6), (0, 1)):
        with pytest.raises(Refused):
            mark_entry(then, **mine, entry=entered["bai.mengjie"], marks=marks)  # type: ignore[arg-type]
    mark_entry(then, **mine, entry=entered["bai.mengjie"], marks=(4, 2))  # type: ignore[arg-type]
    mark_entry(then, **mine, entry=entered["bai.mengjie"], marks=(5, 3))  # type: ignore[arg-type]
    (one,) = entries_to_mark(then, actor=who("manager"), contest_id=contest)
    assert one.marks == (5, 3)
    with pytest.raises(Forbidden):
        entries_to_mark(then, actor=who("new-hire"), contest_id=contest)
    with pytest.raises(Refused):
        mark_entry(later(context, 13), **mine, entry=entered["bai.mengjie"], marks=(5, 3))  # type: ignore[arg-type]


def test_a_vote_is_one_each_for_somebody_else_and_no_count_is_seen_before_the_end(
    context: Context, who: Who, contest: str, entered: dict[str, str]
) -> None:
    then, me = later(context, 8), who("new-hire")
    with pytest.raises(Refused):
        vote_for_entry(context, actor=me, contest_id=contest, entry=entered["qian.xiuzhen"])
    with pytest.raises(Refused, match="somebody else"):
        vote_for_entry(then, actor=me, contest_id=contest, entry=entered["new-hire"])
    for entry in (entered["qian.xiuzhen"], entered["bai.mengjie"]):
        vote_for_entry(then, actor=me, contest_id=contest, entry=entry)
    for username in ("manager", OPENER, "zhai.lina"):
        with pytest.raises((Forbidden, NotFound)):
            vote_for_entry(then, actor=who(username), contest_id=contest, entry=entered["qian.xiuzhen"])
    for username in ("new-hire", "manager", OPENER):
        seen = entries_of_contest(then, actor=who(username), contest_id=contest)
        assert len(seen) == 3 and {one.votes for one in seen} == {None}
        assert {(one.person, one.jury, one.place, one.unit_id) for one in seen} == {(None, None, None, None)}
    seen = entries_of_contest(then, actor=me, contest_id=contest)
    assert [one.text for one in seen if one.chosen] == [TEXTS["bai.mengjie"]]
    with pytest.raises(Refused):
        vote_for_entry(later(context, 15), actor=me, contest_id=contest, entry=entered["qian.xiuzhen"])


def announced(
    context: Context, who: Who, contest: str, entered: dict[str, str], voters: dict[str, str]
) -> Context:
    then, over = later(context, 8), later(context, 15)
    judge_all(then, who, contest, {"new-hire": (5, 4), "qian.xiuzhen": (3, 3), "bai.mengjie": (4, 4)})
    for voter, of in voters.items():
        vote_for_entry(then, actor=who(voter), contest_id=contest, entry=entered[of])
    with pytest.raises(Refused):
        announce_result(then, actor=who(OPENER), contest_id=contest)
    for username in ("manager", "new-hire"):
        with pytest.raises(Forbidden):
            announce_result(over, actor=who(username), contest_id=contest)
    announce_result(over, actor=who(OPENER), contest_id=contest)
    with pytest.raises(Refused):
        announce_result(over, actor=who(OPENER), contest_id=contest)
    return over


VOTERS = {
    "jiang.yuehua": "qian.xiuzhen",
    "deng.ziang": "qian.xiuzhen",
    "shi.ruoxi": "qian.xiuzhen",
    "meng.fanzhou": "new-hire",
    "yin.xiangdong": "bai.mengjie",
}


def test_the_result_follows_the_rule_and_names_only_who_agreed(
    context: Context, who: Who, contest: str, entered: dict[str, str]
) -> None:
    over = announced(context, who, contest, entered, VOTERS)
    seen = entries_of_contest(over, actor=who("jiang.yuehua"), contest_id=contest)
    # Marks 90, 50 and 75 of 100, each seven tenths, and of the most votes 1/3, 1 and 1/3 three tenths.
    assert [one.text for one in seen] == [TEXTS[one] for one in ("new-hire", "qian.xiuzhen", "bai.mengjie")]
    assert [one.votes for one in seen] == [1, 3, 1]
    assert [one.person and one.person.name_zh for one in seen] == ["林晓雨", "钱秀珍", None]
    assert [one.points for one in seen] == [200, 100, None] and {one.prize for one in seen} == {None}
    # Two jurors each: a mean of two would say what one of them gave.
    assert {one.jury for one in seen} == {None}
    assert contest_of(over, actor=who("new-hire"), contest_id=contest).votes == 5


def test_too_few_votes_neither_count_nor_are_shown(
    context: Context, who: Who, contest: str, entered: dict[str, str]
) -> None:
    over = announced(context, who, contest, entered, {"jiang.yuehua": "qian.xiuzhen"})
    seen = entries_of_contest(over, actor=who("jiang.yuehua"), contest_id=contest)
    assert [one.text for one in seen] == [TEXTS[one] for one in ("new-hire", "bai.mengjie", "qian.xiuzhen")]
    assert {one.votes for one in seen} == {None}
    assert contest_of(over, actor=who(OPENER), contest_id=contest).votes is None


def test_a_prize_waits_for_a_manager_of_the_winner_and_is_booked_once(
    context: Context, who: Who, contest: str, entered: dict[str, str]
) -> None:
    over = announced(context, who, contest, entered, VOTERS)
    waiting = prizes_to_decide(over, actor=who("manager"))
    assert [(one.person.name_zh, one.place, one.points) for one in waiting] == [
        ("林晓雨", 1, 200),
        ("钱秀珍", 2, 100),
    ]
    assert my_points(over, actor=who("new-hire")).balance == 0
    for username in ("wei.jiahe", "new-hire", "trainer"):
        with pytest.raises(Forbidden):
            decide_prize(over, actor=who(username), entry=entered["new-hire"], approved=True)
    with pytest.raises(Forbidden, match="does not approve"):
        decide_prize(over, actor=who(OPENER), entry=entered["new-hire"], approved=True)

    def approve(_: int) -> bool:
        try:
            decide_prize(over, actor=who("manager"), entry=entered["new-hire"], approved=True)
        except LmsError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(approve, range(6))) == [False] * 5 + [True]
    mine = my_points(over, actor=who("new-hire"))
    assert mine.balance == 200 and [one.kind for one in mine.movements] == ["prize"]
    with pytest.raises(Refused, match="why"):
        decide_prize(over, actor=who("manager"), entry=entered["qian.xiuzhen"], approved=False)
    decide_prize(
        over, actor=who("manager"), entry=entered["qian.xiuzhen"], approved=False, answer="已另行奖励。"
    )
    assert my_points(over, actor=who("qian.xiuzhen")).balance == 0
    with pytest.raises(NotFound):
        decide_prize(over, actor=who("manager"), entry="no-such-entry", approved=True)


def test_several_who_announce_at_once_announce_one_result(
    context: Context, who: Who, contest: str, entered: dict[str, str]
) -> None:
    judge_all(later(context, 8), who, contest, dict.fromkeys(TEXTS, (3, 3)))
    over = later(context, 15)

    def announce(_: int) -> bool:
        try:
            announce_result(over, actor=who(OPENER), contest_id=contest)
        except LmsError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(announce, range(4))) == [False, False, False, True]
    seen = entries_of_contest(over, actor=who("new-hire"), contest_id=contest)
    # All are even: the prizes of three places, divided by three.
    assert [one.place for one in seen] == [1, 1, 1] and {one.points for one in seen} <= {116, None}


def test_a_contest_changes_nothing_in_the_review_of_a_suggestion_and_erasure_takes_the_name(
    context: Context, who: Who, contest: str, entered: dict[str, str]
) -> None:
    over = announced(context, who, contest, entered, VOTERS)
    (mine,) = my_suggestions(over, actor=who("new-hire"))
    assert mine.state == "handed_in" and mine.points is None
    with context.database.transaction() as connection:
        erase(connection, who("new-hire").person_id, before=over.now(), now=over.now())
    first = entries_of_contest(over, actor=who("jiang.yuehua"), contest_id=contest)
    assert "林晓雨" not in repr(first) and TEXTS["new-hire"] not in repr(first)
