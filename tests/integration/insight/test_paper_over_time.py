"""What a paper compares, and what may change between two looks at it: units that came later, a last day, a name."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update
from sqlmodel import col

from lms.feedback.needs import name_group, read_last_quarter
from lms.feedback.tables import FeedbackStanding
from lms.insight.paper import method
from lms.insight.paper.paper import against
from lms.people import Role
from lms.platform.errors import Refused
from lms.platform.i18n import translator
from tests.fixed_clock import FixedClock
from tests.integration.insight.conftest import Bank
from tests.integration.insight.test_paper import compared, days, manager, officer, paper, said, themes


def test_units_that_came_later_make_nothing_rise(bank: Bank, clock: FixedClock) -> None:
    region = bank.unit()
    old, *new = [bank.unit(region) for _ in range(4)]
    said(bank.context, old, days(date(2025, 10, 1), 20))
    for unit in (old, *new):
        said(bank.context, unit, days(date(2026, 1, 5), 14))
    found = paper(bank, officer(bank, region))
    assert found.before == (date(2025, 10, 1), date(2025, 12, 31)) and found.left_out == (3, 0)
    assert found.figures.total == 56 and found.figures.compared == 1 and found.figures.rising == ()
    assert any("有 3 个机构没有与上季度比较" in line for line in method(translator("zh-CN"), found))
    said(bank.context, old, days(date(2026, 1, 5), 40), segment="vip")
    (rise,) = paper(bank, officer(bank, region)).figures.rising
    assert rise.count == 96 and rise.before is not None and rise.before.earlier == 20
    (veiled,) = paper(bank, manager(bank, region)).figures.rising
    assert veiled.before is not None and veiled.before.rises and veiled.before.value is None


@pytest.mark.parametrize(
    ("firsts", "since", "left_out"),
    [
        ([date(2025, 3, 1), date(2026, 1, 9)], date(2025, 10, 1), 1),
        ([date(2025, 10, 2), date(2025, 10, 9), date(2025, 10, 20)], date(2025, 10, 20), 0),
        ([date(2025, 10, 2), date(2025, 12, 1), date(2025, 12, 2)], date(2025, 10, 2), 2),
    ],
)
def test_as_many_units_are_compared_for_as_many_days_as_can_be(
    firsts: list[date], since: date, left_out: int
) -> None:
    held = {str(place): first for place, first in enumerate(firsts)}
    found = against(held, (date(2025, 10, 1), date(2025, 12, 31)))
    assert found is not None and (found.days[0], found.left_out) == (since, left_out)
    assert against({"late": date(2025, 12, 20)}, (date(2025, 10, 1), date(2025, 12, 31))) is None


def test_what_was_compared_on_the_last_day_of_a_quarter_is_compared_once_more(
    bank: Bank, clock: FixedClock
) -> None:
    unit = bank.unit()
    themes(bank.context, unit, date(2026, 1, 5))
    clock.moment = datetime(2026, 3, 31, 3, tzinfo=UTC)
    compared(bank, officer(bank, unit))
    clock.moment = datetime(2026, 4, 1, 19, tzinfo=UTC)
    assert read_last_quarter(bank.context) == 1


def test_a_name_that_somebody_gave_meanwhile_is_not_overwritten(bank: Bank) -> None:
    unit = bank.unit()
    themes(bank.context, unit, date(2026, 1, 5))
    reader = officer(bank, unit)
    compared(bank, reader)
    group_id = paper(bank, reader).hidden[0].group_id
    name_group(bank.context, actor=officer(bank, unit), group_id=group_id, name="老花镜")
    with pytest.raises(Refused, match="meanwhile"):
        name_group(bank.context, actor=reader, group_id=group_id, name="停车难")
    name_group(bank.context, actor=reader, group_id=group_id, name="大字单据", seen="老花镜")
    assert [one.name for one in paper(bank, reader).hidden if one.name] == ["大字单据"]


def test_whoever_reads_the_words_of_one_branch_is_not_told_of_few_texts_of_a_region(bank: Bank) -> None:
    region = bank.unit()
    mine, elsewhere = bank.unit(region), bank.unit()
    of = themes(bank.context, mine, date(2026, 1, 5))
    everywhere = officer(bank, region)
    compared(bank, everywhere)
    few = [item_id for item_id, theme in of.items() if theme == "parking"][:6]
    with bank.context.database.transaction() as connection:
        moved = update(FeedbackStanding).where(col(FeedbackStanding.item_id).in_(few))
        connection.execute(moved.values(unit_id=elsewhere))
    both = bank.actor(bank.person(mine), {Role.CONSUMER_PROTECTION_OFFICER: [mine], Role.MANAGER: [region]})
    assert sorted(one.count for one in paper(bank, everywhere).hidden) == [2, 8, 8]
    assert not paper(bank, both).whole and [one.count for one in paper(bank, both).hidden] == [8, 8]
