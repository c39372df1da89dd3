"""Reading what was found about a case, by whoever handles it; and what waits for a named manager's decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlmodel import col

from lms.feedback.cases.standing import readable
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.findings.tables import FeedbackFinding, FeedbackOwnView
from lms.feedback.findings.views import view_of
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.people import (
    Action,
    Actor,
    PersonCard,
    Role,
    may,
    people_within,
    require,
    require_own_password,
)
from lms.people.grants import holds_at
from lms.people.tables import Person, RoleGrant
from lms.people.tree import line, units_above
from lms.platform.context import Context


@dataclass(frozen=True)
class FindingView:
    """How far a case is on the way to its finding.

    Attributes:
        confirmed: whether somebody is confirmed to be meant.
        asked_until: until when they may say how they see it; none where nobody was asked.
        waiting: whether it has to wait for that still.
        view: what they said, masked; none while they have not.
        doing: whose it was; none while it was not said.
        why: the reason for that.
        grave: whether a manager decides.
        decider: who.
        decision: what they decided; none while they have not.
        reason: why.
        may_find: whether the actor may say whose doing it was.
    """

    confirmed: bool
    asked_until: datetime | None
    waiting: bool
    view: str | None
    doing: str | None
    why: str | None
    grave: bool
    decider: PersonCard | None
    decision: str | None
    reason: str | None
    may_find: bool


@dataclass(frozen=True)
class WaitingDecision:
    """Something grave that waits for the actor: the case's number and masked words, the colleague, what was found."""

    finding_id: str
    number: str
    text: str
    person: PersonCard
    why: str
    view: str | None
    at: datetime


def finding_of(context: Context, *, actor: Actor, case_id: str) -> FindingView:
    """How far a case is on the way to its finding, in its present round; reading the case is recorded there.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        row = readable(connection, actor, case_id)
        asked = view_of(connection, row) if row.person_id else None
        found = connection.execute(
            select(FeedbackFinding).where(
                col(FeedbackFinding.case_id) == case_id, col(FeedbackFinding.round) == row.round
            )
        ).one_or_none()
        people = people_within(connection, [found.decider_id] if found and found.decider_id else [])
    return FindingView(
        confirmed=row.person_id is not None and row.employee == "confirmed",
        asked_until=asked.until if asked else None,
        waiting=asked is not None and asked.given_at is None and context.now() <= asked.until,
        view=asked.text if asked else None,
        doing=found.doing if found else None,
        why=found.text if found else None,
        grave=bool(found and found.grave),
        decider=people.get(found.decider_id or "") if found else None,
        decision=found.decision if found else None,
        reason=found.reason if found else None,
        may_find=may(
            actor, Action.FIND_RESPONSIBILITY, person_id=row.person_id, unit_id=row.desk_id or row.unit_id
        ),
    )


def deciders_for(context: Context, *, actor: Actor, case_id: str) -> tuple[PersonCard, ...]:
    """The managers who may decide on what is grave: those over the branch or a unit above, and never whom it is about.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: the actor does not find such things.
    """
    with context.database.reading() as connection:
        row = readable(connection, actor, case_id)
        desk = row.desk_id or row.unit_id
        require(actor, Action.FIND_RESPONSIBILITY, person_id=row.person_id, unit_id=desk)
        over = list(line(units_above(connection), row.unit_id))
        ids = connection.execute(
            select(col(RoleGrant.person_id))
            .join(Person, col(Person.id) == col(RoleGrant.person_id))
            .where(
                col(RoleGrant.role) == Role.MANAGER,
                holds_at(context.now()),
                col(RoleGrant.unit_id).in_(over),
                col(Person.active).is_(True),
                col(Person.id) != (row.person_id or ""),
            )
            .distinct()
        ).scalars()
        found = people_within(connection, ids)
    return tuple(sorted(found.values(), key=lambda card: card.employee_no))


def waiting_decisions(context: Context, *, actor: Actor) -> tuple[WaitingDecision, ...]:
    """What is grave and waits for the actor's decision, the oldest first."""
    require_own_password(actor)
    with context.database.reading() as connection:
        query: Select[*tuple[Any, ...]] = (
            select(FeedbackFinding)
            .add_columns(
                col(FeedbackItem.number),
                col(FeedbackItem.text).label("words"),
                col(FeedbackStanding.unit_id),
                col(FeedbackCase.item_id),
            )
            .join(FeedbackCase, col(FeedbackCase.id) == col(FeedbackFinding.case_id))
            .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackCase.item_id))
            .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(FeedbackCase.item_id))
            .where(
                col(FeedbackFinding.decider_id) == actor.person_id,
                col(FeedbackFinding.decision).is_(None),
            )
            .order_by(col(FeedbackFinding.at))
        )
        rows = [
            row
            for row in connection.execute(query)
            if may(actor, Action.DECIDE_GRAVE, person_id=row.person_id, unit_id=row.unit_id)
        ]
        people = people_within(connection, [row.person_id for row in rows])
        views = {row.id: _said(connection, row) for row in rows}
    return tuple(
        WaitingDecision(
            row.id, row.number, row.words or "", people[row.person_id], row.text, views[row.id], row.at
        )
        for row in rows
    )


def _said(connection: Any, row: Row[Any]) -> str | None:
    return connection.execute(  # type: ignore[no-any-return]
        select(col(FeedbackOwnView.text)).where(
            col(FeedbackOwnView.case_id) == row.case_id,
            col(FeedbackOwnView.person_id) == row.person_id,
            col(FeedbackOwnView.round) == row.round,
        )
    ).scalar()
