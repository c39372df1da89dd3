"""A file taken in in the background: sealed into parts first, then part by part, each whole or not at all.

What waits is kept in the database, sealed. A part's rows are written in the transaction that removes the part: whatever
dies in between, no row is lost and none is there twice. Several may work on one file; each part is done by one of them.
"""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import OperationalError
from sqlmodel import col

from lms.feedback.files.reading import Looked
from lms.feedback.key_ring import KeyRing, key_ring
from lms.feedback.matching import Bank
from lms.feedback.receiving import Arrival, Received, prepared, written
from lms.feedback.tables import FeedbackImport, FeedbackImportPart
from lms.people import Action, Actor, Deed, Note, record, require, require_units, right_to
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.jobs import Again
from lms.platform.logging import log
from lms.platform.personal_data import wipe_what_is_overwritten

JOB = "feedback_file"
"""The job's name."""
PART = 200
"""Rows of a part: a second's work, and as much as is done again after a crash."""
TURN = 5
"""Parts that a job takes in before it hands on to the next, so that other jobs get their turn."""
CHOICE = 8
"""Parts from which the next is chosen, so that two who work on one file seldom choose the same."""
LONGEST_NAME = 255
NOTHING = mark("There is nothing in this file that can be taken in.")
FAULTY = mark("Some rows are wrong. Correct them, or say that only the others are to be taken in.")
NO_IMPORT = mark("There is no such file, or it is somebody else's.")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Progressed:
    """How far a file is: ``done`` of ``rows``, of these ``added`` new ones; ``ended_at`` once it is all done."""

    import_id: str
    file: str
    begun_at: datetime
    rows: int
    done: int
    added: int
    ended_at: datetime | None

    @property
    def failed(self) -> bool:
        """Whether it ended though rows are left: they were sealed under a key that is not there any more."""
        return self.ended_at is not None and self.done < self.rows


def begin_import(
    context: Context, *, actor: Actor, file: str, looked: Looked, skip_faulty: bool = False
) -> str:
    """Put what a file holds aside, sealed, to be taken in; the id by which its progress is asked.

    Args:
        context: database, settings and clock.
        actor: who takes it in.
        file: its name.
        looked: what ``look_at`` found for the same actor.
        skip_faulty: take in the rows that are right though others are not.

    Raises:
        Forbidden: the actor takes in no feedback, or none of this unit.
        Refused: nothing can be taken in, or some rows are wrong and that was not accepted.
    """
    require(actor, Action.HANDLE_FEEDBACK, unit_id=looked.unit_id)
    if looked.faults and not skip_faulty:
        raise Refused(FAULTY)
    if not looked.arrivals:
        raise Refused(NOTHING)
    ring, import_id = key_ring(context.settings), new_id()
    parts = [
        _part(ring, import_id, place, looked.arrivals[start : start + PART], looked.unit_id)
        for place, start in enumerate(range(0, len(looked.arrivals), PART))
    ]
    with context.database.transaction() as connection:
        connection.execute(
            insert(FeedbackImport).values(
                id=import_id,
                file=file.replace("\x00", "")[-LONGEST_NAME:],
                begun_by=actor.person_id,
                begun_at=context.now(),
                rows=len(looked.arrivals),
                done=0,
                added=0,
            )
        )
        for part in parts:
            connection.execute(insert(FeedbackImportPart).values(part))
        why = right_to(actor, Action.HANDLE_FEEDBACK, unit_id=looked.unit_id)
        note = Note(Deed.TOOK_IN_FEEDBACK, why, object_id=import_id, people=len(looked.arrivals))
        record(context, connection, actor=actor, notes=[note])
    return import_id


def owed(context: Context) -> Iterator[str]:
    """Files that are not taken in whole: as jobs, anew each hour, should one have failed for good."""
    with context.database.reading() as connection:
        ids = connection.execute(
            select(col(FeedbackImport.id)).where(col(FeedbackImport.ended_at).is_(None))
        ).scalars()
        yield from [job_subject(context, import_id) for import_id in ids]


def job_subject(context: Context, import_id: str) -> str:
    """By which the next turn at a file is asked for: one job a turn and hour, whoever asks."""
    return f"{import_id}.{context.now():%Y%m%d%H}.{_turns_left(context, import_id)}"


def work_off(context: Context, subject: str, progress: Progress = lambda _done, _all: None) -> str | None:
    """Take in what is left of a file, or one turn of it. Parts that no key opens are left, and go at the end.

    Args:
        context: database, settings and clock.
        subject: the file's id for all of it; that of a job, see ``job_subject``, for a turn.
        progress: told how many rows are done, of how many.

    Returns:
        The job that goes on with it; none once the file has ended.

    Raises:
        Again: the database does not answer for now.
    """
    import_id, _dot, of_job = subject.partition(".")
    turn = of_job.partition(".")[2]
    ring = key_ring(context.settings)
    with context.database.reading() as connection:
        bank_units = Bank(connection).units
    if not bank_units:
        return None
    shut: set[int] = set()
    try:
        while (part := _next_part(context, import_id, shut)) is not None:
            if turn and int(turn) != _turns_left(context, import_id):
                return job_subject(context, import_id)
            taken = _take_in(context, ring, *part)
            if taken is None:
                shut.add(part[1])
            else:
                progress(*taken)
        _end(context, import_id, shut)
        return None
    except (OperationalError, TimeoutError) as error:
        raise Again(type(error).__name__) from error


def rows_left(context: Context, import_ids: Iterable[str]) -> dict[str, int]:
    """Of some files those that have ended though rows are left, by name, and how many. For the command line."""
    with context.database.reading() as connection:
        rows = connection.execute(
            select(
                col(FeedbackImport.file), (col(FeedbackImport.rows) - col(FeedbackImport.done)).label("left")
            )
            .where(
                col(FeedbackImport.id).in_(sorted(set(import_ids))),
                col(FeedbackImport.ended_at).is_not(None),
                col(FeedbackImport.done) < col(FeedbackImport.rows),
            )
            .order_by(col(FeedbackImport.id))
        ).all()
    return {row.file: int(row.left) for row in rows}


def progress_of(context: Context, *, actor: Actor) -> tuple[Progressed, ...]:
    """The actor's latest files and how far they are, newest first.

    Raises:
        Forbidden: the actor takes in no feedback.
    """
    require_units(actor, Action.HANDLE_FEEDBACK)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(FeedbackImport)
            .where(col(FeedbackImport.begun_by) == actor.person_id)
            .order_by(col(FeedbackImport.id).desc())
            .limit(5)
        ).all()
    return tuple(
        Progressed(row.id, row.file, row.begun_at, row.rows, row.done, row.added, row.ended_at)
        for row in rows
    )


def _part(
    ring: KeyRing, import_id: str, place: int, arrivals: Sequence[Arrival], unit_id: str
) -> dict[str, Any]:
    rows = [{**asdict(arrival), "received_at": _said(arrival.received_at)} for arrival in arrivals]
    words = json.dumps({"unit": unit_id, "rows": rows}, ensure_ascii=False)
    return {
        "import_id": import_id,
        "place": place,
        "sealed": ring.seal(words, bound_to=f"{import_id}.{place}"),
        "key_id": ring.newest,
    }


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _turns_left(context: Context, import_id: str) -> int:
    with context.database.reading() as connection:
        parts = connection.execute(
            select(func.count())
            .select_from(FeedbackImportPart)
            .where(col(FeedbackImportPart.import_id) == import_id)
        ).scalar_one()
    return -(-parts // TURN)


def _next_part(context: Context, import_id: str, shut: set[int]) -> tuple[str, int, str, str] | None:
    with context.database.reading() as connection:
        rows = connection.execute(
            select(FeedbackImportPart)
            .where(
                col(FeedbackImportPart.import_id) == import_id,
                col(FeedbackImportPart.place).not_in(sorted(shut)),
            )
            .order_by(col(FeedbackImportPart.place))
            .limit(CHOICE)
        ).all()
    if not rows:
        return None
    row = random.choice(rows)  # noqa: S311  no secret hangs on which comes first
    return import_id, row.place, row.sealed, row.key_id


def _take_in(
    context: Context, ring: KeyRing, import_id: str, place: int, sealed: str, key_id: str
) -> tuple[int, int] | None:
    words = ring.unseal(sealed, key_id, bound_to=f"{import_id}.{place}")
    if words is None:
        return None
    told = json.loads(words)
    with context.database.reading() as connection:
        bank = Bank(connection)
        some = [_received(context, bank, ring, row, told["unit"]) for row in told["rows"]]
    with context.database.transaction() as connection:
        wipe_what_is_overwritten(connection)
        mine = connection.execute(
            delete(FeedbackImportPart).where(
                col(FeedbackImportPart.import_id) == import_id, col(FeedbackImportPart.place) == place
            )
        ).rowcount
        if mine:
            added = written(context, connection, some)
            connection.execute(
                update(FeedbackImport)
                .where(col(FeedbackImport.id) == import_id)
                .values(
                    done=col(FeedbackImport.done) + len(some), added=col(FeedbackImport.added) + len(added)
                )
            )
        return _counts(connection, import_id)


def _received(context: Context, bank: Bank, ring: KeyRing, row: dict[str, Any], unit_id: str) -> Received:
    moment = row["received_at"]
    arrival = Arrival(**{**row, "received_at": datetime.fromisoformat(moment) if moment else None})
    # Whether the branch was the actor's own was asked when the file was looked at.
    named = bank.unit_named(arrival.branch) if arrival.branch else None
    if named is None:
        # It names none, or one that has gone since: whoever took it in finds it at their own.
        return prepared(context, bank, ring, replace(arrival, branch=""), unit_id=unit_id)
    return prepared(context, bank, ring, arrival, unit_id=named)


def _counts(connection: Connection, import_id: str) -> tuple[int, int]:
    row = connection.execute(select(FeedbackImport).where(col(FeedbackImport.id) == import_id)).one_or_none()
    if row is None:
        raise NotFound(NO_IMPORT)
    return row.done, row.rows


def _end(context: Context, import_id: str, shut: set[int]) -> None:
    """Note that nothing is left that can be taken in. What no key opens goes: the file itself can be taken in again."""
    with context.database.transaction() as connection:
        wipe_what_is_overwritten(connection)
        connection.execute(
            delete(FeedbackImportPart).where(
                col(FeedbackImportPart.import_id) == import_id,
                col(FeedbackImportPart.place).in_(sorted(shut)),
            )
        )
        ended = connection.execute(
            update(FeedbackImport)
            .where(col(FeedbackImport.id) == import_id, col(FeedbackImport.ended_at).is_(None))
            .values(ended_at=context.now())
        ).rowcount
        done, rows = _counts(connection, import_id)
    if ended:
        log().info("feedback_file_taken_in", rows=rows, done=done, parts_no_key_opens=len(shut))
