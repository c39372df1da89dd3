"""Complaint rates and mystery visits of a quarter, branch by branch, as the quarterly paper tells them.

Branches that are measured by transactions and those measured by staff stand in a table each: no rank of the one says
anything beside one of the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.feedback.visits.checklist import checklist
from lms.feedback.visits.reading import visit_results_of
from lms.insight.basis import BASES, Basis
from lms.insight.rates import BranchRate, complaint_rates
from lms.people import Action, Actor, units_open_to
from lms.platform.context import Context


@dataclass(frozen=True)
class BranchLine:
    """A branch in a quarter.

    Attributes:
        place: among those that are measured alike and have complaints enough, the highest rate first; none for others,
            and where nobody else is measured alike.
        visits: mystery visits of the quarter.
        percent: what was as it should be in them, by weight; none where they are too few to stand beside others.
    """

    rate: BranchRate
    place: int | None
    visits: int
    percent: int | None


def branch_lines(
    context: Context, *, actor: Actor, quarter: str, units: frozenset[str]
) -> dict[Basis, tuple[BranchLine, ...]]:
    """The branches of a paper by what they are measured by; nothing for whoever sees no complaint rates."""
    mine = units & units_open_to(actor, Action.CONFIRM_RATE_PLANS)
    if not mine:
        return {}
    rates = [
        one for one in complaint_rates(context, actor=actor, quarter=quarter) if one.unit.unit_id in mine
    ]
    seen = mine & units_open_to(actor, Action.READ_VISITS)
    visits = {
        one.unit.unit_id: one for one in visit_results_of(context, actor=actor, quarter=quarter, units=seen)
    }
    found: dict[Basis, tuple[BranchLine, ...]] = {}
    for basis in BASES:
        several = [one for one in rates if one.basis == basis]
        if not several:
            continue
        ranked = [one.unit.unit_id for one in several if one.enough]
        lines = []
        for one in several:
            result = visits.get(one.unit.unit_id)
            lines.append(
                BranchLine(
                    one,
                    ranked.index(one.unit.unit_id) + 1 if one.enough and one.others else None,
                    0 if result is None else result.visits,
                    None if result is None or not result.compared else result.percent,
                )
            )
        found[basis] = tuple(lines)
    return found


def fewest_visits() -> int:
    """Visits in a quarter from which on a branch's result stands beside others."""
    return checklist().fewest_visits


def by_staff(lines: Mapping[Basis, tuple[BranchLine, ...]]) -> Sequence[BranchLine]:
    """Those that are measured by staff while others are by transactions."""
    return lines.get("staff", ()) if "transactions" in lines else ()
