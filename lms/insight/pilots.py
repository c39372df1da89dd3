"""Pilots: some branches try a curriculum first, for so many weeks, with a goal, a measure and a rule when to stop.

What came of it is measured as for any curriculum, beside branches that neither take part nor went through the same
curriculum meanwhile. Whether to stop, to end or to roll out is a person's decision; the rule only says so.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, update
from sqlmodel import col

from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.feedback.words import CAUSE_NAMES
from lms.insight.effect import FEWEST_BRANCHES
from lms.insight.tables import Pilot, PilotBranch, PilotStep
from lms.insight.weekly import monday_from, this_monday
from lms.learning import Learning
from lms.learning.enrolling_units import enrol_units
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    UnitKind,
    list_units,
    record,
    require,
    require_units,
    right_to,
)
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

Metric = Literal["complaints", "mastery"]
LONGEST_TITLE, LONGEST = 120, 500
SHORTEST, MOST_WEEKS = 4, 52
NO_PILOT = mark("There is no such pilot, or it is none of your branches.")
NO_TITLE = mark("Give the pilot a title of at most {count} characters.")
NO_GOAL = mark("Say in a sentence what the pilot is to show, in at most {count} characters.")
NO_BRANCH = mark("Choose at least one branch, and only branches.")
NO_OTHERS = mark(
    "Fewer than five branches would be left to compare with. Choose fewer branches: without others nobody can tell "
    "whether it helped."
)
NO_WEEKS = mark("A pilot lasts from {least} to {most} weeks.")
NO_MEASURE = mark("Choose what is measured: complaints, or the mastery of one competency.")
NO_PERCENT = mark(
    "Goal and exit rule are percentages from 1 to 100, and the rule holds from a week of the pilot on."
)
PAST = mark("A pilot begins this week at the earliest. Choose a later day.")
NO_REASON = mark("Say why, in a sentence: it is kept with the pilot.")
NOT_NOW = mark("This has been decided meanwhile. Open the page again to see how the pilot stands.")
NOT_OVER = mark("The pilot's weeks are not over yet. Stop it early, with the reason, or wait until {day}.")
TAKEN = mark(
    "{unit} takes part in another pilot at the time. One after the other can be told apart, both at once cannot."
)
NEXT: Mapping[str, tuple[str, ...]] = {
    "running": ("stopped", "done"),
    "done": ("rolled_out",),
    "stopped": (),
    "rolled_out": (),
}
"""What may follow on a state."""


@dataclass(frozen=True)
class PilotPlan:
    """What a pilot is to be.

    Attributes:
        unit_ids: the branches that take part.
        metric: complaints (of ``cause``, or of all) or the mastery of ``competency``.
        target: percent by which the measure is to become better.
        begins_on: a day; weeks are counted from the Monday on or after it.
        exit_percent: percent by which it may have become worse from week ``exit_after`` on, and no more.
    """

    title: str
    goal: str
    curriculum: str
    unit_ids: tuple[str, ...]
    metric: Metric
    begins_on: date
    weeks: int
    target: int
    exit_percent: int
    exit_after: int
    cause: str | None = None
    competency: str | None = None


@dataclass(frozen=True)
class Decided:
    """A step of a pilot: what, when, why, and how many people it enrolled."""

    step: str
    at: datetime
    reason: str
    people: int


@dataclass(frozen=True)
class PilotCard:
    """A pilot as it stands.

    Attributes:
        unit_ids: the branches that take part.
        over: the Monday after its last week.
    """

    pilot_id: str
    title: str
    goal: str
    curriculum: str
    metric: Metric
    cause: str | None
    competency: str | None
    target: int
    begins_on: date
    weeks: int
    exit_percent: int
    exit_after: int
    state: str
    unit_ids: tuple[str, ...]
    steps: tuple[Decided, ...]

    @property
    def over(self) -> date:
        """The Monday after the last week."""
        return self.begins_on + timedelta(weeks=self.weeks)


def begin_pilot(learning: Learning, *, actor: Actor, plan: PilotPlan) -> str:
    """Begin a pilot and enrol the people of its branches in the curriculum; its id.

    Raises:
        Forbidden: one of the branches is not the actor's to run pilots in.
        NotFound: there is no such curriculum.
        Refused: something of the plan does not hold; the message says what.
    """
    for unit_id in plan.unit_ids or (actor.unit_id,):
        require(actor, Action.RUN_PILOTS, unit_id=unit_id)
    begins_on = _checked(learning, plan)
    pilot_id, now = new_id(), learning.context.now()
    with learning.context.database.reading() as connection:
        _refuse_two_at_once(connection, learning, plan, begins_on)
    # First, and the pilot after it: whoever is cut off between the two begins it anew, and enrols nobody twice.
    people = enrol_units(
        learning, actor=actor, unit_ids=plan.unit_ids, curriculum=plan.curriculum, reason=_text(plan.title)
    )
    with learning.context.database.transaction() as connection:
        _refuse_two_at_once(connection, learning, plan, begins_on)
        connection.execute(
            insert(Pilot).values(
                id=pilot_id,
                title=_text(plan.title),
                goal=_text(plan.goal),
                curriculum=plan.curriculum,
                metric=plan.metric,
                cause=plan.cause if plan.metric == "complaints" else None,
                competency=plan.competency if plan.metric == "mastery" else None,
                target=plan.target,
                begins_on=begins_on,
                weeks=plan.weeks,
                exit_percent=plan.exit_percent,
                exit_after=plan.exit_after,
                state="running",
                begun_by=actor.person_id,
                at=now,
            )
        )
        connection.execute(
            insert(PilotBranch),
            [{"pilot_id": pilot_id, "unit_id": unit_id} for unit_id in sorted(set(plan.unit_ids))],
        )
        _note(learning, connection, actor, Deed.BEGAN_PILOT, pilot_id, plan.unit_ids[0])
        _step(connection, pilot_id, "running", actor, now, plan.goal, people)
    return pilot_id


def pilots(learning: Learning, *, actor: Actor) -> tuple[PilotCard, ...]:
    """Pilots with a branch of the actor's, those under way first, then the latest.

    Raises:
        Forbidden: the actor asks of no unit whether anything helped.
    """
    units = require_units(actor, Action.READ_EFFECT)
    with learning.context.database.reading() as connection:
        found = read_pilots(connection, unit_ids=units)
    return tuple(sorted(found, key=lambda one: (one.state != "running", -one.begins_on.toordinal())))


def pilot_for(learning: Learning, *, actor: Actor, pilot_id: str) -> PilotCard:
    """One pilot.

    Raises:
        Forbidden: the actor asks of no unit whether anything helped.
        NotFound: there is none, or it is none of their branches.
    """
    found = next((one for one in pilots(learning, actor=actor) if one.pilot_id == pilot_id), None)
    if found is None:
        raise NotFound(NO_PILOT)
    return found


def decide_pilot(learning: Learning, *, actor: Actor, pilot_id: str, step: str, reason: str) -> int:
    """Stop a pilot early, end it, or roll it out to all other branches of the actor's; how many people were enrolled.

    Raises:
        Forbidden: one of its branches is not the actor's to run pilots in.
        NotFound: there is no such pilot for them.
        Refused: it stands otherwise by now, its weeks are not over, or no reason was given.
    """
    card = pilot_for(learning, actor=actor, pilot_id=pilot_id)
    for unit_id in card.unit_ids:
        require(actor, Action.RUN_PILOTS, unit_id=unit_id)
    if step not in NEXT[card.state]:
        raise Refused(NOT_NOW)
    if not reason.strip():
        raise Refused(NO_REASON)
    if step == "done" and this_monday(learning.context) < card.over:
        raise Refused(NOT_OVER, day=card.over.isoformat())
    now, people = learning.context.now(), 0
    if step == "rolled_out":
        # First: whoever is cut off presses once more, and nobody is enrolled twice.
        others = others_of(learning, actor=actor, card=card)
        people = enrol_units(
            learning, actor=actor, unit_ids=others, curriculum=card.curriculum, reason=card.title
        )
    with learning.context.database.transaction() as connection:
        changed = connection.execute(
            update(Pilot).where(col(Pilot.id) == pilot_id, col(Pilot.state) == card.state).values(state=step)
        )
        if changed.rowcount != 1:
            raise Refused(NOT_NOW)
        _note(learning, connection, actor, Deed.DECIDED_PILOT, pilot_id, card.unit_ids[0])
        _step(connection, pilot_id, step, actor, now, reason, people)
    return people


def others_of(learning: Learning, *, actor: Actor, card: PilotCard) -> tuple[str, ...]:
    """The branches to which the actor could roll a pilot out.

    Raises:
        Forbidden: the actor runs no pilots.
    """
    units = require_units(actor, Action.RUN_PILOTS)
    return tuple(
        unit.unit_id
        for unit in list_units(learning.context)
        if unit.kind is UnitKind.BRANCH and unit.unit_id in units and unit.unit_id not in card.unit_ids
    )


def read_pilots(connection: Connection, *, unit_ids: Set[str] | None = None) -> list[PilotCard]:
    """Pilots with their branches and steps, those with a branch among some units where these are named.

    For services: nothing here asks who asks.
    """
    branches: dict[str, list[str]] = {}
    for row in connection.execute(select(PilotBranch).order_by(col(PilotBranch.unit_id))):
        branches.setdefault(row.pilot_id, []).append(row.unit_id)
    steps: dict[str, list[Decided]] = {}
    for step in connection.execute(select(PilotStep).order_by(col(PilotStep.at), col(PilotStep.id))):
        steps.setdefault(step.pilot_id, []).append(Decided(step.step, step.at, step.reason, step.people))
    return [
        _card(row, tuple(branches.get(row.id, ())), tuple(steps.get(row.id, ())))
        for row in connection.execute(select(Pilot).order_by(col(Pilot.begins_on), col(Pilot.id)))
        if unit_ids is None or not unit_ids.isdisjoint(branches.get(row.id, ()))
    ]


def _card(row: Row[Any], unit_ids: tuple[str, ...], steps: tuple[Decided, ...]) -> PilotCard:
    return PilotCard(
        row.id,
        row.title,
        row.goal,
        row.curriculum,
        row.metric,
        row.cause,
        row.competency,
        row.target,
        row.begins_on,
        row.weeks,
        row.exit_percent,
        row.exit_after,
        row.state,
        unit_ids,
        steps,
    )


def _checked(learning: Learning, plan: PilotPlan) -> date:
    """The Monday on which it begins.

    Raises:
        NotFound: there is no such curriculum.
        Refused: something does not hold.
    """
    if not 0 < len(_text(plan.title)) <= LONGEST_TITLE:
        raise Refused(NO_TITLE, count=LONGEST_TITLE)
    if not 0 < len(_text(plan.goal)) <= LONGEST:
        raise Refused(NO_GOAL, count=LONGEST)
    if plan.curriculum not in learning.structure.curricula:
        raise NotFound("There is no such curriculum.")
    _check_branches(learning, plan)
    _check_measure(plan)
    begins_on = monday_from(plan.begins_on)
    if begins_on < this_monday(learning.context):
        raise Refused(PAST)
    return begins_on


def _check_branches(learning: Learning, plan: PilotPlan) -> None:
    branches = {unit.unit_id for unit in list_units(learning.context) if unit.kind is UnitKind.BRANCH}
    if not plan.unit_ids or not branches.issuperset(plan.unit_ids):
        raise Refused(NO_BRANCH)
    if len(branches.difference(plan.unit_ids)) < FEWEST_BRANCHES:
        raise Refused(NO_OTHERS)


def _check_measure(plan: PilotPlan) -> None:
    if not SHORTEST <= plan.weeks <= MOST_WEEKS:
        raise Refused(NO_WEEKS, least=SHORTEST, most=MOST_WEEKS)
    if plan.metric == "mastery":
        known = plan.competency in COMPETENCIES
    else:
        known = plan.cause is None or plan.cause in CAUSE_NAMES
    if not known:
        raise Refused(NO_MEASURE)
    if not (1 <= plan.target <= 100 and 1 <= plan.exit_percent <= 100 and 1 <= plan.exit_after <= plan.weeks):
        raise Refused(NO_PERCENT)


def _refuse_two_at_once(connection: Connection, learning: Learning, plan: PilotPlan, begins_on: date) -> None:
    names = {unit.unit_id: unit for unit in list_units(learning.context)}
    over = begins_on + timedelta(weeks=plan.weeks)
    for other in read_pilots(connection, unit_ids=set(plan.unit_ids)):
        if other.state == "running" and other.begins_on < over and begins_on < other.over:
            unit = names[next(one for one in other.unit_ids if one in plan.unit_ids)]
            raise Refused(TAKEN, unit=unit.code)


def _step(
    connection: Connection, pilot_id: str, step: str, actor: Actor, at: datetime, reason: str, people: int
) -> None:
    connection.execute(
        insert(PilotStep).values(
            id=new_id(),
            pilot_id=pilot_id,
            step=step,
            by_person_id=actor.person_id,
            at=at,
            reason=_text(reason)[:LONGEST],
            people=people,
        )
    )


def _note(
    learning: Learning, connection: Connection, actor: Actor, deed: Deed, pilot_id: str, unit_id: str
) -> None:
    why = right_to(actor, Action.RUN_PILOTS, unit_id=unit_id)
    note = Note(deed, why, object_id=pilot_id, people=0)
    record(learning.context, connection, actor=actor, notes=[note])


def _text(text: str) -> str:
    return text.strip().replace("\0", "")
