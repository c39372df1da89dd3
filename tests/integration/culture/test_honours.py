"""Honours of a quarter: proposed by the rule, decided by a person, hung on the wall; kept from who hid a complaint."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlmodel import col

from lms.culture import hang_letter, take_letter_down
from lms.culture.honours import (
    BranchFigures,
    Proposal,
    decide_honours,
    decides_honours,
    honours_of_the_bank,
    propose_honours,
    quarters_to_honour,
)
from lms.culture.honours.figures import propose
from lms.culture.honours.tables import HonourQuarter
from lms.culture.tables import PraiseLetter
from lms.feedback.cases.tables import FeedbackCase, FeedbackCaseEntry
from lms.feedback.hidden import HiddenFound, lift_hidden, record_hidden
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.people import Actor, DemoBank
from lms.people.audited import read_trail
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.platform.identifiers import new_id
from tests.fixed_clock import FixedClock

Who = Callable[[str], Actor]
QUARTER = "2026-Q1"
TO_APRIL = timedelta(days=25)


@pytest.fixture
def officer(who: Who) -> Actor:
    return who("yu.jingyi")


@pytest.fixture
def closed(context: Context, bank: DemoBank) -> Callable[..., None]:
    """Complaints of a branch that were closed in February, each in time or late, and what the customer said."""

    def some(code: str, said: list[str | None], late: int = 0, **flags: Any) -> None:
        items, standings, cases, entries = [], [], [], []
        for place, satisfaction in enumerate(said):
            began = datetime(2026, 2, 3, 2, place, tzinfo=UTC)
            item, case = new_id(), new_id()
            about = {"id": item, "number": item[-16:], "text": "等太久了", "digest": "0" * 64}
            about |= {"locale": "zh-CN", "channel": "desk", "source": "test", "source_no": item}
            items.append(about | {"received_at": began, "entered_at": began})
            labels: dict[str, Any] = {
                "kind": "complaint",
                "cause": "process",
                "business": "counter",
                "segment": "mass",
            }
            labels |= {"severity": "general", "flags": flags.get("flags", []), "competencies": []}
            where = {"item_id": item, "unit_id": bank.units[code], "employee": "none", "rank": 2}
            standings.append(labels | where | {"received_at": began})
            end = began + timedelta(days=20 if place < late else 2)
            case_row = {"id": case, "item_id": item, "opened_at": began, "step": "closed", "track": "simple"}
            case_row |= {"round": 1, "started_at": began, "days": 15, "told": 0, "closed_at": end}
            cases.append(case_row)
            steps: list[tuple[str, datetime, dict[str, Any]]] = [
                ("accept", began + timedelta(minutes=20), {}),
                ("reply", end - timedelta(hours=1), {}),
            ]
            steps += [("visit", end, {"satisfaction": satisfaction})] if satisfaction else []
            entries += [
                {
                    "id": new_id(),
                    "case_id": case,
                    "round": 1,
                    "did": did,
                    "at": at,
                    "text": "",
                    "detail": detail,
                }
                for did, at, detail in steps
            ]
        with context.database.transaction() as connection:
            for table, rows in (
                (FeedbackItem, items),
                (FeedbackStanding, standings),
                (FeedbackCase, cases),
                (FeedbackCaseEntry, entries),
            ):
                connection.execute(insert(table), rows)

    return some


def figures(context: Context, officer: Actor) -> dict[str, BranchFigures]:
    proposal, _honours = propose_honours(context, actor=officer, quarter=QUARTER)
    return {one.unit.code: one for one in proposal.branches}


def test_the_rule_reckons_shares_and_never_counts_complaints(
    context: Context, closed: Callable[..., None], officer: Actor
) -> None:
    closed("LJ11", ["satisfied"] * 5 + ["partly"], late=1)
    closed("LJ12", ["satisfied"] * 12)
    closed("LJ21", ["satisfied"] * 4)
    closed("LJ22", [None] * 9)
    found = figures(context, officer)
    assert found["LJ11"].shares["satisfied"] == (5 / 6, 6)
    assert found["LJ11"].shares["timely"] == (5 / 6, 6)
    assert [found[code].why_not for code in ("LJ11", "LJ12", "LJ21", "LJ22", "LJ31")] == [
        None,
        None,
        "few",
        "few",
        "few",
    ]
    assert [code for code, one in found.items() if one.proposed] == ["LJ12"]
    before = found["LJ12"].score
    closed("LJ12", ["satisfied"] * 3)
    after = figures(context, officer)["LJ12"].score
    assert before is not None and after is not None and after > before, "recording more never costs"
    closed("LJ12", ["dissatisfied"] * 9, flags=["suspected_agent"])
    assert figures(context, officer)["LJ12"].score == after, "a paid complainer counts for nobody"


def test_a_hidden_complaint_keeps_the_best_branch_out_until_it_is_lifted(
    context: Context, closed: Callable[..., None], officer: Actor, bank: DemoBank, clock: FixedClock
) -> None:
    closed("LJ11", ["satisfied"] * 5 + ["partly"])
    closed("LJ12", ["satisfied"] * 12)
    clock.move(TO_APRIL)
    hidden = HiddenFound(bank.units["LJ12"], context.today(), "survey", "18", "要求登记而没有登记。")
    one = record_hidden(context, actor=officer, hidden=hidden, key="1")
    found = figures(context, officer)
    assert (found["LJ12"].why_not, found["LJ12"].score) == ("hidden", None)
    assert found["LJ11"].proposed, "whoever comes next is proposed"
    with pytest.raises(Refused, match="takes no part"):
        decide_honours(
            context,
            actor=officer,
            quarter=QUARTER,
            unit_ids=[bank.units["LJ12"]],
            item_ids=[],
            reason="就要评它",
        )
    lift_hidden(context, actor=officer, hidden_id=one, reason="不是瞒报")
    assert figures(context, officer)["LJ12"].proposed


def test_letters_that_hang_and_nobody_asked_for_are_proposed_and_decided_once(
    context: Context,
    closed: Callable[..., None],
    officer: Actor,
    who: Who,
    bank: DemoBank,
    praised: Callable[..., str],
    clock: FixedClock,
) -> None:
    closed("LJ11", ["satisfied"] * 6)
    letter = praised()
    asked_for = praised("deng.ziang", "柜员邓子昂让我写的表扬", flags=["solicited"])
    hang_letter(context, actor=who("new-hire"), item_id=letter, named=False)
    proposal, honours = propose_honours(context, actor=officer, quarter=QUARTER)
    assert honours is None and not proposal.over
    assert [(one.item_id, one.person, one.proposed) for one in proposal.letters] == [(letter, None, True)]
    assert asked_for not in {one.item_id for one in proposal.letters}
    given: dict[str, Any] = {"actor": officer, "quarter": QUARTER}
    given |= {"unit_ids": [bank.units["LJ11"]], "item_ids": [letter]}
    with pytest.raises(Refused, match="not over"):
        decide_honours(context, **given)
    clock.move(TO_APRIL)
    assert quarters_to_honour(context, actor=officer)[0] == QUARTER
    with pytest.raises(Refused, match="say in a sentence why"):
        decide_honours(context, **given | {"unit_ids": []})
    with pytest.raises(Refused, match="branches and letters of this quarter"):
        decide_honours(context, **given | {"item_ids": ["no-such-item"]})
    decide_honours(context, **given)
    with pytest.raises(Refused, match="decided"):
        decide_honours(context, **given)
    seen = honours_of_the_bank(context, actor=who("bai.mengjie"))
    assert seen is not None and seen.quarter == QUARTER and seen.reason == ""
    assert [unit.code for unit in seen.branches] == ["LJ11"]
    assert [(one.item_id, one.person) for one in seen.letters] == [(letter, None)]
    assert "林晓雨" not in seen.letters[0].text
    take_letter_down(context, actor=who("new-hire"), item_id=letter)
    seen = honours_of_the_bank(context, actor=who("bai.mengjie"))
    assert seen is not None and seen.letters == (), "whoever takes their letter down takes it from here, too"
    trail = {row.deed.value for row in read_trail(context, actor=who("ji.huaijin")).rows}
    assert {"decided_honours", "listed_honours"} <= trail


def test_another_list_needs_a_reason_and_nobody_else_decides(
    context: Context, closed: Callable[..., None], officer: Actor, who: Who, bank: DemoBank, clock: FixedClock
) -> None:
    closed("LJ11", ["satisfied"] * 6)
    clock.move(TO_APRIL)
    given: dict[str, Any] = {"quarter": QUARTER, "unit_ids": [bank.units["LJ31"]], "item_ids": []}
    for username in ("manager", "shao.yunshu", "trainer", "bai.mengjie"):
        for act in (
            lambda actor: decide_honours(context, actor=actor, **given, reason="就要评它"),
            lambda actor: propose_honours(context, actor=actor, quarter=QUARTER),
            lambda actor: quarters_to_honour(context, actor=actor),
        ):
            with pytest.raises(Forbidden, match="head office decides"):
                act(who(username))
    assert honours_of_the_bank(context, actor=who("manager")) is None
    decide_honours(context, actor=officer, **given, reason="客户王建国13812345678专程来谢，赶集日服务口碑好")
    seen = honours_of_the_bank(context, actor=who("manager"))
    assert seen is not None and [unit.code for unit in seen.branches] == ["LJ31"]
    assert "赶集日" in seen.reason and "13812345678" not in seen.reason


def test_a_letter_is_of_the_branch_where_its_praise_stands_now(
    context: Context, officer: Actor, who: Who, bank: DemoBank, praised: Callable[..., str]
) -> None:
    letter = praised()
    hang_letter(context, actor=who("new-hire"), item_id=letter, named=True)
    for stale in ("LJ00", "LJ12"):
        with context.database.transaction() as connection:
            connection.execute(update(PraiseLetter).values(unit_id=bank.units[stale]))
        proposal, _honours = propose_honours(context, actor=officer, quarter=QUARTER)
        assert [one.unit.code for one in proposal.letters] == ["LJ11"]


def test_of_one_person_and_of_one_branch_a_single_letter_is_proposed(
    context: Context, officer: Actor, who: Who, bank: DemoBank, praised: Callable[..., str]
) -> None:
    first, again = praised(), praised(text="又是柜员林晓雨，帮我把存单理得清清楚楚，谢谢她！")
    for letter in (first, again):
        hang_letter(context, actor=who("new-hire"), item_id=letter, named=False)

    def proposed() -> list[bool]:
        return [one.proposed for one in propose_honours(context, actor=officer, quarter=QUARTER)[0].letters]

    assert proposed() == [True, False]
    with context.database.transaction() as connection:
        moved = update(FeedbackStanding).where(col(FeedbackStanding.item_id) == again)
        connection.execute(moved.values(unit_id=bank.units["LJ12"]))
    assert proposed() == [True, False], "they moved to another branch and are honoured once"


def test_the_words_of_those_letters_alone_are_read_that_are_shown(
    context: Context,
    officer: Actor,
    who: Who,
    praised: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for text in ("柜员林晓雨特别耐心，谢谢！", "柜员林晓雨帮我叫了车，谢谢！", "林晓雨讲得清楚，谢谢！"):
        hang_letter(context, actor=who("new-hire"), item_id=praised(text=text), named=False)
    monkeypatch.setattr("lms.culture.honours.figures.SHOWN", 2)
    monkeypatch.setattr("lms.platform.batches.BATCH", 1)
    proposal, _honours = propose_honours(context, actor=officer, quarter=QUARTER)
    assert (len(proposal.letters), proposal.hanging) == (2, 3)


def test_what_was_recorded_while_somebody_decided_still_keeps_the_branch_out(
    context: Context,
    closed: Callable[..., None],
    officer: Actor,
    bank: DemoBank,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed("LJ12", ["satisfied"] * 12)
    clock.move(TO_APRIL)

    def meanwhile(context: Context, quarter: str) -> Proposal:
        before = propose(context, quarter)
        hidden = HiddenFound(bank.units["LJ12"], context.today(), "survey", "18", "要求登记而没有登记。")
        record_hidden(context, actor=officer, hidden=hidden, key="1")
        return before

    monkeypatch.setattr("lms.culture.honours.deciding.propose", meanwhile)
    with pytest.raises(Refused, match="takes no part"):
        decide_honours(context, actor=officer, quarter=QUARTER, unit_ids=[bank.units["LJ12"]], item_ids=[])
    assert honours_of_the_bank(context, actor=officer) is None


def test_an_officer_of_a_region_alone_is_offered_no_honours(
    context: Context, officer: Actor, bank: DemoBank, who: Who
) -> None:
    region = frozenset({bank.units["LJ10"], bank.units["LJ11"]})
    grants = tuple(replace(grant, unit_ids=region) for grant in officer.grants)
    assert decides_honours(context, actor=officer)
    assert not decides_honours(context, actor=replace(officer, grants=grants))
    assert not decides_honours(context, actor=who("manager"))


def test_what_a_decision_rested_on_stands_though_more_becomes_known(
    context: Context, clock: FixedClock, closed: Callable[..., None], officer: Actor
) -> None:
    closed("LJ12", ["satisfied"] * 12)
    closed("LJ22", ["partly"] * 9)
    clock.move(TO_APRIL)
    before, _none = propose_honours(context, actor=officer, quarter=QUARTER)
    chosen = [one.unit.unit_id for one in before.branches if one.proposed]
    decide_honours(context, actor=officer, quarter=QUARTER, unit_ids=chosen, item_ids=[])
    closed("LJ12", ["dissatisfied"] * 40)
    after, honours = propose_honours(context, actor=officer, quarter=QUARTER)
    assert honours is not None and after.kept and after.branches == before.branches
    assert after.letters == () and after.version == before.version
    with context.database.transaction() as connection:
        connection.execute(update(HonourQuarter).values(reckoned=None))
    anew, _honours = propose_honours(context, actor=officer, quarter=QUARTER)
    assert not anew.kept and anew.branches != before.branches, "decided before figures were kept"
