"""Hidden needs as somebody may see them: names and figures, and three sentences of each to whoever reads the words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlmodel import col

from lms.feedback.findings.quoting import sentence_for
from lms.feedback.needs.tables import NeedGroup, NeedMember, NeedReading
from lms.feedback.reach import open_to
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.people import Actor

SENTENCES = 3
_LOOKED_AT = 12
"""Texts nearest to the middle among which the sentences are sought: some say the same word for word."""


@dataclass(frozen=True)
class Reading:
    """A comparison of a quarter's texts: how many there were, how many were compared, how far it is."""

    reading_id: str
    until: date
    asked_at: datetime
    texts: int
    compared: int
    done: int
    how: str
    ended_at: datetime | None


@dataclass(frozen=True)
class Group:
    """A hidden need.

    Attributes:
        name: by a person; none while it waits for one.
        proposed: what the nearest group of before is called.
        words: by which it is told; none for whoever reads no customers' words.
        sentences: masked, of texts the reader may read.
        by_segment: how many of its texts the reader's units have, by segment.
    """

    group_id: str
    name: str | None
    proposed: str | None
    words: tuple[str, ...]
    sentences: tuple[str, ...]
    by_segment: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many texts."""
        return sum(self.by_segment.values())


def readings_of(connection: Connection, quarter: str) -> tuple[Reading | None, Reading | None]:
    """The reading of a quarter that goes on, and the latest that has ended."""
    rows = connection.execute(
        select(NeedReading)
        .where(col(NeedReading.quarter) == quarter)
        .order_by(col(NeedReading.ended_at).is_not(None), col(NeedReading.id).desc())
        .limit(2)
    ).all()
    going = next((_reading(row) for row in rows if row.ended_at is None), None)
    ended = next((_reading(row) for row in rows if row.ended_at is not None), None)
    return going, ended


def groups_of(
    connection: Connection,
    actor: Actor,
    reading_id: str,
    *,
    units: Collection[str],
    readable: Collection[str],
) -> tuple[Group, ...]:
    """The groups of a reading that have texts in some units, the largest first. For services.

    Args:
        connection: of an open transaction.
        actor: who reads; nothing that is about them is counted.
        reading_id: the reading.
        units: whose texts are counted.
        readable: those of them whose words the actor may read.
    """
    counted = connection.execute(
        select(col(NeedMember.group_id), col(FeedbackStanding.segment), func.count())
        .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(NeedMember.item_id))
        .join(NeedGroup, col(NeedGroup.id) == col(NeedMember.group_id))
        .where(col(NeedGroup.reading_id) == reading_id, *open_to(actor, units))
        .group_by(col(NeedMember.group_id), col(FeedbackStanding.segment))
    )
    counts: dict[str, dict[str, int]] = {}
    for group_id, segment, count in counted:
        counts.setdefault(group_id, {})[segment] = count
    texts = _nearest(connection, actor, reading_id, readable) if readable else {}
    rows = connection.execute(select(NeedGroup).where(col(NeedGroup.reading_id) == reading_id)).all()
    found = [
        Group(
            row.id,
            row.name,
            row.proposed if row.id in texts else None,
            tuple(row.words) if row.id in texts else (),
            _sentences(row.words, texts.get(row.id, [])),
            counts[row.id],
        )
        for row in sorted(rows, key=lambda row: row.place)
        if row.id in counts
    ]
    return tuple(sorted(found, key=lambda group: -group.count))


def _nearest(
    connection: Connection, actor: Actor, reading_id: str, units: Collection[str]
) -> dict[str, list[str]]:
    """For each group the texts nearest to its middle that somebody may read."""
    place = func.row_number().over(partition_by=col(NeedMember.group_id), order_by=col(NeedMember.place))
    ranked = (
        select(col(NeedMember.group_id), col(FeedbackItem.text), place.label("rank"))
        .join(NeedGroup, col(NeedGroup.id) == col(NeedMember.group_id))
        .join(FeedbackItem, col(FeedbackItem.id) == col(NeedMember.item_id))
        .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(NeedMember.item_id))
        .where(
            col(NeedGroup.reading_id) == reading_id,
            col(FeedbackItem.text).is_not(None),
            *open_to(actor, units),
        )
        .subquery()
    )
    rows = connection.execute(
        select(ranked.c.group_id, ranked.c.text)
        .where(ranked.c.rank <= _LOOKED_AT)
        .order_by(ranked.c.group_id, ranked.c.rank)
    )
    found: dict[str, list[str]] = {}
    for group_id, text in rows:
        found.setdefault(group_id, []).append(text)
    return found


def _sentences(words: list[str], texts: list[str]) -> tuple[str, ...]:
    told = dict.fromkeys(sentence_for(text, {"cause": words}) for text in texts)
    return tuple(told)[:SENTENCES]


def _reading(row: Row[Any]) -> Reading:
    return Reading(row.id, row.until, row.asked_at, row.texts, row.compared, row.done, row.how, row.ended_at)
