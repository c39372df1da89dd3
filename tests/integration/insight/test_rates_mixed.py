"""Rates are for 10,000 transactions where the whole quarter is held, else for 100 staff; never in one ranking."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import insert

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.insight.figures.months import Month
from lms.insight.figures.tables import Figure, FigureSet
from lms.insight.paper import parts_of, read_paper
from lms.insight.rates import complaint_rates, propose_rate_plans
from lms.insight.tables import PastComplaints
from lms.learning import Learning
from lms.people import Actor, DemoBank, load_people
from lms.platform.context import Context
from lms.platform.i18n import translator
from lms.platform.identifiers import new_id
from tests.integration.practice.rehearsal import somebody

LAST, FIRST = "2025-Q4", date(2025, 10, 1)
MONTHS = (Month(2025, 10), Month(2025, 11), Month(2025, 12))
BRANCHES = ("LJ11", "LJ12", "LJ21", "LJ22", "LJ31", "LJ32")


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def officer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("yu.jingyi").person_id)


@pytest.fixture
def complained(context: Context, bank: DemoBank) -> Callable[[str, int], None]:
    def of(code: str, count: int) -> None:
        row = {"unit_id": bank.units[code], "day": FIRST, "cause": "attitude", "complaints": count}
        with context.database.transaction() as connection:
            connection.execute(insert(PastComplaints).values(row | {"at": context.now()}))

    return of


@pytest.fixture
def did(context: Context, bank: DemoBank, officer: Actor) -> Callable[..., None]:
    """So many transactions a month of the quarter, or of some of its months."""

    def of(code: str, a_month: int, months: tuple[Month, ...] = MONTHS) -> None:
        set_id = new_id()
        one: dict[str, object] = {
            "id": set_id,
            "kind": "transactions",
            "definition": "办结的笔数",
            "owner_id": officer.person_id,
        }
        one |= {"recorded_on": date(2026, 1, 2), "at": datetime.combine(date(2026, 1, 2), time(1), UTC)}
        with context.database.transaction() as connection:
            connection.execute(insert(FigureSet).values(one))
            for month in months:
                row = {"unit_id": bank.units[code], "kind": "transactions", "month": month.begins}
                connection.execute(insert(Figure).values(row | {"value": a_month, "set_id": set_id}))

    return of


def test_a_rate_is_for_ten_thousand_transactions_where_the_whole_quarter_is_held(
    context: Context, officer: Actor, complained: Callable[[str, int], None], did: Callable[..., None]
) -> None:
    for code in BRANCHES:
        complained(code, 12)
        did(code, 10_000)
    rates = complaint_rates(context, actor=officer, quarter=LAST)
    assert {one.basis for one in rates} == {"transactions"}
    assert all(one.rate == pytest.approx(4.0) and one.transactions == 30_000 for one in rates)


def test_one_branch_without_a_month_is_told_for_staff_alone_and_the_others_are_not(
    context: Context, officer: Actor, complained: Callable[[str, int], None], did: Callable[..., None]
) -> None:
    for code in BRANCHES:
        complained(code, 12)
        did(code, 10_000, MONTHS if code != "LJ12" else MONTHS[:2])
    rates = complaint_rates(context, actor=officer, quarter=LAST)
    apart = {one.unit.code: one.basis for one in rates}
    assert apart == {code: "staff" if code == "LJ12" else "transactions" for code in BRANCHES}
    assert rates[-1].unit.code == "LJ12", (
        "by staff comes after all that are by transactions, and is no rank among them"
    )
    assert (rates[-1].others, rates[-1].above) == (0, False), "there is nobody who is measured alike"


def test_many_complaints_over_many_transactions_are_no_worse_than_others(
    context: Context, officer: Actor, complained: Callable[[str, int], None], did: Callable[..., None]
) -> None:
    """By staff the busy branch would be far above; by what it does it is like the others."""
    for code in BRANCHES:
        complained(code, 60 if code == "LJ11" else 12)
    by_staff = {one.unit.code: one.above for one in complaint_rates(context, actor=officer, quarter=LAST)}
    assert by_staff["LJ11"]
    for code in BRANCHES:
        did(code, 50_000 if code == "LJ11" else 10_000)
    assert not any(one.above for one in complaint_rates(context, actor=officer, quarter=LAST))


def test_plans_are_proposed_within_each_way_of_measuring_and_never_below_the_minimum(
    context: Context, officer: Actor, complained: Callable[[str, int], None], did: Callable[..., None]
) -> None:
    publish_library(context)
    publish_teaching(context)
    learning = Learning(context, Shelves(context))
    for code in BRANCHES:
        complained(code, 40 if code == "LJ11" else 12)
        if code != "LJ32":
            did(code, 10_000)
    strict = context.settings.model_copy(update={"rate_minimum": 41})
    higher = Context(context.database, strict, context.clock)
    assert not any(one.enough or one.worst for one in complaint_rates(higher, actor=officer, quarter=LAST))
    rates = complaint_rates(context, actor=officer, quarter=LAST)
    assert [one.unit.code for one in rates if one.worst] == ["LJ11"]
    assert propose_rate_plans(context, learning, Catalogue(context)) == 1


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_quarterly_paper_has_a_table_for_each_way_of_measuring(
    context: Context,
    officer: Actor,
    complained: Callable[[str, int], None],
    did: Callable[..., None],
    locale: str,
) -> None:
    for code in BRANCHES:
        complained(code, 12 if code != "LJ22" else 3)
        if code != "LJ12":
            did(code, 10_000)
    tr = translator("en" if locale == "en" else "zh-CN")
    paper = read_paper(context, actor=officer, quarter=LAST)
    by_transactions, by_staff = [part for part in parts_of(tr, paper) if part.key.startswith("branches")]
    assert len(by_transactions.rows) == 5 and len(by_staff.rows) == 1
    ranks = [row[1] for row in by_transactions.rows]
    assert ranks == ["1", "2", "3", "4", "–"], "who has too few complaints has no place"
    assert by_staff.rows[0][1] == "–", "alone one is first of nothing"
    assert by_staff.rows[0][3] != by_transactions.rows[0][3]


def test_a_manager_reads_the_paper_without_other_branches_rates(
    context: Context, bank: DemoBank, complained: Callable[[str, int], None]
) -> None:
    complained("LJ11", 12)
    manager = somebody(context, bank.one_click("manager").person_id)
    assert read_paper(context, actor=manager, quarter=LAST).branches == {}
