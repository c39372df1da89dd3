"""Reading cases: the desk's list and board, urgent first, and one case with its clocks and all that was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, case, func, select
from sqlmodel import col

from lms.feedback.cases.clocks import Reading
from lms.feedback.cases.standing import about, case_columns, entries_of, readable, readings_of
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.cases.words import CLOSED
from lms.feedback.originals import reach_left
from lms.feedback.reach import fits, open_to
from lms.feedback.tables import FeedbackStanding
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    UnitCard,
    may,
    people_within,
    read_units,
    record_reading,
    require_own_password,
    require_units,
    right_to,
    units_open_to,
)
from lms.people.actors import units_below
from lms.platform.context import Context

MOST = 1_000
"""Cases that are counted and turned over; what is searched for is found by asking for less."""
Which = Literal["open", "mine", "nobodys", "soon", "closed"]
LABELS = ("kind", "cause", "business", "severity", "segment", "flags", "competencies")


@dataclass(frozen=True)
class CasesAsked:
    """What to look for.

    Attributes:
        which: open ones, the actor's own, those nobody handles, those soon over or over, or closed ones.
        severity: empty for all.
        unit_id: of the branch and all below; empty for all.
        words: in the text, or the beginning of the case number.
        step: the one that comes next; empty for all.
    """

    which: Which = "open"
    severity: str = ""
    unit_id: str = ""
    words: str = ""
    step: str = ""


@dataclass(frozen=True)
class CaseCard:
    """A case as a list shows it.

    Attributes:
        step: the one to be done next, or ``closed``.
        labels: what the item is.
        handler: none while nobody handles it.
        desk: the unit that handles it, where it was passed up.
        clock: the limit that comes first.
        soon: whether that is soon over, or over.
        over: whether it is over.
    """

    case_id: str
    item_id: str
    number: str
    text: str | None
    locale: str
    channel: str
    received_at: datetime
    labels: Mapping[str, Any]
    unit: UnitCard
    person: PersonCard | None
    step: str
    track: str
    round: int
    handler: PersonCard | None
    desk: UnitCard | None
    clock: str | None
    due_at: datetime | None
    soon: bool
    over: bool
    closed_at: datetime | None
    way_out: str | None


@dataclass(frozen=True)
class CasePage:
    """Some cases and how many fit, at most ``MOST``; ``by_step`` is how many of all that fit stand at each step."""

    cards: tuple[CaseCard, ...]
    found: int
    by_step: Mapping[str, int]


@dataclass(frozen=True)
class CaseEntry:
    """Something that was done: by whom (none for the program), when, in which words."""

    did: str
    at: datetime
    by: PersonCard | None
    text: str
    detail: Mapping[str, Any]
    round: int
    to: str


@dataclass(frozen=True)
class CaseView:
    """One case.

    Attributes:
        clocks: the shortest first.
        days: to the decision.
        entries: all that was done, the oldest first.
        may_handle: whether the actor may take its steps.
        may_assign: whether the actor may say who handles it.
        may_approve: whether the actor may approve more than 30 days.
        mine: whether the actor handles it.
        paused: whether an appraisal is under way.
        reach: whether the customer left how to be called back; it is sealed with the original.
        unreachable: whether it was noted at acceptance that nobody can be told.
    """

    card: CaseCard
    clocks: tuple[Reading, ...]
    days: int
    entries: tuple[CaseEntry, ...]
    may_handle: bool
    may_assign: bool
    may_approve: bool
    mine: bool
    paused: bool
    reach: bool
    unreachable: bool


def list_cases(
    context: Context, *, actor: Actor, asked: CasesAsked | None = None, skip: int = 0, limit: int = 20
) -> CasePage:
    """The cases of the actor's units, urgent first, then what is due first; that they looked is recorded.

    Raises:
        Forbidden: the actor reads no feedback, or has no password of their own yet.
    """
    units = require_units(actor, Action.READ_FEEDBACK)
    asked = asked or CasesAsked()
    with context.database.reading() as connection:
        cards = {unit.unit_id: unit for unit in read_units(connection)}
        within = units if not asked.unit_id else units & units_below(connection, asked.unit_id)
        where = [*open_to(actor, within), *_asked(context, actor, asked)]
        query = case_columns().where(*where)
        some = (
            query.with_only_columns(col(FeedbackCase.id), maintain_column_froms=True).limit(MOST).subquery()
        )
        found = connection.execute(select(func.count()).select_from(some)).scalar_one()
        counted = query.with_only_columns(
            col(FeedbackCase.step), func.count().label("cases"), maintain_column_froms=True
        ).group_by(col(FeedbackCase.step))
        by_step = {row.step: int(row.cases) for row in connection.execute(counted)}
        if asked.which == "closed":
            query = query.order_by(col(FeedbackCase.closed_at).desc())
        else:
            # What waits for an appraisal has no limit for now: it comes last.
            query = query.order_by(
                col(FeedbackStanding.rank), col(FeedbackCase.due_at).is_(None), col(FeedbackCase.due_at)
            )
        rows = connection.execute(
            query.order_by(col(FeedbackCase.id))
            .offset(max(0, min(skip, MOST)))
            .limit(max(0, min(limit, MOST - skip)))
        ).all()
        people = people_within(
            connection, [one for row in rows for one in (row.person_id, row.handler_id) if one]
        )
    if rows:
        why = right_to(actor, Action.READ_FEEDBACK, unit_id=rows[0].unit_id)
        record_reading(context, actor=actor, note=Note(Deed.LISTED_CASES, why, people=len(rows)))
    return CasePage(tuple(_card(context, row, cards, people) for row in rows), found, by_step)


@dataclass(frozen=True)
class CasesDue:
    """How many open cases are over their limit, and how many more are close to it."""

    over: int = 0
    soon: int = 0


def cases_due(context: Context, *, actor: Actor) -> CasesDue:
    """How many open cases of the actor's units are over or soon over; none for whoever reads no feedback."""
    units = units_open_to(actor, Action.READ_FEEDBACK)
    if not units:
        return CasesDue()
    where = [*open_to(actor, units), *_asked(context, actor, CasesAsked("soon"))]
    over = case((col(FeedbackCase.due_at) < context.now(), 1), else_=0).label("over")
    query = case_columns().where(*where)
    some = query.with_only_columns(over, maintain_column_froms=True).limit(MOST).subquery()
    counted = select(func.count(), func.coalesce(func.sum(some.c.over), 0)).select_from(some)
    with context.database.reading() as connection:
        all_, over_ = connection.execute(counted).one()
    return CasesDue(int(over_), int(all_) - int(over_))


def read_case(context: Context, *, actor: Actor, case_id: str) -> CaseView:
    """One case; that it was read is recorded.

    Raises:
        NotFound: there is none, or it is not the actor's to read.
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        row = readable(connection, actor, case_id)
        entries = entries_of(connection, case_id)
        units = {unit.unit_id: unit for unit in read_units(connection)}
        known = [row.person_id, row.handler_id, *(one.by_person_id for one in entries)]
        known += [one.detail.get("to") for one in entries if one.did == "assigned"]
        people = people_within(connection, [one for one in known if one])
        reach = reach_left(connection, row.item_id)
    why = right_to(actor, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)
    record_reading(context, actor=actor, note=Note(Deed.READ_CASE, why, row.person_id, case_id))
    desk = row.desk_id or row.unit_id
    senior = units[desk].parent_id or desk
    now_round = [one.did for one in entries if one.round == row.round]
    pauses = [did for did in now_round if did in ("appraisal", "appraisal_over")]
    return CaseView(
        card=_card(context, row, units, people),
        clocks=readings_of(context, row, entries),
        days=row.days,
        entries=tuple(_entry(one, units, people, actor) for one in entries),
        may_handle=may(actor, Action.HANDLE_CASES, **about(row)),
        may_assign=may(actor, Action.ASSIGN_CASES, **about(row)),
        may_approve=row.handler_id != actor.person_id
        and may(actor, Action.APPROVE_EXTENSIONS, person_id=row.person_id, unit_id=senior),
        mine=row.handler_id == actor.person_id,
        paused=bool(pauses) and pauses[-1] == "appraisal",
        reach=reach,
        unreachable=any(one.detail.get("unreachable") for one in entries if one.round == row.round),
    )


def _asked(context: Context, actor: Actor, asked: CasesAsked) -> list[ColumnElement[bool]]:
    closed = col(FeedbackCase.closed_at)
    where: list[ColumnElement[bool]] = [closed.is_not(None) if asked.which == "closed" else closed.is_(None)]
    if asked.which == "mine":
        where.append(col(FeedbackCase.handler_id) == actor.person_id)
    elif asked.which == "nobodys":
        where.append(col(FeedbackCase.handler_id).is_(None))
    elif asked.which == "soon":
        where.append(col(FeedbackCase.soon_at) <= context.now())
    if asked.step:
        where.append(col(FeedbackCase.step) == asked.step)
    if asked.severity:
        where.append(col(FeedbackStanding.severity) == asked.severity)
    return [*where, *fits(asked.words)]


def _card(
    context: Context, row: Row[Any], units: Mapping[str, UnitCard], people: Mapping[str, PersonCard]
) -> CaseCard:
    now, running = context.now(), row.step != CLOSED
    return CaseCard(
        case_id=row.id,
        item_id=row.item_id,
        number=row.number,
        text=row.text,
        locale=row.locale,
        channel=row.channel,
        received_at=row.received_at,
        labels={name: getattr(row, name) for name in LABELS},
        unit=units[row.unit_id],
        person=people.get(row.person_id or ""),
        step=row.step,
        track=row.track,
        round=row.round,
        handler=people.get(row.handler_id or ""),
        desk=units[row.desk_id] if row.desk_id else None,
        clock=row.clock,
        due_at=row.due_at,
        soon=running and row.soon_at is not None and row.soon_at <= now,
        over=running and row.due_at is not None and row.due_at < now,
        closed_at=row.closed_at,
        way_out=row.way_out,
    )


def _entry(
    row: Any, units: Mapping[str, UnitCard], people: Mapping[str, PersonCard], actor: Actor
) -> CaseEntry:
    locale = actor.locale or "zh-CN"
    to: PersonCard | UnitCard | None = None
    if row.did == "assigned":
        to = people.get(row.detail.get("to", ""))
    elif row.did == "escalated":
        to = units.get(row.detail.get("to", ""))
    name = "" if to is None else to.name(locale)
    return CaseEntry(
        row.did, row.at, people.get(row.by_person_id or ""), row.text, row.detail, row.round, name
    )
