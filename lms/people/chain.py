"""The audit trail's chain of hashes: how an entry is bound to the one before it, and how the whole is walked.

Each entry holds ``SHA-256(LABEL ‖ hash of the entry before ‖ the entry's fields as canonical JSON)``, the first one the
hash of nothing before it (``GENESIS``). This is the linear chain of Schneier and Kelsey (“Secure audit logs to support
computer forensics”, 1999), which Crosby and Wallach (“Efficient data structures for tamper-evident logging”, 2009)
take as their point of departure; their tree would prove single entries in logarithmic time, and a bank's trail is
walked whole in seconds.

What it proves: an entry that was changed, taken out, put in or moved after others followed it no longer fits, and the
first such place is named. What it does not: whoever may write to the database at will can compute every hash from some
entry on anew, and leave out the newest. Against that a *head* (place and hash of the last entry) kept elsewhere helps,
on paper, in a mail or with an export: ``verify`` holds the trail against it. Nor does a chain prove that everything was
recorded: that is for the services to do and for their tests to hold.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select
from sqlmodel import col

from lms.people.tables import AuditEntry, AuditHead
from lms.platform.context import Context

LABEL = b"lms audit trail 1\n"
GENESIS = "0" * 64
A_WALK = 2_000
"""Entries that are read at once."""

Break = Literal["missing", "changed", "unlinked", "cut_off", "rewritten"]


@dataclass(frozen=True)
class Head:
    """The last entry of a trail: its place, counted from 1, and its hash; place 0 and ``GENESIS`` while it is empty."""

    place: int
    digest: str

    def __str__(self) -> str:
        """As it is written down: ``120:ab12…``."""
        return f"{self.place}:{self.digest}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """A head as it was written down.

        Raises:
            ValueError: it is none.
        """
        place, colon, digest = text.strip().partition(":")
        known = set(digest) <= set("0123456789abcdef") and len(digest) == len(GENESIS)
        if not (colon and place.isdecimal() and known):
            raise ValueError(
                "a head is written PLACE:HASH, with 64 digits 0–9 a–f, as “lms audit verify” prints it"
            )
        return cls(int(place), digest)


@dataclass(frozen=True)
class Verdict:
    """What a walk found.

    Attributes:
        head: the last entry that is sound.
        broken: why the entry after it is not, none where all are:
            ``missing`` (its place is empty), ``changed`` (its fields do not give its hash), ``unlinked`` (it does not
            follow from the one before), ``cut_off`` (the trail once went further), ``rewritten`` (another entry stands
            where a head that was kept elsewhere says which one stood).
        place: the first broken entry, 0 where there is none.
    """

    head: Head
    broken: Break | None = None
    place: int = 0


def digest_of(previous: str, fields: dict[str, Any]) -> str:
    """The hash of an entry, 64 hexadecimal digits.

    Args:
        previous: the hash of the entry before it.
        fields: what the entry says, by the names of ``AuditEntry``'s columns without the two hashes.
    """
    moment: datetime = fields["at"]
    said = [
        fields["place"],
        moment.astimezone(UTC).isoformat(timespec="microseconds"),
        fields["actor_id"],
        fields["deed"],
        fields["why"],
        fields["person_id"],
        fields["object_id"],
        fields["people"],
    ]
    canonical = json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()
    return hashlib.sha256(LABEL + previous.encode() + b"\n" + canonical).hexdigest()


def verify(
    context: Context,
    *,
    expected: Head | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Verdict:
    """Walk the trail from its first entry to its last and stop at the first that does not hold.

    Args:
        context: the database.
        expected: a head that was kept elsewhere.
        progress: told how many entries were walked, of how many.
    """
    with context.database.reading() as connection:
        kept = _head(connection)
        known = {head.place: head.digest for head in (kept, expected) if head is not None}
        count = connection.execute(select(func.count()).select_from(AuditEntry)).scalar_one()
        head = Head(0, GENESIS)
        for row in walk(connection):
            broken = _broken(row, head)
            if broken is None and known.get(row.place, row.digest) != row.digest:
                broken = "rewritten"
            if broken is None and row.place > kept.place:
                # Whoever adds to the trail moves its head: this one was put in past it.
                broken = "unlinked"
            if broken is not None:
                return Verdict(head, broken, head.place + 1)
            head = Head(row.place, row.digest)
            if head.place % A_WALK == 0:
                progress(head.place, count)
        progress(head.place, count)
    # The heads say how far the trail went, whatever is left of it.
    return Verdict(head, "cut_off", head.place + 1) if head.place < max(known) else Verdict(head)


def walk(connection: Connection, *, after: int = 0) -> Iterator[Row[Any]]:
    """All entries after a place, in their order, some at a time."""
    while True:
        rows = connection.execute(
            select(AuditEntry)
            .where(col(AuditEntry.place) > after)
            .order_by(col(AuditEntry.place))
            .limit(A_WALK)
        ).all()
        yield from rows
        if len(rows) < A_WALK:
            return
        after = rows[-1].place


def entries_after(context: Context, place: int = 0) -> Iterator[dict[str, Any]]:
    """All entries after a place as JSON values, in the order and form in which they are hashed, then the hashes."""
    with context.database.reading() as connection:
        for row in walk(connection, after=place):
            yield {**row._asdict(), "at": row.at.astimezone(UTC).isoformat(timespec="microseconds")}


def _broken(row: Row[Any], head: Head) -> Break | None:
    if row.place != head.place + 1:
        return "missing"
    if row.previous != head.digest:
        return "unlinked"
    return None if digest_of(row.previous, row._asdict()) == row.digest else "changed"


def _head(connection: Connection) -> Head:
    row = connection.execute(select(AuditHead)).one_or_none()
    return Head(0, GENESIS) if row is None else Head(row.place, row.digest)
