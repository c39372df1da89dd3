"""Taking in conversations of real service that were authorised for training, and forgetting them again.

Nobody signs in at the command line: whoever may run it names who authorised it, and that person's rights count. Words
are masked before they are kept. A conversation is kept once, however often its file comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    actor_by_number,
    may,
    people_by_number,
    record,
    require,
    right_to,
)
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names
from lms.practice.service_talks import Talk, Trouble, talks_in
from lms.practice.tables import ConductSignal, ServiceTranscript, TranscriptImport
from scenarios.speech_acts import Recogniser
from scenarios.transcript import Locale, Transcript, Turn
from scoring.conduct import Signal, signals_in

KEEP_DAYS = 365
MOST_DAYS = 1_825
LONGEST_PURPOSE = 200
LONGEST_FILE = 255

NO_PERSON = mark("Nobody has the employee number {number}. Check it, or enter the person first.")
OUT_OF_REACH = mark(
    "{number} works in another unit than those of whoever authorised this. Ask somebody responsible there."
)
ReaderFor = Callable[[Locale], Recogniser | None]


@dataclass(frozen=True)
class Imported:
    """What became of files: conversations taken in, those there already, signals in the new ones, and faults."""

    taken: int = 0
    known: int = 0
    signals: int = 0
    troubles: tuple[Trouble, ...] = ()


def import_transcripts(
    context: Context,
    *,
    files: Iterable[tuple[str, bytes]],
    authorised_by: str,
    purpose: str,
    keep_days: int = KEEP_DAYS,
    reader_for: ReaderFor = lambda _: None,
) -> Imported:
    """Take in conversations of real service. What is right is taken in, what is wrong is named.

    Args:
        context: database and clock.
        files: names and bytes; see ``service_talks``.
        authorised_by: the employee number of whoever authorised their use for training.
        purpose: what for, in a sentence, for whoever asks later.
        keep_days: days until they are forgotten.
        reader_for: a fuller reader of speech acts, where there is time for one.

    Raises:
        NotFound: nobody active has that number.
        Forbidden: that person may not authorise it.
        Refused: there is no purpose, or the time is no time.
    """
    actor = _authority(context, authorised_by)
    purpose = purpose.replace("\x00", "").strip()
    if not 0 < len(purpose) <= LONGEST_PURPOSE:
        raise Refused(
            mark("Say in a sentence of up to 200 characters what the conversations are to be used for.")
        )
    if not 1 <= keep_days <= MOST_DAYS:
        raise Refused(mark("Conversations are kept for 1 to 1,825 days."))
    keep_until = context.today() + timedelta(days=keep_days)
    forget_expired(context)
    taken = known = signals = 0
    troubles: list[Trouble] = []
    for file, raw in files:
        talks: list[Talk] = []
        for one in talks_in(file, raw, zone=context.settings.zone):
            (troubles if isinstance(one, Trouble) else talks).append(one)  # type: ignore[arg-type]
        people = people_by_number(context, (talk.employee_no for talk in talks))
        allowed = []
        for talk in talks:
            trouble = _trouble(actor, talk, people.get(talk.employee_no))
            troubles.append(trouble) if trouble else allowed.append(talk)
        new, old, found = _take_in(
            context,
            file,
            allowed,
            people,
            authority=actor,
            purpose=purpose,
            keep_until=keep_until,
            reader_for=reader_for,
        )
        taken, known, signals = taken + new, known + old, signals + found
    return Imported(taken, known, signals, tuple(troubles))


def forget_expired(context: Context) -> int:
    """Erase the words of conversations whose time is over; tells how many. What is left says that there was one."""
    over = select(col(TranscriptImport.id)).where(col(TranscriptImport.keep_until) < context.today())
    with context.database.transaction() as connection:
        gone = _erase(context, connection, col(ServiceTranscript.import_id).in_(over))
        notes = [Note(Deed.ERASED_TRANSCRIPTS, None, person_id) for person_id in sorted(set(gone))]
        # Nobody in particular: their time was over.
        record(context, connection, actor=None, notes=notes)
        return len(gone)


def forget_employee(context: Context, *, employee_no: str, ordered_by: str) -> int:
    """Erase the words of all conversations of real service of one employee; tells how many.

    Raises:
        NotFound: nobody has one of the numbers.
        Forbidden: whoever ordered it may not.
    """
    actor = _authority(context, ordered_by)
    person = people_by_number(context, [employee_no]).get(employee_no)
    if person is None:
        raise NotFound(NO_PERSON, number=employee_no)
    require(actor, Action.AUTHORISE_TRANSCRIPTS, person_id=person.person_id, unit_id=person.unit_id)
    with context.database.transaction() as connection:
        gone = _erase(context, connection, col(ServiceTranscript.person_id) == person.person_id)
        if gone:
            record(
                context,
                connection,
                actor=actor,
                notes=[_note(actor, Deed.ERASED_TRANSCRIPTS, person, None)],
            )
        return len(gone)


def _note(actor: Actor, deed: Deed, person: PersonCard, object_id: str | None) -> Note:
    why = right_to(actor, Action.AUTHORISE_TRANSCRIPTS, person_id=person.person_id, unit_id=person.unit_id)
    return Note(deed, why, person.person_id, object_id)


def _authority(context: Context, employee_no: str) -> Actor:
    actor = actor_by_number(context, employee_no.strip())
    if actor is None:
        raise NotFound(NO_PERSON, number=employee_no)
    require(actor, Action.AUTHORISE_TRANSCRIPTS)
    return actor


def _trouble(actor: Actor, talk: Talk, person: PersonCard | None) -> Trouble | None:
    message = None
    if person is None:
        message = NO_PERSON
    elif not may(actor, Action.AUTHORISE_TRANSCRIPTS, person_id=person.person_id, unit_id=person.unit_id):
        message = OUT_OF_REACH
    if message is None:
        return None
    return Trouble(talk.file, talk.row, "employee", message, {"number": talk.employee_no})


def _take_in(
    context: Context,
    file: str,
    talks: list[Talk],
    people: dict[str, PersonCard],
    *,
    authority: Actor,
    purpose: str,
    keep_until: date,
    reader_for: ReaderFor,
) -> tuple[int, int, int]:
    """Keep the conversations of a file that are new, in one transaction; how many, how many not, and the signals."""
    by_digest = {talk.digest: talk for talk in talks}
    with context.database.reading() as connection:
        there = _there(connection, list(by_digest))
    # Reading takes its time: it is done before the transaction.
    rows = [
        _rows(context, digest, talk, people[talk.employee_no], reader_for(talk.transcript.locale))
        for digest, talk in by_digest.items()
        if digest not in there
    ]
    if rows:
        entry = {
            "id": new_id(),
            "file": file[-LONGEST_FILE:],
            "authorised_by": authority.person_id,
            "purpose": purpose,
            "imported_at": context.now(),
            "keep_until": keep_until,
        }
        try:
            _write(context, authority, entry, rows, people)
        except IntegrityError:
            # Another process takes in the same in this moment: what it has not brought is left to do.
            with context.database.reading() as connection:
                there = _there(connection, list(by_digest))
            rows = [row for row in rows if row[0]["digest"] not in there]
            if rows:
                _write(context, authority, entry, rows, people)
    return len(rows), len(talks) - len(rows), sum(len(signals) for _, signals in rows)


def _there(connection: Connection, digests: list[str]) -> frozenset[str]:
    column = col(ServiceTranscript.digest)
    return frozenset(connection.execute(select(column).where(column.in_(digests))).scalars())


def _write(
    context: Context,
    authority: Actor,
    entry: dict[str, Any],
    rows: list[tuple[dict[str, Any], list[dict[str, Any]]]],
    people: dict[str, PersonCard],
) -> None:
    signals = [signal for _, found in rows for signal in found]
    whose = {talk["person_id"] for talk, _ in rows}
    notes = [
        _note(authority, Deed.TOOK_IN_TRANSCRIPT, person, entry["id"])
        for _, person in sorted(people.items())
        if person.person_id in whose
    ]
    with context.database.transaction() as connection:
        connection.execute(insert(TranscriptImport).values(entry))
        connection.execute(
            insert(ServiceTranscript), [{**talk, "import_id": entry["id"]} for talk, _ in rows]
        )
        if signals:
            connection.execute(insert(ConductSignal), signals)
        record(context, connection, actor=authority, notes=notes)


def _rows(
    context: Context, digest: str, talk: Talk, person: PersonCard, reader: Recogniser | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A conversation as it is kept, masked, and the signals in it."""
    masked = masked_transcript(talk)
    held_at = next((turn.at for turn in masked.turns if turn.at), None) or context.now()
    transcript_id = new_id()
    row = {
        "id": transcript_id,
        "digest": digest,
        "person_id": person.person_id,
        "locale": masked.locale,
        "held_at": held_at,
        "turns": [turn.model_dump(mode="json", exclude_none=True) for turn in masked.turns],
        "erased_at": None,
    }
    found = signals_in(masked, reader=reader)
    return row, [
        signal_row(signal, person_id=person.person_id, at=held_at, transcript_id=transcript_id)
        for signal in found
    ]


def masked_transcript(talk: Talk) -> Transcript:
    """The conversation without names and numbers of people; the times stay."""
    return Transcript(
        locale=talk.transcript.locale,
        turns=tuple(
            Turn(speaker=turn.speaker, text=mask_with_names(turn.text, names=talk.names).text, at=turn.at)
            for turn in talk.transcript.turns
        ),
    )


def signal_row(
    signal: Signal,
    *,
    person_id: str,
    at: Any,
    attempt_id: str | None = None,
    transcript_id: str | None = None,
) -> dict[str, Any]:
    """A signal as it is kept."""
    return {
        "id": new_id(),
        "person_id": person_id,
        "attempt_id": attempt_id,
        "transcript_id": transcript_id,
        "kind": signal.kind,
        "seq": signal.turn,
        "quote": signal.quote,
        "seconds": signal.seconds,
        "at": at,
    }


def _erase(context: Context, connection: Connection, which: Any) -> list[str]:
    """Erase the words of conversations; whose each was."""
    rows = connection.execute(
        select(col(ServiceTranscript.id), col(ServiceTranscript.person_id)).where(
            which, col(ServiceTranscript.erased_at).is_(None)
        )
    ).all()
    ids = [row.id for row in rows]
    if ids:
        connection.execute(
            update(ServiceTranscript)
            .where(col(ServiceTranscript.id).in_(ids))
            .values(turns=None, erased_at=context.now())
        )
        connection.execute(
            update(ConductSignal).where(col(ConductSignal.transcript_id).in_(ids)).values(quote=None)
        )
    return [row.person_id for row in rows]
