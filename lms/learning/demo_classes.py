"""Classes of the demo bank: each region's yearly afternoon, who was there, who missed it, and what is next."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert

from lms.learning.demo_stories import Setting
from lms.learning.hours.attendance import class_entries
from lms.learning.hours.ledger import write_entries
from lms.learning.hours.tables import ClassSeat, ClassSession
from lms.people import DemoBank, StaffRow
from lms.platform.working_days import is_working_day

PRESENT, ON_PAPER = 0.86, 0.2
"""Share of those invited who come, and of these who sign the sheet instead of scanning the code."""


@dataclass(frozen=True)
class _Held:
    """A class: of which unit, how many days from the bank's opening, what, where, and whether it makes up another."""

    unit: str
    days: int
    title: str
    topics: tuple[str, ...]
    place: str
    minutes: int
    make_up_of: str | None = None


CLASSES = (
    _Held(
        "LJ10",
        -46,
        "消费者权益保护年度集中培训",
        ("consumer_protection", "personal_data"),
        "城中分行三楼培训室",
        120,
    ),
    _Held("LJ20", -39, "消费者权益保护年度集中培训", ("consumer_protection",), "江北分行会议室", 120),
    _Held(
        "LJ30",
        -33,
        "反诈与老年客户接待：从三起劝阻说起",
        ("anti_fraud", "elder_service"),
        "青禾镇支行二楼",
        90,
    ),
    _Held(
        "LJ10",
        6,
        "消费者权益保护年度集中培训（补课）",
        ("consumer_protection", "personal_data"),
        "城中分行三楼培训室",
        120,
        "LJ10",
    ),
)
"""The last is yet to come: it is for those who missed the first."""


def hold_classes(
    connection: Connection,
    bank: DemoBank,
    staff: Sequence[StaffRow],
    setting: Setting,
    *,
    trainer_id: str,
    now: datetime,
) -> None:
    """Write the classes, their rosters, and the hours of everybody who was there."""
    sessions: list[dict[str, Any]] = []
    seats: list[dict[str, Any]] = []
    missed: dict[str, list[str]] = {}
    for held in CLASSES:
        session = _session(held, bank, setting, trainer_id)
        over = session["closed_at"] is not None
        day = session["starts_at"].astimezone(setting.zone).date()
        invited = [
            row.person_id
            for row in staff
            # Nobody is invited before they are hired, or on their very first day.
            if held.unit in row.unit_codes and row.person_id != trainer_id and row.hired_on < day
        ]
        if held.make_up_of is not None:
            invited = missed[held.make_up_of]
        rows = list(_seats(session, invited, trainer_id, over=over))
        missed.setdefault(held.unit, [row["person_id"] for row in rows if row["present_at"] is None])
        sessions.append(session)
        seats += rows
    connection.execute(insert(ClassSession), sessions)
    connection.execute(insert(ClassSeat), seats)
    for session in sessions:
        if session["closed_at"] is not None:
            present = [
                row["person_id"]
                for row in seats
                if row["session_id"] == session["id"] and row["present_at"] is not None
            ]
            write_entries(
                connection,
                class_entries(
                    session["id"],
                    present,
                    kind="class",
                    ref=session["title"],
                    topics=session["topics"],
                    minutes=session["minutes"],
                    day=session["starts_at"].astimezone(setting.zone).date(),
                    by_person_id=trainer_id,
                ),
                now=now,
            )


def _session(held: _Held, bank: DemoBank, setting: Setting, trainer_id: str) -> dict[str, Any]:
    starts_at = _afternoon(held.days, bank, setting.zone)
    made_up = next((one for one in CLASSES if one.unit == held.make_up_of), None)
    over = held.days < 0
    return {
        "id": _id(setting, held),
        "kind": "class",
        "title": held.title,
        "topics": list(held.topics),
        "place": held.place,
        "starts_at": starts_at,
        "minutes": held.minutes,
        "unit_id": bank.units[held.unit],
        "make_up_of": _id(setting, made_up) if made_up else None,
        "planned_by": trainer_id,
        "at": setting.until - timedelta(days=max(-held.days, 0) + 10),
        "closed_at": starts_at + timedelta(minutes=held.minutes + 5) if over else None,
        "closed_by": trainer_id if over else None,
    }


def _seats(
    session: dict[str, Any], invited: Sequence[str], trainer_id: str, *, over: bool
) -> Iterator[dict[str, Any]]:
    dice = random.Random(f"roster of {session['id']}")  # noqa: S311  believable, not secret
    for person_id in invited:
        came, signed = over and dice.random() < PRESENT, dice.random() < ON_PAPER
        early = timedelta(minutes=dice.randint(-6, 9))
        yield {
            "session_id": session["id"],
            "person_id": person_id,
            "invited": True,
            "present_at": session["starts_at"] + early if came else None,
            "how": ("paper" if signed else "qr") if came else None,
            "by_person_id": trainer_id if came and signed else None,
        }


def _id(setting: Setting, held: _Held) -> str:
    return setting.new_id(f"class of {held.unit} {held.days} days from the opening")


def _afternoon(days: int, bank: DemoBank, zone: ZoneInfo) -> datetime:
    day = bank.opened_on + timedelta(days=days)
    while not is_working_day(day):
        day += timedelta(days=1 if days > 0 else -1)
    return datetime.combine(day, time(15, 30), zone)
