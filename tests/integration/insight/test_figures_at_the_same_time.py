"""Two officers hand in at the same moment: no figure is lost, doubled or without what held before it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from lms.insight.figures import look_at_figures, take_in_figures
from lms.insight.figures.tables import Figure, FigureBefore
from lms.people import Actor
from lms.platform.errors import Refused
from tests.integration.insight.conftest import Bank
from tests.integration.insight.test_figures import HEAD, officer

OFFICERS = 4
MONTHS = ("2025-08", "2025-09", "2025-10", "2025-11")


@pytest.fixture
def unit(bank: Bank) -> str:
    return bank.unit(name="青溪支行")


@pytest.fixture
def actor(bank: Bank, unit: str) -> Actor:
    return officer(bank, unit)


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
def file(unit: str, actor: Actor) -> Callable[[int], str]:
    def one(value: int) -> str:
        owner = f"P-{actor.unit_id[:6]}"
        lines = [f"{unit},{month},业务笔数,{value},,柜面办结的笔数,{owner},2025-12-01\n" for month in MONTHS]
        return HEAD + "".join(lines)

    return one


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
