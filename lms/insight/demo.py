"""Evidence in the invented bank: complaints of the last year and a half, a pilot that has ended and one under way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import col

from lms.insight.tables import PastComplaints, Pilot, PilotBranch, PilotStep
from lms.insight.weekly import monday_from
from lms.people import DemoBank
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.identifiers import new_id
from lms.platform.quarters import days_of, later, quarter_of

WEEKS = 84
HELD_FROM = 28
"""So many days before the bank opened the portal's own feedback begins."""
WEEKLY = {"LJ11": 1.5, "LJ12": 1.3, "LJ21": 1.4, "LJ22": 2.1, "LJ31": 1.1, "LJ32": 1.2}
"""Complaints a week, as each branch is used to."""
CAUSES = {
    "attitude": 5,
    "process": 4,
    "facility": 3,
    "pricing": 3,
    "disclosure": 2,
    "fund_security": 1,
    "choice": 1,
}
FELL = {"LJ11": (372, 0.6), "LJ22": (182, 0.35)}
"""Where complaints fell from how many days before the bank opened on, and to which share of what they were."""
ROSE = {"LJ32": 2.2}
"""Where there were so many times as many in the quarter before the bank opened: new machines stood still."""


@dataclass(frozen=True)
class DemoPilot:
    """A pilot of the story; days are counted back from the bank's opening."""

    title: str
    goal: str
    curriculum: str
    branch: str
    begins: int
    weeks: int
    by: str
    ended: str
    cause: str | None = None


PILOTS = (
    DemoPilot(
        "柜面先听后办",
        "柜员学完在岗课程后，网点客诉至少降三成；三个月看结果。",
        "in-service-teller",
        "LJ22",
        182,
        12,
        "trainer",
        "客诉降得比其他网点多，区间也不含零；下一步商量怎么在全行铺开。",
    ),
    DemoPilot(
        "大堂先引导再取号",
        "大堂助理学完在岗课程后，网点客诉至少降两成；每周看一次。",
        "in-service-lobby-assistants",
        "LJ31",
        26,
        12,
        "trainer",
        "",
    ),
)


def load_evidence(context: Context, bank: DemoBank) -> bool:
    """Write figures and pilots; a second time changes nothing."""
    with context.database.reading() as connection:
        if connection.execute(select(col(Pilot.id)).limit(1)).first():
            return False
    at = datetime.combine(bank.opened_on, time(1), UTC)
    rows = [
        {"unit_id": bank.units[code], "day": day, "cause": cause, "complaints": count, "at": at}
        for code, day, cause, count in _past(bank.opened_on)
    ]
    with context.database.transaction() as connection:
        # Of several who start at once, whoever writes the first row writes the others.
        first = insert_into(connection, PastComplaints).values(rows[0]).on_conflict_do_nothing()
        if connection.execute(first.returning(col(PastComplaints.unit_id))).first() is None:
            return False
        for some in batches(rows[1:]):
            connection.execute(insert(PastComplaints), some)
        for told in PILOTS:
            pilot, branch, steps = _pilot(bank, told)
            connection.execute(insert(Pilot).values(pilot))
            connection.execute(insert(PilotBranch).values(branch))
            connection.execute(insert(PilotStep), steps)
    return True


def _past(opened_on: date) -> Iterator[tuple[str, date, str, int]]:
    """Day by day: steady, with the little luck that a branch of eight has."""
    first, after = days_of(later(quarter_of(opened_on).id, -1))
    for code, usual in WEEKLY.items():
        luck, owed = Random(f"complaints {code}"), 0.0  # noqa: S311
        found: dict[tuple[date, str], int] = {}
        for days in range(WEEKS * 7, HELD_FROM, -1):
            since, share = FELL.get(code, (0, 1.0))
            day = opened_on - timedelta(days=days)
            more = ROSE.get(code, 1.0) if first <= day < after else 1.0
            owed += more * usual / 7 * (share if 0 < days <= since else 1.0) * luck.uniform(0.5, 1.5)
            while owed >= 1:
                owed -= 1
                cause = luck.choices(list(CAUSES), list(CAUSES.values()))[0]
                found[day, cause] = found.get((day, cause), 0) + 1
        yield from ((code, day, cause, count) for (day, cause), count in found.items())


def _pilot(bank: DemoBank, told: DemoPilot) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    pilot_id, by = new_id(), bank.one_click(told.by).person_id
    begins_on = monday_from(bank.opened_on - timedelta(days=told.begins))
    at = datetime.combine(begins_on, time(1), UTC)
    steps = [_step(pilot_id, by, "running", at, told.goal, people=1)]
    if told.ended:
        steps.append(_step(pilot_id, by, "done", at + timedelta(weeks=told.weeks), told.ended, people=0))
    pilot = {
        "id": pilot_id,
        "title": told.title,
        "goal": told.goal,
        "curriculum": told.curriculum,
        "metric": "complaints",
        "cause": told.cause,
        "target": 30 if told.ended else 20,
        "begins_on": begins_on,
        "weeks": told.weeks,
        "exit_percent": 30,
        "exit_after": 4,
        "state": "done" if told.ended else "running",
        "begun_by": by,
        "at": at,
    }
    return pilot, {"pilot_id": pilot_id, "unit_id": bank.units[told.branch]}, steps


def _step(pilot_id: str, by: str, step: str, at: datetime, reason: str, *, people: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "pilot_id": pilot_id,
        "step": step,
        "by_person_id": by,
        "at": at,
        "reason": reason,
        "people": people,
    }
