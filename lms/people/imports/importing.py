"""Taking in a file of branches, people and mentors: looked at first, then written in one transaction or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, insert, update

from lms.people.imports.columns import Fault, ListKind
from lms.people.imports.mentoring import plan_mentors
from lms.people.imports.plan import Change, Plan, What, state_of
from lms.people.imports.reading import Lists, read_lists
from lms.people.imports.sheets import sheets_in
from lms.people.imports.staff import plan_people
from lms.people.imports.units import plan_units
from lms.people.permissions import REFUSALS, Action, Actor, require_own_password, right_to, units_open_to
from lms.people.tables import MentorAssignment, Person, RoleGrant, Unit
from lms.people.trail import record
from lms.platform.context import Context
from lms.platform.errors import Forbidden

BATCH = 1_000
"""Rows of one statement."""

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
        Refused: the file is none of the kinds that can be read.
    """
    require_own_password(actor)
    reach = units_open_to(actor, Action.MANAGE_ACCOUNTS)
    if not reach:
        raise Forbidden(REFUSALS[Action.MANAGE_ACCOUNTS])
    progress("reading", 0, 1)
    sheets = sheets_in(raw, lambda done, total: progress("reading", done, total))
    lists = read_lists(sheets, today=context.today())
    progress("comparing", 0, 1)
    if lists.faults or dry_run:
        with context.database.reading() as connection:
            plan = _planned(context, connection, actor, lists, complete)
        return _outcome(plan, lists, written=False)
    with context.database.transaction() as connection:
        plan = _planned(context, connection, actor, lists, complete)
        if plan.faults:
            return _outcome(plan, lists, written=False)
        _write(connection, plan, progress)
        record(context, connection, actor=actor, notes=plan.notes)
    return _outcome(plan, lists, written=True)


def _planned(context: Context, connection: Connection, actor: Actor, lists: Lists, complete: bool) -> Plan:
    reach = units_open_to(actor, Action.MANAGE_ACCOUNTS)
    plan = Plan(
        reach=set(reach),
        why=right_to(actor, Action.MANAGE_ACCOUNTS, unit_id=min(reach)),
        today=context.today(),
        actor_id=actor.person_id,
        load_limit=context.settings.mentor_load_limit,
        faults=list(lists.faults),
    )
    state = state_of(connection)
    plan_units(plan, state, lists.units)
    plan_people(plan, state, lists.people, complete=complete and "people" in lists.kinds, clock=context.clock)
    plan_mentors(plan, state, lists.mentors)
    return plan


def _write(connection: Connection, plan: Plan, progress: Progress) -> None:
    # Units first, from above to below; then who works in them; then who accompanies whom.
    work: list[tuple[Any, list[dict[str, Any]]]] = []
    for table in (Unit, Person, RoleGrant, MentorAssignment):
        rows = plan.inserts.get(table, [])
        work.append((insert(table), _from_above(rows) if table is Unit else rows))
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
