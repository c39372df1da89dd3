"""A list of mentors held against the assignments that are there; a leaver's assignments end with them."""

from collections import defaultdict
from datetime import date

from lms.people.imports.plan import OUT_OF_REACH, Change, MentorRow, PersonRow, Plan, State
from lms.people.imports.reading import MentorLine
from lms.people.roles import Role
from lms.people.tables import MentorAssignment, RoleGrant
from lms.people.trail import Deed, Note
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

MENTOR, MENTEE = mark("Employee number of the mentor"), mark("Employee number of the mentee")
FIRST, LAST = mark("First day"), mark("Last day")

NOBODY = mark("Nobody has the employee number {given}. Check it, or enter the person first.")
HAS_LEFT = mark("{given} has left the bank. Name somebody who works here, or a last day that is over.")
TOO_MANY = mark(
    "{given} would accompany {count} people at once, and {limit} is the most. Choose another mentor, or end an "
    "assignment first."
)
TWO_MENTORS = mark(
    "{given} is accompanied by {other} in this time. Give that assignment a last day before this one."
)


def plan_mentors(plan: Plan, state: State, lines: list[MentorLine]) -> None:
    """Plan a list of mentors, after the people; afterwards ``state`` has the assignments.

    Whoever mentors is given the role of a mentor over their unit, which lets them see their mentees and nobody else.
    """
    _end_with_leavers(plan, state)
    there = {(row.mentor_id, row.mentee_id, row.starts_on): row for row in state.mentors}
    wanted: list[tuple[MentorLine, MentorRow]] = []
    for line in lines:
        mentor, mentee = _person(plan, state, line, MENTOR), _person(plan, state, line, MENTEE)
        if mentor is None or mentee is None:
            continue
        was = there.get((mentor.id, mentee.id, line.starts))
        row = MentorRow(was.id if was else new_id(), mentor.id, mentee.id, line.starts, line.ends)
        if was == row:
            plan.counts["mentors", "same"] += 1
            continue
        if mentee.unit_id not in plan.reach:
            plan.fault(line.place, MENTEE, OUT_OF_REACH, given=line.mentee)
            continue
        there[mentor.id, mentee.id, line.starts] = row
        wanted.append((line, row))
        _tell(plan, state, was, row)
        if mentor.id not in state.mentor_roles and _lasts(row, plan.today):
            state.mentor_roles.add(mentor.id)
            grant = {
                "id": new_id(),
                "person_id": mentor.id,
                "role": Role.MENTOR.value,
                "unit_id": mentor.unit_id,
                "until": None,
            }
            plan.inserts.setdefault(RoleGrant, []).append(grant)
    state.mentors = list(there.values())
    _check_load(plan, state, wanted)


def _person(plan: Plan, state: State, line: MentorLine, column: str) -> PersonRow | None:
    number = line.mentor if column == MENTOR else line.mentee
    person = state.people.get(number)
    if person is None:
        if ("people", number) not in plan.meant:
            plan.fault(line.place, column, NOBODY, given=number)
    elif not person.active and (line.ends is None or line.ends > plan.today):
        plan.fault(line.place, column, HAS_LEFT, given=number)
        return None
    return person


def _tell(plan: Plan, state: State, was: MentorRow | None, row: MentorRow) -> None:
    table = MentorAssignment
    plan.insert(table, row) if was is None else plan.update(table, row)
    key = f"{state.numbers[row.mentor_id]} → {state.numbers[row.mentee_id]}"
    name = state.people[state.numbers[row.mentee_id]].name_zh
    days = ((LAST, _day(was.ends_on), _day(row.ends_on)),) if was else ((FIRST, "", _day(row.starts_on)),)
    plan.tell(Change("mentors", "changed" if was else "added", key, name, days))
    plan.notes.append(Note(Deed.CHANGED_MENTOR, plan.why, row.mentee_id, row.id))


def _end_with_leavers(plan: Plan, state: State) -> None:
    left = {person.id for person in state.people.values() if not person.active}
    for place, row in enumerate(state.mentors):
        if not ({row.mentor_id, row.mentee_id} & left and _lasts(row, plan.today)):
            continue
        ended = row._replace(ends_on=max(plan.today, row.starts_on))
        if ended == row:
            continue
        state.mentors[place] = ended
        plan.update(MentorAssignment, ended)
        key = f"{state.numbers[row.mentor_id]} → {state.numbers[row.mentee_id]}"
        name = state.people[state.numbers[row.mentee_id]].name_zh
        days = ((LAST, _day(row.ends_on), _day(ended.ends_on)),)
        plan.tell(Change("mentors", "ended", key, name, days))
        plan.notes.append(Note(Deed.CHANGED_MENTOR, plan.why, row.mentee_id, row.id))


def _check_load(plan: Plan, state: State, wanted: list[tuple[MentorLine, MentorRow]]) -> None:
    """Nobody accompanies more people at once than the setting says, and nobody is accompanied by two."""
    of_mentor: dict[str, list[MentorRow]] = defaultdict(list)
    of_mentee: dict[str, list[MentorRow]] = defaultdict(list)
    for row in state.mentors:
        of_mentor[row.mentor_id].append(row)
        of_mentee[row.mentee_id].append(row)
    for line, row in wanted:
        others = of_mentor[row.mentor_id]
        # Most are accompanied at once on a day when somebody begins.
        days = {row.starts_on} | {other.starts_on for other in others if _covers(row, other.starts_on)}
        count = max(sum(_covers(other, day) for other in others) for day in days)
        if count > plan.load_limit:
            plan.fault(line.place, MENTOR, TOO_MANY, given=line.mentor, count=count, limit=plan.load_limit)
        for other in of_mentee[row.mentee_id]:
            if other.id != row.id and _overlap(other, row):
                by = state.numbers[other.mentor_id]
                plan.fault(line.place, MENTEE, TWO_MENTORS, given=line.mentee, other=by)
                break


def _lasts(row: MentorRow, today: date) -> bool:
    return row.ends_on is None or row.ends_on > today


def _covers(row: MentorRow, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)


def _overlap(one: MentorRow, other: MentorRow) -> bool:
    return _covers(one, other.starts_on) or _covers(other, one.starts_on)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
