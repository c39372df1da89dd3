"""What the invented bank's customers ask for beside what they complain of, and the names of last quarter's groups."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import col

from lms.feedback.key_ring import key_ring
from lms.feedback.needs.grouping import FEWEST
from lms.feedback.needs.tables import NeedGroup, NeedMember, NeedReading
from lms.feedback.needs.telling import profile_of, shown_words, words_in
from lms.feedback.receiving import OFFLINE, case_number, digest_of
from lms.feedback.tables import FeedbackItem, FeedbackOriginal, FeedbackReading, FeedbackStanding
from lms.feedback.words import RANK
from lms.people import DemoBank, Role
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.identifiers import new_id
from lms.platform.quarters import Quarter, quarter_of

ITEMS = Path(__file__).with_name("demo_items.jsonl")
"""An item a line: how many days before the bank opened, branch, labels, words, and what a person calls its like."""
DEMO = "demo-needs"
YOUNG = 28
"""Days of a quarter without which the paper of the one before is read."""
Told = Mapping[str, Any]


def load_needs(context: Context, bank: DemoBank) -> int:
    """Write them down; how many were new. A second time changes nothing."""
    with context.database.reading() as connection:
        if connection.execute(select(col(FeedbackItem.id)).where(col(FeedbackItem.source) == DEMO)).first():
            return 0
    lines = [json.loads(line) for line in ITEMS.read_text(encoding="utf-8").splitlines()]
    told = [(new_id(), one) for one in lines]
    rows = [_rows(context, bank, item_id, place, one) for place, (item_id, one) in enumerate(told)]
    reading, groups, members = _last_quarter(bank, told)
    with context.database.transaction() as connection:
        # Of several who start at once, whoever writes the first row writes the others.
        first = insert_into(connection, FeedbackItem).values(rows[0][0]).on_conflict_do_nothing()
        if connection.execute(first.returning(col(FeedbackItem.id))).first() is None:
            return 0
        connection.execute(insert(FeedbackItem), [row[0] for row in rows[1:]])
        for place, table in ((1, FeedbackOriginal), (2, FeedbackReading), (3, FeedbackStanding)):
            connection.execute(insert(table), [row[place] for row in rows])
        if groups:
            connection.execute(insert(NeedReading).values(reading))
            connection.execute(insert(NeedGroup), groups)
            connection.execute(insert(NeedMember), members)
    return len(rows)


def _rows(
    context: Context, bank: DemoBank, item_id: str, place: int, told: Told
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]]:
    at = _noon(bank.opened_on - timedelta(days=told["days"]))
    ring, text = key_ring(context.settings), told["text"]
    item = {
        "id": item_id,
        "number": case_number(),
        "text": text,
        "digest": digest_of(context, text),
        "locale": "zh-CN" if any(letter > "\u3400" for letter in text) else "en",
        "channel": ("qr", "app", "phone")[place % 3],
        "source": DEMO,
        "source_no": f"{place:03d}",
        "received_at": at,
        "entered_at": at,
    }
    original = {
        "item_id": item_id,
        "sealed": ring.seal(text, bound_to=item_id),
        "key_id": ring.newest,
        "keep_until": bank.opened_on + timedelta(days=context.settings.original_days),
    }
    labels = {
        "kind": told["kind"],
        "cause": None,
        "business": told["business"],
        "severity": "general",
        "segment": told["segment"],
        "flags": [],
        "competencies": [],
    }
    reading = {
        "id": new_id(),
        "item_id": item_id,
        "reader": OFFLINE,
        "model": "words",
        "labels": labels,
        "confidence": {},
        "decided_by": {},
        "at": at,
    }
    standing = {
        "item_id": item_id,
        **labels,
        "unit_id": bank.units[told["unit"]],
        "employee": "none",
        "rank": RANK["general"],
        "received_at": at,
        "checked_at": at + timedelta(days=1),
    }
    return item, original, reading, standing


def _last_quarter(
    bank: DemoBank, told: Sequence[tuple[str, Told]]
) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """The groups of the quarter before the one whose paper is read now, as a person named them."""
    by = next(person for person in bank.people if Role.CASE_HANDLER in person.roles)
    quarter = _read_now(bank.opened_on).before
    at = _noon(quarter.ends + timedelta(days=3))
    within = [
        (item_id, one)
        for item_id, one in told
        if quarter.begins <= bank.opened_on - timedelta(days=one["days"]) <= quarter.ends
    ]
    words = {item_id: words_in(one["text"]) for item_id, one in within}
    met = Counter(word for some in words.values() for word in some)
    reading_id = new_id()
    groups: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for name in sorted({one["theme"] for _id, one in within if "theme" in one}):
        alike = [item_id for item_id, one in within if one.get("theme") == name]
        if len(alike) < FEWEST:
            continue
        profile = profile_of([words[item_id] for item_id in alike], met, len(within))
        group = {
            "id": new_id(),
            "reading_id": reading_id,
            "place": len(groups),
            "words": list(shown_words(profile)),
            "profile": profile,
            "name": name,
            "named_by": by.person_id,
            "named_at": at,
        }
        groups.append(group)
        members += [
            {"group_id": group["id"], "item_id": item_id, "place": place}
            for place, item_id in enumerate(alike)
        ]
    reading = {
        "id": reading_id,
        "quarter": quarter.id,
        "until": quarter.ends,
        "asked_by": by.person_id,
        "asked_at": at,
        "texts": len(within),
        "compared": len(within),
        "done": len(within),
        "how": "meaning",
        "ended_at": at,
    }
    return reading, groups, members


def _read_now(today: date) -> Quarter:
    quarter = quarter_of(today)
    return quarter if (today - quarter.begins).days >= YOUNG else quarter.before


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(4), UTC)
