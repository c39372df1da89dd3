"""Complaint rates of a quarter by branch, and a plan for those above what chance explains.

Where transactions are held of every month of the quarter, a branch's rate is complaints for 10,000 transactions; else
for 100 staff in a month. Branches are held against, and ranked with, those that are measured alike, and no others. What
the portal holds and what was taken in of its past are counted together; each complaint once, and no paid complainer's.
A plan is proposed by the program and confirmed, or put aside with a reason, by a consumer protection officer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field
from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.classification.lexicon import competency_table
from lms.feedback.counting import complaints_between
from lms.feedback.findings.branch_plans import RATE, items_for, write_plan
from lms.feedback.findings.rate_plans import cases_between, known_rate_plans
from lms.insight.basis import BASES, MONTH_DAYS, STAFF, TRANSACTIONS, Basis
from lms.insight.figures.standing import transactions_in
from lms.insight.funnel_limits import Held, held_against_others, worst_of
from lms.insight.tables import PastComplaints
from lms.insight.weekly import midnight
from lms.learning import Learning
from lms.people import Action, Actor, UnitCard, UnitKind, read_units, require_units, staff_in
from lms.platform.context import Context
from lms.platform.quarters import days_of, later, quarter_of
from scenarios.content_file import read_model, text_of
from scenarios.persona import Strict

FILE = Path(__file__).parents[2] / "content" / "feedback" / "rates.yaml"


class RateRules(Strict):
    """The file: how many branches, beyond which chance, for how many causes. The fewest complaints are a setting."""

    bottom_percent: Annotated[int, Field(ge=1, le=50)]
    chance: Annotated[float, Field(gt=0, le=0.1)]
    causes: Annotated[int, Field(ge=1, le=5)]


@dataclass(frozen=True)
class BranchRate:
    """A branch in a quarter.

    Attributes:
        basis: by what it is measured; others that are measured otherwise are not held against it.
        others: how many branches of the bank are measured alike; with none there is nothing to hold it against.
        transactions: in the quarter; none where not every month of it is held.
        rate: complaints for 10,000 transactions, or for 100 staff in a month; ``expected`` at the others' rate,
            ``limit`` the most that chance explains.
        enough: whether there are complaints enough to look at the branch.
        above: whether the rate is above what chance explains; ``worst`` whether a plan is proposed for it.
    """

    unit: UnitCard
    basis: Basis
    complaints: int
    staff: int
    transactions: int | None
    others: int
    rate: float
    expected: float
    limit: float
    enough: bool
    above: bool
    worst: bool


@dataclass(frozen=True)
class _Quarter:
    units: Mapping[str, UnitCard]
    causes: Mapping[str, Counter[str]]
    held: Mapping[Basis, Mapping[str, Held]]
    staff: Mapping[str, int]

    def worst(self, *, fewest: int, bottom_percent: int) -> frozenset[str]:
        """The worst of those that are measured alike, and of the others."""
        return frozenset[str]().union(
            *(worst_of(one, fewest=fewest, bottom_percent=bottom_percent) for one in self.held.values())
        )


@cache
def rate_rules() -> RateRules:
    """What the file says."""
    return read_model(text_of(FILE), RateRules, file="content/feedback/rates.yaml")


def complaint_rates(context: Context, *, actor: Actor, quarter: str) -> tuple[BranchRate, ...]:
    """The rates of the actor's branches, each held against all others of the bank that are measured alike.

    Those by transactions come first, then those by staff; of each the highest first.

    Raises:
        Forbidden: the actor confirms no plans of this kind.
        Refused: it is no quarter.
    """
    units, rules = require_units(actor, Action.CONFIRM_RATE_PLANS), rate_rules()
    first, after = days_of(quarter)
    months = (min(after, max(first, context.today())) - first).days / MONTH_DAYS
    with context.database.reading() as connection:
        found = _quarter(context, connection, quarter)
    fewest = context.settings.rate_minimum
    worst = found.worst(fewest=fewest, bottom_percent=rules.bottom_percent)

    def rate(count: float, size: int, basis: Basis) -> float:
        if basis == "transactions":
            return count * TRANSACTIONS / size
        return count * STAFF / size / months if months else 0.0

    rates = [
        BranchRate(
            found.units[unit_id],
            basis,
            one.complaints,
            found.staff.get(unit_id, 0),
            one.size if basis == "transactions" else None,
            len(several) - 1,
            rate(one.complaints, one.size, basis),
            rate(one.expected, one.size, basis),
            rate(one.limit, one.size, basis),
            one.complaints >= fewest,
            one.above,
            unit_id in worst,
        )
        for basis, several in found.held.items()
        for unit_id, one in several.items()
        if unit_id in units
    ]
    # Whoever has too few is not ranked.
    return tuple(
        sorted(
            rates,
            key=lambda one: (
                BASES.index(one.basis),
                not one.enough,
                -one.rate if one.enough else 0,
                one.unit.code,
            ),
        )
    )


def propose_rate_plans(context: Context, learning: Learning, catalogue: Catalogue) -> int:
    """Propose a plan for the worst branches of the quarter that is over; how many were new. Once for a quarter."""
    quarter, rules = later(quarter_of(context.today()).id, -1), rate_rules()
    first, after = days_of(quarter)
    with context.database.reading() as connection:
        known = known_rate_plans(connection, quarter)
        found = _quarter(context, connection, quarter)
    worst = found.worst(fewest=context.settings.rate_minimum, bottom_percent=rules.bottom_percent)
    if known:
        # A night has looked at this quarter already: who is worst is not asked again as staff come and go.
        return 0
    written = []
    for unit_id in sorted(worst):
        table = competency_table().by_cause
        told = [cause for cause, _count in found.causes[unit_id].most_common() if cause in table]
        causes = told[: rules.causes]
        competencies = list(dict.fromkeys(one for cause in causes for one in table[cause]))
        written.append((unit_id, causes, items_for(learning, catalogue, competencies, causes=causes)))
    since, until = midnight(context, first), midnight(context, after)
    new = 0
    # All or none of them: a night that breaks off leaves the quarter to the next.
    with context.database.transaction() as connection:
        for unit_id, causes, items in written:
            cases = cases_between(connection, unit_id, causes, since=since, until=until)
            # Made on the same day whoever makes it, and whenever: there is room for one plan a branch and quarter.
            new += write_plan(
                context,
                connection,
                unit_id=unit_id,
                origin=RATE,
                cause=quarter,
                cases=cases,
                items=items,
                made_on=after,
            )
    return new


def _quarter(context: Context, connection: Connection, quarter: str) -> _Quarter:
    first, after = days_of(quarter)
    units = {one.unit_id: one for one in read_units(connection) if one.kind is UnitKind.BRANCH}
    staff = staff_in(list(units))
    heads = connection.execute(select(staff.c.unit_id, func.count()).group_by(staff.c.unit_id))
    causes: dict[str, Counter[str]] = {unit_id: Counter() for unit_id in units}
    own = complaints_between(connection, since=midnight(context, first), until=midnight(context, after))
    past = connection.execute(
        select(
            col(PastComplaints.unit_id), col(PastComplaints.cause), func.sum(col(PastComplaints.complaints))
        )
        .where(col(PastComplaints.day) >= first, col(PastComplaints.day) < after)
        .group_by(col(PastComplaints.unit_id), col(PastComplaints.cause))
    )
    rows: Sequence[tuple[str, str, int]] = [(unit, cause, int(count)) for unit, cause, count in past]
    for unit_id, cause, count in [*own, *rows]:
        if unit_id in causes:
            causes[unit_id][cause] += count
    counts = {unit_id: counter.total() for unit_id, counter in causes.items()}
    people = {str(unit_id): int(count) for unit_id, count in heads if unit_id in units}
    transactions = {
        unit_id: count
        for unit_id, count in transactions_in(connection, first, after).items()
        if unit_id in units
    }
    by_staff = {unit_id: count for unit_id, count in people.items() if unit_id not in transactions}
    chance = rate_rules().chance
    sizes: dict[Basis, dict[str, int]] = {"transactions": transactions, "staff": by_staff}
    # Apart: how many transactions one of the staff does is not known, so no rate of the one is like one of the other.
    held = {
        basis: held_against_others({one: counts[one] for one in several}, several, chance=chance)
        for basis, several in sizes.items()
        if several
    }
    return _Quarter(units, causes, held, people)
