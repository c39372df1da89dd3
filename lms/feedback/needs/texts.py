"""The texts of a time that are compared, and which of them where they are too many. For services of this room."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.feedback.counting import is_need
from lms.feedback.needs.grouping import Told
from lms.feedback.tables import FeedbackItem, FeedbackReading, FeedbackStanding
from lms.people import read_units, staff_in
from lms.platform.batches import batches

MOST = 3_000
"""Texts that are compared: some two minutes' work."""
SURE = 0.5
"""Confidence below which a cause that no person has confirmed is none."""


def heads_of(connection: Connection, since: datetime, until: datetime) -> list[Told]:
    """What stands of each text of a time, in no order and without its words; nobody's praise, and nothing erased."""
    at = col(FeedbackStanding.received_at)
    rows = connection.execute(
        select(
            col(FeedbackStanding.item_id),
            func.coalesce(col(FeedbackStanding.cause), col(FeedbackStanding.kind)).label("need"),
            col(FeedbackStanding.cause),
            col(FeedbackStanding.business),
            col(FeedbackStanding.checked_at),
            col(FeedbackReading.confidence),
        )
        .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackStanding.item_id))
        .outerjoin(FeedbackReading, col(FeedbackReading.item_id) == col(FeedbackStanding.item_id))
        .where(is_need(), at >= since, at < until, col(FeedbackItem.text).is_not(None))
        # Where a text was read several times, the last reading is the one that stays in the table below.
        .order_by(col(FeedbackReading.id))
    )
    found: dict[str, Told] = {}
    for row in rows:
        sure = row.checked_at is not None or (row.confidence or {}).get("cause", 0.0) >= SURE
        placed = row.cause not in (None, "other") and row.business != "other" and sure
        found[row.item_id] = Told("", row.item_id, row.need, placed)
    return list(found.values())


def drawn(heads: Iterable[Told], most: int = MOST) -> list[Told]:
    """At most so many: first those without a sure place, each lot drawn by its id, the same at every time."""
    return sorted(heads, key=lambda one: (one.placed, sha256(one.item_id.encode()).digest()))[:most]


def with_words(connection: Connection, heads: Iterable[Told]) -> list[Told]:
    """The same with their masked words; what was erased meanwhile is left out."""
    of = {one.item_id: one for one in heads}
    found = []
    for ids in batches(of):
        rows = connection.execute(
            select(col(FeedbackItem.id), col(FeedbackItem.text)).where(
                col(FeedbackItem.id).in_(ids), col(FeedbackItem.text).is_not(None)
            )
        )
        found += [Told(row.text, row.id, of[row.id].cause, of[row.id].placed) for row in rows]
    return found


def names_of_staff(connection: Connection) -> frozenset[str]:
    """By what staff may be called, in lower case: parts of two Chinese characters or more, and Latin words."""
    staff = staff_in([unit.unit_id for unit in read_units(connection)])
    found: set[str] = set()
    for zh, en in connection.execute(select(staff.c.name_zh, staff.c.name_en)):
        found |= {zh[start:end] for start in range(len(zh)) for end in range(start + 2, len(zh) + 1)}
        found.update(en.lower().split())
    return frozenset(found)
