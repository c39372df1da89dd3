"""More days for a decision, with approval and notice, and the one pause there is: an appraisal by somebody outside."""

from sqlalchemy import Connection

from lms.feedback.cases.assigning import unit_above
from lms.feedback.cases.clocks import COMPLEX_DAYS, DAYS, MOST_DAYS
from lms.feedback.cases.standing import (
    IS_CLOSED,
    about,
    entries_of,
    held_case,
    masked,
    note,
    readable,
    readings_of,
)
from lms.people import Action, Actor, require
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark

NO_NOTICE = mark(
    "Tell the customer first, and note here that they were told: without notice it does not count."
)
NOT_COMPLEX = mark("Only a complex case has more than 15 days. Say at acceptance that it is complex.")
NO_MORE = mark("There are no more days than 60, and they follow on 30.")
OVER = mark("The limit is over already: what is late cannot be extended. Reply as soon as you can.")
YOUR_OWN = mark("Nobody approves more days for a case of their own. Ask a colleague of the unit above.")
IS_PAUSED = mark("An appraisal is under way already.")
NOT_PAUSED = mark("No appraisal is under way.")


def extend(context: Context, *, actor: Actor, case_id: str, reason: str, customer_told: bool) -> int:
    """Give a complex case 30 days, or one of 30 days 60; how many it has now.

    Thirty are the handler's to say. Sixty are approved by somebody of the unit above who does not handle it.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: it is not the actor's to say.
        Refused: the customer was not told, it is too late, or there are no more days.
    """
    reason = masked(reason)
    with context.database.transaction() as connection:
        row = readable(connection, actor, case_id, held=True)
        if row.closed_at is not None:
            raise Refused(IS_CLOSED)
        action = Action.HANDLE_CASES if row.days == DAYS else Action.APPROVE_EXTENSIONS
        if row.days == DAYS:
            require(actor, action, **about(row))
        else:
            desk = row.desk_id or row.unit_id
            senior = unit_above(connection, desk) or desk
            require(actor, action, person_id=row.person_id, unit_id=senior)
            if row.handler_id == actor.person_id:
                raise Refused(YOUR_OWN)
        if row.track != "complex":
            raise Refused(NOT_COMPLEX)
        if row.days >= MOST_DAYS:
            raise Refused(NO_MORE)
        if not customer_told:
            raise Refused(NO_NOTICE)
        decide = readings_of(context, row, entries_of(connection, case_id))[-1]
        if decide.state in ("over", "kept", "missed"):
            raise Refused(OVER)
        days = COMPLEX_DAYS if row.days == DAYS else MOST_DAYS
        note(
            context,
            connection,
            row,
            did="extended",
            actor=actor,
            text=reason,
            detail={"days": days},
            changes={"days": days},
            action=action,
        )
    return days


def begin_appraisal(context: Context, *, actor: Actor, case_id: str, text: str, customer_told: bool) -> None:
    """Stop the clocks while somebody outside appraises; the customer is told.

    Raises:
        NotFound, Forbidden: as for ``extend``.
        Refused: the customer was not told, one is under way, or there are no words.
    """
    text = masked(text)
    if not customer_told:
        raise Refused(NO_NOTICE)
    with context.database.transaction() as connection:
        row = held_case(connection, actor, case_id, Action.HANDLE_CASES)
        if _under_way(connection, case_id, row.round):
            raise Refused(IS_PAUSED)
        note(context, connection, row, did="appraisal", actor=actor, text=text)


def end_appraisal(context: Context, *, actor: Actor, case_id: str, text: str) -> None:
    """Let the clocks go on: the appraisal is there.

    Raises:
        NotFound, Forbidden: as for ``extend``.
        Refused: none is under way, or there are no words.
    """
    text = masked(text)
    with context.database.transaction() as connection:
        row = held_case(connection, actor, case_id, Action.HANDLE_CASES)
        if not _under_way(connection, case_id, row.round):
            raise Refused(NOT_PAUSED)
        note(context, connection, row, did="appraisal_over", actor=actor, text=text)


def _under_way(connection: Connection, case_id: str, round_: int) -> bool:
    said = [
        entry.did
        for entry in entries_of(connection, case_id)
        if entry.round == round_ and entry.did in ("appraisal", "appraisal_over")
    ]
    return bool(said) and said[-1] == "appraisal"
