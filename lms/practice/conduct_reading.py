"""Exams are read for signals once, by whoever first asks for them; a newer version of the reading reads again."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.platform.context import Context
from lms.platform.i18n import as_locale
from lms.practice.service_import import signal_row
from lms.practice.tables import Attempt, ConductReading, ConductSignal, Turn
from scenarios.transcript import Transcript
from scenarios.transcript import Turn as SpokenTurn
from scoring.conduct import VERSION, signals_in

AT_ONCE = 400
"""Exams read while somebody waits: about two seconds."""


def read_exams(context: Context, *, most: int = AT_ONCE) -> int:
    """Read the exams that nobody has read for signals yet, the newest first; tells how many are left.

    Practice is never read, and neither is an exam that is void.
    """
    with context.database.reading() as connection:
        unread = connection.execute(_unread().order_by(col(Attempt.closed_at).desc()).limit(most)).all()
        if not unread:
            return 0
        ids = [exam.id for exam in unread]
        said: dict[str, list[SpokenTurn]] = defaultdict(list)
        for turn in connection.execute(
            select(col(Turn.attempt_id), col(Turn.speaker), col(Turn.text), col(Turn.at))
            .where(col(Turn.attempt_id).in_(ids))
            .order_by(col(Turn.attempt_id), col(Turn.seq))
        ):
            said[turn.attempt_id].append(SpokenTurn(speaker=turn.speaker, text=turn.text, at=turn.at))
    signals = [
        signal_row(signal, person_id=exam.person_id, at=exam.closed_at, attempt_id=exam.id)
        for exam in unread
        for signal in signals_in(
            Transcript(locale=as_locale(exam.locale), turns=tuple(said[exam.id])), typed=True
        )
    ]
    try:
        with context.database.transaction() as connection:
            connection.execute(delete(ConductReading).where(col(ConductReading.attempt_id).in_(ids)))
            connection.execute(delete(ConductSignal).where(col(ConductSignal.attempt_id).in_(ids)))
            connection.execute(insert(ConductReading), [{"attempt_id": i, "version": VERSION} for i in ids])
            if signals:
                connection.execute(insert(ConductSignal), signals)
    except IntegrityError:
        # Somebody else read the same exams in this moment, and found the same.
        pass
    with context.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(_unread().subquery())).scalar_one()


def _unread() -> Select[*tuple[Any, ...]]:
    """The finished exams that count and that this version of the reading has not read."""
    read = select(col(ConductReading.attempt_id)).where(
        col(ConductReading.attempt_id) == col(Attempt.id), col(ConductReading.version) == VERSION
    )
    return select(col(Attempt.id), col(Attempt.person_id), col(Attempt.locale), col(Attempt.closed_at)).where(
        and_(
            # In these words, so that the index over exams serves.
            col(Attempt.mode) == "exam",
            col(Attempt.closed_at).is_not(None),
            col(Attempt.void).is_(False),
            # What was heard in it was counted before its words were erased.
            col(Attempt.erased_at).is_(None),
            ~read.exists(),
        )
    )
