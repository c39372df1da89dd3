"""A hidden complaint is recorded by a consumer protection officer: what was found, by which evidence, and where.

It is about the branch. Somebody is named with a reason alone, and never by themself. What is recorded counts from the
quarter in which it is recorded: what was hidden a year ago was not known before.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from lms.feedback.hidden.barring import barred_for
from lms.feedback.hidden.tables import EVIDENCE, FeedbackHidden
from lms.feedback.hidden.words import EVIDENCE_NAMES
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    UnitKind,
    ids_at,
    note_list,
    read_units,
    record,
    require,
    right_to,
    staff_to_name,
)
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names
from lms.platform.quarters import later, quarter_of

LONGEST = 1_000
SHORTEST = 4
LONGEST_BACK = timedelta(days=730)
NO_BRANCH = mark("Choose the branch that hid the complaint.")
NO_EVIDENCE = mark(
    "Choose what it was found by, and enter its number or date: without evidence nothing is recorded."
)
MASKED_NO = mark(
    "This number looks like a personal one and would be masked. Put what it is before it, such as “work order”, and "
    "leave out names and telephone numbers."
)
NOT_THAT_DAY = mark("Choose the day it was found: today, or within the last two years.")
NO_WORDS = mark("Write a sentence or two: whoever it is about has to be able to answer.")
NO_REASON = mark("Say in a few words why it was this colleague; otherwise it stays with the branch.")
NOT_THERE = mark("Choose somebody who works in this branch.")


@dataclass(frozen=True)
class HiddenFound:
    """What was found.

    Attributes:
        evidence: its kind; ``evidence_no`` is what it is called there.
        text: what was hidden and how.
        person_id: who hid it, with ``person_reason``; none by default.
    """

    unit_id: str
    found_on: date
    evidence: str
    evidence_no: str
    text: str
    person_id: str | None = None
    person_reason: str = ""


def record_hidden(context: Context, *, actor: Actor, hidden: HiddenFound, key: str) -> str:
    """Record a hidden complaint. The same key records nothing twice.

    Returns:
        Its id.

    Raises:
        Forbidden: the actor records none for this branch, or it would be about themself.
        Refused: something is missing or cannot be; the sentence says what.
    """
    require(actor, Action.RECORD_HIDDEN, person_id=hidden.person_id, unit_id=hidden.unit_id)
    evidence_no = hidden.evidence_no.replace("\x00", "").strip()[:EVIDENCE]
    if hidden.evidence not in EVIDENCE_NAMES or not evidence_no:
        raise Refused(NO_EVIDENCE)
    if mask_with_names(evidence_no).text != evidence_no:
        # Masked it would be evidence of nothing.
        raise Refused(MASKED_NO)
    if not context.today() - LONGEST_BACK <= hidden.found_on <= context.today():
        raise Refused(NOT_THAT_DAY)
    words = said(hidden.text, NO_WORDS)
    first = quarter_of(context.today()).id
    row: dict[str, Any] = {
        "id": new_id(),
        "unit_id": hidden.unit_id,
        "person_id": hidden.person_id,
        "person_reason": "",
        "evidence": hidden.evidence,
        "evidence_no": evidence_no,
        "text": words,
        "found_on": hidden.found_on,
        "first_quarter": first,
        "last_quarter": later(first, barred_for() - 1),
        "by_person_id": actor.person_id,
        "key": key[:36],
        "at": context.now(),
    }
    with context.database.transaction() as connection:
        units = {unit.unit_id: unit for unit in read_units(connection)}
        if hidden.unit_id not in units or units[hidden.unit_id].kind is not UnitKind.BRANCH:
            raise Refused(NO_BRANCH)
        if hidden.person_id is not None:
            row["person_reason"] = said(hidden.person_reason, NO_REASON)
            if hidden.person_id not in ids_at(connection, hidden.unit_id):
                raise Refused(NOT_THERE)
        new = insert_into(connection, FeedbackHidden).values(row)
        new = new.on_conflict_do_nothing(index_elements=["by_person_id", "key"])
        if connection.execute(new.returning(col(FeedbackHidden.id))).first() is None:
            same = (
                col(FeedbackHidden.by_person_id) == actor.person_id,
                col(FeedbackHidden.key) == row["key"],
            )
            return str(connection.execute(select(col(FeedbackHidden.id)).where(*same)).scalar_one())
        why = right_to(actor, Action.RECORD_HIDDEN, person_id=hidden.person_id, unit_id=hidden.unit_id)
        notes = [Note(Deed.RECORDED_HIDDEN, why, hidden.person_id, row["id"])]
        record(context, connection, actor=actor, notes=notes)
    return str(row["id"])


def people_of_branch(context: Context, *, actor: Actor, unit_id: str) -> tuple[PersonCard, ...]:
    """Who works in a branch, for whoever has a reason to name one of them; that they looked is recorded.

    Raises:
        Forbidden: the actor records no hidden complaints there.
    """
    action = Action.RECORD_HIDDEN
    found = staff_to_name(context, by=actor, action=action, unit_id=unit_id)
    note_list(context, actor=actor, deed=Deed.LISTED_PEOPLE, action=action, people=found)
    return found


def said(text: str, otherwise: str) -> str:
    """Words as they are kept, masked.

    Raises:
        Refused: there are none; ``otherwise`` says what to do.
    """
    words = text.replace("\x00", "").strip()
    if len(words) < SHORTEST:
        raise Refused(otherwise)
    return mask_with_names(words[:LONGEST]).text
