"""Whoever it is about objects, an officer answers; what does not hold is lifted, with a reason."""

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlmodel import col

from lms.feedback.hidden.recording import said
from lms.feedback.hidden.tables import FeedbackHidden, FeedbackHiddenWord
from lms.people import Action, Actor, Deed, Note, may, record, require, require_own_password, right_to
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

NO_HIDDEN = mark("There is no such record, or not for you.")
LIFTED = mark("This was lifted already; nothing follows from it any more.")
NO_OBJECTION = mark("There is no objection to answer.")
WAITS = mark("An objection waits for its answer already. You can write again once it is answered.")
SAY_WHY_NOT = mark("Say what is not so, in a sentence or two.")
SAY_ANSWER = mark("Answer in a sentence or two: whoever objected reads it.")
SAY_WHY_LIFTED = mark("Say in a sentence why it does not hold.")


def object_to_hidden(context: Context, *, actor: Actor, hidden_id: str, text: str) -> None:
    """Object: as the manager of the branch, or as the colleague who is named.

    Raises:
        NotFound: there is none, or it is neither about the actor nor about a branch of theirs.
        Refused: there are no words, it was lifted, or an objection waits for its answer.
    """
    require_own_password(actor)
    words = said(text, SAY_WHY_NOT)
    with context.database.transaction() as connection:
        row = _held(connection, hidden_id)
        if row is None:
            raise NotFound(NO_HIDDEN)
        why = right_to(actor, Action.OBJECT_TO_HIDDEN, unit_id=row.unit_id)
        if why is None and row.person_id != actor.person_id:
            raise NotFound(NO_HIDDEN)
        _stands(row)
        if _last(connection, hidden_id) == "objected":
            raise Refused(WAITS)
        _say(context, connection, actor, row, "objected", words)
        record(
            context,
            connection,
            actor=actor,
            notes=[Note(Deed.OBJECTED_TO_HIDDEN, why, row.person_id, row.id)],
        )


def answer_objection(context: Context, *, actor: Actor, hidden_id: str, text: str) -> None:
    """Answer an objection; the record stands.

    Raises:
        NotFound: there is none, or not of a branch of the actor's.
        Refused: there are no words, or nobody has objected.
    """
    words = said(text, SAY_ANSWER)
    with context.database.transaction() as connection:
        row = _officers(connection, actor, hidden_id)
        if _last(connection, hidden_id) != "objected":
            raise Refused(NO_OBJECTION)
        _say(context, connection, actor, row, "answered", words)
        _note(context, connection, actor, row, Deed.ANSWERED_HIDDEN)


def lift_hidden(context: Context, *, actor: Actor, hidden_id: str, reason: str) -> None:
    """Lift it: from now on nothing follows from it, and it stands with the reason.

    Raises:
        NotFound: there is none, or not of a branch of the actor's.
        Refused: there is no reason, or it was lifted before.
    """
    why = said(reason, SAY_WHY_LIFTED)
    with context.database.transaction() as connection:
        row = _officers(connection, actor, hidden_id)
        lifted = {"lifted_by": actor.person_id, "lifted_at": context.now(), "lifted_why": why}
        connection.execute(update(FeedbackHidden).where(col(FeedbackHidden.id) == row.id).values(lifted))
        _note(context, connection, actor, row, Deed.LIFTED_HIDDEN)


def _officers(connection: Connection, actor: Actor, hidden_id: str) -> Row[Any]:
    row = _held(connection, hidden_id)
    if row is None or not may(actor, Action.READ_HIDDEN, unit_id=row.unit_id):
        raise NotFound(NO_HIDDEN)
    require(actor, Action.RECORD_HIDDEN, person_id=row.person_id, unit_id=row.unit_id)
    _stands(row)
    return row


def _held(connection: Connection, hidden_id: str) -> Row[Any] | None:
    query = select(FeedbackHidden).where(col(FeedbackHidden.id) == hidden_id).with_for_update()
    return connection.execute(query).one_or_none()


def _stands(row: Row[Any]) -> None:
    """Asked after the right: whoever may do nothing here is not told how it stands."""
    if row.lifted_at is not None:
        raise Refused(LIFTED)


def _last(connection: Connection, hidden_id: str) -> str | None:
    query = (
        select(col(FeedbackHiddenWord.kind))
        .where(col(FeedbackHiddenWord.hidden_id) == hidden_id)
        .order_by(col(FeedbackHiddenWord.id).desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def _say(
    context: Context, connection: Connection, actor: Actor, row: Row[Any], kind: str, words: str
) -> None:
    new = {"id": new_id(), "hidden_id": row.id, "by_person_id": actor.person_id, "kind": kind}
    connection.execute(insert(FeedbackHiddenWord).values(new | {"text": words, "at": context.now()}))


def _note(context: Context, connection: Connection, actor: Actor, row: Row[Any], deed: Deed) -> None:
    why = right_to(actor, Action.RECORD_HIDDEN, person_id=row.person_id, unit_id=row.unit_id)
    record(context, connection, actor=actor, notes=[Note(deed, why, row.person_id, row.id)])
