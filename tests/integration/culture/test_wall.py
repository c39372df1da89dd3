"""The praise wall and the service star: hung up by whoever is praised, named by a rule and by vote."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from lms.culture import (
    ballot,
    card_of_the_day,
    hang_letter,
    my_letters,
    my_points,
    name_stars,
    praise_wall,
    stars_of,
    take_letter_down,
    vote,
)
from lms.culture.contest import contests_of
from lms.culture.demo import load_culture
from lms.culture.honours import propose_honours, quarters_to_honour
from lms.culture.stories import Wanted, find_stories, story_of_the_morning
from lms.feedback import correct_feedback
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.findings.tables import FeedbackFinding
from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.personal_data import erase
from lms.platform.settings import LOCALES
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]
LETTER = "我是李建国，手机13871234567。柜员林晓雨和钱秀珍特别耐心，晓雨还陪我等车，表扬！"


def test_praise_hangs_only_where_whoever_is_praised_wants_it_and_names_no_customer(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    item, me = praised(text=LETTER), who("new-hire")
    assert praise_wall(context, actor=me) == ()
    (own,) = my_letters(context, actor=me)
    assert (own.item_id, own.hangs) == (item, False)
    hang_letter(context, actor=me, item_id=item, named=True)
    (letter,) = praise_wall(context, actor=who("admin"), unit_id=me.unit_id)
    assert letter.person and letter.person.name_en == "Lin Xiaoyu"
    assert "林晓雨" in letter.text
    # Neither the customer nor a colleague who was not asked.
    assert not [word for word in ("李建国", "13871234567", "钱秀珍") if word in letter.text]


def test_without_ones_name_no_part_of_it_is_left(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    item, me = praised(text=LETTER), who("new-hire")
    hang_letter(context, actor=me, item_id=item, named=False)
    (letter,) = praise_wall(context, actor=who("mentor"))
    assert letter.person is None and "晓雨" not in letter.text


def test_nobody_hangs_up_what_is_of_somebody_else_and_a_manager_of_another_branch_takes_nothing_down(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    item = praised()
    with pytest.raises(NotFound):
        hang_letter(context, actor=who("qian.xiuzhen"), item_id=item, named=True)
    hang_letter(context, actor=who("new-hire"), item_id=item, named=True)
    for username in ("wei.jiahe", "qian.xiuzhen", "trainer"):
        with pytest.raises(Forbidden):
            take_letter_down(context, actor=who(username), item_id=item)
    take_letter_down(context, actor=who("manager"), item_id=item)
    assert praise_wall(context, actor=who("new-hire")) == ()
    hang_letter(context, actor=who("new-hire"), item_id=item, named=False)
    take_letter_down(context, actor=who("new-hire"), item_id=item)
    with pytest.raises(NotFound):
        take_letter_down(context, actor=who("new-hire"), item_id=item)


def test_what_is_praise_no_more_or_was_erased_hangs_no_more(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    item, me = praised(), who("new-hire")
    hang_letter(context, actor=me, item_id=item, named=True)
    correct_feedback(
        context, actor=who("shao.yunshu"), item_id=item, said={"flags": ["solicited"]}, reason="请客户写的"
    )
    assert praise_wall(context, actor=me) == ()
    correct_feedback(context, actor=who("shao.yunshu"), item_id=item, said={"flags": []}, reason="误会")
    assert len(praise_wall(context, actor=me)) == 1
    with context.database.transaction() as connection:
        erase(connection, me.person_id, before=context.now(), now=context.now())
    assert praise_wall(context, actor=me) == ()


def test_the_card_of_the_day_is_one_all_day_and_of_ones_own_branch_first(
    context: Context, who: Who, praised: Callable[..., str], clock: FixedClock
) -> None:
    assert card_of_the_day(context, actor=who("manager")) is None
    for number in range(3):
        item = praised(text="表扬柜员林晓雨，" + "真的很好，" * number + "谢谢！")
        hang_letter(context, actor=who("new-hire"), item_id=item, named=True)
    first = card_of_the_day(context, actor=who("manager"))
    assert first and first == card_of_the_day(context, actor=who("mentor"))
    assert card_of_the_day(context, actor=who("luo.tiancheng")) is not None


def test_the_wall_is_one_for_the_whole_bank_and_shows_of_another_branch_what_was_hung_and_no_more(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    item, me, foreign = praised(text=LETTER), who("new-hire"), who("bai.mengjie")
    assert praise_wall(context, actor=foreign, unit_id=me.unit_id) == ()
    hang_letter(context, actor=me, item_id=item, named=False)
    for unit_id in (None, me.unit_id):
        (letter,) = praise_wall(context, actor=foreign, unit_id=unit_id)
        assert letter.person is None and me.person_id not in repr(letter) and "晓雨" not in letter.text
    assert stars_of(context, actor=foreign, unit_id=me.unit_id) == ()
    # What is seen of another branch is not voted on there.
    with pytest.raises(Refused, match="your branch"):
        vote(context, actor=foreign, person_id=me.person_id)


def test_one_vote_a_month_for_a_colleague_of_ones_branch_and_not_for_oneself(
    context: Context, who: Who
) -> None:
    me, colleague = who("new-hire"), who("qian.xiuzhen")
    with pytest.raises(Refused, match="not for oneself"):
        vote(context, actor=me, person_id=me.person_id)
    with pytest.raises(Refused, match="your branch"):
        vote(context, actor=me, person_id=who("gan.lu").person_id)
    with pytest.raises(Forbidden):
        vote(context, actor=who("admin"), person_id=colleague.person_id)
    vote(context, actor=me, person_id=who("mentor").person_id)
    vote(context, actor=me, person_id=colleague.person_id)
    paper = ballot(context, actor=me)
    assert paper.chosen == colleague.person_id
    assert me.person_id not in {one.person_id for one in paper.candidates}


def test_the_stars_of_a_month_are_named_once_it_is_over_by_rule_and_by_vote(
    context: Context, who: Who, praised: Callable[..., str], clock: FixedClock
) -> None:
    praised()
    chosen = who("qian.xiuzhen")
    for username in ("new-hire", "mentor", "deng.ziang"):
        vote(context, actor=who(username), person_id=chosen.person_id)
    vote(context, actor=chosen, person_id=who("mentor").person_id)
    assert name_stars(context) == 0
    clock.moment = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
    assert name_stars(context) == 2
    assert name_stars(context) == 0
    stars = stars_of(context, actor=who("new-hire"))
    assert [(one.how, one.person.name_en, one.score, one.month) for one in stars] == [
        ("rule", "Lin Xiaoyu", 20, "2026-03"),
        ("vote", "Qian Xiuzhen", 3, "2026-03"),
    ]
    assert my_points(context, actor=who("new-hire")).balance == 70
    assert my_points(context, actor=chosen).balance == 50
    assert stars_of(context, actor=who("gan.lu")) == ()


def test_nobody_is_named_star_while_something_grave_about_them_waits_for_a_decision(
    context: Context, who: Who, praised: Callable[..., str], clock: FixedClock
) -> None:
    now = context.now()
    case = {
        "id": "case",
        "item_id": praised(),
        "opened_at": now,
        "step": "handle",
        "track": "simple",
        "round": 1,
        "started_at": now,
        "days": 15,
        "told": 0,
    }
    finding = {
        "id": "finding",
        "case_id": "case",
        "round": 1,
        "doing": "employee",
        "person_id": who("new-hire").person_id,
        "text": "代客户保管了网银盾。",
        "by_person_id": who("shao.yunshu").person_id,
        "at": now,
        "grave": True,
    }
    with context.database.transaction() as connection:
        connection.execute(insert(FeedbackCase).values(case))
        connection.execute(insert(FeedbackFinding).values(finding))
    clock.moment = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
    assert name_stars(context) == 0
    assert stars_of(context, actor=who("new-hire")) == ()


def test_the_demo_bank_has_points_letters_and_stars_and_has_them_once(
    context: Context, bank: DemoBank, who: Who
) -> None:
    load_culture(context, bank)
    letters = praise_wall(context, actor=who("admin"))
    assert len(letters) >= 6 and len({letter.unit_id for letter in letters}) >= 3
    assert my_points(context, actor=who("deng.ziang")).balance >= 20
    assert {one.how for one in stars_of(context, actor=who("new-hire"))} == {"rule", "vote"}
    officer = who("yu.jingyi")
    (decided,) = [
        proposal
        for quarter in quarters_to_honour(context, actor=officer)
        for proposal, honours in [propose_honours(context, actor=officer, quarter=quarter)]
        if honours is not None
    ]
    assert decided.kept and len(decided.branches) == 6, "what the demo's decision rested on stands"
    reader = who("zhai.lina")
    for locale in LOCALES:
        stories = find_stories(context, actor=reader, wanted=Wanted(locale))
        assert len(stories) >= 8 and any(one.model for one in stories) and any(one.people for one in stories)
        # Nothing of an invented story is taken for somebody's name.
        assert not [one.title for one in stories if "[" in "".join(one.parts.values())]
    assert story_of_the_morning(context, actor=who("new-hire")) is not None
    assert {one.phase for one in contests_of(context, actor=reader)} == {"announced", "entering"}
    load_culture(context, bank)
    assert praise_wall(context, actor=who("admin")) == letters
