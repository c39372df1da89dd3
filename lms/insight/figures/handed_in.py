"""Figures that another system hands in by its key: whole or not at all, once however often they are sent."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.feedback.api_keys import KeyCard
from lms.feedback.handed_in import Conflict, TooFast
from lms.feedback.matching import Bank
from lms.insight.figures.columns import COLUMNS
from lms.insight.figures.reading import FigureRow, Reader
from lms.insight.figures.tables import NUMBER, FigureRequest
from lms.insight.figures.taking_in import SOMEBODY_ELSE, Counts, write_figures
from lms.people import Deed, Note, record
from lms.platform.context import Context
from lms.platform.errors import LmsError
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.sheet_faults import Fault

A_MINUTE = 60
"""Requests one key may make within a minute."""
MOST_ROWS = 5_000
CONFLICT = mark(
    "Other figures came under the number “{given}” before. Send these under a number of their own."
)
TOO_FAST = mark("More than {count} requests a minute came by this key. Wait a minute and go on.")
FAULTY = mark("{count} things are wrong in these rows. Nothing was taken in.")


class FaultyRows(LmsError):
    """Something is wrong in rows; nothing was taken in.

    Attributes:
        faults: what, by row, counted from 1, and field.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep what is wrong."""
        super().__init__(FAULTY, count=len(faults))
        self.faults = tuple(faults)


class AtTheSameTime(LmsError):
    """Somebody else writes the same at this moment; nothing was taken in."""


def hand_in_figures(
    context: Context, *, key: KeyCard, rows: Sequence[Mapping[str, str]], number: str = ""
) -> tuple[Counts, bool]:
    """Take in what another system hands in.

    Args:
        context: database and clock.
        key: by which it comes; branches are those of the key's unit.
        rows: texts by the keys of ``COLUMNS``.
        number: what the other system calls the request; empty where it has no name.

    Returns:
        What became of the rows, and whether that was now: a request that came before is answered as it was then.

    Raises:
        FaultyRows: something is wrong in them.
        Conflict: other figures came under this number before.
        TooFast: more than ``A_MINUTE`` a minute.
        AtTheSameTime: somebody else takes in the same.
    """
    number = number.replace("\x00", "").strip()[:NUMBER]
    digest = hashlib.sha256(json.dumps(rows, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
    with context.database.reading() as connection:
        before = _before(connection, key, number, digest)
        if before is not None:
            return before, False
        since = context.now() - timedelta(minutes=1)
        lately = connection.execute(
            select(func.count())
            .select_from(FigureRequest)
            .where(col(FigureRequest.key_id) == key.key_id, col(FigureRequest.at) > since)
        ).scalar_one()
        if lately >= A_MINUTE:
            raise TooFast(TOO_FAST, count=A_MINUTE)
        found = _read(context, connection, key, rows)
    try:
        with context.database.transaction() as connection:
            counts = write_figures(context, connection, found, key_id=key.key_id)
            connection.execute(
                insert(FigureRequest).values(
                    key_id=key.key_id,
                    number=number or new_id(),
                    digest=digest,
                    added=counts.added,
                    corrected=counts.corrected,
                    same=counts.same,
                    older=counts.older,
                    at=context.now(),
                )
            )
            note = Note(Deed.TOOK_IN_FIGURES, None, object_id=key.key_id, people=0)
            record(context, connection, actor=None, notes=[note] if counts.changes else [])
    except IntegrityError:
        # The same request at the same moment: the other was first.
        with context.database.reading() as connection:
            before = _before(connection, key, number, digest)
        if before is None:
            raise AtTheSameTime(SOMEBODY_ELSE) from None
        return before, False
    return counts, True


def _read(
    context: Context, connection: Connection, key: KeyCard, rows: Sequence[Mapping[str, str]]
) -> list[FigureRow]:
    bank = Bank(connection)
    reader = Reader(
        connection,
        enumerate(rows, start=1),
        units=frozenset(unit_id for unit_id in bank.units if bank.within(unit_id, key.unit_id)),
        today=context.today(),
        headings={column.key: column.key for column in COLUMNS},
    )
    found = reader.read()
    if reader.faults:
        raise FaultyRows(reader.faults)
    return found


def _before(connection: Connection, key: KeyCard, number: str, digest: str) -> Counts | None:
    """What became of a request that came before; none where none did.

    Raises:
        Conflict: it was another.
    """
    if not number:
        return None
    row: Any = connection.execute(
        select(FigureRequest).where(
            col(FigureRequest.key_id) == key.key_id, col(FigureRequest.number) == number
        )
    ).one_or_none()
    if row is None:
        return None
    if row.digest != digest:
        raise Conflict(CONFLICT, given=number)
    return Counts(row.added, row.corrected, row.same, row.older)
