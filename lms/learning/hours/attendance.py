"""Who was at a class, signed in by QR or on paper; closing it writes hours and activity of everybody present."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.learning.hours.classes import ACTIONS, ClassCard, activity_of, card_of, held_by
from lms.learning.hours.ledger import write_entries
from lms.learning.hours.rules import Entry, shared_out
from lms.learning.hours.tables import ClassSeat, ClassSession
from lms.learning.hours.tickets import RUN_OUT, session_of
from lms.learning.recording import Done, record
from lms.learning.room import Learning
from lms.learning.standing import Outcome, ref_of
from lms.people import Actor, Deed, Note, people_by_id, people_within, require, require_own_password, right_to
from lms.people import record as record_in_trail
from lms.platform.errors import Refused
from lms.platform.i18n import mark


def be_present(learning: Learning, *, actor: Actor, ticket: str) -> ClassCard:
    """Sign in to a class with what its QR code says; signing in twice is signing in once.

    Raises:
        Refused: the code is an old one or none of ours, or the class is over.
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    session_id, fresh = session_of(learning.context, ticket)
    now = learning.context.now()
    with learning.context.database.reading() as connection:
        row = connection.execute(select(ClassSession).where(col(ClassSession.id) == session_id)).one_or_none()
        there = actor.person_id in _present(connection, session_id)
    if row is not None and there:
        return card_of(row)
    if not fresh:
        raise Refused(RUN_OUT)
    if row is None:
        raise Refused(mark("This code belongs to no class. Scan the one on the screen again."))
    if row.closed_at is not None:
        raise Refused(mark("This class is over. If you were there, tell the trainer: it can be put right."))
    _seat(learning, session_id, actor.person_id, present_at=now, how="qr", by=None)
    return card_of(row)


def enter_present(learning: Learning, *, actor: Actor, session_id: str, person_ids: Collection[str]) -> None:
    """Enter who signed in on paper: they and nobody else; whoever signed in by QR stays present.

    Raises:
        Forbidden: the actor does not hold the class, somebody is not of their units, or it is the actor themself.
        NotFound: there is no such class.
        Refused: it is over.
    """
    row = held_by(learning, actor, session_id)
    if row.closed_at is not None:
        raise Refused(mark("This class is over: correct the hours of the person instead, with the reason."))
    people = people_by_id(learning.context, person_ids)
    for card in people.values():
        require(actor, ACTIONS[row.kind], person_id=card.person_id, unit_id=card.unit_id)
    with learning.context.database.transaction() as connection:
        connection.execute(
            update(ClassSeat)
            .where(
                col(ClassSeat.session_id) == session_id,
                col(ClassSeat.how) == "paper",
                col(ClassSeat.person_id).not_in(sorted(people)),
            )
            .values(present_at=None, how=None, by_person_id=None)
        )
    for person_id in sorted(people):
        now = learning.context.now()
        _seat(learning, session_id, person_id, present_at=now, how="paper", by=actor.person_id)


def close_class(learning: Learning, *, actor: Actor, session_id: str) -> int:
    """Close a class: everybody present gets its minutes and has done its activity. Returns how many; twice is once.

    Raises:
        Forbidden: the actor does not hold it.
        NotFound: there is no such class.
        Refused: it has not begun.
    """
    row = held_by(learning, actor, session_id)
    if learning.context.now() < row.starts_at:
        raise Refused(mark("This class has not begun yet."))
    with learning.context.database.transaction() as connection:
        return write_attendance(learning, connection, row, closed_by=actor)


def write_attendance(
    learning: Learning, connection: Connection, row: Row[*tuple[ClassSession]], *, closed_by: Actor | None
) -> int:
    """Close a class and write the hours of everybody present, once; for services that have asked for permission.

    Args:
        learning: the room.
        connection: of a transaction.
        row: the class.
        closed_by: who closes it; none for the program itself.

    Returns:
        How many were present.
    """
    context, shelf = learning.context, learning.structure
    now, today = context.now(), context.today()
    by = None if closed_by is None else closed_by.person_id
    closed = connection.execute(
        update(ClassSession)
        .where(col(ClassSession.id) == row.id, col(ClassSession.closed_at).is_(None))
        .values(closed_at=now, closed_by=by)
    )
    present = _present(connection, row.id)
    if not closed.rowcount:
        return len(present)
    entries = class_entries(
        row.id,
        present,
        kind=row.kind,
        ref=(row.scenario if row.kind == "morning" else None) or row.title,
        topics=row.topics,
        minutes=row.minutes,
        day=row.starts_at.astimezone(context.settings.zone).date(),
        by_person_id=by,
    )
    write_entries(connection, entries, now=now)
    if row.course and row.activity:
        kind, named = ref_of(activity_of(learning, row.course, row.activity), row.course)
        version = shelf.versions.get(("course", row.course), 1)
        done = [
            Done(
                person_id,
                kind,
                named,
                Outcome.PASSED,
                now,
                version=version,
                source=_source(row.id, person_id),
                by_person_id=by,
            )
            for person_id in present
        ]
        record(connection, shelf, done, today=today, now=now)
    right = ACTIONS[row.kind]
    notes = [
        Note(
            Deed.CREDITED_HOURS,
            None
            if closed_by is None
            else right_to(closed_by, right, person_id=card.person_id, unit_id=card.unit_id),
            card.person_id,
            row.id,
        )
        for card in people_within(connection, present).values()
    ]
    record_in_trail(context, connection, actor=closed_by, notes=notes)
    return len(present)


def class_entries(
    session_id: str,
    present: Sequence[str],
    *,
    kind: str,
    ref: str,
    topics: Sequence[str],
    minutes: int,
    day: date,
    by_person_id: str | None,
) -> list[Entry]:
    """What everybody who was at a class, or a morning drill, has earned by it.

    ``by_person_id`` closed it; none where the night did.
    """
    return [
        Entry(
            person_id,
            day,
            topic,
            part,
            "drill" if kind == "morning" else "classroom",
            kind,
            ref,
            0,
            _source(session_id, person_id),
            by_person_id=by_person_id,
        )
        for person_id in present
        for topic, part in shared_out(minutes, tuple(topics))
    ]


def _source(session_id: str, person_id: str) -> str:
    return f"class:{session_id}:{person_id}"


def _present(connection: Connection, session_id: str) -> list[str]:
    return list(
        connection.execute(
            select(col(ClassSeat.person_id))
            .where(col(ClassSeat.session_id) == session_id, col(ClassSeat.present_at).is_not(None))
            .order_by(col(ClassSeat.person_id))
        ).scalars()
    )


def _seat(
    learning: Learning, session_id: str, person_id: str, *, present_at: datetime, how: str, by: str | None
) -> None:
    """Note somebody as present, unless they are; the first way in which they signed in stands."""
    for _ in range(2):
        try:
            with learning.context.database.transaction() as connection:
                here = (col(ClassSeat.session_id) == session_id, col(ClassSeat.person_id) == person_id)
                found = connection.execute(
                    select(col(ClassSeat.present_at)).where(*here).with_for_update()
                ).one_or_none()
                values = {"present_at": present_at, "how": how, "by_person_id": by}
                if found is None:
                    connection.execute(
                        insert(ClassSeat).values(
                            session_id=session_id, person_id=person_id, invited=False, **values
                        )
                    )
                elif found.present_at is None:
                    connection.execute(update(ClassSeat).where(*here).values(**values))
            return
        except IntegrityError:
            # They scanned twice in this very moment.
            continue


def count_present(learning: Learning, *, actor: Actor, session_id: str) -> int:
    """How many have signed in so far.

    Raises:
        Forbidden: the actor does not hold the class.
        NotFound: there is no such class.
    """
    held_by(learning, actor, session_id)
    with learning.context.database.reading() as connection:
        return len(_present(connection, session_id))
