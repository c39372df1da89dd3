"""What another system hands in by its key: once however often it is sent, and no faster than is good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from lms.feedback.api_keys import KeyCard
from lms.feedback.key_ring import key_ring
from lms.feedback.matching import Bank
from lms.feedback.receiving import Arrival, cleaned, digest_of, known, labels_of, prepared, written
from lms.feedback.tables import FeedbackItem
from lms.platform.context import Context
from lms.platform.errors import LmsError
from lms.platform.i18n import mark

A_MINUTE = 600
"""Texts one key may hand in within a minute."""
CONFLICT = mark("Other words came under the number “{given}” before. Send them under a number of their own.")
TOO_FAST = mark("More than {count} texts a minute came by this key. Wait a minute and go on.")


class Conflict(LmsError):
    """The same number came before with other words."""


class TooFast(LmsError):
    """The key hands in more than is good; what was handed in before stays."""


@dataclass(frozen=True)
class HandedIn:
    """What became of it.

    Attributes:
        number: the case number.
        new: whether it was kept just now.
        labels: what it was found to be; none of what had come before.
        confidence: of each of the labels that one is chosen of, 0–1: kind, cause, business, severity, segment.
    """

    number: str
    new: bool
    labels: dict[str, object]
    confidence: dict[str, float]


def hand_in(
    context: Context,
    *,
    key: KeyCard,
    text: str,
    number: str = "",
    channel: str = "other",
    branch: str = "",
    employee: str = "",
    received_at: datetime | None = None,
) -> HandedIn:
    """Keep what another system hands in.

    Args:
        context: database, settings and clock.
        key: by which it comes; it belongs to the key's unit, or to the branch below it that is named.
        text: the words.
        number: what the other system calls it, or the request's idempotency key; empty where it has none.
        channel: how the customer said it.
        branch: its code or name.
        employee: name or number of a member of staff.
        received_at: when; now where not said.

    Raises:
        BadPart: something in it cannot be.
        Conflict: other words came under this number before.
        TooFast: more than ``A_MINUTE`` a minute.
    """
    source, number = f"key:{key.key_id}", cleaned(number).strip()
    arrival = Arrival(text, source, number or None, channel, branch, employee, received_at)
    ring = key_ring(context.settings)
    with context.database.reading() as connection:
        before = known(connection, source, [number]) if number else {}
        if before:
            return _again(context, number, text, before[number])
        since = context.now() - timedelta(minutes=1)
        lately = connection.execute(
            select(func.count())
            .select_from(FeedbackItem)
            .where(col(FeedbackItem.source) == source, col(FeedbackItem.entered_at) > since)
        ).scalar_one()
        if lately >= A_MINUTE:
            raise TooFast(TOO_FAST, count=A_MINUTE)
        received = prepared(context, Bank(connection), ring, arrival, unit_id=key.unit_id, in_full=True)
    with context.database.transaction() as connection:
        if not written(context, connection, [received]):
            # The same request at the same moment: the other was first.
            return _again(context, number, text, known(connection, source, [number])[number])
    found = received.found
    return HandedIn(received.number, True, labels_of(found), found.confidence)


def _again(context: Context, number: str, text: str, before: tuple[str, str]) -> HandedIn:
    case, digest = before
    if digest != digest_of(context, cleaned(text).strip()):
        raise Conflict(CONFLICT, given=number)
    return HandedIn(case, False, {}, {})
