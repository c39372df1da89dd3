"""Complaints from before the portal: looked at first, each fault with its row and column, and taken in once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from lms.insight import look_at_past, take_in_past
from lms.insight.tables import PastComplaints
from lms.people import Actor, Role
from lms.platform.errors import Forbidden, Refused
from lms.platform.i18n import translator
from tests.integration.insight.conftest import Bank
from tests.integration.insight.test_helped import said


def officer(bank: Bank, unit: str) -> Actor:
    return bank.actor(bank.person(unit), {Role.CONSUMER_PROTECTION_OFFICER: [unit]})


def held(bank: Bank) -> list[tuple[str, date, str, int]]:
    with bank.context.database.reading() as connection:
        rows = connection.execute(
            select(PastComplaints).order_by(col(PastComplaints.day), col(PastComplaints.cause))
        )
        return [(row.unit_id, row.day, row.cause, row.complaints) for row in rows]


def test_figures_are_taken_in_and_the_same_file_once_more_changes_nothing(bank: Bank) -> None:
    unit = bank.unit(name="青溪支行")
    actor = officer(bank, unit)
    raw = (
        "日期,网点,主要原因,投诉\n2025-05-06,青溪支行,服务态度与质量,2\n"
        f"2025/5/6,{unit},attitude,1\n2025-05-07,{unit},,\n"
    )
    looked = look_at_past(bank.context, actor=actor, raw=raw.encode())
    assert not looked.faults and looked.complaints == 4
    assert held(bank) == [], "looking writes nothing"
    for _time in range(2):
        assert take_in_past(bank.context, actor=actor, looked=looked) == 4
        assert held(bank) == [
            (unit, date(2025, 5, 6), "attitude", 3),
            (unit, date(2025, 5, 7), "other", 1),
        ]


def test_each_fault_says_where_it_stands_and_the_right_rows_remain(bank: Bank) -> None:
    unit, foreign = bank.unit(name="青溪支行"), bank.unit(name="白石支行")
    actor = officer(bank, unit)
    own = bank.context.today() - timedelta(days=20)
    said(bank.context, unit, [own])
    raw = "\n".join(
        [
            "Day,Branch,Main cause,Complaints",
            f"2025-05-06,{unit},attitude,1",
            f"someday,{unit},attitude,1",
            f"2031-05-06,{unit},attitude,1",
            "2025-05-06,无此支行,attitude,1",
            f"2025-05-06,{foreign},attitude,1",
            f"2025-05-06,{unit},bad luck,1",
            f"2025-05-06,{unit},attitude,0",
            f"{own.isoformat()},{unit},attitude,1",
        ]
    )
    looked = look_at_past(bank.context, actor=actor, raw=raw.encode())
    assert looked.complaints == 1
    assert [fault.row for fault in looked.faults] == [3, 4, 5, 6, 7, 8, 9]
    for locale in ("zh-CN", "en"):
        told = [fault.said_in(translator(locale)) for fault in looked.faults]
        assert all("{" not in one for one in told)


def test_a_file_that_is_none_and_a_file_without_columns_are_refused(bank: Bank) -> None:
    actor = officer(bank, bank.unit())
    for raw in (b"", b"\x00\x01\x02", b"a,b\n1,2\n", b"Day,Branch\n"):
        with pytest.raises(Refused):
            look_at_past(bank.context, actor=actor, raw=raw)


def test_only_who_handles_feedback_takes_figures_in_and_for_their_own_units(bank: Bank) -> None:
    unit, foreign = bank.unit(), bank.unit()
    raw = f"Day,Branch\n2025-05-06,{foreign}\n".encode()
    looked = look_at_past(bank.context, actor=officer(bank, foreign), raw=raw)
    with pytest.raises(Forbidden):
        take_in_past(bank.context, actor=officer(bank, unit), looked=looked)
    manager = bank.actor(bank.person(foreign), {Role.MANAGER: [foreign]})
    with pytest.raises(Forbidden):
        look_at_past(bank.context, actor=manager, raw=raw)
    with pytest.raises(Forbidden):
        take_in_past(bank.context, actor=manager, looked=looked)
    assert held(bank) == []
