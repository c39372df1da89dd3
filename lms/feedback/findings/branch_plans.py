"""Complaints of one cause that come back in a branch: a plan for its people, started or put aside by their manager.

What mystery visitors see least of proposes one as well. A proposal is made by the program, once for the same cases;
before somebody starts it nothing follows but a card for the morning meeting.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Connection, Row, func, or_, select, update
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.classification.lexicon import competency_table
from lms.feedback.findings.plans import DUE, lesson_for
from lms.feedback.findings.quoting import sentence_for
from lms.feedback.findings.tables import FeedbackBranchPlan
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.learning import Learning
from lms.learning.tables import LearningResult
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    UnitCard,
    may,
    read_units,
    record,
    record_reading,
    require,
    require_own_password,
    require_units,
    right_to,
)
from lms.people.tables import Person
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from scenarios.content_file import read_model, text_of
from scenarios.persona import Strict

FILE = Path(__file__).parents[3] / "content" / "feedback" / "branch_plans.yaml"
NO_PLAN = mark("There is no such plan for a branch of yours.")
DECIDED_ALREADY = mark("Somebody has decided on this plan already.")
OFFICERS = mark("A consumer protection officer confirms this plan, or puts it aside.")
NO_CASES = ("withdrawn", "not_needed")
"""Ways out of a case that leave nothing to be learnt from."""
AGENT = "suspected_agent"
CAME_BACK = "came_back"
RATE = "rate"
MOST_SHOWN = 20
FITTING = 2
"""The difficulty that a whole branch can begin with."""


class Window(Strict):
    """How many cases within how many days propose a plan, and how long the morning meeting hears of it."""

    cases: Annotated[int, Field(ge=2, le=100)] = 3
    days: Annotated[int, Field(ge=1, le=365)] = 30
    card_days: Annotated[int, Field(ge=1, le=60)] = 7


@dataclass(frozen=True)
class BehindIt:
    """A case behind a plan: its number and the masked sentence, for those who may read it."""

    case_id: str
    number: str
    quote: str
    received_at: datetime


@dataclass(frozen=True)
class BranchItem:
    """A lesson or rehearsal of a plan; ``done`` is how many of the branch have done it since it was started."""

    kind: str
    ref: str
    competency: str
    due_on: date | None
    done: int


@dataclass(frozen=True)
class BranchPlan:
    """A plan for a branch.

    Attributes:
        origin: ``came_back`` for complaints, ``visit`` for mystery visits (``cause`` is a group of the checklist),
            ``rate`` for a complaint rate above chance (``cause`` is the quarter).
        count: how many cases, or visits, are behind it; ``behind`` those of them that the actor may read.
        people: how many work there now.
    """

    plan_id: str
    unit: UnitCard
    origin: str
    cause: str
    made_at: datetime
    state: str
    count: int
    behind: tuple[BehindIt, ...]
    items: tuple[BranchItem, ...]
    people: int


@cache
def window() -> Window:
    """What the file says."""
    return read_model(text_of(FILE), Window, file="content/feedback/branch_plans.yaml")


def propose_branch_plans(context: Context, learning: Learning, catalogue: Catalogue) -> int:
    """Propose a plan wherever complaints of one cause have come back in a branch; how many were new.

    Told by the news and by the night; twice makes nothing twice.
    """
    asked, new = window(), 0
    since = context.now() - timedelta(days=asked.days)
    with context.database.reading() as connection:
        places = _came_back(connection, since, asked.cases)
    for unit_id, cause in places:
        with context.database.transaction() as connection:
            known = select(FeedbackBranchPlan).where(
                col(FeedbackBranchPlan.unit_id) == unit_id,
                col(FeedbackBranchPlan.origin) == CAME_BACK,
                col(FeedbackBranchPlan.cause) == cause,
            )
            before = connection.execute(known).all()
            told = {one for plan in before for one in plan.cases}
            ids = [one for one in _cases(connection, unit_id, cause, since) if one not in told]
            recent = any(plan.made_at >= since for plan in before)
            if recent or len(ids) < asked.cases:
                continue
            items = items_for(learning, catalogue, competency_table().by_cause.get(cause, ()))
            about = {"unit_id": unit_id, "origin": CAME_BACK, "cause": cause}
            new += write_plan(context, connection, **about, cases=ids, items=items)
    return new


def write_plan(
    context: Context,
    connection: Connection,
    *,
    unit_id: str,
    origin: str,
    cause: str,
    cases: Sequence[str],
    items: Sequence[Mapping[str, str]],
) -> int:
    """Write a proposal down; how many were new: of two processes that look at once one finds the plan of the other."""
    row = {
        "id": new_id(),
        "unit_id": unit_id,
        "origin": origin,
        "cause": cause,
        "made_on": context.today(),
        "made_at": context.now(),
        "cases": list(cases),
        "items": list(items),
        "state": "proposed",
    }
    statement = insert_into(connection, FeedbackBranchPlan).values(row)
    unique = ["unit_id", "origin", "cause", "made_on"]
    statement = statement.on_conflict_do_nothing(index_elements=unique)
    # Not by the count of rows: one of the databases tells none.
    return int(connection.execute(statement.returning(col(FeedbackBranchPlan.id))).first() is not None)


def branch_plans(context: Context, *, actor: Actor) -> tuple[BranchPlan, ...]:
    """The plans of the actor's branches, those to be decided first; that the cases behind were read is recorded.

    Raises:
        Forbidden: the actor starts none.
    """
    units = require_units(actor, Action.START_BRANCH_PLANS)
    undecided = col(FeedbackBranchPlan.state) != "proposed"
    query = (
        select(FeedbackBranchPlan)
        .where(col(FeedbackBranchPlan.unit_id).in_(sorted(units)))
        .order_by(undecided, col(FeedbackBranchPlan.made_at).desc(), col(FeedbackBranchPlan.id))
        .limit(MOST_SHOWN)
    )
    with context.database.reading() as connection:
        cards = {unit.unit_id: unit for unit in read_units(connection)}
        plans = tuple(
            plan_as_read(connection, row, cards[row.unit_id], actor)
            for row in connection.execute(query).all()
        )
    if plans:
        why = right_to(actor, Action.START_BRANCH_PLANS, unit_id=plans[0].unit.unit_id)
        note = Note(Deed.LISTED_BRANCH_PLANS, why, people=len(plans))
        record_reading(context, actor=actor, note=note)
    return plans


def decide_branch_plan(context: Context, *, actor: Actor, plan_id: str, start: bool) -> None:
    """Start a plan for everybody in the branch, or put it aside.

    Raises:
        NotFound: there is no such plan for a branch of the actor's.
        Refused: it was decided already.
    """
    require_own_password(actor)
    with context.database.transaction() as connection:
        row = connection.execute(
            select(FeedbackBranchPlan).where(col(FeedbackBranchPlan.id) == plan_id).with_for_update()
        ).one_or_none()
        if row is None or not may(actor, Action.START_BRANCH_PLANS, unit_id=row.unit_id):
            raise NotFound(NO_PLAN)
        require(actor, Action.START_BRANCH_PLANS, unit_id=row.unit_id)
        if row.origin == RATE:
            raise Refused(OFFICERS)
        if row.state != "proposed":
            raise Refused(DECIDED_ALREADY)
        decided = {
            "state": "started" if start else "aside",
            "decided_by": actor.person_id,
            "decided_at": context.now(),
        }
        connection.execute(
            update(FeedbackBranchPlan).where(col(FeedbackBranchPlan.id) == plan_id).values(decided)
        )
        why = right_to(actor, Action.START_BRANCH_PLANS, unit_id=row.unit_id)
        record(context, connection, actor=actor, notes=[Note(Deed.DECIDED_BRANCH_PLAN, why, None, plan_id)])


def plans_of_my_branch(context: Context, *, actor: Actor) -> tuple[BranchPlan, ...]:
    """What was started for the actor's branch lately, with what they have done of it themself; no customer's words.

    Raises:
        Forbidden: they have no password of their own yet.
    """
    require_own_password(actor)
    query = (
        select(FeedbackBranchPlan)
        .where(
            col(FeedbackBranchPlan.unit_id) == actor.unit_id,
            col(FeedbackBranchPlan.state) == "started",
            col(FeedbackBranchPlan.decided_at) >= context.now() - timedelta(days=2 * window().days),
        )
        .order_by(col(FeedbackBranchPlan.decided_at).desc())
    )
    with context.database.reading() as connection:
        cards = {unit.unit_id: unit for unit in read_units(connection)}
        return tuple(
            plan_as_read(connection, row, cards[row.unit_id], None, {actor.person_id})
            for row in connection.execute(query).all()
        )


def _counted(since: datetime) -> list[Any]:
    case = FeedbackCase
    return [
        col(FeedbackStanding.kind) == "complaint",
        col(FeedbackStanding.cause).is_not(None),
        col(FeedbackStanding.cause) != "other",
        col(FeedbackStanding.received_at) >= since,
        or_(col(case.way_out).is_(None), col(case.way_out).not_in(NO_CASES)),
    ]


def _came_back(connection: Connection, since: datetime, least: int) -> Sequence[tuple[str, str]]:
    standing = FeedbackStanding
    rows = connection.execute(
        select(col(standing.unit_id), col(standing.cause))
        .join(FeedbackCase, col(FeedbackCase.item_id) == col(standing.item_id))
        .where(*_counted(since))
        .group_by(col(standing.unit_id), col(standing.cause))
        .having(func.count() >= least)
        .order_by(col(standing.unit_id), col(standing.cause))
    )
    return [(row.unit_id, str(row.cause)) for row in rows]


def _cases(connection: Connection, unit_id: str, cause: str, since: datetime) -> list[str]:
    standing = FeedbackStanding
    rows = connection.execute(
        select(col(FeedbackCase.id), col(standing.flags))
        .join(FeedbackCase, col(FeedbackCase.item_id) == col(standing.item_id))
        .where(*_counted(since), col(standing.unit_id) == unit_id, col(standing.cause) == cause)
        .order_by(col(standing.received_at).desc())
    )
    # What a paid complainer hands in is answered, and not counted against staff.
    return [row.id for row in rows if AGENT not in row.flags]


def items_for(learning: Learning, catalogue: Catalogue, competencies: Iterable[str]) -> list[dict[str, str]]:
    """A lesson and a rehearsal for each competency, as a plan for a branch keeps them."""
    items = []
    for competency in competencies:
        lessons = lesson_for(learning, competency)
        items += [{"kind": "lesson", "ref": ref, "competency": competency} for ref in lessons]
        cards = [card for card in catalogue.scenario_cards("zh-CN") if competency in card.competencies]
        fitting = sorted(cards, key=lambda card: (abs(card.difficulty - FITTING), card.slug))
        items += [{"kind": "drill", "ref": card.slug, "competency": competency} for card in fitting[:1]]
    return list({(one["kind"], one["ref"]): one for one in items}.values())


def plan_as_read(
    connection: Connection,
    row: Row[Any],
    unit: UnitCard,
    reader: Actor | None,
    of: set[str] | None = None,
) -> BranchPlan:
    """A row as somebody reads it. For services of this room: nothing here asks who asks."""
    there = select(col(Person.id)).where(col(Person.unit_id) == row.unit_id, col(Person.active).is_(True))
    people = set(connection.execute(there).scalars())
    items = []
    for one in row.items:
        begun: datetime | None = row.decided_at if row.state == "started" else None
        done = 0 if begun is None else _done(connection, one, begun, of or people)
        due = None if begun is None else begun.date() + timedelta(days=DUE[one["kind"]])
        items.append(BranchItem(one["kind"], one["ref"], one["competency"], due, done))
    behind = () if reader is None else _behind(connection, row.cases, reader)
    about = (row.id, unit, row.origin, row.cause, row.made_at, row.state, len(row.cases))
    return BranchPlan(*about, behind, tuple(items), len(of or people))


def _done(connection: Connection, item: Mapping[str, str], since: datetime, people: set[str]) -> int:
    well = ("passed",) if item["kind"] == "drill" else ("passed", "completed")
    table = LearningResult
    query = select(func.count(col(table.person_id).distinct())).where(
        col(table.kind) == item["kind"],
        col(table.ref) == item["ref"],
        col(table.outcome).in_(well),
        col(table.at) >= since,
        col(table.person_id).in_(sorted(people)),
    )
    return int(connection.execute(query).scalar_one())


def _behind(connection: Connection, case_ids: Sequence[str], reader: Actor) -> tuple[BehindIt, ...]:
    standing = FeedbackStanding
    rows = connection.execute(
        select(
            col(FeedbackCase.id),
            col(FeedbackItem.number),
            col(FeedbackItem.text),
            col(standing.received_at),
            col(standing.person_id),
            col(standing.unit_id),
        )
        .join(standing, col(standing.item_id) == col(FeedbackCase.item_id))
        .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackCase.item_id))
        .where(col(FeedbackCase.id).in_(list(case_ids)[:MOST_SHOWN]))
        .order_by(col(standing.received_at).desc())
    )
    return tuple(
        BehindIt(row.id, row.number, sentence_for(row.text or "", {}), row.received_at)
        for row in rows
        if may(reader, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)
    )
