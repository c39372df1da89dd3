"""The quarterly paper on what customers need: frequent, rising and hidden needs, and all of it by segment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from lms.feedback.counting import NeedCounts, first_told, first_told_by_unit, needs_told
from lms.feedback.needs import Group, Reading, groups_of, readings_of
from lms.feedback.words import SEGMENT_NAMES
from lms.insight.basis import Basis
from lms.insight.paper.branches import BranchLine, branch_lines
from lms.insight.paper.few import FEWEST, hidden_of
from lms.insight.paper.figures import RISING_FROM, RISING_LEAST, RISING_MOST, Figures, Times, figures
from lms.insight.scope import units_within
from lms.people import Action, Actor, Deed, Note, record_reading, require_units, right_to, units_open_to
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.quarters import Quarter, moments, quarter_called, quarter_of

OFFERED = 8
"""Quarters that one may choose from."""
SHORTEST = 28
"""Days of a time that are held without which nothing is compared with it."""
NO_SEGMENT = mark("There are no such customers.")
NOT_RISING = mark("Write a number from {least} to {most}.")
NOT_BEGUN = mark("This quarter has not begun yet. Choose an earlier one.")
NOT_READ = mark("Figures alone are told of all your units together. Choose no single unit.")

BEFORE, YEAR, REST_OF_YEAR = 1, 2, 3
"""Times as they are numbered when needs are counted; now is 0."""

Days = tuple[date, date]


@dataclass(frozen=True)
class Against:
    """A time to compare with.

    Attributes:
        days: the first and the last.
        units: those that are held for all of them.
        left_out: how many others there are.
        clipped: whether something that is held of these units came before, in the same quarter.
    """

    days: Days
    units: frozenset[str]
    left_out: int
    clipped: bool


@dataclass(frozen=True)
class HiddenNeed:
    """A hidden need as the paper has it.

    Attributes:
        by_segment: none where a number is too small for this reader.
    """

    group_id: str
    name: str | None
    proposed: str | None
    words: tuple[str, ...]
    sentences: tuple[str, ...]
    count: int
    by_segment: dict[str, int | None]


@dataclass(frozen=True)
class Paper:
    """A quarter's paper.

    Attributes:
        now: first and last day that are counted.
        today: until when a quarter that is not over is counted.
        before, year: days it is compared with; none where the portal holds too few of them.
        left_out: units that are not compared with either, for they are not held for all of its days.
        going: the comparison of texts that goes on.
        reading: the last one that came to its end.
        waiting: hidden needs that wait for a name, of those the reader sees.
        reads: whether the reader may read the words behind it, and name them.
        whole: whether they may do so in all these units: then no small number is hidden.
        branches: complaint rates and mystery visits by branch, for whoever sees these; of all customers alone.
    """

    quarter: Quarter
    segment: str
    rising_from: int
    now: Days
    today: date
    before: Days | None
    year: Days | None
    left_out: tuple[int, int]
    figures: Figures
    going: Reading | None
    reading: Reading | None
    hidden: tuple[HiddenNeed, ...]
    waiting: int
    reads: bool
    whole: bool
    branches: Mapping[Basis, tuple[BranchLine, ...]] = field(default_factory=dict)


def quarters_of(context: Context, *, actor: Actor) -> tuple[Quarter, ...]:
    """The quarters of which there is something to tell the actor, the latest first; always the one that runs.

    Raises:
        Forbidden: the actor reads no needs.
    """
    units = require_units(actor, Action.READ_NEEDS)
    with context.database.reading() as connection:
        first = first_told(connection, actor, units)
    found = [quarter_of(context.today())]
    while first is not None and len(found) < OFFERED and found[-1].begins > _day(context, first):
        found.append(found[-1].before)
    return tuple(found)


def usual_quarter(context: Context, quarters: tuple[Quarter, ...]) -> Quarter:
    """The one that is opened first: that which runs, or while it has hardly begun the one before."""
    young = (context.today() - quarters[0].begins).days < SHORTEST
    return quarters[1] if young and len(quarters) > 1 else quarters[0]


def read_paper(
    context: Context,
    *,
    actor: Actor,
    quarter: str,
    segment: str = "",
    rising_from: int = RISING_FROM,
    unit_id: str | None = None,
) -> Paper:
    """A quarter's paper; that sentences of customers were shown is recorded.

    Args:
        context: database and clock.
        actor: who reads; nothing that is about them is counted.
        quarter: such as ``2026-Q4``.
        segment: of whose needs; empty for everybody's.
        rising_from: cases without which no need is called rising.
        unit_id: a unit and all below it, for whoever may read the words there; empty for all the actor's.

    Raises:
        Forbidden: the actor reads no needs, or not those of this unit.
        Refused: there is no such quarter or segment, or the number makes no sense.
    """
    units = units_within(context, actor=actor, action=Action.READ_NEEDS, unit_id=unit_id)
    readable = units & units_open_to(actor, Action.NAME_NEEDS)
    whole = units <= readable
    if unit_id is not None and not whole:
        # Of figures alone no part is told apart: what one branch has is not to be reckoned from two answers.
        raise Refused(NOT_READ)
    asked = _asked(context, quarter, segment, rising_from)
    today, zone = context.today(), context.settings.zone
    now = (asked.begins, min(asked.ends, today))
    with context.database.reading() as connection:
        earlier = _earlier(context, connection, actor, units, asked, now)

        def told(times: Mapping[int, Days], of: frozenset[str]) -> NeedCounts:
            spans = {place: moments(*days, zone) for place, days in times.items()}
            return needs_told(connection, actor, of, times=spans)

        found = told(_times(asked, now, earlier), units)
        partly = {
            place: told({0: now, place: one.days}, one.units)
            for place, one in earlier.items()
            if one.left_out or one.clipped
        }
        going, reading = readings_of(connection, asked.id)
        groups = (
            groups_of(connection, actor, reading.reading_id, units=units, readable=readable)
            if reading
            else ()
        )
    before, year = (earlier.get(place) for place in (BEFORE, YEAR))
    before_days, year_days = (one.days if one else None for one in (before, year))
    counted = figures(
        found,
        Times(_length(now) or 1, _length(before_days), _length(year_days)),
        segment=segment,
        rising_from=rising_from,
        whole=whole,
        partly=partly,
    )
    hidden = tuple(one for group in groups if (one := _hidden(group, whole=whole)) is not None)
    shown = sum(len(one.sentences) for one in hidden)
    if shown:
        why = right_to(actor, Action.NAME_NEEDS, unit_id=min(readable))
        assert reading is not None, "sentences stand in a reading"
        note = Note(Deed.LISTED_NEEDS, why, object_id=reading.reading_id, people=shown)
        record_reading(context, actor=actor, note=note)
    return Paper(
        quarter=asked,
        segment=segment,
        rising_from=rising_from,
        now=now,
        today=today,
        before=before_days,
        year=year_days,
        left_out=(before.left_out if before else 0, year.left_out if year else 0),
        figures=counted,
        going=going,
        reading=reading,
        hidden=hidden,
        waiting=sum(one.name is None for one in hidden),
        reads=bool(readable),
        whole=whole,
        branches={} if segment else branch_lines(context, actor=actor, quarter=asked.id, units=units),
    )


def how_far(context: Context, *, actor: Actor, quarter: str) -> Reading | None:
    """The comparison of a quarter's texts that goes on; none where none does.

    Raises:
        Forbidden: the actor reads no needs.
        Refused: there is no such quarter.
    """
    require_units(actor, Action.READ_NEEDS)
    with context.database.reading() as connection:
        return readings_of(connection, quarter_called(quarter).id)[0]


def _asked(context: Context, quarter: str, segment: str, rising_from: int) -> Quarter:
    asked = quarter_called(quarter)
    if asked.begins > context.today():
        raise Refused(NOT_BEGUN)
    if segment and segment not in SEGMENT_NAMES:
        raise Refused(NO_SEGMENT)
    if not RISING_LEAST <= rising_from <= RISING_MOST:
        raise Refused(NOT_RISING, least=RISING_LEAST, most=RISING_MOST)
    return asked


def _earlier(
    context: Context, connection: Connection, actor: Actor, units: frozenset[str], asked: Quarter, now: Days
) -> dict[int, Against]:
    """The quarter before, and as many days of the same one a year ago, as far as the portal holds them.

    Of a unit that came later it is not known how often its customers told something before: it is left out.
    """
    held = {
        unit_id: _day(context, first)
        for unit_id, first in first_told_by_unit(connection, actor, units).items()
    }
    ago = asked.year_before
    times = {
        BEFORE: (asked.before.begins, asked.before.ends),
        YEAR: (ago.begins, min(ago.ends, ago.begins + (now[1] - now[0]))),
    }
    found = {place: against(held, days) for place, days in times.items()}
    return {place: one for place, one in found.items() if one is not None}


def against(held: Mapping[str, date], days: Days) -> Against | None:
    """As many units as can be compared for as many days: those that are held from one day on, and until the last.

    Args:
        held: from when on each unit is.
        days: the first and the last that one would like to compare with.

    Returns:
        None where no unit is held for long enough.
    """
    starts = sorted(max(since, days[0]) for since in held.values())
    choices = [
        (place * length, length, since)
        for place, since in enumerate(starts, start=1)
        if (length := _length((since, days[1])) or 0) >= SHORTEST
    ]
    if not choices:
        return None
    since = max(choices)[2]
    units = frozenset(unit_id for unit_id, first in held.items() if first <= since)
    clipped = since > days[0] and min(held.values()) < since
    return Against((since, days[1]), units, len(held) - len(units), clipped)


def _times(asked: Quarter, now: Days, earlier: Collection[int]) -> dict[int, Days]:
    """Now, and the quarters that it is compared with as their own papers tell of them."""
    times = {0: now}
    if BEFORE in earlier:
        times[BEFORE] = (asked.before.begins, asked.before.ends)
    if YEAR in earlier:
        ago = asked.year_before
        until = min(ago.ends, ago.begins + (now[1] - now[0]))
        times[YEAR] = (ago.begins, until)
        if until < ago.ends:
            times[REST_OF_YEAR] = (until + timedelta(days=1), ago.ends)
    return times


def _hidden(group: Group, *, whole: bool) -> HiddenNeed | None:
    """The group as the reader may see it; none where they may not."""
    mine = bool(group.words or group.sentences)
    if not mine and group.name is None:
        return None
    if not whole and group.count < FEWEST:
        # Even of a branch whose words they read they may not learn how many a region's others told.
        return None
    veil = frozenset() if whole else hidden_of(group.by_segment)
    return HiddenNeed(
        group.group_id,
        group.name,
        group.proposed,
        group.words,
        group.sentences,
        group.count,
        {one: None if one in veil else group.by_segment.get(one, 0) for one in SEGMENT_NAMES},
    )


def _length(days: Days | None) -> int | None:
    return None if days is None else max(0, (days[1] - days[0]) // timedelta(days=1) + 1)


def _day(context: Context, moment: datetime) -> date:
    return moment.astimezone(context.settings.zone).date()
