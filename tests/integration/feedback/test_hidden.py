"""A hidden complaint that was found: recorded with evidence, objected to, answered, lifted; no honour meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from lms.culture.stars import name_stars, stars_of
from lms.culture.tables import StarVote
from lms.feedback.hidden import (
    HiddenFound,
    answer_objection,
    barred_in,
    hidden_about_me,
    hidden_complaints,
    lift_hidden,
    object_to_hidden,
    objections_waiting,
    people_of_branch,
    record_hidden,
)
from lms.feedback.hidden.tables import FeedbackHidden
from lms.people import Actor, DemoBank
from lms.people.audited import read_trail
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.quarters import later
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]


@pytest.fixture
def officer(who: Who) -> Actor:
    return who("Yu Jingyi")


@pytest.fixture
def find(context: Context, officer: Actor, bank: DemoBank) -> Callable[..., str]:
    def one(key: str = "1", by: Actor = officer, **told: Any) -> str:
        text = "客户王建国13812345678当天要求登记，没有登记。"
        found = HiddenFound(bank.units["LJ11"], context.today(), "official", "转办 2026-0417", text)
        return record_hidden(context, actor=by, hidden=replace(found, **told), key=key)

    return one


def barred(context: Context, quarter: str) -> tuple[frozenset[str], frozenset[str]]:
    with context.database.reading() as connection:
        found = barred_in(connection, quarter)
    return found.units, found.people


def test_it_is_recorded_masked_and_once_and_bars_the_branch_for_four_quarters(
    context: Context, find: Callable[..., str], officer: Actor, manager: Actor, who: Who
) -> None:
    one = find()
    assert find() == one
    (seen,) = hidden_complaints(context, actor=manager)
    assert "王建国" not in seen.text and "13812345678" not in seen.text
    assert (seen.hidden_id, seen.person, seen.first_quarter, seen.last_quarter) == (
        one,
        None,
        "2026-Q1",
        "2026-Q4",
    )
    assert (seen.may_object, seen.may_answer) == (True, False)
    assert barred(context, "2025-Q4") == (frozenset(), frozenset())
    for back in range(4):
        assert barred(context, later("2026-Q4", -back)) == (frozenset({manager.unit_id}), frozenset())
    assert barred(context, "2027-Q1") == (frozenset(), frozenset())
    assert hidden_complaints(context, actor=who("Wei Jiahe")) == ()
    trail = {row.deed.value for row in read_trail(context, actor=who("Ji Huaijin")).rows}
    assert {"recorded_hidden", "listed_hidden"} <= trail


def test_nothing_is_recorded_without_evidence_words_or_a_day(
    context: Context, find: Callable[..., str], bank: DemoBank
) -> None:
    for told, said in (
        ({"evidence_no": " "}, "without evidence"),
        ({"evidence": "hearsay"}, "without evidence"),
        ({"text": ""}, "able to answer"),
        ({"found_on": context.today() + timedelta(days=1)}, "day it was found"),
        ({"unit_id": bank.units["LJ10"]}, "Choose the branch"),
    ):
        with pytest.raises(Refused, match=said):
            find(**told)


def test_others_record_answer_and_see_nothing(
    context: Context, find: Callable[..., str], manager: Actor, lobby: Actor, who: Who
) -> None:
    one = find()
    for by in (manager, lobby, who("Shao Yunshu"), who("Gu Wenlan")):
        with pytest.raises(Forbidden, match="protection officer"):
            find("2", by=by)
        with pytest.raises(Forbidden):
            people_of_branch(context, actor=by, unit_id=manager.unit_id)
    with pytest.raises(Forbidden, match="protection officer"):
        lift_hidden(context, actor=manager, hidden_id=one, reason="不成立，请解除")
    for by in (lobby, who("Shao Yunshu"), who("Wei Jiahe")):
        with pytest.raises(NotFound):
            object_to_hidden(context, actor=by, hidden_id=one, text="不是这样的")
        with pytest.raises(NotFound):
            answer_objection(context, actor=by, hidden_id=one, text="已经核实")
    with pytest.raises(Forbidden):
        hidden_complaints(context, actor=lobby)
    assert hidden_about_me(context, actor=lobby) == ()


def test_the_branch_objects_is_answered_and_what_does_not_hold_is_lifted(
    context: Context, find: Callable[..., str], officer: Actor, manager: Actor
) -> None:
    one = find()
    with pytest.raises(Refused, match="no objection"):
        answer_objection(context, actor=officer, hidden_id=one, text="已经核实")
    assert objections_waiting(context, actor=officer) == 0
    object_to_hidden(context, actor=manager, hidden_id=one, text="客户张桂兰说过不用登记。")
    assert (objections_waiting(context, actor=officer), objections_waiting(context, actor=manager)) == (1, 0)
    with pytest.raises(Refused, match="waits for its answer"):
        object_to_hidden(context, actor=manager, hidden_id=one, text="再说一遍")
    answer_objection(context, actor=officer, hidden_id=one, text="录音里客户要求登记，记录不变。")
    (seen,) = hidden_complaints(context, actor=manager)
    assert [word.kind for word in seen.words] == ["objected", "answered"] and not seen.waits
    assert "张桂兰" not in seen.words[0].text
    object_to_hidden(context, actor=manager, hidden_id=one, text="登记在分行名下，有编号。")
    with pytest.raises(Refused, match="why it does not hold"):
        lift_hidden(context, actor=officer, hidden_id=one, reason=" ")
    lift_hidden(context, actor=officer, hidden_id=one, reason="编号对得上，不是瞒报。")
    assert barred(context, "2026-Q1") == (frozenset(), frozenset())
    (seen,) = hidden_complaints(context, actor=manager)
    assert seen.lifted_why == "编号对得上，不是瞒报。" and not (seen.may_object or seen.may_answer)
    with pytest.raises(Refused, match="lifted already"):
        object_to_hidden(context, actor=manager, hidden_id=one, text="多谢多谢")
    assert objections_waiting(context, actor=officer) == 0


def test_whoever_is_named_reads_it_objects_and_is_no_star_meanwhile(
    context: Context, find: Callable[..., str], officer: Actor, who: Who, bank: DemoBank, clock: FixedClock
) -> None:
    qian = who("Qian Xiuzhen")
    with pytest.raises(Refused, match="why it was this colleague"):
        find(person_id=qian.person_id)
    with pytest.raises(Refused, match="works in this branch"):
        find(person_id=who("Bai Mengjie").person_id, person_reason="本人经手并删除")
    assert officer.person_id not in {
        card.person_id for card in people_of_branch(context, actor=officer, unit_id=bank.units["LJ11"])
    }
    one = find(person_id=qian.person_id, person_reason="本人经手，让客户划掉了登记")
    (mine,) = hidden_about_me(context, actor=qian)
    assert mine.may_object and mine.person is not None
    object_to_hidden(context, actor=qian, hidden_id=one, text="是客户自己划掉的。")
    votes = [
        {
            "voter_id": who(name).person_id,
            "month": "2026-03",
            "unit_id": qian.unit_id,
            "person_id": qian.person_id,
            "at": context.now(),
        }
        for name in ("Jiang Yuehua", "Shi Ruoxi", "Pan Liqun")
    ]
    with context.database.transaction() as connection:
        connection.execute(insert(StarVote), votes)
    clock.move(timedelta(days=31))
    assert name_stars(context) == 0
    lift_hidden(context, actor=officer, hidden_id=one, reason="监控证实是客户划掉的")
    assert name_stars(context) == 1
    (star,) = stars_of(context, actor=qian)
    assert star.person.person_id == qian.person_id


def test_a_number_that_would_be_masked_is_refused_with_what_to_write_before_it(
    context: Context, find: Callable[..., str], officer: Actor
) -> None:
    with pytest.raises(Refused, match="would be masked"):
        find(evidence_no="330100202604170012")
    find(evidence_no="工单号 330100202604170012")
    find("2", evidence_no="work order 330100202604170012")
    seen = {one.evidence_no for one in hidden_complaints(context, actor=officer)}
    assert seen == {"工单号 330100202604170012", "work order 330100202604170012"}


def test_an_objection_that_is_not_for_the_officer_to_answer_is_no_duty_of_theirs(
    context: Context, find: Callable[..., str], officer: Actor, manager: Actor
) -> None:
    one = find()
    object_to_hidden(context, actor=manager, hidden_id=one, text="客户说过不用登记。")
    assert objections_waiting(context, actor=officer) == 1
    with context.database.transaction() as connection:
        connection.execute(update(FeedbackHidden).values(person_id=officer.person_id))
    (seen,) = hidden_complaints(context, actor=officer)
    assert seen.waits and not seen.may_answer
    assert objections_waiting(context, actor=officer) == 0


def test_whoever_answers_none_is_not_told_that_one_was_lifted(
    context: Context, find: Callable[..., str], officer: Actor, manager: Actor, lobby: Actor
) -> None:
    one = find()
    lift_hidden(context, actor=officer, hidden_id=one, reason="编号对得上，不是瞒报。")
    for act, told in ((object_to_hidden, "text"), (answer_objection, "text"), (lift_hidden, "reason")):
        with pytest.raises(NotFound):
            act(context, actor=lobby, hidden_id=one, **{told: "不是这样的"})
    with pytest.raises(Forbidden):
        lift_hidden(context, actor=manager, hidden_id=one, reason="不是瞒报")
