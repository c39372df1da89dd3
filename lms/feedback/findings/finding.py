"""Whose doing it was: found after the investigation and the employee's view, with a reason; what follows from it.

Not an employee's: a root cause to be mended. An employee's, slight: a plan to learn by. Grave or wilful: nothing by
itself; a named manager decides, with a reason.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.cases.standing import case_columns, held_case, masked, note
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.cases.words import STEPS
from lms.feedback.doings import DOING_NAMES, Doing
from lms.feedback.findings.plans import make_plan
from lms.feedback.findings.tables import FeedbackFinding, FeedbackRootCause
from lms.feedback.findings.views import NOBODY_CONFIRMED, still_waiting, view_of
from lms.feedback.findings.words import DECISION_NAMES, Decision
from lms.learning import Learning
from lms.people import Action, Actor, Deed, Note, ids_at, may, read_units, record, require, right_to
from lms.people.actors import actor_from
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

DUE_DAYS = 30
TOO_EARLY = mark("First investigate; then say whose doing it was.")
ASK_FIRST = mark("First ask the colleague how they see it.")
WAIT = mark("The colleague still has time to say how they see it. Once that is over, it goes on without.")
FOUND_ALREADY = mark("Whose doing it was has been said already in this round of the case.")
NO_CHOICE = mark("Choose one of what is offered.")
NO_OWNER = mark("Choose the unit that mends it, and write what the branch may tell customers meanwhile.")
NOT_OF_UNIT = mark(
    "Whoever answers for it works in the unit that mends it. Choose somebody of that unit, or nobody."
)
NO_DECIDER = mark("Name a manager over the colleague's unit who decides; not the colleague themself.")
NO_FINDING = mark("There is no such finding that waits for you.")
DECIDED = mark("It has been decided already.")


@dataclass(frozen=True)
class Found:
    """What somebody finds.

    Attributes:
        doing: whose it was.
        text: why; masked before it is kept.
        grave: whether it was grave or wilful; of an employee alone.
        decider_id: the manager who decides on what is grave.
        owner_id: the unit that mends what was nobody's of the staff.
        owner_person_id: who of that unit answers for it; none where the unit as a whole does.
        due_on: until when; in 30 days where none is given.
        explain: what the branch may tell customers meanwhile.
    """

    doing: Doing
    text: str
    grave: bool = False
    decider_id: str | None = None
    owner_id: str | None = None
    owner_person_id: str | None = None
    due_on: date | None = None
    explain: str = ""


def find_doing(
    context: Context, learning: Learning, catalogue: Catalogue, *, actor: Actor, case_id: str, found: Found
) -> str:
    """Say whose doing it was, and have follow from it what does; the finding's id.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: the actor does not find such things.
        Refused: it is too early, the colleague was not heard, it was found already, or something is missing.
    """
    text = masked(found.text)
    if found.doing not in DOING_NAMES:
        raise Refused(NO_CHOICE)
    with context.database.transaction() as connection:
        row = held_case(connection, actor, case_id, Action.FIND_RESPONSIBILITY, closed=True)
        _may_be_found(context, connection, row, found)
        finding = {
            "id": new_id(),
            "case_id": case_id,
            "round": row.round,
            "doing": found.doing,
            "person_id": row.person_id if found.doing == "employee" else None,
            "text": text,
            "by_person_id": actor.person_id,
            "at": context.now(),
            "grave": found.doing == "employee" and found.grave,
            "decider_id": found.decider_id if found.doing == "employee" and found.grave else None,
        }
        connection.execute(insert(FeedbackFinding).values(finding))
        if found.doing != "employee":
            _open_ticket(context, connection, row, str(finding["id"]), found)
        elif not found.grave:
            make_plan(context, learning, catalogue, connection, row, finding_id=str(finding["id"]))
        note(
            context,
            connection,
            row,
            did="found",
            actor=actor,
            text=text,
            detail={"doing": found.doing, "grave": finding["grave"]},
            action=Action.FIND_RESPONSIBILITY,
            deed=Deed.FOUND_DOING,
        )
    return str(finding["id"])


def decide_grave(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    *,
    actor: Actor,
    finding_id: str,
    decision: Decision,
    reason: str,
) -> None:
    """Decide what follows from a grave finding; only the manager who was named does.

    Raises:
        NotFound: there is no such finding that waits for this actor.
        Forbidden: the actor may not decide over this colleague any more.
        Refused: it was decided, or there is no reason.
    """
    reason = masked(reason)
    if decision not in DECISION_NAMES:
        raise Refused(NO_CHOICE)
    with context.database.transaction() as connection:
        finding = connection.execute(
            select(FeedbackFinding)
            .where(col(FeedbackFinding.id) == finding_id, col(FeedbackFinding.decider_id) == actor.person_id)
            .with_for_update()
        ).one_or_none()
        if finding is None:
            raise NotFound(NO_FINDING)
        row = connection.execute(case_columns().where(col(FeedbackCase.id) == finding.case_id)).one()
        require(actor, Action.DECIDE_GRAVE, person_id=finding.person_id, unit_id=row.unit_id)
        if finding.decision is not None:
            raise Refused(DECIDED)
        connection.execute(
            update(FeedbackFinding)
            .where(col(FeedbackFinding.id) == finding_id)
            .values(decision=decision, reason=reason, decided_at=context.now())
        )
        if decision == "training":
            make_plan(context, learning, catalogue, connection, row, finding_id=finding_id)
        why = right_to(actor, Action.DECIDE_GRAVE, person_id=finding.person_id, unit_id=row.unit_id)
        deed = Note(Deed.DECIDED_GRAVE, why, finding.person_id, finding_id)
        record(context, connection, actor=actor, notes=[deed])


def _may_be_found(context: Context, connection: Connection, row: Row[Any], found: Found) -> None:
    if row.step in STEPS[:2]:
        raise Refused(TOO_EARLY)
    known = select(col(FeedbackFinding.id)).where(
        col(FeedbackFinding.case_id) == row.id, col(FeedbackFinding.round) == row.round
    )
    if connection.execute(known).first() is not None:
        raise Refused(FOUND_ALREADY)
    confirmed = row.person_id is not None and row.employee == "confirmed"
    if found.doing == "employee" and not confirmed:
        raise Refused(NOBODY_CONFIRMED)
    if confirmed:
        asked = view_of(connection, row)
        if asked is None:
            raise Refused(ASK_FIRST)
        if still_waiting(asked, context.now()) is not None:
            raise Refused(WAIT)
    if found.doing == "employee" and found.grave:
        decider = (
            actor_from(connection, found.decider_id, now=context.now(), today=context.today())
            if found.decider_id
            else None
        )
        there = {"person_id": row.person_id, "unit_id": row.unit_id}
        if decider is None or not may(decider, Action.DECIDE_GRAVE, **there):
            raise Refused(NO_DECIDER)


def _open_ticket(
    context: Context, connection: Connection, row: Row[Any], finding_id: str, found: Found
) -> None:
    if found.owner_id not in {unit.unit_id for unit in read_units(connection)} or not found.explain.strip():
        raise Refused(NO_OWNER)
    if found.owner_person_id and found.owner_person_id not in ids_at(connection, str(found.owner_id)):
        raise Refused(NOT_OF_UNIT)
    connection.execute(
        insert(FeedbackRootCause).values(
            id=new_id(),
            finding_id=finding_id,
            case_id=row.id,
            unit_id=row.unit_id,
            owner_id=found.owner_id,
            owner_person_id=found.owner_person_id or None,
            cause=row.cause,
            explain=masked(found.explain),
            opened_at=context.now(),
            due_on=found.due_on or context.today() + timedelta(days=DUE_DAYS),
            state="open",
        )
    )
