"""The employee's own view, asked before anything is found: they have some working days, and it goes on after them."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlmodel import col

from lms.feedback.cases.standing import held_case, masked, note
from lms.feedback.cases.words import STEPS
from lms.feedback.findings.tables import FeedbackOwnView
from lms.people import Action, Actor, owns
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.working_days import days_later

VIEW_DAYS = 3
"""Working days somebody has to say how they see it."""
NOT_ACCEPTED = mark("First accept the case; then ask the colleague how they see it.")
NOBODY_CONFIRMED = mark(
    "Nobody is confirmed to be meant. Say first who it is, where the feedback is corrected."
)
NOT_ASKED = mark("You were not asked about such a case.")
SAID_ALREADY = mark("You have said how you see it already; it stands as you said.")


def ask_view(context: Context, *, actor: Actor, case_id: str) -> datetime:
    """Ask whoever a case is about how they see it; until when they have. A second time asks nobody again.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: the actor does not handle it.
        Refused: it was not accepted yet, or nobody is confirmed to be meant.
    """
    with context.database.transaction() as connection:
        row = held_case(connection, actor, case_id, Action.HANDLE_CASES, closed=True)
        if row.step == STEPS[0]:
            raise Refused(NOT_ACCEPTED)
        if row.person_id is None or row.employee != "confirmed":
            raise Refused(NOBODY_CONFIRMED)
        asked = view_of(connection, row)
        if asked is not None:
            return asked.until  # type: ignore[no-any-return]
        zone = context.settings.zone
        day = days_later(context.today(), VIEW_DAYS, working=True)
        until = datetime.combine(day, time(23, 59, 59), zone)
        values = {
            "id": new_id(),
            "case_id": case_id,
            "person_id": row.person_id,
            "round": row.round,
            "asked_by": actor.person_id,
            "asked_at": context.now(),
            "until": until,
        }
        connection.execute(insert_into(connection, FeedbackOwnView).values(values))
        note(context, connection, row, did="view_asked", actor=actor, detail={"until": until.isoformat()})
    return until


def give_view(context: Context, *, actor: Actor, case_id: str, text: str) -> None:
    """Say how one sees what a customer said of oneself; it is masked, and stands as it is said.

    Raises:
        NotFound: the actor was not asked.
        Refused: there are no words, or they have said it already.
    """
    with context.database.transaction() as connection:
        asked = connection.execute(
            select(FeedbackOwnView)
            .where(
                col(FeedbackOwnView.case_id) == case_id,
                col(FeedbackOwnView.person_id) == actor.person_id,
            )
            .order_by(col(FeedbackOwnView.round).desc())
            .limit(1)
            .with_for_update()
        ).one_or_none()
        if asked is None or not owns(actor, asked.person_id):
            raise NotFound(NOT_ASKED)
        if asked.given_at is not None:
            raise Refused(SAID_ALREADY)
        connection.execute(
            update(FeedbackOwnView)
            .where(col(FeedbackOwnView.id) == asked.id)
            .values(text=masked(text), given_at=context.now())
        )


def view_of(connection: Connection, row: Row[Any]) -> Row[Any] | None:
    """What was asked in the present round of a case of whoever it is about now, and what they said; none if nothing."""
    return connection.execute(
        select(FeedbackOwnView).where(
            col(FeedbackOwnView.case_id) == row.id,
            col(FeedbackOwnView.person_id) == row.person_id,
            col(FeedbackOwnView.round) == row.round,
        )
    ).one_or_none()


def still_waiting(asked: Row[Any], now: datetime) -> timedelta | None:
    """How long it has to wait for a view; none once it was said, or its time is over."""
    if asked.given_at is not None or now > asked.until:
        return None
    return asked.until - now  # type: ignore[no-any-return]
