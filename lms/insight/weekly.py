"""Complaints a week and branch: those the portal holds and those that were taken in as figures of its past, together.

The measure is complaints for 10,000 transactions where these are held of every month that some weeks touch, a month's
spread evenly over its days; else for 100 staff in a month of 30.4 days. Staff are those of today; who left is not
counted back. What is compared is measured alike: whoever compares chooses by which.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.feedback.counting import complaints_by_week
from lms.insight.basis import MONTH_DAYS, STAFF, TRANSACTIONS, Basis
from lms.insight.effect import Change
from lms.insight.figures.months import Month, days_in, months_between
from lms.insight.figures.standing import transactions_of
from lms.insight.tables import PastComplaints
from lms.people import UnitKind, read_units, staff_in
from lms.platform.context import Context

_RATE = STAFF * MONTH_DAYS / 7


@dataclass(frozen=True)
class Span:
    """How many weeks before and after are looked at."""

    before: int
    after: int


@dataclass(frozen=True)
class Weekly:
    """Some weeks of all branches with people.

    Attributes:
        origin: the Monday from which weeks are counted.
        heads: active staff by branch.
        transactions: by branch and month, as far as they are held.
        by: what complaints are told for.
    """

    origin: date
    heads: Mapping[str, int]
    counts: Mapping[str, Mapping[int, Mapping[str, int]]]
    transactions: Mapping[str, Mapping[Month, int]] = field(default_factory=dict)
    by: Basis = "staff"

    def measured_by(self, basis: Basis) -> "Weekly":
        """The same weeks, told for something else."""
        return replace(self, by=basis)

    def covers(self, unit_id: str, begins: date, weeks: int) -> bool:
        """Whether transactions are held of every month that some weeks touch, and not none at all in any of them."""
        held = self.transactions.get(unit_id, {})
        months = months_between(begins, begins + timedelta(weeks=weeks))
        return bool(months) and all(held.get(month) for month in months)

    def size(self, unit_id: str, begins: date, weeks: int) -> float:
        """What complaints of some weeks are held against: transactions done in them, or staff by weeks."""
        if self.by == "staff":
            return self.heads[unit_id] * max(weeks, 1)
        after, held = begins + timedelta(weeks=weeks), self.transactions[unit_id]
        return sum(
            held[month] * days_in(month, begins, after) / month.days
            for month in months_between(begins, after)
        )

    def complaints(self, unit_id: str, begins: date, weeks: int, cause: str | None = None) -> int:
        """How many a branch had in so many weeks from a Monday on; of one cause, or of all."""
        first = (begins - self.origin).days // 7
        of_unit = self.counts.get(unit_id, {})
        return sum(
            sum(of_week.values()) if cause is None else of_week.get(cause, 0)
            for week in range(first, first + weeks)
            if (of_week := of_unit.get(week))
        )

    def rate(self, unit_id: str, begins: date, weeks: int, cause: str | None = None) -> float:
        """The same for 10,000 transactions, or for 100 staff in a month."""
        if self.by == "transactions" and not weeks:
            return 0.0
        times = TRANSACTIONS if self.by == "transactions" else _RATE
        return self.complaints(unit_id, begins, weeks, cause) * times / self.size(unit_id, begins, weeks)

    def change(self, unit_id: str, begins: date, span: Span, cause: str | None = None) -> Change:
        """A branch before and after a Monday."""
        earlier = begins - timedelta(weeks=span.before)
        return Change(
            unit_id,
            self.rate(unit_id, earlier, span.before, cause),
            self.rate(unit_id, begins, span.after, cause),
            self.complaints(unit_id, earlier, span.before, cause)
            + self.complaints(unit_id, begins, span.after, cause),
        )


def monday_from(day: date) -> date:
    """The first Monday on or after a day: from there on whole weeks are counted."""
    return day + timedelta(days=-day.weekday() % 7)


def this_monday(context: Context) -> date:
    """The Monday of the week that runs: what is before it is over."""
    today = context.today()
    return today - timedelta(days=today.weekday())


def midnight(context: Context, day: date) -> datetime:
    """When a day begins at the bank."""
    return datetime.combine(day, time(), context.settings.zone).astimezone(UTC)


def weekly(context: Context, connection: Connection, *, origin: date, weeks: int) -> Weekly:
    """Count some weeks from a Monday on. For services: nothing here asks who asks."""
    branches = [unit.unit_id for unit in read_units(connection) if unit.kind is UnitKind.BRANCH]
    staff = staff_in(branches)
    heads = connection.execute(select(staff.c.unit_id, func.count()).group_by(staff.c.unit_id))
    found: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    own = complaints_by_week(connection, since=midnight(context, origin), weeks=weeks)
    for (unit_id, week, cause), count in own.items():
        found[unit_id][week][cause] += count
    for unit_id, week, cause, count in _past(connection, origin, weeks):
        found[unit_id][week][cause] += count
    transactions = transactions_of(connection, origin, origin + timedelta(weeks=weeks))
    return Weekly(origin, {str(unit_id): count for unit_id, count in heads}, found, transactions)


def _past(connection: Connection, origin: date, weeks: int) -> Iterable[tuple[str, int, str, int]]:
    rows = connection.execute(
        select(
            col(PastComplaints.unit_id),
            col(PastComplaints.day),
            col(PastComplaints.cause),
            col(PastComplaints.complaints),
        ).where(col(PastComplaints.day) >= origin, col(PastComplaints.day) < origin + timedelta(weeks=weeks))
    )
    for unit_id, day, cause, count in rows:
        yield unit_id, (day - origin).days // 7, cause, count
