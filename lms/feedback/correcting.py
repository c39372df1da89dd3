"""What feedback is, as a person says: each correction a row beside what the machine said; training learns from them."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from lms.feedback.classification.labels import FLAGS, HEADS, NO_CAUSE
from lms.feedback.classification.lexicon import competency_table
from lms.feedback.classification.training.texts import Labelled
from lms.feedback.praise import PRAISE_CONFIRMED
from lms.feedback.tables import FeedbackCorrection, FeedbackItem, FeedbackStanding
from lms.feedback.words import RANK
from lms.people import Action, Actor, Deed, Note, people_within, read_units, record, require, right_to
from lms.platform.context import Context
from lms.platform.errors import LmsError, NotFound, Refused
from lms.platform.events import publish
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

LONGEST_REASON = 500
NO_ITEM = mark("There is no such feedback, or not for you.")
NO_REASON = mark("Say in a sentence why, in up to 500 characters: the next reader learns from it.")
NO_LABEL = mark("“{given}” is none of the choices. Choose one of them.")
CAUSE_MISSING = mark("A complaint has a main cause. Choose the one whose mending would have prevented it.")
NOBODY_THERE = mark("Nobody of this branch is meant by that. Choose somebody who works there, or nobody.")
OVERTAKEN = mark(
    "Somebody else has said what it is since you opened this. It now stands as they said, with what you changed laid "
    "over it; nothing of yours is kept yet. Look at it, and send it once more."
)


class Overtaken(LmsError):
    """The item was corrected since the actor saw it; nothing was changed."""


def correct_feedback(
    context: Context,
    *,
    actor: Actor,
    item_id: str,
    said: Mapping[str, Any],
    reason: str = "",
    seen: str | None = None,
) -> None:
    """Say what feedback is. What the machine and others said before stays beside it.

    Args:
        context: database and clock.
        actor: a case handler or consumer protection officer over the item's unit.
        item_id: which.
        said: of ``kind``, ``cause``, ``business``, ``severity``, ``segment``, ``flags``, ``unit`` and ``person`` those
            that are said; ids, for ``person`` none for nobody. What is the same as before confirms it.
        reason: why it is otherwise; needed where something changes.
        seen: the ``version`` of the item that the actor looked at; none where nobody else can have been at it.

    Raises:
        NotFound: there is none, or the actor may not read it.
        Forbidden: the actor may read it and not correct it.
        Overtaken: somebody has corrected it since the actor saw it.
        Refused: a label is none, a reason is missing, or the person does not work there.
    """
    # The cases stand on this room's items, and say themselves what a correction changes of them.
    from lms.feedback.cases.opening import follow_correction

    with context.database.transaction() as connection:
        row = connection.execute(
            select(FeedbackStanding, col(FeedbackItem.text))
            .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackStanding.item_id))
            .where(col(FeedbackStanding.item_id) == item_id)
            .with_for_update()
        ).one_or_none()
        if row is None or not right_to(
            actor, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id
        ):
            raise NotFound(NO_ITEM)
        require(actor, Action.HANDLE_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)
        if seen is not None and seen != version_of(connection, item_id):
            raise Overtaken(OVERTAKEN)
        before = {head: getattr(row, head) for head in (*HEADS, "flags")} | {
            "unit": row.unit_id,
            "person": row.person_id,
        }
        changes = changes_between(before, said)
        reason = reason.replace("\x00", "").strip()
        if changes and not 0 < len(reason) <= LONGEST_REASON:
            raise Refused(NO_REASON)
        unit_id = said.get("unit", row.unit_id)
        if unit_id not in {unit.unit_id for unit in read_units(connection)}:
            raise Refused(NO_LABEL, given=unit_id)
        # Into somebody else's unit it may be handed: that is where it belongs.
        person_id = said.get("person", row.person_id)
        # Who was meant before may have left since, or work elsewhere: it was they all the same.
        if person_id is not None and (person_id, unit_id) != (row.person_id, row.unit_id):
            person = people_within(connection, [person_id]).get(person_id)
            if person is None or person.unit_id != unit_id:
                raise Refused(NOBODY_THERE)
        connection.execute(
            insert(FeedbackCorrection).values(
                id=new_id(),
                item_id=item_id,
                by_person_id=actor.person_id,
                at=context.now(),
                changes=changes,
                reason=reason,
            )
        )
        values = standing_values(changes, row.text or "", before)
        if "person" in said:
            values["employee"] = "none" if person_id is None else "confirmed"
        connection.execute(
            update(FeedbackStanding)
            .where(col(FeedbackStanding.item_id) == item_id)
            .values(**values, checked_at=context.now())
        )
        follow_correction(context, connection, item_id, by=actor.person_id)
        if "praise" in (before["kind"], said.get("kind")):
            # Also where it is none any more, or of somebody else: whoever was told before is told again.
            publish(connection, PRAISE_CONFIRMED, [item_id], at=context.now())
        why = right_to(actor, Action.HANDLE_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)
        record(
            context,
            connection,
            actor=actor,
            notes=[Note(Deed.CORRECTED_FEEDBACK, why, person_id or row.person_id, item_id)],
        )


def version_of(connection: Connection, item_id: str) -> str:
    """By which it is known whether somebody has corrected an item since: the id of the last correction, if any."""
    last = select(col(FeedbackCorrection.id)).where(col(FeedbackCorrection.item_id) == item_id)
    return connection.execute(last.order_by(col(FeedbackCorrection.id).desc()).limit(1)).scalar() or ""


def changes_between(before: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Per field that differs ``[before, after]``.

    Raises:
        Refused: a label is none there is, or a complaint would have no cause.
    """
    after = dict(before) | dict(said)
    if after["kind"] in ("praise", "enquiry"):
        after["cause"] = None
    for head, labels in HEADS.items():
        label = after[head]
        if (label is None and head == "cause") or (label in labels and label != NO_CAUSE):
            continue
        raise Refused(NO_LABEL, given=label)
    if after["kind"] == "complaint" and after["cause"] is None:
        raise Refused(CAUSE_MISSING)
    if not set(after.get("flags", ())) <= set(FLAGS):
        raise Refused(NO_LABEL, given=", ".join(map(str, after["flags"])))
    changed = {}
    for name, value in after.items():
        pair = [before.get(name), value]
        if name == "flags":
            pair = [sorted(flags or ()) for flags in pair]
        if name != "competencies" and pair[0] != pair[1]:
            changed[name] = pair
    return changed


def standing_values(changes: Mapping[str, Any], text: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """What changes of how an item stands: the labels, what follows from them, its place in the list."""
    columns = {"unit": "unit_id", "person": "person_id"}
    values = {columns.get(name, name): after for name, (_before, after) in changes.items()}
    if {"kind", "cause"} & changes.keys():
        kind, cause = (values.get(name, before[name]) for name in ("kind", "cause"))
        values["competencies"] = list(competency_table().of(kind, cause, text))
    if "severity" in values:
        values["rank"] = RANK[values["severity"]]
    return values


def corrected_texts(context: Context) -> Iterator[Labelled]:
    """What people said of masked texts, for the next training: every item that a person has looked at.

    No name of a customer is in them; and no right is asked for, as whoever runs the command line has the database.
    """
    query = (
        select(FeedbackStanding, col(FeedbackItem.text))
        .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackStanding.item_id))
        .where(
            col(FeedbackItem.text).is_not(None),
            col(FeedbackStanding.item_id).in_(select(col(FeedbackCorrection.item_id))),
        )
        .order_by(col(FeedbackItem.id))
    )
    with context.database.reading() as connection:
        for row in connection.execute(query):
            yield Labelled(
                row.text, row.kind, row.cause, row.business, row.severity, row.segment, tuple(row.flags)
            )
