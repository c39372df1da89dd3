"""A mystery visit is entered: masked, once, naming nobody unless there is a reason; or taken back with one.

A visit is for learning. What is weakest in it proposes something to rehearse for the whole branch, and nothing follows
from it for anybody personally; the honours of a quarter count what a branch's visits came to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select, update
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.visits.checklist import ANSWERS, checklist
from lms.feedback.visits.proposing import propose_from_visits, put_aside_without_visits
from lms.feedback.visits.tables import PLACE, FeedbackVisit
from lms.feedback.visits.words import VISIT_CHANNELS
from lms.learning import Learning
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    UnitKind,
    note_list,
    read_units,
    record,
    require,
    right_to,
    staff_in,
    staff_to_name,
)
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names

LONGEST_LINE = 200
LONGEST = 1_000
LONGEST_BACK = timedelta(days=180)
SHORTEST_REASON = 4
NOT_THAT_DAY = mark("Choose the day of the visit: today, or up to 180 days ago.")
NO_BRANCH = mark("Choose the branch that was visited.")
NO_WAY = mark("Choose how the branch was visited.")
TOO_FEW = mark(
    "Answer at least {count} of the points with yes or no: of fewer a visit says too little. What you entered stands."
)
NO_ANSWER = mark("A point is answered with yes, no or not seen.")
LINE_TOO_LONG = mark("What was seen is a line of at most {count} characters. Shorten it.")
NO_REASON = mark("Say in a few words why somebody has to be named; otherwise name the window or the job.")
NOT_THERE = mark("Choose somebody who works in the branch that was visited.")
NAMES_SOMEBODY = mark(
    "“{name}” works there. Write the window or the job instead of the name; whoever has to be named is named by the "
    "switch above, with a reason."
)
NO_VISIT = mark("There is no such visit, or not for you.")
TAKEN_BACK = mark("This visit was taken back already.")


@dataclass(frozen=True)
class VisitFound:
    """What a visitor found.

    Attributes:
        place: the window or the job, in words.
        answers: by point ``yes``, ``no`` or ``not_seen``; what is missing was not seen.
        seen: by point a line of what was seen.
        person_id: who has to be named, with ``person_reason``.
    """

    unit_id: str
    visited_on: date
    channel: str
    answers: Mapping[str, str]
    seen: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    note: str = ""
    person_id: str | None = None
    person_reason: str = ""


def record_visit(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    *,
    actor: Actor,
    visit: VisitFound,
    key: str,
) -> str:
    """Enter a visit. The same key enters nothing twice.

    Returns:
        Its id.

    Raises:
        Forbidden: the actor enters none for this branch.
        Refused: something cannot be; the sentence says what.
    """
    require(actor, Action.RECORD_VISITS, unit_id=visit.unit_id)
    with context.database.transaction() as connection:
        there = branches_of(connection, [visit.unit_id])
        row = visit_row(context, there, visit, actor) | {"source": "form", "source_no": key[:36]}
        visit_id = written(context, connection, actor, [row])[row["source_no"]]
    propose_from_visits(context, learning, catalogue, unit_ids=[visit.unit_id])
    return visit_id


def people_to_name(context: Context, *, actor: Actor, unit_id: str) -> tuple[PersonCard, ...]:
    """Who works in a branch, for whoever has a reason to name one of them; that they looked is recorded.

    Raises:
        Forbidden: the actor enters no visits there.
    """
    action = Action.RECORD_VISITS
    found = staff_to_name(context, by=actor, action=action, unit_id=unit_id, with_self=True)
    note_list(context, actor=actor, deed=Deed.LISTED_PEOPLE, action=action, people=found)
    return found


def take_back_visit(context: Context, *, actor: Actor, visit_id: str, reason: str) -> None:
    """Take a visit back: it counts no more, and stands with the reason; so does a proposal of which no visit is left.

    Raises:
        NotFound: there is none, or not of a branch of the actor's.
        Refused: there is no reason, or it was taken back before.
    """
    why = reasoned(reason, NO_REASON_BACK)
    with context.database.transaction() as connection:
        row = connection.execute(
            select(FeedbackVisit).where(col(FeedbackVisit.id) == visit_id).with_for_update()
        ).one_or_none()
        right = row and right_to(actor, Action.RECORD_VISITS, unit_id=row.unit_id)
        if row is None or right is None:
            raise NotFound(NO_VISIT)
        if row.taken_back_at is not None:
            raise Refused(TAKEN_BACK)
        said = {"taken_back_by": actor.person_id, "taken_back_at": context.now(), "taken_back_why": why}
        connection.execute(update(FeedbackVisit).where(col(FeedbackVisit.id) == visit_id).values(said))
        aside = put_aside_without_visits(
            context, connection, by=actor.person_id, unit_id=row.unit_id, why=why
        )
        notes = [Note(Deed.TOOK_BACK_VISIT, right, row.person_id, visit_id)]
        notes += [Note(Deed.DECIDED_BRANCH_PLAN, right, None, plan_id) for plan_id in aside]
        record(context, connection, actor=actor, notes=notes)


NO_REASON_BACK = mark("Say in a few words why; whoever reads it later wants to know.")


def reasoned(text: str, otherwise: str) -> str:
    """A reason as it is kept, masked.

    Raises:
        Refused: there is none; ``otherwise`` says what to do.
    """
    words = text.replace("\x00", "").strip()
    if len(words) < SHORTEST_REASON:
        raise Refused(otherwise)
    return mask_with_names(words[:LONGEST]).text


@dataclass(frozen=True)
class Colleague:
    """Somebody who works in a branch, as far as a visit may name them."""

    person_id: str
    employee_no: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Branches:
    """The bank's branches, and who works in some of them: asked for once for as many visits as there are."""

    unit_ids: frozenset[str]
    staff: Mapping[str, Sequence[Colleague]]


def branches_of(connection: Connection, unit_ids: Iterable[str]) -> Branches:
    """The branches, and the staff of those that were visited."""
    units = read_units(connection)
    found: dict[str, list[Colleague]] = {unit_id: [] for unit_id in unit_ids}
    staff = staff_in(list(found))
    columns = (staff.c.unit_id, staff.c.person_id, staff.c.employee_no, staff.c.name_zh, staff.c.name_en)
    for unit_id, person_id, number, *names in connection.execute(select(*columns)):
        found[unit_id].append(Colleague(person_id, number, tuple(names)))
    return Branches(frozenset(unit.unit_id for unit in units if unit.kind is UnitKind.BRANCH), found)


def visit_row(context: Context, there: Branches, visit: VisitFound, actor: Actor) -> dict[str, Any]:
    """A visit as it is kept.

    Raises:
        Refused: something cannot be.
    """
    asked = checklist()
    known = {item for _group, item, _weight in asked.items}
    if visit.unit_id not in there.unit_ids:
        raise Refused(NO_BRANCH)
    if not context.today() - LONGEST_BACK <= visit.visited_on <= context.today():
        raise Refused(NOT_THAT_DAY)
    if visit.channel not in VISIT_CHANNELS:
        raise Refused(NO_WAY)
    if not visit.answers.keys() | visit.seen.keys() <= known or not {*visit.answers.values()} <= {*ANSWERS}:
        raise Refused(NO_ANSWER)
    answers = {item: visit.answers.get(item, "not_seen") for _group, item, _weight in asked.items}
    if sum(answer != "not_seen" for answer in answers.values()) < asked.fewest_seen:
        raise Refused(TOO_FEW, count=asked.fewest_seen)
    lines = {item: text.replace("\x00", "").strip() for item, text in visit.seen.items() if text.strip()}
    texts = [visit.place.replace("\x00", "").strip(), visit.note.replace("\x00", "").strip(), *lines.values()]
    if any(len(line) > LONGEST_LINE for line in lines.values()):
        raise Refused(LINE_TOO_LONG, count=LONGEST_LINE)
    _names_nobody(there.staff[visit.unit_id], texts)
    reason = ""
    if visit.person_id is not None:
        reason = reasoned(visit.person_reason, NO_REASON)
        if visit.person_id not in {one.person_id for one in there.staff[visit.unit_id]}:
            raise Refused(NOT_THERE)
    return {
        "id": new_id(),
        "unit_id": visit.unit_id,
        "visited_on": visit.visited_on,
        "channel": visit.channel,
        "place": mask_with_names(texts[0][:PLACE]).text[:PLACE],
        "person_id": visit.person_id,
        "person_reason": reason,
        "version": asked.version,
        "answers": answers,
        "seen": {item: mask_with_names(line).text for item, line in lines.items()},
        "note": mask_with_names(texts[1][:LONGEST]).text,
        "scores": {group: list(pair) for group, pair in asked.scores(answers).items()},
        "by_person_id": actor.person_id,
        "at": context.now(),
    }


def written(
    context: Context, connection: Connection, actor: Actor, rows: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """Write visits of one source down and add them to the trail; what was known already is not written again.

    Returns:
        Their ids by the number they have at the source.
    """
    ids: dict[str, str] = {}
    notes = []
    for some in batches(rows):
        new = insert_into(connection, FeedbackVisit).values(some)
        new = new.on_conflict_do_nothing(index_elements=["source", "source_no"])
        added = set(connection.execute(new.returning(col(FeedbackVisit.id))).scalars())
        same = connection.execute(
            select(col(FeedbackVisit.source_no), col(FeedbackVisit.id)).where(
                col(FeedbackVisit.source) == some[0]["source"],
                col(FeedbackVisit.source_no).in_([row["source_no"] for row in some]),
            )
        )
        ids |= {str(row.source_no): str(row.id) for row in same}
        for row in some:
            if row["id"] in added:
                why = right_to(actor, Action.RECORD_VISITS, unit_id=row["unit_id"])
                notes.append(Note(Deed.RECORDED_VISIT, why, row["person_id"], str(row["id"])))
    if notes:
        record(context, connection, actor=actor, notes=notes)
    return ids


def _names_nobody(staff: Iterable[Colleague], texts: Iterable[str]) -> None:
    words = "\n".join(texts).casefold()
    for one in staff:
        for name in (one.employee_no, *one.names):
            if len(name) >= 2 and name.casefold() in words:
                raise Refused(NAMES_SOMEBODY, name=name)
