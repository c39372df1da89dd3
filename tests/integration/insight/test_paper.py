"""The quarterly paper: counted within one's reach, compared by a job, named by a person, the same on page and paper."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlmodel import col

from lms.feedback.needs import ask_for_groups, compare_texts, name_group, owed, read_last_quarter
from lms.feedback.needs.tables import NeedGroup
from lms.feedback.needs.texts import MOST, drawn, heads_of
from lms.feedback.tables import FeedbackItem, FeedbackLink, FeedbackStanding
from lms.insight.paper import (
    Paper,
    parts_of,
    quarters_of,
    read_paper,
    usual_quarter,
)
from lms.people import Actor, Role
from lms.people.tables import AuditEntry
from lms.people.trail import Deed
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import translator
from lms.platform.identifiers import new_id
from tests.fixed_clock import FixedClock
from tests.integration.insight.conftest import Bank
from tests.unit.lms.feedback.test_needs_grouping import told as themes_told

NOW, BEFORE = "2026-Q1", "2025-Q4"
GLASSES, PARKING = "老花镜", "停车"


def said(context: Context, unit: str, days: Iterable[date], **about: Any) -> list[str]:
    """What customers said in a branch, a text a day."""
    text = about.pop("text", "排队太久了。")
    items, standing = [], []
    for day in days:
        item_id, at = new_id(), datetime.combine(day, time(3), UTC)
        item = {"id": item_id, "number": item_id[-12:], "text": text, "digest": item_id, "locale": "zh-CN"}
        item |= {
            "channel": "desk",
            "source": "test",
            "source_no": item_id,
            "received_at": at,
            "entered_at": at,
        }
        about_it: dict[str, Any] = {
            "kind": "complaint",
            "cause": "process",
            "business": "counter",
            "severity": "general",
        }
        about_it |= {"segment": "mass", "flags": [], "competencies": [], "unit_id": unit, "person_id": None}
        about_it |= {"employee": "none", "rank": 2, "received_at": at, "checked_at": at, **about}
        items.append(item)
        standing.append({"item_id": item_id, **about_it})
    with context.database.transaction() as connection:
        connection.execute(insert(FeedbackItem), items)
        connection.execute(insert(FeedbackStanding), standing)
    return [item["id"] for item in items]


def themes(context: Context, unit: str, first: date, **about: Any) -> dict[str, str]:
    """Texts of three hidden themes among others, and by id which theme each is of."""
    texts, of = themes_told(each=8)
    found = {}
    for place, one in enumerate(texts[:28]):
        about_it: dict[str, Any] = {
            "kind": "suggestion",
            "cause": None,
            "business": "other",
            "text": one.text,
            **about,
        }
        (item_id,) = said(context, unit, [first + timedelta(days=place % 28)], **about_it)
        found[item_id] = of.get(one.item_id, "other")
    return found


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=place % 60) for place in range(count)]


def officer(bank: Bank, *units: str) -> Actor:
    return bank.actor(bank.person(units[0]), {Role.CONSUMER_PROTECTION_OFFICER: units})


def manager(bank: Bank, *units: str) -> Actor:
    return bank.actor(bank.person(units[0]), {Role.MANAGER: units})


def paper(bank: Bank, actor: Actor, quarter: str = NOW, **asked: Any) -> Paper:
    return read_paper(bank.context, actor=actor, quarter=quarter, **asked)


def compared(bank: Bank, actor: Actor, quarter: str = NOW) -> None:
    ask_for_groups(bank.context, actor=actor, quarter=quarter)
    (job,) = owed(bank.context)
    compare_texts(bank.context, job)
    assert [*owed(bank.context)] == []


def deeds(bank: Bank, actor: Actor) -> list[str]:
    with bank.context.database.reading() as connection:
        rows = connection.execute(
            select(col(AuditEntry.deed)).where(col(AuditEntry.actor_id) == actor.person_id)
        )
        return [row.deed for row in rows]


def test_needs_are_counted_once_each_within_the_readers_units(bank: Bank) -> None:
    here, there = bank.unit(), bank.unit()
    first = date(2026, 1, 5)
    ids = said(bank.context, here, days(first, 12))
    said(bank.context, here, days(first, 8), kind="enquiry", cause=None, business="loan", segment="special")
    said(bank.context, here, days(first, 3), kind="praise", cause=None)
    said(bank.context, here, days(first, 2), flags=["suspected_agent"])
    said(bank.context, here, [date(2026, 4, 1), date(2025, 9, 30)])
    said(bank.context, there, days(first, 30))
    with bank.context.database.transaction() as connection:
        connection.execute(
            insert(FeedbackLink).values(
                id=new_id(),
                earlier_id=ids[0],
                later_id=ids[1],
                likeness=0.9,
                state="same",
                offered_at=bank.context.now(),
            )
        )
    reader = officer(bank, here)
    said(bank.context, here, [first], person_id=reader.person_id, employee="confirmed")
    found = paper(bank, reader)
    lines = [(line.need and line.need.cause, line.count) for line in found.figures.frequent]
    assert found.figures.total == 19 and lines == [("process", 11), ("enquiry", 8)]
    assert found.figures.segments == {"mass": 11, "vip": 0, "inclusive": 0, "special": 8}
    assert paper(bank, reader, segment="special").figures.total == 8
    assert paper(bank, officer(bank, here, there)).figures.total == 50, (
        "what is about the other officer counts"
    )


def test_a_quarter_that_runs_says_until_when_and_rises_by_the_day(bank: Bank) -> None:
    unit = bank.unit()
    said(bank.context, unit, days(date(2025, 10, 2), 20))
    said(bank.context, unit, days(date(2026, 1, 5), 30))
    reader = officer(bank, unit)
    found = paper(bank, reader)
    assert found.now == (date(2026, 1, 1), bank.context.today())
    assert found.before == (date(2025, 10, 2), date(2025, 12, 31)), "compared with as many days as are held"
    assert found.year is None
    (rise,) = found.figures.rising
    assert rise.count == 30 and rise.before is not None
    assert rise.before.value == pytest.approx(30 / 69 / (20 / 91))
    assert paper(bank, reader, rising_from=31).figures.rising == ()
    assert "截至" in quarter_said(found)
    once_over = paper(bank, reader, BEFORE)
    assert "截至" not in quarter_said(once_over) and once_over.figures.rising == ()


def quarter_said(found: Paper) -> str:
    from lms.insight.paper import quarter_name

    return quarter_name(translator("zh-CN"), found.quarter, found.today)


def test_the_quarters_offered_reach_back_to_what_is_held(bank: Bank, clock: FixedClock) -> None:
    unit = bank.unit()
    reader = officer(bank, unit)
    assert [one.id for one in quarters_of(bank.context, actor=reader)] == [NOW]
    said(bank.context, unit, [date(2025, 8, 3)])
    offered = quarters_of(bank.context, actor=reader)
    assert [one.id for one in offered] == [NOW, BEFORE, "2025-Q3"]
    assert usual_quarter(bank.context, offered).id == NOW
    clock.moment = datetime(2026, 1, 12, 3, tzinfo=UTC)
    assert usual_quarter(bank.context, offered).id == BEFORE, "hardly begun, it has little to tell"


def test_hidden_needs_are_found_kept_named_and_known_again_in_the_next_quarter(
    bank: Bank, clock: FixedClock
) -> None:
    unit = bank.unit()
    themes(bank.context, unit, date(2025, 11, 3))
    reader = officer(bank, unit)
    compared(bank, reader, BEFORE)
    found = paper(bank, reader, BEFORE)
    assert found.reading is not None and found.going is None
    assert found.waiting == len(found.hidden) == 3
    glasses = next(one for one in found.hidden if GLASSES in "".join(one.words))
    assert 1 <= len(glasses.sentences) <= 3 and all(
        "看不清" in said or "字" in said for said in glasses.sentences
    )
    name_group(bank.context, actor=reader, group_id=glasses.group_id, name="  老花镜和大字单据 ")
    assert next(one for one in paper(bank, reader, BEFORE).hidden if one.name).name == "老花镜和大字单据"

    themes(bank.context, unit, date(2026, 1, 5))
    compared(bank, reader, NOW)
    proposed = {one.proposed: one for one in paper(bank, reader).hidden if one.proposed}
    assert set(proposed) == {"老花镜和大字单据"} and proposed["老花镜和大字单据"].name is None
    assert GLASSES in "".join(proposed["老花镜和大字单据"].words)
    assert {Deed.COMPARED_TEXTS, Deed.NAMED_NEED, Deed.LISTED_NEEDS} <= {*deeds(bank, reader)}


def test_compared_anew_the_same_texts_come_to_the_same_and_keep_their_names(bank: Bank) -> None:
    unit = bank.unit()
    themes(bank.context, unit, date(2026, 1, 5))
    reader = officer(bank, unit)
    compared(bank, reader)
    first = paper(bank, reader)
    for number, one in enumerate(first.hidden):
        name_group(bank.context, actor=reader, group_id=one.group_id, name=f"需求{number}")
    compared(bank, reader)
    again = paper(bank, reader)
    assert [one.words for one in again.hidden] == [one.words for one in first.hidden]
    assert [one.sentences for one in again.hidden] == [one.sentences for one in first.hidden]
    assert [one.proposed for one in again.hidden] == [f"需求{number}" for number in range(3)]


def test_one_comparison_of_a_quarter_goes_on_at_a_time_and_one_that_died_begins_anew(bank: Bank) -> None:
    unit = bank.unit()
    themes(bank.context, unit, date(2026, 1, 5))
    reader = officer(bank, unit)
    asked = ask_for_groups(bank.context, actor=reader, quarter=NOW)
    assert ask_for_groups(bank.context, actor=reader, quarter=NOW) == asked
    going = paper(bank, reader).going
    assert going is not None and going.reading_id == asked
    compare_texts(bank.context, asked)
    compare_texts(bank.context, asked)
    with bank.context.database.reading() as connection:
        assert len(connection.execute(select(col(NeedGroup.id))).all()) == 3


def test_the_night_has_the_quarter_that_is_over_compared_once(bank: Bank, clock: FixedClock) -> None:
    unit = bank.unit()
    assert read_last_quarter(bank.context) == 0, "nothing was said"
    themes(bank.context, unit, date(2025, 11, 3))
    assert read_last_quarter(bank.context) == 1
    assert read_last_quarter(bank.context) == 0
    (job,) = owed(bank.context)
    compare_texts(bank.context, job)
    assert read_last_quarter(bank.context) == 0
    assert len(paper(bank, officer(bank, unit), BEFORE).hidden) == 3
    clock.move(timedelta(days=30))
    assert read_last_quarter(bank.context) == 0, "nothing was said in the quarter that is over now"


def test_a_quarter_that_was_compared_while_it_ran_is_compared_once_more_when_it_is_over(
    bank: Bank, clock: FixedClock
) -> None:
    unit = bank.unit()
    themes(bank.context, unit, date(2026, 1, 5))
    compared(bank, officer(bank, unit))
    assert read_last_quarter(bank.context) == 0
    clock.moment = datetime(2026, 4, 2, 3, tzinfo=UTC)
    assert read_last_quarter(bank.context) == 1


def test_a_manager_sees_names_and_figures_and_nobodys_words(bank: Bank) -> None:
    unit, elsewhere = bank.unit(), bank.unit()
    themes(bank.context, unit, date(2026, 1, 5))
    themes(bank.context, elsewhere, date(2026, 1, 5))
    reader, manages = officer(bank, unit, elsewhere), manager(bank, unit)
    compared(bank, reader)
    assert paper(bank, manages).hidden == (), "none has a name"
    for number, one in enumerate(paper(bank, reader).hidden):
        assert one.count == 16
        name_group(bank.context, actor=reader, group_id=one.group_id, name=f"需求{number}")
    found = paper(bank, manages)
    assert [one.count for one in found.hidden] == [8, 8, 8]
    assert not found.reads and not found.waiting
    assert all(not one.words and not one.sentences and one.proposed is None for one in found.hidden)
    assert Deed.LISTED_NEEDS not in deeds(bank, manages)
    heads = [part.headings for part in parts_of(translator("zh-CN"), found) if part.key == "hidden"]
    assert "特征词" not in heads[0]


def test_small_numbers_are_hidden_from_whoever_reads_figures_alone(bank: Bank) -> None:
    unit = bank.unit()
    first = date(2026, 1, 5)
    said(bank.context, unit, days(first, 20))
    said(bank.context, unit, days(first, 2), segment="special")
    said(bank.context, unit, days(first, 3), cause="pricing", business="loan", segment="vip")
    whole = paper(bank, officer(bank, unit))
    assert [line.count for line in whole.figures.frequent] == [22, 3]
    found = paper(bank, manager(bank, unit))
    assert found.figures.total == 25
    # The three cannot stand beside the total: what is left would be they.
    assert [line.count for line in found.figures.frequent if line.need] == []
    assert found.figures.segments["special"] is None and found.figures.segments["vip"] is None


def test_a_single_branch_of_several_is_told_only_to_whoever_may_read_its_words(bank: Bank) -> None:
    region = bank.unit()
    one, other = bank.unit(region), bank.unit(region)
    said(bank.context, one, days(date(2026, 1, 5), 7))
    said(bank.context, other, days(date(2026, 1, 5), 9))
    with pytest.raises(Refused):
        paper(bank, manager(bank, region), unit_id=one)
    assert paper(bank, officer(bank, region), unit_id=one).figures.total == 7
    assert paper(bank, manager(bank, region)).figures.total == 16


def test_of_a_foreign_branch_nothing_is_told_and_nothing_named(bank: Bank) -> None:
    here, there = bank.unit(), bank.unit()
    themes(bank.context, there, date(2026, 1, 5))
    compared(bank, officer(bank, there))
    group_id = paper(bank, officer(bank, there)).hidden[0].group_id
    foreign = officer(bank, here)
    assert paper(bank, foreign).hidden == () and paper(bank, foreign).figures.total == 0
    with pytest.raises(NotFound):
        name_group(bank.context, actor=foreign, group_id=group_id, name="不该成功")
    with pytest.raises(Forbidden):
        paper(bank, foreign, unit_id=there)


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.MENTOR, Role.TRAINER, Role.AUDITOR, Role.ADMIN])
def test_other_roles_read_no_paper(bank: Bank, role: Role) -> None:
    unit = bank.unit()
    actor = bank.actor(bank.person(unit), {role: [unit]})
    for ask in (
        lambda: paper(bank, actor),
        lambda: quarters_of(bank.context, actor=actor),
        lambda: ask_for_groups(bank.context, actor=actor, quarter=NOW),
        lambda: name_group(bank.context, actor=actor, group_id="none", name="x"),
    ):
        with pytest.raises(Forbidden):
            ask()


def test_a_manager_has_nothing_compared_and_names_nothing(bank: Bank) -> None:
    unit = bank.unit()
    with pytest.raises(Forbidden):
        ask_for_groups(bank.context, actor=manager(bank, unit), quarter=NOW)
    with pytest.raises(Forbidden):
        name_group(bank.context, actor=manager(bank, unit), group_id="none", name="x")


def test_what_cannot_be_is_refused_in_words(bank: Bank) -> None:
    unit = bank.unit()
    reader = officer(bank, unit)
    for asked in ({"quarter": "next"}, {"quarter": "2027-Q1"}, {"segment": "rich"}, {"rising_from": 0}):
        with pytest.raises(Refused):
            paper(bank, reader, **asked)
    themes(bank.context, unit, date(2026, 1, 5))
    compared(bank, reader)
    group_id = paper(bank, reader).hidden[0].group_id
    for name in ("", "  ", "很" * 41):
        with pytest.raises(Refused):
            name_group(bank.context, actor=reader, group_id=group_id, name=name)
    name_group(bank.context, actor=reader, group_id=group_id, name="请联系13871234567")
    (named,) = [one.name for one in paper(bank, reader).hidden if one.name]
    assert "13871234567" not in named and "[phone]" in named
    rows = [part.rows for part in parts_of(translator("zh-CN"), paper(bank, reader)) if part.key == "hidden"]
    assert any("[电话]" in str(row[0]) for row in rows[0])


def test_what_was_erased_since_is_no_sentence_any_more(bank: Bank) -> None:
    unit = bank.unit()
    of = themes(bank.context, unit, date(2026, 1, 5))
    reader = officer(bank, unit)
    compared(bank, reader)
    gone = [item_id for item_id, theme in of.items() if theme == "parking"]
    with bank.context.database.transaction() as connection:
        connection.execute(update(FeedbackItem).where(col(FeedbackItem.id).in_(gone)).values(text=None))
    assert not any(PARKING in said for one in paper(bank, reader).hidden for said in one.sentences)


def test_too_many_texts_are_drawn_by_a_rule_that_does_not_depend_on_their_order(bank: Bank) -> None:
    unit = bank.unit()
    said(bank.context, unit, days(date(2026, 1, 5), 30))
    unplaced = said(bank.context, unit, days(date(2026, 1, 5), 10), cause="other")
    since = datetime(2026, 1, 1, tzinfo=UTC)
    with bank.context.database.reading() as connection:
        heads = heads_of(connection, since, since + timedelta(days=90))
    some = drawn(heads, 15)
    assert {one.item_id for one in some[:10]} == {*unplaced}
    assert drawn(reversed(heads), 15) == some and len(drawn(heads)) == 40 <= MOST
