"""What the rule knows of every branch and letter of a quarter, and whom it proposes. For services of this room."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.culture.honours.rule import NEEDED, HonourRules, Measure, honour_rules, lower_end
from lms.culture.tables import PraiseLetter
from lms.culture.wall import letters_that_hang
from lms.feedback.cases.kept import Kept, closed_by_branch
from lms.feedback.findings import under_grave_review
from lms.feedback.hidden import Barred, barred_in
from lms.feedback.praise import Praise, confirmed_praise
from lms.feedback.visits.reading import BranchResult, results_within
from lms.learning.hours.coverage import minutes_by_person, reckon
from lms.learning.hours.targets import counted_in, read_targets
from lms.people import PersonCard, StaffRow, UnitCard, UnitKind, read_staff, read_units
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.quarters import days_of, quarter_of

TOPIC = "consumer_protection"
SHOWN = 30
"""So many letters are read and offered; of the others it is known that they hang."""
WhyNot = Literal["hidden", "grave", "few"]


@dataclass(frozen=True)
class BranchFigures:
    """A branch in a quarter.

    Attributes:
        measures: from 0 to 1, as the rule weighs them; ``shares`` the same as counted, with how many are behind it.
        score: 0 to 100; none where the branch takes no part, and ``why_not`` says why.
        proposed: whether the rule would honour it.
    """

    unit: UnitCard
    measures: Mapping[Measure, float]
    shares: Mapping[Measure, tuple[float, int]]
    score: float | None
    why_not: WhyNot | None
    proposed: bool


@dataclass(frozen=True)
class LetterFigures:
    """A letter on the wall: what it shows, and whether the rule would honour it."""

    item_id: str
    unit: UnitCard
    person: PersonCard | None
    text: str
    competencies: tuple[str, ...]
    received_at: datetime
    proposed: bool


@dataclass(frozen=True)
class Proposal:
    """What the rule says of a quarter.

    Attributes:
        over: whether the quarter is.
        letters: those that the rule proposes, then those that show most; of ``hanging`` that hang in all.
        kept: whether it is what was reckoned for a decision, as it was then.
    """

    quarter: str
    version: int
    over: bool
    branches: tuple[BranchFigures, ...]
    letters: tuple[LetterFigures, ...]
    hanging: int
    kept: bool = False


def propose(context: Context, quarter: str) -> Proposal:
    """Reckon a quarter by the rule as it is now. Nothing here asks who asks."""
    rules = honour_rules()
    first, after = days_of(quarter)
    zone = context.settings.zone
    since, until = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in (first, after))
    with context.database.reading() as connection:
        units = {unit.unit_id: unit for unit in read_units(connection) if unit.kind is UnitKind.BRANCH}
        staff = [one for one in read_staff(connection, now=context.now(), unit_ids=units) if one.active]
        closed = closed_by_branch(context, connection, since=since, until=until)
        visited = {
            one.unit.unit_id: one
            for one in results_within(connection, units, quarter, quarter)
            if one.compared
        }
        covered = _covered(context, connection, staff, first.year)
        bars, people = keeps_out(context, connection, quarter, staff)
    praise = [
        one
        for one in confirmed_praise(context, unit_ids=units, since=since)
        if one.received_at < until and one.person_id not in people
    ]
    letters = Counter(one.unit_id for one in praise)
    heads = Counter(one.unit_id for one in staff)
    found = [
        _figures(
            rules,
            unit,
            closed.get(unit_id, Kept()),
            visited.get(unit_id),
            (letters[unit_id], heads[unit_id]),
            covered.get(unit_id, (0, 0)),
            bars.get(unit_id),
        )
        for unit_id, unit in units.items()
        if heads[unit_id]
    ]
    return Proposal(
        quarter,
        rules.version,
        context.today() >= after,
        _best(rules, found),
        *_letters(context, rules, [one for one in praise if one.unit_id not in bars], units),
    )


def _figures(
    rules: HonourRules,
    unit: UnitCard,
    kept: Kept,
    visited: BranchResult | None,
    praise: tuple[int, int],
    covered: tuple[int, int],
    bar: WhyNot | None,
) -> BranchFigures:
    measures: dict[Measure, float] = {}
    shares: dict[Measure, tuple[float, int]] = {}
    counted: tuple[tuple[Measure, int, int], ...] = (
        ("satisfied", kept.satisfied, kept.asked),
        ("timely", kept.in_time, kept.closed),
    )
    for name, met, of in counted:
        if of:
            measures[name], shares[name] = lower_end(met, of), (met / of, of)
    if visited is not None and visited.percent is not None:
        measures["visits"] = visited.percent / 100
        shares["visits"] = (visited.percent / 100, visited.visits)
    letters, heads = praise
    rate = 100 * letters / heads
    measures["praise"], shares["praise"] = min(1.0, rate / rules.praise_full), (rate / 100, letters)
    done, people = covered
    if people:
        measures["coverage"], shares["coverage"] = done / people, (done / people, people)
    enough = all(shares.get(name, (0.0, 0))[1] >= rules.fewest for name in NEEDED)
    why_not: WhyNot | None = bar or (None if enough else "few")
    score = None if why_not else rules.score(measures)
    return BranchFigures(unit, measures, shares, score, why_not, proposed=False)


def _best(rules: HonourRules, found: Collection[BranchFigures]) -> tuple[BranchFigures, ...]:
    """The best first, those without a score last by their code; whoever is even with the last place has it too."""
    ordered = sorted(found, key=lambda one: (one.score is None, -(one.score or 0), one.unit.code))
    scores = [one.score for one in ordered if one.score is not None]
    least = scores[: rules.places(len(ordered))][-1:] or [101.0]
    return tuple(
        BranchFigures(
            one.unit,
            one.measures,
            one.shares,
            one.score,
            one.why_not,
            proposed=one.score is not None and one.score >= least[0],
        )
        for one in ordered
    )


def _letters(
    context: Context, rules: HonourRules, praise: Collection[Praise], units: Mapping[str, UnitCard]
) -> tuple[tuple[LetterFigures, ...], int]:
    """Letters that hang, those that are proposed first, then those that show most, then the earlier; and how many hang.

    A letter is of the branch where its praise stands now: that in which it was hung may be another.
    """
    of = {one.item_id: one for one in praise}
    with context.database.reading() as connection:
        rows = [
            row
            for ids in batches(sorted(of))
            for row in connection.execute(
                select(PraiseLetter).where(
                    col(PraiseLetter.item_id).in_(ids), col(PraiseLetter.taken_down_at).is_(None)
                )
            )
            if row.person_id == of[row.item_id].person_id
        ]
    rows.sort(key=lambda row: (-len(of[row.item_id].competencies), row.received_at, row.item_id))
    proposed = _first_of_each(rules, [of[row.item_id] for row in rows])
    rows.sort(key=lambda row: row.item_id not in proposed)
    # Words are read and masked of what is shown alone.
    hung = letters_that_hang(context, rows[:SHOWN])
    found = []
    for one in hung:
        unit, shown = units[of[one.item_id].unit_id], of[one.item_id].competencies
        about = (one.item_id, unit, one.person, one.text, shown, one.received_at)
        found.append(LetterFigures(*about, one.item_id in proposed))
    return tuple(found), len(rows)


def _first_of_each(rules: HonourRules, ordered: Collection[Praise]) -> frozenset[str]:
    """The first letters of different branches and different people."""
    units: set[str] = set()
    people: set[str | None] = set()
    found: set[str] = set()
    for one in ordered:
        if len(found) < rules.letters and one.unit_id not in units and one.person_id not in people:
            units.add(one.unit_id)
            people.add(one.person_id)
            found.add(one.item_id)
    return frozenset(found)


def _covered(
    context: Context, connection: Connection, staff: Collection[StaffRow], year: int
) -> dict[str, tuple[int, int]]:
    """By unit how many have the hours that are asked for, and of how many any are asked."""
    counted = [one for one in staff if counted_in(one, year, context.today())]
    minutes = minutes_by_person(connection, year=year, topic=TOPIC)
    found = reckon(counted, minutes, read_targets(connection, year), topic=TOPIC, year=year)
    # Newcomers are at the counter or manage as well: nobody is counted twice.
    short = Counter(one.unit_id for one in found.short if one.groups & {"manager", "front_line"})
    asked = {
        unit_id: sum(groups[name].people for name in groups if name != "new_hire")
        for unit_id, groups in found.units.items()
    }
    return {unit_id: (people - short[unit_id], people) for unit_id, people in asked.items()}


def keeps_out(
    context: Context, connection: Connection, quarter: str, staff: Collection[StaffRow]
) -> tuple[dict[str, WhyNot], frozenset[str]]:
    """Which branches of these staff take no part and why, and whose praise does not count."""
    barred = _barred(context, connection, quarter)
    grave = under_grave_review(connection, [one.person_id for one in staff])
    bars: dict[str, WhyNot] = {one.unit_id: "grave" for one in staff if one.person_id in grave}
    bars |= dict.fromkeys(barred.units, "hidden")
    return bars, barred.people | grave


def _barred(context: Context, connection: Connection, quarter: str) -> Barred:
    """By what stood in that quarter, and by what stands today, when it is decided."""
    then, now = barred_in(connection, quarter), barred_in(connection, quarter_of(context.today()).id)
    return Barred(then.units | now.units, then.people | now.people)
