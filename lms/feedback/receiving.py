"""Taking in what somebody said: masked, sealed, classified, matched, and written in one transaction with its news.

Everything that takes time is done before the transaction: ``prepared`` reads, ``written`` writes.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from lms.feedback.classification.classifier import Classified, classifier_for, classify, classify_in_full
from lms.feedback.classification.features import locale_of
from lms.feedback.key_ring import KeyRing
from lms.feedback.matching import Bank
from lms.feedback.tables import FeedbackItem, FeedbackOriginal, FeedbackReading, FeedbackStanding
from lms.feedback.words import CHANNELS, RANK
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.events import publish
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names

LONGEST = 8_000
"""Characters of a text: a longer one is a file, not something a customer said."""
LONGEST_SAID = 120
LONGEST_NUMBER = 100
RECEIVED = "feedback_received"
OFFLINE = "offline"
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of a case number: none that is taken for another when it is read aloud."""

EMPTY = mark("Nothing is written here. Write down what the customer said.")
TOO_LONG = mark(
    "This is longer than {count} characters. Shorten it to what matters; the rest belongs into a file."
)
NO_CHANNEL = mark("There is no way of coming in called “{given}”. Write one of: {choices}.")
NO_UNIT = mark("There is no branch “{given}”. Write its code or its name.")
FOREIGN_UNIT = mark("“{given}” is not one of your units. Ask somebody responsible there.")
IN_FUTURE = mark("It cannot have come in later than today. Correct the day.")
TOO_EARLY = mark("A day before 2000 cannot be right. Correct the day.")
BRANCH_TOO_LONG = mark("The branch is at most {count} characters long. Write its code, or shorten its name.")
EMPLOYEE_TOO_LONG = mark("A colleague's name or number is at most {count} characters long. Shorten it.")
CONTACT_TOO_LONG = mark("Name and telephone are at most {count} characters long. Shorten them.")
NUMBER_TOO_LONG = mark("The number is at most {count} characters long. Shorten it.")


class BadPart(Refused):
    """What came in cannot be used, because of one part of it.

    Attributes:
        part: the attribute of ``Arrival`` that is at fault.
    """

    def __init__(self, part: str, message: str, **values: object) -> None:
        """Keep the part beside the sentence and its values."""
        super().__init__(message, **values)
        self.part = part


@dataclass(frozen=True)
class Arrival:
    """What came in, as it came.

    Attributes:
        text: the words.
        source: the way: ``desk``, ``qr``, ``file``, ``key:<id>``.
        source_no: what it is called there; none where it has no name and is new each time.
        channel: how the customer said it.
        branch: code or name as told; empty where nobody told.
        employee: name or number as told.
        received_at: when; now where nobody told.
        entered_by: who wrote it down; none where nobody of the staff did.
        contact: how the customer wants to be called back; sealed with the words and never beside the masked ones.
    """

    text: str = field(repr=False)
    source: str
    source_no: str | None = None
    channel: str = "other"
    branch: str = ""
    employee: str = ""
    received_at: datetime | None = None
    entered_by: str | None = None
    contact: str = field(default="", repr=False)


@dataclass(frozen=True)
class Received:
    """An item as it is about to be written.

    Attributes:
        found: what the classifier says.
        unit_id: the branch that is meant, or where it was handed in.
        person_id: the member of staff who is offered; none where nobody fits.
    """

    item_id: str
    number: str
    masked: str
    found: Classified
    unit_id: str
    person_id: str | None
    rows: tuple[dict[str, Any], ...] = field(repr=False)


def prepared(
    context: Context, bank: Bank, ring: KeyRing, arrival: Arrival, *, unit_id: str, in_full: bool = False
) -> Received:
    """Mask, seal, classify and match; nothing is written.

    Args:
        context: clock and settings.
        bank: its units and staff.
        ring: keys for the original.
        arrival: what came.
        unit_id: where it belongs if it names no branch; a branch that is named must be this one or below it.
        in_full: read what it means as well as its words: for one that is waited for, not for many.

    Raises:
        Refused: it is empty, too long, or says something that cannot be.
    """
    arrival = checked(context, arrival)
    meant = unit_meant(bank, arrival, unit_id)
    staff = bank.names_in(meant, f"{arrival.employee}\n{arrival.text}")
    masked = mask_with_names(arrival.text, keep=staff).text
    # A mask may be longer than what it hides.
    said = mask_with_names(arrival.employee, keep=staff).text[:LONGEST_SAID] if arrival.employee else None
    classifier = classifier_for(locale_of(masked))
    found = (classify_in_full if in_full else classify)(masked)
    person_id = bank.person_meant(meant, said=arrival.employee, text=arrival.text)
    item_id, number, now = new_id(), case_number(), context.now()
    received_at = arrival.received_at or now
    item = {
        "id": item_id,
        "number": number,
        "text": masked,
        "digest": digest_of(context, arrival.text),
        "locale": classifier.locale,
        "channel": arrival.channel,
        "source": arrival.source,
        "source_no": arrival.source_no,
        "branch_said": arrival.branch or None,
        "employee_said": said,
        "received_at": received_at,
        "entered_at": now,
        "entered_by": arrival.entered_by,
        "erased_at": None,
    }
    original = {
        "item_id": item_id,
        "sealed": ring.seal(_to_seal(arrival), bound_to=item_id),
        "key_id": ring.newest,
        "keep_until": context.today() + timedelta(days=context.settings.original_days),
        "reach": bool(arrival.contact),
    }
    reading = {
        "id": new_id(),
        "item_id": item_id,
        "reader": OFFLINE,
        "model": classifier.model.trained_on if classifier.model else "words",
        "labels": labels_of(found),
        "confidence": found.confidence,
        "decided_by": found.decided_by,
        "at": now,
    }
    standing = {
        "item_id": item_id,
        **labels_of(found),
        "unit_id": meant,
        "person_id": person_id,
        "employee": "none" if person_id is None else "offered",
        "rank": RANK[found.severity],
        "received_at": received_at,
        "checked_at": None,
    }
    return Received(item_id, number, masked, found, meant, person_id, (item, original, reading, standing))


def written(context: Context, connection: Connection, some: Sequence[Received]) -> frozenset[str]:
    """Write what is new, with the news of it; the ids of what was written.

    What its source has handed in before is left as it is.
    """
    if not some:
        return frozenset()
    rows = [one.rows[0] for one in some]
    statement = (
        insert_into(connection, FeedbackItem)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["source", "source_no"])
        .returning(col(FeedbackItem.id))
    )
    new = frozenset(connection.execute(statement).scalars())
    for place, table in ((1, FeedbackOriginal), (2, FeedbackReading), (3, FeedbackStanding)):
        beside = [one.rows[place] for one in some if one.item_id in new]
        if beside:
            connection.execute(insert(table), beside)
    publish(connection, RECEIVED, [one.item_id for one in some if one.item_id in new], at=context.now())
    return new


def checked(context: Context, arrival: Arrival) -> Arrival:
    """The arrival, cleaned.

    Raises:
        BadPart: it cannot be taken in as it is.
    """
    text = cleaned(arrival.text).strip()
    branch, employee, contact = (
        " ".join(cleaned(said).split()) for said in (arrival.branch, arrival.employee, arrival.contact)
    )
    if not text:
        raise BadPart("text", EMPTY)
    if len(text) > LONGEST:
        raise BadPart("text", TOO_LONG, count=LONGEST)
    if arrival.channel not in CHANNELS:
        raise BadPart("channel", NO_CHANNEL, given=arrival.channel, choices=", ".join(CHANNELS))
    for part, said, most, too_long in (
        ("branch", branch, LONGEST_SAID, BRANCH_TOO_LONG),
        ("employee", employee, LONGEST_SAID, EMPLOYEE_TOO_LONG),
        ("contact", contact, LONGEST_SAID, CONTACT_TOO_LONG),
        ("source_no", arrival.source_no or "", LONGEST_NUMBER, NUMBER_TOO_LONG),
    ):
        if len(said) > most:
            raise BadPart(part, too_long, count=most)
    if arrival.received_at is not None:
        if arrival.received_at > context.now() + timedelta(days=1):
            raise BadPart("received_at", IN_FUTURE)
        if arrival.received_at.year < 2000:
            raise BadPart("received_at", TOO_EARLY)
    return replace(arrival, text=text, branch=branch, employee=employee, contact=contact)


def cleaned(text: str) -> str:
    """Text without what no database keeps: U+0000 and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def labels_of(found: Classified) -> dict[str, Any]:
    """What a classification says, as it is kept."""
    return {
        "kind": found.kind,
        "cause": found.cause,
        "business": found.business,
        "severity": found.severity,
        "segment": found.segment,
        "flags": list(found.flags),
        "competencies": list(found.competencies),
    }


def digest_of(context: Context, text: str) -> str:
    """By which the same words are known again: nothing without the installation's key tells which they were."""
    return hmac.new(context.settings.key(), b"lms feedback\n" + text.encode(), hashlib.sha256).hexdigest()


def case_number() -> str:
    """A number to tell a customer: fifty bits, so that none is found by trying."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def known(connection: Connection, source: str, numbers: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Of the numbers of a source those that came before: the case number and the digest of each."""
    rows = connection.execute(
        select(col(FeedbackItem.source_no), col(FeedbackItem.number), col(FeedbackItem.digest)).where(
            col(FeedbackItem.source) == source, col(FeedbackItem.source_no).in_(sorted(set(numbers)))
        )
    )
    return {row.source_no: (row.number, row.digest) for row in rows}


def _to_seal(arrival: Arrival) -> str:
    """The words, and below them how to call back: one seal, one reason to open it, one day on which it goes."""
    return f"{arrival.text}\n\n☎ {arrival.contact}" if arrival.contact else arrival.text


def unit_meant(bank: Bank, arrival: Arrival, unit_id: str) -> str:
    """The branch an arrival is about: the one it names, else one in its words, else where it was handed in.

    Raises:
        Refused: it names a branch that there is not, or one that does not lie below ``unit_id``.
    """
    if not arrival.branch:
        found = bank.unit_in(arrival.text)
        return found if found is not None and bank.within(found, unit_id) else unit_id
    found = bank.unit_named(arrival.branch)
    if found is None:
        raise BadPart("branch", NO_UNIT, given=arrival.branch)
    if not bank.within(found, unit_id):
        raise BadPart("branch", FOREIGN_UNIT, given=arrival.branch)
    return found
