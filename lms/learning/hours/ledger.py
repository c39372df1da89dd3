"""The ledger of training hours: entries arrive once, nothing is changed, a correction is an entry of its own."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select
from sqlmodel import col

from lms.learning.deeds import note_deed
from lms.learning.hours.rules import LONGEST, Entry
from lms.learning.hours.tables import HoursEntry
from lms.learning.room import Learning
from lms.people import Action, Actor, Deed, people_by_id, require
from lms.platform.batches import batches
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

LONGEST_REASON = 500


def write_entries(connection: Connection, entries: Sequence[Entry], *, now: datetime) -> int:
    """Write entries inside a transaction; those that arrived before are left out. Returns how many are new."""
    known: set[tuple[str, str]] = set()
    for sources in batches(sorted({entry.source for entry in entries})):
        rows = connection.execute(
            select(col(HoursEntry.source), col(HoursEntry.topic)).where(col(HoursEntry.source).in_(sources))
        )
        known |= {(source, topic) for source, topic in rows}
    fresh = {
        (entry.source, entry.topic): entry for entry in entries if (entry.source, entry.topic) not in known
    }
    if fresh:
        connection.execute(
            insert(HoursEntry),
            [
                {**asdict(entry), "id": new_id(), "year": entry.day.year, "at": now}
                for entry in fresh.values()
            ],
        )
    return len(fresh)


def correct_hours(learning: Learning, *, actor: Actor, entry_id: str, minutes: int, reason: str) -> None:
    """Say what an entry should have been; the difference is written as a counter-entry of the same day.

    Args:
        learning: the room.
        actor: a trainer of the person's unit.
        entry_id: the entry as it first arrived.
        minutes: what is right, from 0 to ``LONGEST``.
        reason: why.

    Raises:
        Forbidden: the actor corrects nobody's hours there, or it is their own.
        NotFound: there is no such entry.
        Refused: no reason was given, the minutes cannot be, or they are what the ledger says already.
    """
    with learning.context.database.reading() as connection:
        found = connection.execute(
            select(col(HoursEntry.person_id)).where(
                col(HoursEntry.id) == entry_id, col(HoursEntry.corrects).is_(None)
            )
        ).scalar()
    card = people_by_id(learning.context, [found]).get(found) if found else None
    if card is None:
        raise NotFound("There is no such entry.")
    require(actor, Action.CORRECT_HOURS, person_id=card.person_id, unit_id=card.unit_id)
    if not reason.strip():
        raise Refused(mark("Give the reason: it is kept, and an auditor will ask for it."))
    if not 0 <= minutes <= LONGEST:
        raise Refused(mark("An entry holds from 0 minutes to a whole day."))
    with learning.context.database.transaction() as connection:
        # Held until the end, so that two corrections at once do not both count.
        entry = connection.execute(
            select(HoursEntry).where(col(HoursEntry.id) == entry_id).with_for_update()
        ).one()
        stands = connection.execute(
            select(func.sum(col(HoursEntry.minutes))).where(
                or_(col(HoursEntry.id) == entry_id, col(HoursEntry.corrects) == entry_id)
            )
        ).scalar_one()
        if minutes == stands:
            raise Refused(mark("That is what the ledger says already; nothing was changed."))
        counter_id = new_id()
        connection.execute(
            insert(HoursEntry).values(
                id=counter_id,
                person_id=entry.person_id,
                day=entry.day,
                year=entry.year,
                topic=entry.topic,
                minutes=minutes - stands,
                form=entry.form,
                kind=entry.kind,
                ref=entry.ref,
                version=entry.version,
                source=f"correction:{counter_id}",
                corrects=entry_id,
                reason=reason.strip().replace("\0", "")[:LONGEST_REASON],
                by_person_id=actor.person_id,
                at=learning.context.now(),
            )
        )
        note_deed(
            learning.context,
            connection,
            actor=actor,
            action=Action.CORRECT_HOURS,
            deed=Deed.CORRECTED_HOURS,
            about=card,
            object_id=counter_id,
        )
