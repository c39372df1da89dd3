"""How a case stands: held for who may change it, and reckoned anew after everything that is written about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update
from sqlmodel import col

from lms.feedback.cases.clocks import Clock, Course, Reading, clocks_of, next_limit
from lms.feedback.cases.service_time import Hours, Pause
from lms.feedback.cases.tables import FeedbackCase, FeedbackCaseEntry
from lms.feedback.cases.words import CLOSED
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.people import Action, Actor, Deed, Note, may, record, require, right_to
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names

LONGEST = 2_000
NO_CASE = mark("There is no such case, or not for you.")
NO_WORDS = mark("Write down in a sentence or two what was done; whoever reads on needs it.")
TOO_LONG = mark("This is longer than {count} characters. Shorten it to what matters.")
IS_CLOSED = mark("This case is closed. Reopen it first, with a reason.")

STOPS: Mapping[str, Clock] = {"accept": "respond", "investigate": "plan", "reply": "decide"}
"""Which clock is answered for by which step."""


def case_columns() -> Select[*tuple[Any, ...]]:
    """A case with what its item is now."""
    standing = FeedbackStanding
    return (
        select(FeedbackCase)
        .add_columns(
            *(
                col(getattr(standing, name))
                for name in ("kind", "cause", "business", "severity", "segment", "flags", "competencies")
            ),
            col(standing.unit_id),
            col(standing.person_id),
            col(standing.employee),
            col(standing.rank),
            col(standing.received_at),
            col(FeedbackItem.number),
            col(FeedbackItem.text),
            col(FeedbackItem.channel),
            col(FeedbackItem.locale),
        )
        .join(standing, col(standing.item_id) == col(FeedbackCase.item_id))
        .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackCase.item_id))
    )


def about(row: Row[Any]) -> dict[str, str | None]:
    """Whom and which desk a case is about, as a permission asks."""
    return {"person_id": row.person_id, "unit_id": row.desk_id or row.unit_id}


def readable(connection: Connection, actor: Actor, case_id: str, *, held: bool = False) -> Row[Any]:
    """A case that the actor may read.

    Args:
        connection: of a transaction.
        actor: who asks.
        case_id: which.
        held: keep others from changing it until the transaction ends.

    Raises:
        NotFound: there is none, or it is not the actor's to read.
    """
    query = case_columns().where(col(FeedbackCase.id) == case_id)
    row = connection.execute(query.with_for_update(of=FeedbackCase) if held else query).one_or_none()
    # Whoever handles for the unit above may read what it was handed, and all below it.
    if row is None or not may(actor, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id):
        raise NotFound(NO_CASE)
    return row


def held_case(
    connection: Connection, actor: Actor, case_id: str, action: Action, *, closed: bool = False
) -> Row[Any]:
    """A case that the actor may do something about, held until the transaction ends.

    Raises:
        NotFound: there is none, or it is not the actor's to read.
        Forbidden: the actor may read it and not do this.
        Refused: it is closed, and ``closed`` does not ask for that.
    """
    row = readable(connection, actor, case_id, held=True)
    require(actor, action, **about(row))
    if (row.closed_at is not None) and not closed:
        raise Refused(IS_CLOSED)
    return row


def masked(text: str) -> str:
    """Words about a case as they are kept.

    Raises:
        Refused: there are none, or too many.
    """
    text = text.replace("\x00", "").strip()
    if not text:
        raise Refused(NO_WORDS)
    if len(text) > LONGEST:
        raise Refused(TOO_LONG, count=LONGEST)
    return mask_with_names(text).text


def note(
    context: Context,
    connection: Connection,
    row: Row[Any],
    *,
    did: str,
    actor: Actor | None,
    text: str = "",
    detail: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    action: Action = Action.HANDLE_CASES,
    deed: Deed = Deed.STEPPED_CASE,
) -> None:
    """Write that something was done, change how the case stands, and add it to the trail: the last of a transaction.

    Args:
        context: the clock.
        connection: of the transaction.
        row: the case, as it was held.
        did: what.
        actor: who; none for the program.
        text: in which words, masked.
        detail: what belongs to it, ids and figures.
        changes: of the case.
        action: the right by which.
        deed: for the trail.
    """
    changed = {"round": row.round} | dict(changes or {})
    by = None if actor is None else actor.person_id
    enter(context, connection, row.id, did=did, by=by, text=text, detail=detail, round_=changed["round"])
    connection.execute(update(FeedbackCase).where(col(FeedbackCase.id) == row.id).values(changed))
    wind(context, connection, row.id)
    why = None if actor is None else right_to(actor, action, **about(row))
    record(context, connection, actor=actor, notes=[Note(deed, why, row.person_id, row.id)])


def enter(
    context: Context,
    connection: Connection,
    case_id: str,
    *,
    did: str,
    by: str | None,
    text: str = "",
    detail: Mapping[str, Any] | None = None,
    round_: int = 1,
) -> None:
    """Write that something was done, and nothing else; ``by`` is the id of who did it, none for the program."""
    connection.execute(
        insert(FeedbackCaseEntry).values(
            id=new_id(),
            case_id=case_id,
            round=round_,
            did=did,
            at=context.now(),
            by_person_id=by,
            text=text,
            detail=dict(detail or {}),
        )
    )


def wind(context: Context, connection: Connection, case_id: str) -> None:
    """Reckon the next limit of a case anew."""
    row = connection.execute(case_columns().where(col(FeedbackCase.id) == case_id)).one()
    following = (
        None
        if row.closed_at is not None
        else next_limit(readings_of(context, row, entries_of(connection, row.id)))
    )
    values: dict[str, Any] = {
        "clock": None if following is None else following.clock,
        "due_at": None if following is None else following.due_at,
        "soon_at": None if following is None else following.soon_at,
    }
    if (row.clock, row.due_at) != (values["clock"], values["due_at"]):
        values["told"] = 0
    connection.execute(update(FeedbackCase).where(col(FeedbackCase.id) == case_id).values(values))


def readings_of(context: Context, row: Row[Any], entries: Sequence[Any]) -> tuple[Reading, ...]:
    """How the clocks of a case stand now, from what was done in its present round."""
    stopped: dict[Clock, datetime] = {}
    pauses: list[Pause] = []
    for entry in entries:
        if entry.round != row.round:
            continue
        if entry.did in STOPS:
            stopped[STOPS[entry.did]] = entry.at
        elif entry.did == "appraisal":
            pauses.append((entry.at, None))
        elif entry.did == "appraisal_over":
            pauses[-1] = (pauses[-1][0], entry.at)
    course = Course(
        started_at=row.started_at,
        urgent=row.severity == "urgent",
        track=row.track,
        days=row.days,
        stopped=stopped,
        pauses=tuple(pauses),
        ended_at=row.closed_at,
    )
    return clocks_of(course, posted_hours(context), context.now())


def posted_hours(context: Context) -> Hours:
    """The hours on the door, as the settings say."""
    return Hours.posted(context.settings.service_hours, context.settings.zone)


def brought_up_to_date(context: Context, connection: Connection, item_id: str) -> None:
    """What a correction of an item changes of its case: its clocks, and a handler whom it turns out to be about."""
    row = connection.execute(
        case_columns().where(col(FeedbackCase.item_id) == item_id, col(FeedbackCase.step) != CLOSED)
    ).one_or_none()
    if row is None:
        return
    if row.handler_id is not None and row.handler_id == row.person_id:
        enter(context, connection, row.id, did="stepped_aside", by=None, round_=row.round)
        connection.execute(update(FeedbackCase).where(col(FeedbackCase.id) == row.id).values(handler_id=None))
    wind(context, connection, row.id)


def entries_of(connection: Connection, case_id: str) -> Sequence[Any]:
    """All that was done about a case, the oldest first."""
    return connection.execute(
        select(FeedbackCaseEntry)
        .where(col(FeedbackCaseEntry.case_id) == case_id)
        .order_by(col(FeedbackCaseEntry.at), col(FeedbackCaseEntry.id))
    ).all()
