"""The steps of a case, one after the other, and the ways out of them; each a row with who, when and what."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from lms.feedback.cases.clocks import Track
from lms.feedback.cases.rounds import for_review, reopened
from lms.feedback.cases.standing import held_case, masked, note
from lms.feedback.cases.visiting import visited
from lms.feedback.cases.words import (
    ACTS_FOR_NAMES,
    CLOSED,
    STEPS,
    TRACK_NAMES,
    WAYS_OUT,
    ActsFor,
    Afterwards,
    Satisfaction,
    Step,
    WayOut,
)
from lms.feedback.originals import reach_left
from lms.people import Action, Actor
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark

NOT_ITS_TURN = mark(
    "Another step comes first, or somebody has done this one meanwhile. Nothing was changed; look again."
)
WITH_ANOTHER = mark("A colleague handles this case. Take it over first, if that was agreed.")
NO_CHOICE = mark("Choose one of what is offered.")
NO_AUTHORITY = mark("Look at the authority, or the proof of being an heir, before you speak about the case.")
NOT_CLOSED = mark("This case is open. Only a closed one is reopened.")
NOT_TAKEN_ON = mark("First the case has to be accepted.")
CONTACT_LEFT = mark(
    "The customer left how to be called back. Open the original with a reason, and call them first."
)
TAKEN_ON = mark("The case was accepted already: go on with it, or close it as withdrawn or settled.")


@dataclass(frozen=True)
class Done:
    """What was done in a step.

    Attributes:
        text: in the handler's words; masked before it is kept.
        track: at acceptance, how it is handled.
        acts_for: at acceptance, who speaks for the customer.
        authority_seen: at acceptance, whether their authority was looked at.
        unreachable: at acceptance, that nobody can be told: no name and no number was left. No words are needed.
        satisfaction: at the return visit.
        afterwards: at a return visit to somebody who is not satisfied, what follows.
    """

    text: str
    track: Track | None = None
    acts_for: ActsFor = "self"
    authority_seen: bool = False
    satisfaction: Satisfaction | None = None
    afterwards: Afterwards | None = None
    unreachable: bool = False


def take_step(context: Context, *, actor: Actor, case_id: str, step: Step, done: Done) -> None:
    """Take the step that comes next; whoever takes one of a case that nobody handles, handles it.

    The return visit is the last, and not always: ``visiting`` says when the case goes on.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: the actor may read it and not handle it.
        Refused: it is not that step's turn, a colleague handles it, or something is missing.
    """
    unreachable = step == STEPS[0] and done.unreachable
    text = "" if unreachable and not done.text.strip() else masked(done.text)
    with context.database.transaction() as connection:
        row = _mine(connection, actor, case_id)
        if row.step != step:
            raise Refused(NOT_ITS_TURN)
        if unreachable and reach_left(connection, row.item_id):
            raise Refused(CONTACT_LEFT)
        if step == "visit":
            visited(
                context,
                connection,
                row,
                by=actor,
                text=text,
                satisfaction=done.satisfaction,
                afterwards=done.afterwards,
            )
            return
        detail, changes = _told(done, step)
        changes |= {"step": STEPS[STEPS.index(step) + 1], "handler_id": actor.person_id}
        note(context, connection, row, did=step, actor=actor, text=text, detail=detail, changes=changes)


def leave(context: Context, *, actor: Actor, case_id: str, way: WayOut, text: str) -> None:
    """Close a case otherwise than by its steps: withdrawn, settled by mediation, or no case of its own.

    Raises:
        NotFound, Forbidden: as for ``take_step``.
        Refused: it was not accepted yet, or was and is called no case; there are no words.
    """
    text = masked(text)
    if way not in WAYS_OUT:
        raise Refused(NO_CHOICE)
    with context.database.transaction() as connection:
        row = _mine(connection, actor, case_id)
        if way == "mediated" and row.step == STEPS[0]:
            raise Refused(NOT_TAKEN_ON)
        if way == "not_needed" and row.step != STEPS[0]:
            raise Refused(TAKEN_ON)
        changes = {
            "step": CLOSED,
            "closed_at": context.now(),
            "way_out": way,
            "handler_id": actor.person_id,
        }
        note(context, connection, row, did=way, actor=actor, text=text, changes=changes)


def begin_mediation(context: Context, *, actor: Actor, case_id: str, text: str) -> None:
    """Note that a mediator was called in; the clocks go on.

    Raises:
        NotFound, Forbidden, Refused: as for ``leave``.
    """
    text = masked(text)
    with context.database.transaction() as connection:
        row = _mine(connection, actor, case_id)
        if row.step == STEPS[0]:
            raise Refused(NOT_TAKEN_ON)
        changes = {"handler_id": actor.person_id}
        note(context, connection, row, did="mediating", actor=actor, text=text, changes=changes)


def reopen(context: Context, *, actor: Actor, case_id: str, reason: str) -> None:
    """Begin a closed case anew, with all its steps and clocks; what was done stays.

    Raises:
        NotFound, Forbidden: as for ``take_step``.
        Refused: it is open, or there is no reason.
    """
    reason = masked(reason)
    with context.database.transaction() as connection:
        row = held_case(connection, actor, case_id, Action.HANDLE_CASES, closed=True)
        if row.closed_at is None:
            raise Refused(NOT_CLOSED)
        again = reopened(context, row)
        note(context, connection, row, did="reopened", actor=actor, text=reason, changes=again)


def ask_review(context: Context, *, actor: Actor, case_id: str, reason: str) -> None:
    """Take down that the customer asks for a review: the unit above looks at it anew, within 60 days.

    Raises:
        NotFound, Forbidden: as for ``take_step``.
        Refused: no decision was told, or too long ago; there is no reason.
    """
    reason = masked(reason)
    with context.database.transaction() as connection:
        row = held_case(connection, actor, case_id, Action.HANDLE_CASES, closed=True)
        changes = for_review(context, connection, row)
        note(context, connection, row, did="review", actor=actor, text=reason, changes=changes)


def _mine(connection: Connection, actor: Actor, case_id: str) -> Row[Any]:
    """An open case that the actor handles, or nobody does yet."""
    row = held_case(connection, actor, case_id, Action.HANDLE_CASES)
    if row.handler_id not in (None, actor.person_id):
        raise Refused(WITH_ANOTHER)
    return row


def _told(done: Done, step: Step) -> tuple[dict[str, Any], dict[str, Any]]:
    """What belongs to a step, and what it changes."""
    detail: dict[str, Any] = {}
    changes: dict[str, Any] = {}
    if step == "accept":
        if done.track not in TRACK_NAMES or done.acts_for not in ACTS_FOR_NAMES:
            raise Refused(NO_CHOICE)
        if done.acts_for != "self" and not done.authority_seen:
            raise Refused(NO_AUTHORITY)
        detail = {"track": done.track, "acts_for": done.acts_for}
        if done.unreachable:
            detail |= {"unreachable": True}
        changes = {"track": done.track}
    return detail, changes
