"""Whether training helped is told for transactions where these are held of all weeks, and all are measured alike."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from lms.insight import begin_pilot, did_it_help, pilot_result, pilots
from lms.insight.figures.months import Month, months_between
from lms.insight.figures.tables import Figure, FigureSet
from lms.people import Role
from lms.platform.identifiers import new_id
from tests.fixed_clock import FixedClock
from tests.integration.insight.conftest import Bank
from tests.integration.insight.test_helped import LEARNED, WEEKS, branch, others, past
from tests.integration.insight.test_pilots import branches, plan, trainer

ALL = months_between(LEARNED - timedelta(weeks=WEEKS), LEARNED + timedelta(weeks=WEEKS))


def did(
    bank: Bank, unit: str, a_month: int, *, without: Month | None = None, months: tuple[Month, ...] = ALL
) -> None:
    """So many transactions in each month around learning, but for one."""
    set_id, now = new_id(), bank.context.now()
    of_set = {
        "id": set_id,
        "kind": "transactions",
        "definition": "办结的笔数",
        "recorded_on": date(2026, 3, 1),
    }
    with bank.context.database.transaction() as connection:
        owner = next(iter(bank.people))
        connection.execute(insert(FigureSet).values(of_set | {"owner_id": owner, "at": now}))
        for month in months:
            if month != without:
                row = {"unit_id": unit, "kind": "transactions", "month": month.begins, "value": a_month}
                connection.execute(insert(Figure).values(row | {"set_id": set_id}))


def test_a_branch_is_told_for_ten_thousand_transactions_beside_five_of_which_they_are_held(
    bank: Bank,
) -> None:
    unit, people = branch(bank, through=LEARNED - timedelta(days=2))
    past(bank, unit, before=24, after=6)
    elsewhere = others(bank, 6)
    for one in (unit, *elsewhere[:5]):
        did(bank, one, 3_000)
    did(bank, elsewhere[5], 3_000, without=ALL[1])
    found = did_it_help(
        bank.learning, actor=bank.actor(people[0], {Role.MANAGER: [unit]}), curriculum="yearly"
    )
    assert (found.by, found.complaints.compared, found.uncounted) == ("transactions", 5, 1)
    first = LEARNED - timedelta(weeks=WEEKS)
    days = [first + timedelta(days=place) for place in range(WEEKS * 7)]
    done = sum(3_000 / Month(day.year, day.month).days for day in days)
    assert found.complaints.before == pytest.approx(24 * 10_000 / done)
    assert found.complaints.verdict == "fell"


@pytest.mark.parametrize("missing", ["of the branch itself", "of two others"])
def test_without_them_all_are_told_for_staff(bank: Bank, missing: str) -> None:
    unit, people = branch(bank, through=LEARNED - timedelta(days=2))
    past(bank, unit, before=24, after=6)
    elsewhere = others(bank, 6)
    did(bank, unit, 3_000, without=ALL[0] if missing == "of the branch itself" else None)
    for one in elsewhere if missing == "of the branch itself" else elsewhere[2:]:
        did(bank, one, 3_000)
    found = did_it_help(
        bank.learning, actor=bank.actor(people[0], {Role.MANAGER: [unit]}), curriculum="yearly"
    )
    assert (found.by, found.complaints.compared, found.uncounted) == ("staff", 6, 0)
    assert found.complaints.before == pytest.approx(24 / 4 / 84 * 100 * 365.25 / 12)


def test_a_month_in_which_nothing_was_done_is_as_good_as_none(bank: Bank) -> None:
    unit, people = branch(bank, through=LEARNED - timedelta(days=2))
    past(bank, unit, before=24, after=6)
    for one in (unit, *others(bank, 5)):
        did(bank, one, 0 if one == unit else 3_000)
    found = did_it_help(
        bank.learning, actor=bank.actor(people[0], {Role.MANAGER: [unit]}), curriculum="yearly"
    )
    assert found.by == "staff"


def test_a_pilots_weeks_stand_beside_what_the_others_rate_would_come_to_for_its_transactions(
    bank: Bank, clock: FixedClock
) -> None:
    units = branches(bank, 6)
    actor = trainer(bank, units)
    pilot_id = begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0]))
    (card,) = pilots(bank.learning, actor=actor)
    around = months_between(card.begins_on - timedelta(weeks=12), card.begins_on + timedelta(weeks=12))
    for unit in units:
        did(bank, unit, 6_000 if unit == units[0] else 3_000, months=around)
        past(bank, unit, before=20, after=20, since=card.begins_on)
    clock.move(timedelta(weeks=16))
    found = pilot_result(bank.learning, actor=actor, pilot_id=pilot_id)
    assert found.measured.by == "transactions"
    # A complaint a day everywhere: the others' would be twice as many over twice as many transactions.
    assert [week.others for week in found.weeks[:2]] == [pytest.approx(14.0)] * 2
    assert [week.complaints for week in found.weeks[:2]] == [7, 7]
