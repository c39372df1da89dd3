"""Complaints of one cause that come back in a branch: a plan for its people, started or put aside by their manager.

What mystery visitors see least of proposes one as well. A proposal is made by the program, once for the same cases;
before somebody starts it nothing follows but a card for the morning meeting.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Connection, Row, and_, func, or_, select, update
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.classification.lexicon import competency_table
from lms.feedback.findings.branch_plan import BehindIt, BranchItem, BranchPlan
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
from lms.platform.batches import batches
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
FOR_MANAGERS = "leadership"
"""The tier of what only managers rehearse: never a whole branch."""
MOST_DRILLS = 2
MAIN = 3
"""A scenario is about the competencies that it names first; the others it touches."""


class Window(Strict):
    """How many cases within how many days propose a plan, and how long the morning meeting hears of it.

    ``rehearsals`` are slugs of scenarios by cause, the fittest first.
    """

    cases: Annotated[int, Field(ge=2, le=100)] = 3
    days: Annotated[int, Field(ge=1, le=365)] = 30
    card_days: Annotated[int, Field(ge=1, le=60)] = 7
    rehearsals: Annotated[dict[str, tuple[str, ...]], Field(default_factory=dict)]


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
            wanted = competency_table().by_cause.get(cause, ())
            items = items_for(learning, catalogue, wanted, causes=[cause])
            new += write_plan(
                context,
                connection,
                unit_id=unit_id,
                origin=CAME_BACK,
                cause=cause,
                cases=ids,
                items=items,
            )
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
    made_on: date | None = None,
) -> int:
    """Write a proposal down; how many were new: of two processes that look at once one finds the plan of the other."""
    row = {
        "id": new_id(),
        "unit_id": unit_id,
        "origin": origin,
        "cause": cause,
        "made_on": made_on or context.today(),
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
        plans = plans_as_read(connection, connection.execute(query).all(), actor)
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
        return plans_as_read(connection, connection.execute(query).all(), None, actor.person_id)


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


def items_for(
    learning: Learning, catalogue: Catalogue, competencies: Sequence[str], *, causes: Iterable[str] = ()
) -> list[dict[str, str]]:
    """A lesson for each competency, and rehearsals that fit, as a plan for a branch keeps them.

    Args:
        learning: the lessons.
        catalogue: the scenarios.
        competencies: what is to be learnt.
        causes: what customers complained of, which has rehearsals of its own; none goes by the competencies.
    """
    items = []
    for competency in competencies:
        items += [_item("lesson", ref, competency) for ref in lesson_for(learning, competency)]
    cards = [card for card in catalogue.scenario_cards("zh-CN") if card.tier != FOR_MANAGERS]
    by_slug = {card.slug: card for card in cards}
    for cause in causes:
        told = [by_slug[slug] for slug in window().rehearsals.get(cause, ()) if slug in by_slug]
        for card in told[:MOST_DRILLS]:
            carried = [one for one in competencies if one in card.competencies]
            items += [_item("drill", card.slug, one) for one in carried[:1]]
    if not any(one["kind"] == "drill" for one in items):
        for competency in competencies:
            fitting = [card for card in cards if competency in card.competencies[:MAIN]]
            fitting.sort(
                key=lambda card: (
                    card.competencies.index(competency),
                    abs(card.difficulty - FITTING),
                    card.slug,
                )
            )
            items += [_item("drill", card.slug, competency) for card in fitting[:1]]
    return list({(one["kind"], one["ref"]): one for one in items}.values())


def _item(kind: str, ref: str, competency: str) -> dict[str, str]:
    return {"kind": kind, "ref": ref, "competency": competency}


def plans_as_read(
    connection: Connection,
    rows: Sequence[Row[Any]],
    reader: Actor | None,
    of: str | None = None,
) -> tuple[BranchPlan, ...]:
    """Rows as somebody reads them, in as many questions however many they are. For services of this room.

    Nothing here asks who asks. What was done is counted of everybody in the branch, or of one person alone.
    """
    cards = {unit.unit_id: unit for unit in read_units(connection)}
    people = _people(connection, {row.unit_id for row in rows})
    counted = {row.unit_id: {of} if of else people.get(row.unit_id, set()) for row in rows}
    started = [row for row in rows if row.state == "started"]
    done = _done(connection, started, {one for row in started for one in counted[row.unit_id]})
    behind = {} if reader is None else _behind(connection, rows, reader)
    found = []
    for row in rows:
        items = []
        for one in row.items:
            begun: datetime | None = row.decided_at if row.state == "started" else None
            last = {} if begun is None else done.get((one["kind"], one["ref"]), {})
            count = sum(
                begun is not None and last[who] >= begun for who in counted[row.unit_id] & last.keys()
            )
            due = None if begun is None else begun.date() + timedelta(days=DUE[one["kind"]])
            items.append(BranchItem(one["kind"], one["ref"], one["competency"], due, count))
        told = sorted(
            (behind[case_id] for case_id in row.cases[:MOST_SHOWN] if case_id in behind),
            key=lambda one: one.received_at,
            reverse=True,
        )
        about = (row.id, cards[row.unit_id], row.origin, row.cause, row.made_at, row.state, len(row.cases))
        found.append(BranchPlan(*about, tuple(told), tuple(items), len(counted[row.unit_id])))
    return tuple(found)


def _people(connection: Connection, units: Collection[str]) -> dict[str, set[str]]:
    there = select(col(Person.unit_id), col(Person.id)).where(
        col(Person.unit_id).in_(sorted(units)), col(Person.active).is_(True)
    )
    found: dict[str, set[str]] = {}
    for unit_id, person_id in connection.execute(there):
        found.setdefault(unit_id, set()).add(person_id)
    return found


def _done(
    connection: Connection, rows: Sequence[Row[Any]], people: Collection[str]
) -> dict[tuple[str, str], dict[str, datetime]]:
    """By kind and reference of what plans ask for, who has done it, and when last."""
    table = LearningResult
    refs = sorted({one["ref"] for row in rows for one in row.items})
    found: dict[tuple[str, str], dict[str, datetime]] = {}
    for ids in batches(sorted(people) if refs else []):
        query = (
            select(col(table.kind), col(table.ref), col(table.person_id), func.max(col(table.at)))
            .where(
                col(table.ref).in_(refs),
                or_(
                    col(table.outcome) == "passed",
                    and_(col(table.outcome) == "completed", col(table.kind) != "drill"),
                ),
                col(table.at) >= min(row.decided_at for row in rows),
                col(table.person_id).in_(ids),
            )
            .group_by(col(table.kind), col(table.ref), col(table.person_id))
        )
        for kind, ref, person_id, last in connection.execute(query):
            found.setdefault((kind, ref), {})[person_id] = last
    return found


def _behind(connection: Connection, plans: Sequence[Row[Any]], reader: Actor) -> dict[str, BehindIt]:
    """By its id each case behind plans that the reader may read."""
    standing, found = FeedbackStanding, {}
    for ids in batches(sorted({one for plan in plans for one in plan.cases[:MOST_SHOWN]})):
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
            .where(col(FeedbackCase.id).in_(ids))
        )
        for row in rows:
            if may(reader, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id):
                quote = sentence_for(row.text or "", {})
                found[row.id] = BehindIt(row.id, row.number, quote, row.received_at)
    return found
