"""What people have written of attempts, and what was written up after them, as it is kept."""

from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.practice.tables import ReviewEntry
from lms.practice.tables import WorkOrder as WorkOrderTable
from lms.practice.views import Entry, WrittenOrder
from scoring.work_order import Checked, WorkOrder


def entries_of(connection: Connection, attempts: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
    """Entries by attempt, oldest first; attempts of which nobody has written are left out."""
    rows = connection.execute(
        select(ReviewEntry)
        .where(col(ReviewEntry.attempt_id).in_(attempts))
        .order_by(col(ReviewEntry.at), col(ReviewEntry.id))
    )
    found: dict[str, list[Entry]] = {}
    for row in rows:
        entry = Entry(
            row.id,
            row.kind,
            row.seq,
            row.criterion,
            row.outcome,
            row.text,
            row.answers,
            row.person_id,
            row.at,
        )
        found.setdefault(row.attempt_id, []).append(entry)
    return {attempt: tuple(entries) for attempt, entries in found.items()}


def open_disputes(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Objections that nobody has answered."""
    answered = {entry.answers for entry in entries if entry.answers}
    return tuple(entry for entry in entries if entry.kind == "dispute" and entry.entry_id not in answered)


def work_order_of(connection: Connection, attempt_id: str) -> WrittenOrder | None:
    """The newest work order of an attempt; none where none was handed in."""
    row = connection.execute(
        select(WorkOrderTable)
        .where(col(WorkOrderTable.attempt_id) == attempt_id)
        .order_by(col(WorkOrderTable.at).desc(), col(WorkOrderTable.id).desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    checked = tuple(Checked(one["question"], one["met"], tuple(one["detail"])) for one in row.checked)
    return WrittenOrder(WorkOrder.model_validate(row.body), checked, row.score, row.at)
