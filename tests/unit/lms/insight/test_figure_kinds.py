"""What a cell of a file says: a month, a value in its unit, and what several of them come to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.insight.figures.kinds import KINDS, kind_named, together, value_in, value_plain, value_said
from lms.insight.figures.months import Month, days_in, month_in, month_of, months_between
from lms.platform.i18n import translator

MONTHS = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@given(MONTHS)
def test_a_month_is_read_back_however_a_list_writes_it(month: Month) -> None:
    year, number = month.year, month.number
    for written in (
        month.id,
        f"{year}/{number}",
        f"{year}.{number:02}",
        f"{year}年{number}月",
        f"{year}{number:02}",
        month.begins.isoformat(),
        f"{month.begins.isoformat()} 00:00:00",
        f"{year}年{number}月1日",
        f"{year}.{number}.1",
    ):
        assert month_in(written) == month, written


@pytest.mark.parametrize(
    "written", ["", "2026", "2026-13", "2026-00", "March", "2026.1", "2026-03-15", "1999-03", "2026-3-2-1"]
)
def test_what_names_no_month_or_a_day_in_the_middle_of_one_is_none(written: str) -> None:
    assert month_in(written) is None


@given(MONTHS, st.integers(-300, 300))
def test_months_are_counted_forth_and_back(month: Month, by: int) -> None:
    assert month.later(by).later(-by) == month
    assert month_of(month.begins) == month and month.after == month.later(1)


@given(DAYS, DAYS)
def test_the_days_of_all_months_between_are_the_days_between(first: date, after: date) -> None:
    months = months_between(first, after)
    assert sum(days_in(month, first, after) for month in months) == max(0, (after - first).days)
    assert list(months) == sorted(set(months))


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("transactions", "11,800", 11_800),
        ("transactions", "１２３", 123),
        ("transactions", "0", 0),
        ("transactions", "12.0", 12),
        ("transactions", "12.5", None),
        ("transactions", "-1", None),
        ("transactions", "1,23", None),
        ("transactions", "many", None),
        ("transactions", "100000001", None),
        ("cost", "386000.05", 38_600_005),
        ("cost", "386000.005", None),
        ("satisfaction", "93.5%", 9_350),
        ("satisfaction", "98.10000000000001", 9_810),
        ("satisfaction", "100.1", None),
        ("satisfaction", "", None),
    ],
)
def test_a_value_is_kept_in_its_smallest_parts_or_not_at_all(
    kind: str, written: str, kept: int | None
) -> None:
    assert value_in(written, KINDS[kind]) == kept


@given(st.sampled_from(sorted(KINDS)), st.integers(0, 10_000))
def test_what_is_said_of_a_value_for_programs_is_read_back(kind: str, value: int) -> None:
    assert value_in(str(value_plain(KINDS[kind], value)), KINDS[kind]) == value


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    month_in(text)
    for kind in KINDS.values():
        kept = value_in(text, kind)
        assert kept is None or 0 <= kept <= kind.most * 10**kind.digits


def test_a_kind_goes_by_its_name_in_either_language_and_by_what_systems_call_it() -> None:
    for said in ("transactions", "Transactions", "业务笔数", "交易笔数"):
        found = kind_named(said)
        assert found is not None and found.key == "transactions"
    assert kind_named("weather") is None


def test_counts_add_up_and_satisfaction_is_weighed_by_who_answered() -> None:
    assert together(KINDS["errors"], [(3, None), (4, None)]) == 7
    assert together(KINDS["satisfaction"], [(9_000, 100), (8_000, 300)]) == 8_250
    assert together(KINDS["satisfaction"], [(9_000, 100), (8_000, None)]) is None, (
        "nobody knows how many answered"
    )
    assert together(KINDS["errors"], []) is None


def test_money_and_points_are_said_with_their_places() -> None:
    tr = translator("en")
    assert value_said(tr, KINDS["cost"], 38_600_050) == "386,000.50"
    assert value_said(tr, KINDS["satisfaction"], 9_350) == "93.5"
    assert value_said(tr, KINDS["transactions"], 11_800) == "11,800"
