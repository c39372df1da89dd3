"""Figures of branches: looked at first, each fault with its row and column, taken in once, corrected with history."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import event, func, select
from sqlmodel import col

from lms.insight.figures import (
    Counts,
    figures_csv,
    figures_held,
    figures_workbook,
    look_at_figures,
    rows_to_fill,
    take_in_figures,
)
from lms.insight.figures.standing import transactions_in
from lms.insight.figures.tables import Figure, FigureBefore, FigureSet
from lms.people import Actor, Role, UnitKind, list_units, read_trail
from lms.platform.errors import Forbidden, Refused
from lms.platform.i18n import translator
from tests.integration.insight.conftest import Bank

HEAD = "网点,月份,指标,数值,样本数,统计口径,负责人,取数日期\n"
OFFICERS = 4
MONTHS = ("2025-08", "2025-09", "2025-10", "2025-11")


def officer(bank: Bank, unit: str) -> Actor:
    person = bank.person(unit, number=f"P-{unit[:6]}")
    return bank.actor(person, {Role.CONSUMER_PROTECTION_OFFICER: [unit]})


def number(actor: Actor) -> str:
    return f"P-{actor.unit_id[:6]}"


def take(bank: Bank, actor: Actor, raw: str) -> Counts:
    looked = look_at_figures(bank.context, actor=actor, raw=raw.encode())
    assert not looked.faults, [one.said_in(translator("en")) for one in looked.faults]
    return take_in_figures(bank.context, actor=actor, looked=looked)


def values(bank: Bank) -> dict[tuple[str, date], int]:
    with bank.context.database.reading() as connection:
        return {(row.kind, row.month): row.value for row in connection.execute(select(Figure))}


@pytest.fixture
def unit(bank: Bank) -> str:
    return bank.unit(name="青溪支行")


@pytest.fixture
def actor(bank: Bank, unit: str) -> Actor:
    return officer(bank, unit)


@pytest.fixture
def row(unit: str, actor: Actor) -> Callable[..., str]:
    def one(
        month: str = "2025-10", kind: str = "业务笔数", value: str = "11800", day: str = "2025-12-01"
    ) -> str:
        return f"{unit},{month},{kind},{value},,柜面和机具办结的笔数,{number(actor)},{day}\n"

    return one


def test_the_same_file_twice_changes_nothing_and_looking_writes_nothing(
    bank: Bank, actor: Actor, row: Callable[..., str]
) -> None:
    raw = HEAD + row() + row("2025年11月", "满意度", "93.5")
    looked = look_at_figures(bank.context, actor=actor, raw=raw.encode())
    assert looked.counts == Counts(added=2) and values(bank) == {}
    assert take(bank, actor, raw) == Counts(added=2)
    assert take(bank, actor, raw) == Counts(same=2)
    assert values(bank) == {
        ("transactions", date(2025, 10, 1)): 11_800,
        ("satisfaction", date(2025, 11, 1)): 9_350,
    }
    with bank.context.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(FigureSet)).scalar_one() == 2


def test_a_later_file_corrects_and_what_was_there_stays_with_who_and_when(
    bank: Bank, actor: Actor, row: Callable[..., str]
) -> None:
    take(bank, actor, HEAD + row())
    assert take(bank, actor, HEAD + row(value="12000", day="2025-12-20")) == Counts(corrected=1)
    assert take(bank, actor, HEAD + row()) == Counts(older=1), "the first file does not undo the correction"
    assert values(bank)["transactions", date(2025, 10, 1)] == 12_000
    found = figures_held(bank.context, actor=actor)
    (was,) = found.corrections
    assert (was.was, was.now, was.by and was.by.person_id) == (11_800, 12_000, actor.person_id)
    (shown,) = found.sets
    assert (shown.definition, shown.recorded_on) == ("柜面和机具办结的笔数", date(2025, 12, 20))
    assert shown.owner is not None and shown.owner.employee_no == number(actor)


def test_what_was_said_last_of_a_kind_holds_where_a_row_says_nothing(
    bank: Bank, actor: Actor, unit: str, row: Callable[..., str]
) -> None:
    bare = f"Branch,Month,Figure,Value\n{unit},2025-11,transactions,9900\n"
    looked = look_at_figures(bank.context, actor=actor, raw=bare.encode())
    assert {(fault.row, fault.column) for fault in looked.faults} == {(2, "What it counts"), (2, "Owner")}
    take(bank, actor, HEAD + row())
    assert take(bank, actor, bare) == Counts(added=1)
    assert take(bank, actor, bare) == Counts(same=1)
    assert {one.definition for one in figures_held(bank.context, actor=actor).sets} == {
        "柜面和机具办结的笔数"
    }


def test_each_fault_says_where_it_stands_and_the_right_rows_remain(
    bank: Bank, actor: Actor, unit: str, row: Callable[..., str]
) -> None:
    foreign, region = bank.unit(name="白石支行"), bank.unit(kind=UnitKind.REGION, name="东区")
    both = bank.actor(actor.person_id, {Role.CONSUMER_PROTECTION_OFFICER: [unit, region]})
    tail = f",,办结的笔数,{number(actor)},\n"
    raw = HEAD + "".join(
        [
            row(),
            f"无此支行,2025-10,transactions,1{tail}",
            f"{foreign},2025-10,transactions,1{tail}",
            f"{region},2025-10,transactions,1{tail}",
            f"{unit},someday,transactions,1{tail}",
            f"{unit},2031-01,transactions,1{tail}",
            f"{unit},2025-09,weather,1{tail}",
            f"{unit},2025-09,transactions,many{tail}",
            f"{unit},2025-09,satisfaction,101{tail}",
            f"{unit},2025-09,transactions,1,30,口径,{number(actor)},\n",
            f"{unit},2025-09,transactions,1,,口径,nobody,\n",
            f"{unit},2025-09,transactions,1,,口径,{number(actor)},2025-09-01\n",
            f"{unit},2025-09,transactions,1,,{'长' * 301},{number(actor)},\n",
            row(value="9"),
        ]
    )
    looked = look_at_figures(bank.context, actor=both, raw=raw.encode())
    assert looked.counts == Counts(added=1)
    assert [(fault.row, fault.column) for fault in looked.faults] == [
        (3, "网点"),
        (4, "网点"),
        (5, "网点"),
        (6, "月份"),
        (7, "月份"),
        (8, "指标"),
        (9, "数值"),
        (10, "数值"),
        (11, "样本数"),
        (12, "负责人"),
        (13, "取数日期"),
        (14, "统计口径"),
        (15, "月份"),
    ]
    for locale in ("zh-CN", "en"):
        assert all("{" not in fault.said_in(translator(locale)) for fault in looked.faults)


def test_a_file_with_words_of_its_own_is_read_once_somebody_says_which_column_is_which(
    bank: Bank, actor: Actor, unit: str
) -> None:
    raw = f"Ort,Zeit,Was,Wieviel,Sinn,Wer\n{unit},2025-10,transactions,7,x,{number(actor)}\n".encode()
    with pytest.raises(Refused, match="No column was found"):
        look_at_figures(bank.context, actor=actor, raw=raw)
    with pytest.raises(Refused, match="no column “Nix”"):
        look_at_figures(bank.context, actor=actor, raw=raw, mapped={"branch": "Nix"})
    mapped = {
        "branch": "Ort",
        "month": "Zeit",
        "kind": "Was",
        "value": "Wieviel",
        "definition": "Sinn",
        "owner": "Wer",
    }
    assert look_at_figures(bank.context, actor=actor, raw=raw, mapped=mapped).counts == Counts(added=1)
    for nothing in (b"", b"\x00\x01", b"Branch,Month,Figure,Value\n"):
        with pytest.raises(Refused):
            look_at_figures(bank.context, actor=actor, raw=nothing)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_template_filled_in_is_taken_in(bank: Bank, actor: Actor, unit: str, locale: str) -> None:
    tr = translator("en" if locale == "en" else "zh-CN")
    branches = [one for one in list_units(bank.context) if one.unit_id == unit]
    (given,) = rows_to_fill(bank.context, tr, branches)
    filled = [[*given[:3], "8700", "", "Done.", number(actor), ""]]
    for raw in (figures_workbook(tr, filled), figures_csv(tr, filled)):
        looked = look_at_figures(bank.context, actor=actor, raw=raw)
        assert not looked.faults and looked.counts == Counts(added=1)


def test_only_an_officer_takes_figures_in_and_for_their_own_units(
    bank: Bank, actor: Actor, unit: str, row: Callable[..., str]
) -> None:
    looked = look_at_figures(bank.context, actor=actor, raw=(HEAD + row()).encode())
    foreign = bank.unit()
    with pytest.raises(Forbidden):
        take_in_figures(bank.context, actor=officer(bank, foreign), looked=looked)
    manager = bank.actor(bank.person(unit), {Role.MANAGER: [unit]})
    with pytest.raises(Forbidden, match="Only a consumer protection officer"):
        take_in_figures(bank.context, actor=manager, looked=looked)
    assert values(bank) == {}
    take_in_figures(bank.context, actor=actor, looked=looked)
    assert [line.unit.unit_id for line in figures_held(bank.context, actor=manager).branches] == [unit]
    stranger = bank.actor(bank.person(foreign), {Role.MANAGER: [foreign]})
    assert [line.unit.unit_id for line in figures_held(bank.context, actor=stranger).branches] == [foreign]
    assert not figures_held(bank.context, actor=stranger).sets
    with pytest.raises(Forbidden):
        figures_held(bank.context, actor=stranger, unit_id=unit)
    with pytest.raises(Forbidden):
        figures_held(bank.context, actor=bank.actor(bank.person(unit), {Role.TRAINEE: [unit]}))
    auditor = bank.actor(bank.person(unit), {Role.AUDITOR: [unit]})
    assert "took_in_figures" in {one.deed.value for one in read_trail(bank.context, actor=auditor).rows}


def test_gaps_are_told_and_a_quarter_counts_only_where_every_month_of_it_is_held(
    bank: Bank, actor: Actor, unit: str, row: Callable[..., str]
) -> None:
    take(bank, actor, HEAD + row("2025-10", value="100") + row("2025-11", value="200"))
    found = figures_held(bank.context, actor=actor)
    assert found.gaps == 10 and found.branches[0].total == 300
    first, after = date(2025, 10, 1), date(2026, 1, 1)
    with bank.context.database.reading() as connection:
        assert transactions_in(connection, first, after) == {}
    take(bank, actor, HEAD + row("2025-12", value="0", day="2025-12-31"))
    with bank.context.database.reading() as connection:
        assert transactions_in(connection, first, after) == {unit: 300}


def test_fifty_thousand_rows_are_taken_in_without_a_question_a_row(bank: Bank) -> None:
    head = bank.unit(kind=UnitKind.HEAD_OFFICE, name="总行")
    branches = [bank.unit(head, name=f"支行{place}") for place in range(420)]
    by = officer(bank, head)
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    kinds = ("transactions", "satisfaction", "errors", "churn", "cost")
    lines = [
        f"{branch},{month},{kind},{place % 90},,口径,{number(by)},2026-01-02"
        for place, branch in enumerate(branches)
        for month in months
        for kind in kinds
    ]
    looked = look_at_figures(bank.context, actor=by, raw=(HEAD + "\n".join(lines)).encode())
    assert looked.counts == Counts(added=len(lines)) and len(lines) == 50_400
    asked = []

    def count(*_given: object) -> None:
        asked.append(1)

    event.listen(bank.context.database.engine, "before_cursor_execute", count)
    try:
        take_in_figures(bank.context, actor=by, looked=looked)
    finally:
        event.remove(bank.context.database.engine, "before_cursor_execute", count)
    assert len(asked) < 200
    assert len(figures_held(bank.context, actor=by).branches) == 420


def at_once(bank: Bank, actor: Actor, files: list[str]) -> list[bool]:
    """Take in files, each in a thread of its own and all looked at before the first is taken in; true where it was."""
    ready = Barrier(len(files))

    def one(raw: str) -> bool:
        looked = look_at_figures(bank.context, actor=actor, raw=raw.encode())
        assert not looked.faults
        ready.wait()
        try:
            take_in_figures(bank.context, actor=actor, looked=looked)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(len(files)) as threads:
        return [*threads.map(one, files)]


@pytest.fixture
def file(row: Callable[..., str]) -> Callable[[int], str]:
    """A file of some months in which each figure is the same value."""
    return lambda value: HEAD + "".join(row(month, value=str(value)) for month in MONTHS)


def held(bank: Bank) -> tuple[set[int], int, list[int]]:
    """The values that hold, how many figures there are, and all that held before, of one month."""
    with bank.context.database.reading() as connection:
        values = {*connection.execute(select(col(Figure.value))).scalars()}
        count = connection.execute(select(func.count()).select_from(Figure)).scalar_one()
        before = select(col(FigureBefore.value)).where(col(FigureBefore.month) == date(2025, 10, 1))
        return values, count, sorted(connection.execute(before).scalars())


def test_of_new_figures_each_stands_once_and_all_are_of_one_file_or_the_next(
    bank: Bank, actor: Actor, file: Callable[[int], str]
) -> None:
    said = [1000 + n for n in range(OFFICERS)]
    taken = at_once(bank, actor, [file(value) for value in said])
    values, count, before = held(bank)
    assert any(taken) and count == len(MONTHS)
    assert len(values) == 1, "files are taken in whole"
    accepted = [value for value, went in zip(said, taken, strict=True) if went]
    assert sorted([*values, *before]) == accepted, "each that was taken in holds, or held before another"


def test_of_corrections_none_is_lost_from_what_held_before(
    bank: Bank, actor: Actor, file: Callable[[int], str]
) -> None:
    at_once(bank, actor, [file(999)])
    said = [1000 + n for n in range(OFFICERS)]
    taken = at_once(bank, actor, [file(value) for value in said])
    values, count, before = held(bank)
    assert any(taken) and count == len(MONTHS) and len(values) == 1
    accepted = [value for value, went in zip(said, taken, strict=True) if went]
    assert sorted([*values, *before]) == sorted([999, *accepted])
