"""Rows in which something is wrong: whom and what they name is looked up all the same, so that all is told at once."""

from lms.people.imports.columns import ListKind
from lms.people.imports.mentoring import MENTEE, MENTOR, NOBODY
from lms.people.imports.plan import Plan, State
from lms.people.imports.reading import Lists
from lms.people.imports.staff import UNIT
from lms.people.imports.units import PARENT

_KNOWN_BY: dict[ListKind, str] = {"units": "code", "people": "number"}


def meant_by(lists: Lists) -> frozenset[tuple[ListKind, str]]:
    """The units and people whose own row is wrong: they are in the file, and nobody is told that they are nowhere."""
    return frozenset(
        (line.kind, line.text[_KNOWN_BY[line.kind]]) for line in lists.unsound if line.kind in _KNOWN_BY
    )


def plan_unsound(plan: Plan, state: State, lists: Lists) -> None:
    """Name what such rows name and is not there; afterwards nothing else has changed."""
    for line in lists.unsound:
        if line.kind == "mentors":
            for key, column in (("mentor", MENTOR), ("mentee", MENTEE)):
                number = line.text[key]
                if number and number not in state.people and ("people", number) not in plan.meant:
                    plan.fault(line.place, column, NOBODY, given=number)
            continue
        key, column = ("parent", PARENT) if line.kind == "units" else ("unit", UNIT)
        if line.text[key] and line.text[key] not in state.units:
            plan.unknown_unit(line.place, column, line.text[key], state.units)
