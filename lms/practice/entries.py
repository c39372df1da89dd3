"""What people have written of attempts, as it is kept."""

from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.practice.tables import ReviewEntry
from lms.practice.views import Entry


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
