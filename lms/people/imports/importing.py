"""Taking in a file of branches, people and mentors: looked at first, then written in one transaction or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from lms.people.grants import writing
from lms.people.imports.columns import ListKind
from lms.people.imports.mentoring import plan_mentors
from lms.people.imports.plan import Change, Plan, State, What, state_of
from lms.people.imports.reading import (
    BACKWARDS,
    THEMSELVES,
    Lists,
    MentorLine,
    Place,
    read_lists,
)
from lms.people.imports.staff import plan_people
from lms.people.imports.units import plan_units
from lms.people.overreach import beyond
from lms.people.permission_words import REFUSALS
from lms.people.permissions import Actor, require_units, right_to, units_open_to
from lms.people.rights import Action
from lms.people.tables import MentorAssignment, Person, RoleGrant, Unit
from lms.people.trail import record
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.platform.i18n import mark
from lms.platform.sheet_faults import Fault
from lms.platform.sheets import sheets_in

BATCH = 1_000
"""Rows of one statement."""
SOMEBODY_ELSE = mark(
    "Somebody else has just changed the same entries. Nothing of yours was changed; try again."
)

Stage = Literal["reading", "comparing", "writing"]
Progress = Callable[[Stage, int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What a file changes, or would change.

    Attributes:
        written: whether it was written; never where there is a fault, nor in a dry run.
        counts: how many were added, changed, left, returned, ended, or are the same, by list.
        changes: the first of the changes, one by one.
        faults: all that is wrong; while there is any, nothing is changed.
        has_people: whether the file has a list of people, which can be a complete one.
    """

    written: bool
    counts: Mapping[tuple[ListKind, What], int]
    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    has_people: bool

    @property
    def changed(self) -> int:
        """How many entries change."""
        return sum(count for (_, what), count in self.counts.items() if what != "same")


def import_lists(
    context: Context,
    *,
    actor: Actor,
    raw: bytes,
    complete: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _stage, _done, _all: None,
) -> Outcome:
    """Take in a file; the same one again changes nothing.

    Args:
        context: database, settings and clock.
        actor: an administrator; what changes must lie in their units.
        raw: the file: CSV with one list, or XLSX with a list a sheet.
        complete: whoever works in the actor's units and is not in the list of people has left: their entry is closed.
        dry_run: say what would change and write nothing.
        progress: told the stage, and how many of how many are done.

    Raises:
        Forbidden: the actor administers no unit, or has no password of their own yet.
        Refused: the file is none of the kinds that can be read, or somebody else writes the same at this moment.
    """
    require_units(actor, Action.MANAGE_ACCOUNTS)
    progress("reading", 0, 1)
    sheets = sheets_in(raw, lambda done, total: progress("reading", done, total))
    lists = read_lists(sheets, today=context.today())
    progress("comparing", 0, 1)
    if lists.faults or dry_run:
        with context.database.reading() as connection:
            plan = _planned(context, connection, actor, lists, complete)
        return _outcome(plan, lists, written=False)
    try:
        with context.database.transaction() as connection:
            plan = _planned(context, connection, actor, lists, complete)
            if plan.faults:
                return _outcome(plan, lists, written=False)
            _write(connection, plan, progress)
            record(context, connection, actor=actor, notes=plan.notes)
    except IntegrityError:
        # Where several write at once, PostgreSQL finds out at the end what SQLite keeps apart from the beginning.
        raise Refused(SOMEBODY_ELSE) from None
    return _outcome(plan, lists, written=True)


def name_mentor(
    context: Context, *, actor: Actor, mentor: str, mentee: str, starts: date, ends: date | None = None
) -> None:
    """Let somebody accompany a colleague from a day on; whoever did until then does so until the day before.

    Args:
        context: database, settings and clock.
        actor: a manager or an administrator of the mentee's unit.
        mentor: the mentor's employee number.
        mentee: the mentee's employee number.
        starts: the first day.
        ends: the last day; none while it lasts.

    Raises:
        Forbidden: the actor names no mentors, or not in the mentee's unit.
        Refused: one of the two is not there, or the mentor has as many mentees as they may.
    """
    require_units(actor, Action.ASSIGN_MENTORS)
    mentor, mentee = mentor.strip(), mentee.strip()
    if mentor == mentee:
        raise Refused(THEMSELVES)
    if ends is not None and ends < starts:
        raise Refused(BACKWARDS)
    place = Place("", 0)
    with context.database.transaction() as connection:
        plan, state = _begun(context, connection, actor, Action.ASSIGN_MENTORS)
        person = state.people.get(mentee)
        if person is not None and person.unit_id not in plan.reach:
            raise Forbidden(REFUSALS[Action.ASSIGN_MENTORS])
        before = [
            MentorLine(place, state.numbers[row.mentor_id], mentee, row.starts_on, starts - timedelta(days=1))
            for row in state.mentors
            if person is not None
            and row.mentee_id == person.id
            and row.starts_on < starts
            and (row.ends_on is None or row.ends_on >= starts)
        ]
        plan_mentors(plan, state, [*before, MentorLine(place, mentor, mentee, starts, ends)])
        if plan.faults:
            fault = plan.faults[0]
            raise Refused(fault.message, **fault.values)
        _write(connection, plan, lambda _stage, _done, _all: None)
        record(context, connection, actor=actor, notes=plan.notes)


def _begun(context: Context, connection: Connection, actor: Actor, action: Action) -> tuple[Plan, State]:
    """A plan without anything in it yet, by a right of the actor's, and the state that is there."""
    reach = units_open_to(actor, action)
    plan = Plan(
        reach=set(reach),
        why=right_to(actor, action, unit_id=min(reach)),
        today=context.today(),
        actor_id=actor.person_id,
        load_limit=context.settings.mentor_load_limit,
        beyond=frozenset(connection.execute(beyond(context, reach)).scalars()),
    )
    return plan, state_of(connection, now=context.now())


def _planned(context: Context, connection: Connection, actor: Actor, lists: Lists, complete: bool) -> Plan:
    plan, state = _begun(context, connection, actor, Action.MANAGE_ACCOUNTS)
    plan.faults.extend(lists.faults)
    plan_units(plan, state, lists.units)
    plan_people(plan, state, lists.people, complete=complete and "people" in lists.kinds, clock=context.clock)
    plan_mentors(plan, state, lists.mentors)
    return plan


def _write(connection: Connection, plan: Plan, progress: Progress) -> None:
    # Roles that end before any is given, then units, from above to below; who works in them; who accompanies whom.
    work: list[tuple[Any, list[dict[str, Any]]]] = []
    ended = plan.updates.pop(RoleGrant, [])
    if ended:
        work.append((_update(RoleGrant, ended[0]), ended))
    for table in (Unit, Person, RoleGrant, MentorAssignment):
        rows = plan.inserts.get(table, [])
        new = writing(connection) if table is RoleGrant else insert(table)
        work.append((new, _from_above(rows) if table is Unit else rows))
        changed = plan.updates.get(table, [])
        if changed:
            work.append((_update(table, changed[0]), changed))
    total = sum(len(rows) for _, rows in work)
    done = 0
    for statement, rows in work:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            connection.execute(statement, batch)
            done += len(batch)
            progress("writing", done, total)


def _update(table: Any, row: Mapping[str, Any]) -> Any:
    names = [name.removeprefix("to_") for name in row if name != "to_id"]
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in names}
    return update(table).where(table.id == bindparam("to_id")).values(values)


def _from_above(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Units in an order in which each comes after the one above it."""
    new = {row["id"]: row for row in rows}
    placed: dict[str, dict[str, Any]] = {}

    def place(row: dict[str, Any]) -> None:
        if row["id"] in placed:
            return
        if row["parent_id"] in new:
            place(new[row["parent_id"]])
        placed[row["id"]] = row

    for row in rows:
        place(row)
    return list(placed.values())


def _outcome(plan: Plan, lists: Lists, *, written: bool) -> Outcome:
    faults = sorted(plan.faults, key=lambda fault: (fault.sheet, fault.row or 0))
    return Outcome(written, dict(plan.counts), tuple(plan.changes), tuple(faults), "people" in lists.kinds)
