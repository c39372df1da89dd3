"""What a customer says at the desk, written down by whoever hears it: looked at masked, corrected at once, kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import col

from lms.feedback.classification.labels import HEADS
from lms.feedback.correcting import changes_between, standing_values
from lms.feedback.key_ring import key_ring
from lms.feedback.matching import Bank
from lms.feedback.receiving import (
    LONGEST_NUMBER,
    NO_UNIT,
    Arrival,
    Received,
    known,
    labels_of,
    prepared,
    written,
)
from lms.feedback.tables import FeedbackCorrection, FeedbackStanding
from lms.people import Action, Actor, Deed, Note, record, require, right_to
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

DESK = "desk"
AT_ONCE = mark("Corrected when it was written down.")


@dataclass(frozen=True)
class Heard:
    """What somebody hears a customer say.

    Attributes:
        text: the words.
        channel: how it was said.
        unit_id: the branch.
        employee: name or number of a colleague it is about; empty where nobody was named.
        received_at: when; now where none.
    """

    text: str
    channel: str
    unit_id: str
    employee: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True)
class Preview:
    """What would be kept: the masked words, what they were found to be, and why.

    Attributes:
        labels: kind, cause, business, severity, segment, flags, competencies.
        decided_by: per label the words that decided.
        person_id: who of the staff may be meant; none where nobody fits.
    """

    masked: str
    labels: Mapping[str, Any]
    confidence: Mapping[str, float]
    decided_by: Mapping[str, list[str]]
    unit_id: str
    person_id: str | None


def preview_feedback(context: Context, *, actor: Actor, heard: Heard) -> Preview:
    """What would be kept of what a customer says; nothing is.

    Raises:
        Forbidden: the branch is not the actor's.
        Refused: it is empty, too long, or says what cannot be.
    """
    received = _prepared(context, actor, heard, source_no=None)
    found = received.found
    return Preview(
        received.masked,
        labels_of(found),
        found.confidence,
        found.decided_by,
        received.unit_id,
        received.person_id,
    )


def record_feedback(
    context: Context, *, actor: Actor, heard: Heard, key: str, labels: Mapping[str, Any] | None = None
) -> str:
    """Keep what a customer said; the case number to tell them. The same key again keeps nothing twice.

    Args:
        context: database, settings and clock.
        actor: who heard it.
        heard: what.
        key: of this form: of a double click, or a page sent again.
        labels: what the actor says it is, where they see it otherwise than the program.

    Raises:
        Forbidden: the branch is not the actor's.
        Refused: it is empty, too long, or says what cannot be.
    """
    received = _prepared(context, actor, heard, source_no=f"{actor.person_id}:{key}"[:LONGEST_NUMBER])
    changes = {} if labels is None else _told_otherwise(received, labels)
    with context.database.transaction() as connection:
        new = written(context, connection, [received])
        if not new:
            number = known(connection, DESK, [str(received.rows[0]["source_no"])])
            return next(iter(number.values()))[0]
        if changes:
            connection.execute(
                insert(FeedbackCorrection).values(
                    id=new_id(),
                    item_id=received.item_id,
                    by_person_id=actor.person_id,
                    at=context.now(),
                    changes=changes,
                    reason=AT_ONCE,
                )
            )
            connection.execute(
                update(FeedbackStanding)
                .where(col(FeedbackStanding.item_id) == received.item_id)
                .values(standing_values(changes, received.masked, labels_of(received.found)))
            )
        why = right_to(actor, Action.RECORD_FEEDBACK, unit_id=heard.unit_id)
        record(
            context,
            connection,
            actor=actor,
            notes=[Note(Deed.TOOK_IN_FEEDBACK, why, received.person_id, received.item_id)],
        )
    return received.number


def _prepared(context: Context, actor: Actor, heard: Heard, *, source_no: str | None) -> Received:
    require(actor, Action.RECORD_FEEDBACK, unit_id=heard.unit_id)
    arrival = Arrival(
        text=heard.text,
        source=DESK,
        source_no=source_no,
        channel=heard.channel,
        employee=heard.employee,
        received_at=heard.received_at,
        entered_by=actor.person_id,
    )
    ring = key_ring(context.settings)
    with context.database.reading() as connection:
        bank = Bank(connection)
        if heard.unit_id not in bank.units:
            raise Refused(NO_UNIT, given=heard.unit_id)
        return prepared(context, bank, ring, arrival, unit_id=heard.unit_id, in_full=True)


def _told_otherwise(received: Received, labels: Mapping[str, Any]) -> dict[str, Any]:
    return changes_between(
        labels_of(received.found), {head: labels[head] for head in HEADS if head in labels}
    )
