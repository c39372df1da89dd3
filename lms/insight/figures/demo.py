"""Figures of the invented bank: the twelve months before it opened, with a gap and a correction to be seen."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import col

from lms.insight.figures.months import Month, month_of
from lms.insight.figures.tables import Figure, FigureBefore, FigureSet
from lms.people import DemoBank, Role
from lms.platform.context import Context
from lms.platform.database import insert_into

MONTHS = 12
USUAL = {
    "LJ11": {"transactions": 11_800, "satisfaction": 91.5, "errors": 6, "churn": 21, "cost": 386_000},
    "LJ12": {"transactions": 9_600, "satisfaction": 93.0, "errors": 4, "churn": 15, "cost": 322_000},
    "LJ21": {"transactions": 10_400, "satisfaction": 95.2, "errors": 3, "churn": 12, "cost": 341_000},
    "LJ22": {"transactions": 9_900, "satisfaction": 90.4, "errors": 7, "churn": 19, "cost": 335_000},
    "LJ31": {"transactions": 8_700, "satisfaction": 94.1, "errors": 3, "churn": 11, "cost": 298_000},
    "LJ32": {"transactions": 8_900, "satisfaction": 88.7, "errors": 9, "churn": 24, "cost": 304_000},
}
"""What a branch is used to in a month; money in yuan."""
DEFINITIONS = {
    "transactions": "柜面和智能机具当月办结的业务笔数，不含查询，冲正的不算。",
    "satisfaction": "当月回收的评价器问卷，满意和非常满意所占的百分点；问卷由客户自愿填写。",
    "errors": "当月事后监督登记的操作差错笔数，当日自纠的不算。",
    "churn": "当月注销最后一个账户的个人客户数。",
    "cost": "当月营业费用中的人力、场地和设备三项合计，元。",
}
MISSING = ("LJ12", 8)
"""A branch and how many months before: its books were moved, and nobody has handed the month in."""
CORRECTED = ("LJ21", 2)
"""A branch and how many months before: its transactions were first told without those at the machines."""
_SHARE_FIRST_TOLD = 0.62


def load_figures(context: Context, bank: DemoBank) -> bool:
    """Write the figures; a second time changes nothing."""
    months = [month_of(bank.opened_on).later(-back) for back in range(MONTHS, 0, -1)]
    officer = next(one for one in bank.people if Role.CONSUMER_PROTECTION_OFFICER in one.roles)
    recorded_on = min(months[-1].after.begins + timedelta(days=4), bank.opened_on)
    at = datetime.combine(bank.opened_on, time(1), UTC)
    common = {"owner_id": officer.person_id, "by_person_id": officer.person_id, "recorded_on": recorded_on}
    sets = [
        {"id": _set_id(place), "kind": kind, "definition": said, "at": at, **common}
        for place, (kind, said) in enumerate(DEFINITIONS.items())
    ]
    corrected = {**sets[0], "id": _set_id(len(sets))}
    rows = list(_rows(bank, months))
    with context.database.transaction() as connection:
        # Of several who start at once, whoever writes the first set writes the others.
        first = insert_into(connection, FigureSet).values(sets[0]).on_conflict_do_nothing()
        if connection.execute(first.returning(col(FigureSet.id))).first() is None:
            return False
        connection.execute(insert(FigureSet), [*sets[1:], corrected])
        place = (bank.units[CORRECTED[0]], months[-CORRECTED[1]].begins)
        row = next(
            one for one in rows if one["kind"] == "transactions" and (one["unit_id"], one["month"]) == place
        )
        before = {**row, "id": _set_id(len(sets) + 1), "replaced_by": corrected["id"]}
        before["value"] = round(row["value"] * _SHARE_FIRST_TOLD)
        row["set_id"] = corrected["id"]
        connection.execute(insert(Figure), rows)
        connection.execute(insert(FigureBefore).values(before))
    return True


def _rows(bank: DemoBank, months: list[Month]) -> Iterator[dict[str, Any]]:
    for code, usual in USUAL.items():
        luck = Random(f"figures {code}")  # noqa: S311
        for place, month in enumerate(months):
            # Before the Spring Festival everybody comes; in the month after it hardly anybody does.
            season = {1: 1.15, 2: 0.85}.get(month.number, 1.0)
            values = {
                "transactions": round(usual["transactions"] * season * luck.uniform(0.95, 1.05)),
                "satisfaction": round(100 * min(99.5, usual["satisfaction"] + luck.uniform(-1.5, 1.5))),
                "errors": max(0, round(usual["errors"] * luck.uniform(0.5, 1.5))),
                "churn": round(usual["churn"] * luck.uniform(0.7, 1.3)),
                "cost": 100 * round(usual["cost"] * luck.uniform(0.97, 1.03)),
            }
            answers = round(usual["transactions"] / 60 * luck.uniform(0.8, 1.2))
            if (code, len(months) - place) == MISSING:
                continue
            for number, kind in enumerate(DEFINITIONS):
                yield {
                    "unit_id": bank.units[code],
                    "kind": kind,
                    "month": month.begins,
                    "value": values[kind],
                    "answers": answers if kind == "satisfaction" else None,
                    "set_id": _set_id(number),
                }


def _set_id(place: int) -> str:
    """Older than any id made since: whatever is taken in after it is later."""
    return f"00000000-0000-7000-8000-{place:012}"
