"""Did it help: what became of complaints and mastery in the actor's branches after a curriculum, and of their people.

A branch has learned from the Monday on at which half of its people who are enrolled have completed the curriculum.
Others' branches are compared with as a group of five or more, and never named.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from lms.feedback.counting import complaints_of
from lms.insight.measuring import Measured, measure
from lms.insight.scope import units_within
from lms.insight.weekly import Span, midnight, monday_from
from lms.learning import Learning
from lms.learning.competence.then import levels_then
from lms.learning.completed import Completed, branches_through, first_completed
from lms.people import (
    Action,
    Actor,
    Deed,
    PersonCard,
    UnitKind,
    list_units,
    may,
    note_list,
    people_by_id,
)
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark

SPANS = (8, 12, 24)
"""Weeks before and after that one may choose."""
FEWEST_OF_ONE = 5
"""Complaints of one person from which on a number is told of them."""
NO_SPAN = mark("Choose 8, 12 or 24 weeks.")


@dataclass(frozen=True)
class PersonBefore:
    """One of the actor's people, before and after they learned.

    Attributes:
        on: when they completed it.
        complaints: confirmed to be about them, before and after; none where they are too few to say anything, or where
            the actor does not read feedback.
        levels: mastery from 0 to 1, before and after; none where nothing had been seen before.
    """

    person: PersonCard
    on: date
    complaints: tuple[int, int] | None
    levels: tuple[float, float] | None


def curricula_through(learning: Learning, *, actor: Actor) -> dict[str, int]:
    """Published curricula with how many of the actor's branches are through, the most first.

    Raises:
        Forbidden: the actor asks of no unit whether anything helped.
    """
    units = units_within(learning.context, actor=actor, action=Action.READ_EFFECT)
    with learning.context.database.reading() as connection:
        through = branches_through(connection, unit_ids=units)
    known = [(slug, through.get(slug, 0)) for slug in learning.structure.curricula]
    return dict(sorted(known, key=lambda pair: (-pair[1], pair[0])))


def did_it_help(
    learning: Learning, *, actor: Actor, curriculum: str, weeks: int = 12, unit_id: str | None = None
) -> Measured:
    """What came after a curriculum in the actor's branches, beside those that had not learned it yet.

    Raises:
        Forbidden: the actor asks of no unit, or not of this one.
        NotFound: there is no such curriculum.
        Refused: so many weeks cannot be chosen.
    """
    units = units_within(learning.context, actor=actor, action=Action.READ_EFFECT, unit_id=unit_id)
    if weeks not in SPANS:
        raise Refused(NO_SPAN)
    competencies = trained_by(learning, curriculum)
    branches = [unit.unit_id for unit in list_units(learning.context) if unit.kind is UnitKind.BRANCH]
    with learning.context.database.reading() as connection:
        everybody = first_completed(connection, curriculum=curriculum, unit_ids=branches)
    return measure(
        learning, begun=begun_on(everybody), shown=units, span=Span(weeks, weeks), competencies=competencies
    )


def people_before(
    learning: Learning, *, actor: Actor, curriculum: str, unit_id: str, weeks: int = 12
) -> tuple[PersonBefore, ...]:
    """The people of one unit who completed a curriculum long enough ago; that they were looked at is recorded.

    Raises:
        Forbidden: the actor does not ask of this unit whether anything helped, or sees nobody's progress there.
        NotFound: there is no such curriculum.
        Refused: so many weeks cannot be chosen.
    """
    context = learning.context
    units_within(context, actor=actor, action=Action.READ_EFFECT, unit_id=unit_id)
    units_within(context, actor=actor, action=Action.READ_PROGRESS, unit_id=unit_id)
    if weeks not in SPANS:
        raise Refused(NO_SPAN)
    competencies, length = trained_by(learning, curriculum), timedelta(weeks=weeks)
    with context.database.reading() as connection:
        done = {
            one.person_id: one.on
            for one in first_completed(connection, curriculum=curriculum, unit_ids=[unit_id])
            if one.on is not None and one.on + length <= context.today() and one.person_id != actor.person_id
        }
        times = {
            person: [midnight(context, day), midnight(context, day + length)] for person, day in done.items()
        }
        levels = levels_then(connection, list(done), competencies=competencies, moments=times)
        said = (
            complaints_of(
                connection,
                list(done),
                since=midnight(context, min(done.values()) - length),
                until=midnight(context, max(done.values()) + length),
            )
            if done and may(actor, Action.READ_FEEDBACK, unit_id=unit_id)
            else {}
        )
    cards = people_by_id(context, done)
    found = []
    for person, day in sorted(done.items(), key=lambda pair: (pair[1], pair[0])):
        first, middle, last = (midnight(context, day + length * step) for step in (-1, 0, 1))
        before = sum(first <= at < middle for at in said.get(person, ()))
        after = sum(middle <= at < last for at in said.get(person, ()))
        told = (before, after) if before + after >= FEWEST_OF_ONE else None
        level = levels.get(person)
        found.append(PersonBefore(cards[person], day, told, None if level is None else (level[0], level[1])))
    note_list(
        context,
        actor=actor,
        deed=Deed.LISTED_EFFECT,
        action=Action.READ_EFFECT,
        people=[one.person for one in found],
    )
    return tuple(found)


def trained_by(learning: Learning, curriculum: str) -> frozenset[str]:
    """The competencies a curriculum's courses are for.

    Raises:
        NotFound: there is no such curriculum.
    """
    shelf = learning.structure
    if curriculum not in shelf.curricula:
        raise NotFound("There is no such curriculum.")
    return frozenset(
        competency
        for entry in shelf.curricula[curriculum].courses
        if entry.course in shelf.courses
        for competency in shelf.courses[entry.course].competencies
    )


def begun_on(everybody: Collection[Completed]) -> dict[str, date]:
    """For each branch that is half through the Monday from which on it counts as one that learned."""
    by_unit: dict[str, list[date | None]] = defaultdict(list)
    for one in everybody:
        by_unit[one.unit_id].append(one.on)
    found = {}
    for unit, days in by_unit.items():
        done = sorted(day for day in days if day is not None)
        half = (len(days) + 1) // 2
        if len(done) >= half:
            found[unit] = monday_from(done[half - 1])
    return found
