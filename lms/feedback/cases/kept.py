"""Complaints that were closed, by branch: how many in time, and how many customers were satisfied. For services."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from lms.feedback.cases.standing import case_columns, readings_of
from lms.feedback.cases.tables import FeedbackCase, FeedbackCaseEntry
from lms.feedback.tables import FeedbackStanding
from lms.platform.batches import batches
from lms.platform.context import Context

LEFT_OUT = ("withdrawn", "not_needed")
AGENT = "suspected_agent"
ANSWERED = ("satisfied", "partly", "dissatisfied")
"""What a customer said at the return visit; who was not reached said nothing."""


@dataclass(frozen=True)
class Kept:
    """Complaints of a branch that were closed in some time.

    Attributes:
        closed: how many; ``in_time`` of these kept every clock.
        asked: customers who said whether they were satisfied; ``satisfied`` of these were.
    """

    closed: int = 0
    in_time: int = 0
    asked: int = 0
    satisfied: int = 0


def closed_by_branch(
    context: Context, connection: Connection, *, since: datetime, until: datetime
) -> dict[str, Kept]:
    """All complaints closed between two moments, by the unit they were about; paid complainers' count for nobody."""
    rows = connection.execute(
        case_columns().where(
            col(FeedbackStanding.kind) == "complaint",
            col(FeedbackCase.closed_at) >= since,
            col(FeedbackCase.closed_at) < until,
            or_(col(FeedbackCase.way_out).is_(None), col(FeedbackCase.way_out).not_in(LEFT_OUT)),
        )
    ).all()
    rows = [row for row in rows if AGENT not in row.flags]
    entries: dict[str, list[Any]] = defaultdict(list)
    for ids in batches([row.id for row in rows]):
        for entry in connection.execute(
            select(FeedbackCaseEntry)
            .where(col(FeedbackCaseEntry.case_id).in_(ids))
            .order_by(col(FeedbackCaseEntry.at), col(FeedbackCaseEntry.id))
        ):
            entries[entry.case_id].append(entry)
    found: dict[str, Kept] = {}
    for row in rows:
        before, mine = found.get(row.unit_id, Kept()), entries[row.id]
        in_time = all(clock.state == "kept" for clock in readings_of(context, row, mine))
        said = _said(mine)
        found[row.unit_id] = Kept(
            before.closed + 1,
            before.in_time + in_time,
            before.asked + (said is not None),
            before.satisfied + (said == "satisfied"),
        )
    return found


def _said(entries: Sequence[Any]) -> str | None:
    """What the customer said at the last return visit."""
    said = [entry.detail.get("satisfaction") for entry in entries if entry.did == "visit"]
    return said[-1] if said and said[-1] in ANSWERED else None
