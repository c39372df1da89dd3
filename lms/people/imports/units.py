"""A list of branches held against the tree that is there. Units are added, renamed and moved, and never removed."""

from collections.abc import Mapping

from lms.people.imports.plan import OUT_OF_REACH, Change, Plan, State, UnitRow, as_it_is, differences, term_of
from lms.people.imports.reading import UnitLine
from lms.people.roles import UNIT_KIND_NAMES, UnitKind
from lms.people.tables import Unit
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

CODE, LEVEL, PARENT = mark("Unit code"), mark("Level"), mark("Code of the unit above")
ABOVE: Mapping[UnitKind, tuple[UnitKind, ...]] = {
    UnitKind.HEAD_OFFICE: (),
    UnitKind.REGION: (UnitKind.HEAD_OFFICE,),
    UnitKind.BRANCH: (UnitKind.REGION, UnitKind.HEAD_OFFICE),
}

HEAD_HAS_NONE = mark("Above the head office there is nothing. Leave the field empty.")
NEEDS_ONE = mark("Only the head office has nothing above it. Write the code of the unit above.")
ONE_HEAD = mark("There is one head office, with the code {code}. Write another level, or that code.")
WRONG_ABOVE = mark("A region stands below the head office, a branch below a region or the head office.")
WRONG_BELOW = mark("{code} stands below this unit and would not fit there any more. Change its row, too.")


def plan_units(plan: Plan, state: State, lines: list[UnitLine]) -> None:
    """Plan a list of branches; afterwards ``state`` has them."""
    before = dict(state.units)
    renamed = _renamed_head(plan, state, lines)
    ids = {line.code: state.units[line.code].id if line.code in state.units else new_id() for line in lines}
    known = {**{code: unit.id for code, unit in state.units.items()}, **ids}
    wanted: list[tuple[UnitLine, UnitRow]] = []
    for line in lines:
        if line.parent and line.parent not in known:
            plan.unknown_unit(line.place, PARENT, line.parent, known)
            continue
        old = state.units.get(line.code)
        name_en = line.name_en or (old.name_en if old else line.name)
        parent = known[line.parent] if line.parent else None
        wanted.append((line, UnitRow(ids[line.code], line.code, line.kind.value, parent, line.name, name_en)))
    for _line, row in wanted:
        state.units[row.code] = row
    _check_levels(plan, state, wanted)
    _add_new_reach(plan, before, state)
    for line, row in wanted:
        was = before.get(renamed if line.kind is UnitKind.HEAD_OFFICE and renamed else line.code)
        _tell(plan, state, line, was, row)


def _renamed_head(plan: Plan, state: State, lines: list[UnitLine]) -> str:
    """The former code of the head office, where the file gives the one there is another."""
    heads = [unit for unit in state.units.values() if unit.kind == UnitKind.HEAD_OFFICE]
    new = [line for line in lines if line.kind is UnitKind.HEAD_OFFICE and line.code not in state.units]
    listed = {line.code for line in lines}
    if not new:
        return ""
    if len(heads) == 1 and len(new) == 1 and heads[0].code not in listed:
        old = heads[0]
        del state.units[old.code]
        state.units[new[0].code] = old._replace(code=new[0].code)
        return old.code
    if heads:
        for line in new:
            plan.fault(line.place, LEVEL, ONE_HEAD, code=heads[0].code)
    else:
        for line in new[1:]:
            plan.fault(line.place, LEVEL, ONE_HEAD, code=new[0].code)
    return ""


def _check_levels(plan: Plan, state: State, wanted: list[tuple[UnitLine, UnitRow]]) -> None:
    """Each unit stands below one of a level above, so that the tree has no circle either."""
    by_id = {unit.id: unit for unit in state.units.values()}
    in_file = {row.id: line for line, row in wanted}
    for line, row in wanted:
        kind = UnitKind(row.kind)
        if row.parent_id is None:
            if kind is not UnitKind.HEAD_OFFICE:
                plan.fault(line.place, PARENT, NEEDS_ONE)
        elif kind is UnitKind.HEAD_OFFICE:
            plan.fault(line.place, PARENT, HEAD_HAS_NONE)
        elif UnitKind(by_id[row.parent_id].kind) not in ABOVE[kind]:
            plan.fault(line.place, PARENT, WRONG_ABOVE)
    for unit in state.units.values():
        above = in_file.get(unit.parent_id or "")
        if above is not None and unit.id not in in_file and above.kind not in ABOVE[UnitKind(unit.kind)]:
            plan.fault(above.place, LEVEL, WRONG_BELOW, code=unit.code)


def _add_new_reach(plan: Plan, before: Mapping[str, UnitRow], state: State) -> None:
    """What stands below a unit of the actor's is the actor's, too."""
    known = {unit.id for unit in before.values()}
    by_id = {unit.id: unit for unit in state.units.values()}
    for unit in state.units.values():
        line, at = [], unit
        while at.id not in known and at.parent_id in by_id and at.id not in line:
            line.append(at.id)
            at = by_id[at.parent_id]
        if at.id in plan.reach:
            plan.reach.update(line)


def _tell(plan: Plan, state: State, line: UnitLine, was: UnitRow | None, row: UnitRow) -> None:
    codes = {unit.id: unit.code for unit in state.units.values()}
    if was == row:
        plan.counts["units", "same"] += 1
        return
    moved = row.parent_id is not None and (was is None or row.parent_id != was.parent_id)
    if row.id not in plan.reach or (moved and row.parent_id not in plan.reach):
        plan.fault(line.place, CODE, OUT_OF_REACH, given=line.code)
        return
    if was is None:
        plan.insert(Unit, row)
        plan.tell(Change("units", "added", row.code, row.name_zh))
        return
    plan.update(Unit, row)
    headings = {
        "code": (CODE, as_it_is),
        "kind": (LEVEL, term_of(UNIT_KIND_NAMES, UnitKind)),
        "parent_id": (PARENT, lambda id_: codes.get(id_, "") if id_ else ""),
        "name_zh": (mark("Name of the unit"), as_it_is),
        "name_en": (mark("Name of the unit in English"), as_it_is),
    }
    plan.tell(Change("units", "changed", row.code, row.name_zh, differences(was, row, headings)))
