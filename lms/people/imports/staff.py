"""A list of people held against those who are there. Whoever leaves is closed and never deleted."""

from lms.people.imports.plan import (
    OUT_OF_REACH,
    Change,
    GrantRow,
    PersonRow,
    Plan,
    State,
    as_it_is,
    differences,
    further_terms,
    term_of,
)
from lms.people.imports.reading import PersonLine
from lms.people.jobs import further_text
from lms.people.moving import GOES_ALONG, ends_with_move
from lms.people.overreach import BEYOND
from lms.people.roles import JOB_NAMES, ROLE_NAMES, Job, Role
from lms.people.tables import Person, RoleGrant
from lms.people.trail import Deed, Note
from lms.people.tree import Above
from lms.platform.clock import Clock
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.sheet_faults import Term

LEFT_BEHIND = mark("Roles over the place they leave")
NUMBER, UNIT, EMAIL = mark("Employee number"), mark("Unit code"), mark("E-mail")


def plan_people(plan: Plan, state: State, lines: list[PersonLine], *, complete: bool, clock: Clock) -> None:
    """Plan a list of people; afterwards ``state`` has them.

    Args:
        plan: where it is put down.
        state: what is there.
        lines: the list.
        complete: whoever works in the actor's units and is not in the list has left.
        clock: tells when somebody is entered.
    """
    codes = {unit.id: unit.code for unit in state.units.values()}
    above = {unit.id: unit.parent_id for unit in state.units.values()}
    headings = {
        "name_zh": (mark("Name"), as_it_is),
        "name_en": (mark("Name in Latin letters"), as_it_is),
        "job": (mark("Job"), term_of(JOB_NAMES, Job)),
        "further_jobs": (mark("Further jobs"), further_terms),
        "unit_id": (UNIT, lambda id_: codes.get(id_, "")),
        "hired_on": (mark("Day of hire"), as_it_is),
        "email": (EMAIL, as_it_is),
    }
    now = clock.now()
    for line in lines:
        unit = state.units.get(line.unit)
        if unit is None:
            plan.unknown_unit(line.place, UNIT, line.unit, state.units)
            continue
        was = state.people.get(line.number)
        row = PersonRow(
            id=was.id if was else new_id(),
            employee_no=line.number,
            name_zh=line.name,
            name_en=line.name_en or (was.name_en if was else line.name),
            job=line.jobs[0].value,
            unit_id=unit.id,
            hired_on=line.hired,
            active=True,
            email=line.email or (was.email if was else None),
            further_jobs=further_text(line.jobs[0], line.jobs),
        )
        if was == row:
            plan.counts["people", "same"] += 1
            continue
        if row.unit_id not in plan.reach or (was is not None and was.unit_id not in plan.reach):
            column = UNIT if row.unit_id not in plan.reach else NUMBER
            plan.fault(line.place, column, OUT_OF_REACH, given=line.unit if column == UNIT else line.number)
            continue
        if was is not None and was.email != row.email and was.id in plan.beyond:
            # By their address the bank's own sign-in may know them.
            plan.fault(line.place, EMAIL, BEYOND)
            continue
        state.people[line.number], state.numbers[row.id] = row, line.number
        if was is None:
            plan.insert(Person, row, created_at=now)
            plan.tell(Change("people", "added", row.employee_no, row.name_zh))
            plan.notes.append(Note(Deed.ENTERED_PERSON, plan.why, row.id))
            continue
        plan.update(Person, row)
        told = differences(was, row, headings)
        ended = _roles_left_behind(plan, state, above, was, row)
        if lost := [Role(grant.role) for grant in ended if grant.role != GOES_ALONG]:
            told += ((LEFT_BEHIND, tuple(Term(ROLE_NAMES[role]) for role in lost), ""),)
        plan.tell(
            Change("people", "changed" if was.active else "returned", row.employee_no, row.name_zh, told)
        )
        deed = Deed.CHANGED_PERSON if was.active else Deed.TOOK_BACK_PERSON
        plan.notes.append(Note(deed, plan.why, row.id))
        for grant in ended:
            plan.update(RoleGrant, grant._replace(until=now))
            plan.notes.append(Note(Deed.ENDED_ROLE, plan.why, row.id, grant.id))
        along = [grant for grant in ended if grant.role == GOES_ALONG]
        for grant in along[:1]:
            plan.insert(RoleGrant, grant._replace(id=new_id(), unit_id=row.unit_id))
            plan.notes.append(Note(Deed.GRANTED_ROLE, plan.why, row.id, row.unit_id))
    if complete:
        _close_leavers(plan, state, {line.number for line in lines})


def _roles_left_behind(
    plan: Plan, state: State, above: Above, was: PersonRow, row: PersonRow
) -> list[GrantRow]:
    """The roles that end with a move; never the actor's own, whom their file would shut out."""
    if was.unit_id == row.unit_id or row.id == plan.actor_id:
        return []
    return [
        grant
        for grant in state.grants.get(row.id, ())
        if grant.unit_id in plan.reach
        and ends_with_move(above, grant.role, grant.unit_id, old=was.unit_id, new=row.unit_id)
    ]


def _close_leavers(plan: Plan, state: State, listed: set[str]) -> None:
    for number, person in list(state.people.items()):
        if number in listed or not person.active or person.unit_id not in plan.reach:
            continue
        if person.id == plan.actor_id:
            continue  # whoever imports a list is there, whatever the list says
        left = person._replace(active=False)
        state.people[number] = left
        plan.update(Person, left)
        plan.tell(Change("people", "left", number, person.name_zh))
        plan.notes.append(Note(Deed.DEACTIVATED_PERSON, plan.why, person.id))
